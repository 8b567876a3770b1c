"""Lists of the plan as tables to write in: values become rows under the screen's headings, and rows values again."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

from geo.reference.categories import CATEGORIES
from geo.reference.organisation import policy_fields, related_plan_kinds
from geo.reference.supports import support_measures
from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from plan.scenario.budget import UsedSupport
from plan.scenario.buildings import BuildingUse
from plan.scenario.carriers.agreements import Decision, Duty, RelatedPlan, Remark
from plan.scenario.carriers.organisation import Activity, Income

T = TypeVar("T")
CellKind = Literal["text", "number", "choice", "choices", "duties"]

ACTIVITY_KINDS: Mapping[str, str] = MappingProxyType({"life": "生活サービス", "business": "コミュニティビジネス"})
INCOME_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "grant": "補助金",
        "dues": "会費",
        "user_fee": "利用料",
        "commission": "委託料",
        "sales": "売上",
        "other": "その他",
    }
)
_BETWEEN, _DOES = "、", "："


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    attribute, heading
        Of the value, and on screen.
    kind
        ``text``, ``number``, ``choice`` (one of several), ``choices`` (some of several) or ``duties`` (「谷の会：店番、…」).
    choices
        Names by id, for the two kinds of choice.
    """

    attribute: str
    heading: str
    kind: CellKind = "text"
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table(Generic[T]):
    """A list of the plan as a table: what each row is, its columns, and the column without which a row says nothing."""

    of: type[T]
    columns: tuple[Column, ...]
    needs: str


ACTIVITIES = Table(
    Activity,
    (
        Column("name", "活動"),
        Column("kind", "種類", "choice", ACTIVITY_KINDS),
        Column("fields", "政策の分野", "choices", policy_fields()),
        Column("done_by", "だれが"),
        Column("hours_a_week", "住民の時間（時間/週）", "number"),
    ),
    "name",
)
INCOMES = Table(
    Income,
    (
        Column("kind", "種類", "choice", INCOME_KINDS),
        Column("name", "中身"),
        Column("yen_a_year", "金額（円/年）", "number"),
    ),
    "kind",
)
DECISIONS = Table(
    Decision,
    (
        Column("what", "決めたこと"),
        Column("decided_on", "いつ"),
        Column("decided_by", "だれが決めた"),
        Column("duties", "だれが何をする", "duties"),
    ),
    "what",
)
REMARKS = Table(Remark, (Column("said", "出た意見"), Column("changed", "それで変えたこと")), "said")
RELATED_PLANS = Table(
    RelatedPlan,
    (
        Column("kind", "計画の種類", "choice", related_plan_kinds()),
        Column("name", "名前"),
        Column("starts", "期間の始め"),
        Column("ends", "終わり"),
        Column("agrees", "合っていること"),
        Column("must_change", "変えなければならないこと"),
    ),
    "kind",
)
USED_SUPPORTS = Table(
    UsedSupport,
    (
        Column("measure", "使う支援措置", "choice", {key: one.name for key, one in support_measures().items()}),
        Column("form_number", "番号（申請の様式の番号）"),
        Column("amount_yen", "見込む額（円、計画期間の合計）", "number"),
    ),
    "measure",
)
BUILDING_USES = Table(
    BuildingUse,
    (
        Column("category", "サービス", "choice", CATEGORIES),
        Column("name", "名前"),
        Column("floor_area_m2", "要る床面積（m²）", "number"),
    ),
    "category",
)


def rows_of(table: Table[T], values: Sequence[T]) -> list[dict[str, Any]]:
    """Write values as rows, by heading.

    Examples
    --------
    >>> rows_of(REMARKS, [Remark("冬が困る", "便を足した")])
    [{'出た意見': '冬が困る', 'それで変えたこと': '便を足した'}]
    """
    return [{c.heading: _cell(c, getattr(value, c.attribute)) for c in table.columns} for value in values]


def _cell(column: Column, value: Any) -> Any:
    if column.kind == "choice":
        return column.choices.get(value, value)
    if column.kind == "choices":
        return [column.choices.get(one, one) for one in value]
    if column.kind == "duties":
        return _BETWEEN.join(f"{d.who}{_DOES}{d.what}" if d.what else d.who for d in value)
    return value


def values_of(
    table: Table[T], rows: Sequence[tuple[Hashable, Mapping[str, Any]]], earlier: Sequence[T]
) -> tuple[T, ...]:
    """Read rows as values; a row that says nothing yet is left out.

    Parameters
    ----------
    table
        Which.
    rows
        Number of the earlier value that a row was (anything else for a new row), and its cells by heading.
    earlier
        The values that the table was made of: what its columns don't show stays.

    Raises
    ------
    RequestError
        When a cell cannot be.

    Examples
    --------
    >>> values_of(REMARKS, [(0, {"出た意見": "冬が困る"}), (None, {"出た意見": ""})], [])[0].said
    '冬が困る'
    """
    found = []
    for number, cells in rows:
        known = earlier[number] if isinstance(number, int) and 0 <= number < len(earlier) else None
        read = {c.attribute: _value(c, cells.get(c.heading), known) for c in table.columns}
        if not read[table.needs]:
            continue
        try:
            found.append(dataclasses.replace(known, **read) if known is not None else table.of(**read))  # type: ignore[type-var]
        except ValueRefusedError as problem:
            raise RequestError(notice("organisation_cell_refused", reason=str(problem))) from problem
    return tuple(found)


def _value(column: Column, cell: Any, known: object) -> Any:
    if column.kind == "number":
        return None if _is_empty(cell) else float(cell)
    if column.kind == "choices":
        ids = {name: i for i, name in column.choices.items()}
        return tuple(ids.get(one, one) for one in ([] if _is_empty(cell) else cell))
    written = "" if _is_empty(cell) else str(cell).strip()
    if column.kind == "choice":
        return {name: i for i, name in column.choices.items()}.get(written, written)
    if column.kind == "duties":
        before: Sequence[Duty] = getattr(known, column.attribute, ())
        # Read back only where it was changed: what stands in a duty's own words may look like two.
        return tuple(before) if written == _cell(column, before) else tuple(_duties(written))
    return written


def _duties(written: str) -> list[Duty]:
    parts = (part.partition(_DOES) for part in written.split(_BETWEEN) if part.strip())
    return [Duty(who.strip(), what.strip()) for who, _, what in parts]


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and cell != cell)
