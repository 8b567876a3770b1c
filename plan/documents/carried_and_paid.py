"""Who carries a plan and how it is paid for: the organisation, ten years of money with the town's own burden last, supports."""

from __future__ import annotations

from collections.abc import Iterator

from geo.reference.organisation import legal_forms
from geo.reference.supports import support_measures
from plan.documents.blocks import NOT_ENTERED, TO_BE_CONFIRMED, Block, Table, Text
from plan.documents.dates import written_day
from plan.documents.material import Material
from plan.figure_texts import persons, yen
from plan.finance.account_table import account_rows
from plan.organisation.frame import FORM_NAMES
from plan.organisation.tables import ACTIVITY_KINDS
from plan.scenario.budget import UsedSupport

_COLUMNS = 5
_STATUTORY = "特別の措置"


def carriers_part(found: Material) -> Iterator[Block]:
    """Ⅳ: who carries it: the community organisation with its form, people and activities."""
    organisation = found.organisation
    if not organisation.name:
        yield Text(f"地域運営組織など：{NOT_ENTERED}")
        return
    forms = legal_forms()
    bodies = [(organisation.name, organisation.legal_form)]
    if organisation.executing_body:
        bodies.append((organisation.executing_body, organisation.executing_legal_form))
    named = "、".join(f"{name}（{forms[form].name if form in forms else '法人の形は未定'}）" for name, form in bodies)
    yield Text(
        f"{named}　{FORM_NAMES[organisation.form]}　できた日：{written_day(organisation.founded_on) or NOT_ENTERED}"
    )
    counted = (("会員", organisation.members), ("職員", organisation.staff), ("手伝う人", organisation.volunteers))
    yield Text("　".join(f"{name}：{NOT_ENTERED if n is None else persons(n, None)}" for name, n in counted))
    if organisation.activities:
        rows = tuple((a.name, ACTIVITY_KINDS[a.kind], a.done_by or NOT_ENTERED) for a in organisation.activities)
        yield Table(("活動", "種類", "する人"), rows, (2.6, 1.8, 2.4))


def budget_part(found: Material) -> Iterator[Block]:
    """Set the ten years of money, five to a table, and what the state may bear of the town's burden."""
    years = found.ten_years
    if not years.lines:
        yield Text(f"費用と収入：{NOT_ENTERED}")
        return
    rows = account_rows(years)
    for start in range(0, years.years, _COLUMNS):
        part = slice(start, start + _COLUMNS)
        heads = ("", *(f"{year}年度" for year in years.calendar[part]))
        told = tuple((row.name, *(yen(v) for v in row.yen[part])) for row in rows)
        title = "年ごとのお金と、町の負担（試算）" if start == 0 else ""
        yield Table(heads, told, (2.4, *(1.2,) * (len(heads) - 1)), len(heads) - 1, title, strong=1)
    total = f"{years.years}年の町の負担（一般財源）は、あわせて {yen(sum(years.town_burden_yen))}です（試算）。"
    expected = yen(sum(years.expected_from_state_yen))
    yield Text(
        f"{total}地方交付税で見込む額（あわせて {expected}）は{TO_BE_CONFIRMED}で、町の負担からは引いていません。"
    )
    for notice in years.notices:
        yield Text(notice.message, quiet=True)


def supports_part(found: Material, *, statutory: bool) -> Iterator[Block]:
    """Set the supports that the town uses, then those that may fit with what speaks for them; none is chosen for the town.

    Parameters
    ----------
    found
        What it is written from.
    statutory
        Whether those of chapter 5 of the Act are set, which the form has apart from all others.
    """
    yield from _used(found, statutory=statutory)
    fitting = [s for s in found.supports if s.fit == "fits" and s.measure.is_statutory is statutory]
    kind = _STATUTORY if statutory else "支援措置"
    if not fitting:
        yield Text(f"案の内容に合いそうな{kind}は、見当たりません。", quiet=True)
        return
    rows = tuple((s.measure.name, s.measure.ministry, "、".join(fact.name for fact in s.because)) for s in fitting)
    title = f"案の内容に合いそうな{kind}（{TO_BE_CONFIRMED}）"
    yield Table((f"{kind}（2016年の名前）", "府省", "案の中でそれに当たるもの"), rows, (2.8, 1.4, 3.2), title=title)
    yield Text(f"2016年の資料によります。今の名前と要件は{TO_BE_CONFIRMED}です。", quiet=True)


def _used(found: Material, *, statutory: bool) -> Iterator[Block]:
    """Set the supports that the town named, with their numbers and amounts."""
    known, named = support_measures(), used_supports(found)
    used = [one for one in named if _is_statutory(one) is statutory]
    kind = _STATUTORY if statutory else "支援措置"
    if not used:
        # What was named stands in the other part: here there is nothing to enter.
        yield Text(f"使う{kind}：該当なし" if named else f"使う{kind}とその番号：{NOT_ENTERED}")
        return
    rows = tuple(
        (
            known[one.measure].name if one.measure in known else one.measure,
            one.form_number or NOT_ENTERED,
            NOT_ENTERED if one.amount_yen is None else yen(one.amount_yen),
        )
        for one in used
    )
    yield Table((f"使う{kind}", "番号", "見込む額"), rows, (3.4, 1.4, 1.6), figures=1)
    yield Text(f"番号は計画に書かれたとおりです。今の様式の番号は{TO_BE_CONFIRMED}です。", quiet=True)


def _is_statutory(one: UsedSupport) -> bool:
    known = support_measures()
    return one.measure in known and known[one.measure].is_statutory


def used_supports(found: Material) -> tuple[UsedSupport, ...]:
    """Return the supports that the town named."""
    return found.scenario.budget.used_supports if found.scenario is not None else ()
