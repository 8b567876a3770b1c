"""The timetable of the procedure (工程表): what comes when, by which article, with the day where the plan knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.reference.law import article
from plan.documents.blocks import NOT_ENTERED, Block, Table, Text
from plan.documents.dates import era_year, written_day
from plan.documents.material import Material
from plan.finance.grant import application_steps
from plan.organisation.steps import StepState
from plan.scenario.procedure import Procedure

_TICKED = {"plan": "済（計画の内容による）", "document": "済（文書による）", "": "まだ"}


def four_steps_part(found: Material) -> Iterator[Block]:
    """Set the four steps with what ticks each, or what is missing."""
    rows = tuple((state.name, _TICKED[state.ticked], _why(state)) for state in found.four_steps)
    yield Table(("四つのステップ", "済んだか", "わけ"), rows, (2.2, 1.6, 3.6))


def _why(state: StepState) -> str:
    """Say what ticks a step; the day of its document as documents write days."""
    if state.ticked == "document" and state.document is not None:
        return f"{written_day(state.document.dated)}「{state.document.document}」による"
    return state.why


@dataclass(frozen=True)
class ProcedureStep:
    """A step of the procedure.

    Parameters
    ----------
    name
        What is done.
    day
        When, as documents write it; empty while not entered.
    remark
        By which article, and what to mind.
    """

    name: str
    day: str
    remark: str

    def as_dict(self) -> dict[str, str]:
        """Return it with the keys of the command line's JSON."""
        return {"name": self.name, "day": self.day, "remark": self.remark}


def procedure_steps(procedure: Procedure) -> tuple[ProcedureStep, ...]:
    """List the steps of the procedure in their order.

    Parameters
    ----------
    procedure
        What the plan says of its own making.

    Examples
    --------
    >>> [step.day for step in procedure_steps(Procedure(published_on="2027-03-25")) if step.name.startswith("公表")]
    ['2027年（令和9年）3月25日']
    """
    draft = procedure.draft
    applied, certified, granted = application_steps()
    told = (
        ("協議会（地域再生協議会）での協議", procedure.held_on, article("council").citation),
        ("素案の公表とパブリックコメント", draft.public_comment_on.strip(), "市町村の定めによります"),
        ("議会への説明", draft.assembly_on.strip(), "市町村の定めによります"),
        ("地域再生計画の認定の申請", draft.application_on.strip(), applied),
        ("地域再生計画の認定", draft.certification_on.strip(), f"{certified}　{article('regional_plan').citation}"),
        ("交付金の申請（使うとき）", "", granted),
        ("公表（地域再生土地利用計画）", procedure.published_on, article("publication").citation),
        ("計画期間のはじめ", procedure.starts, ""),
        *((f"{era_year(year)}の評価と公表", "", "KPI の値を確かめ、直すことを決めます") for year in _years(procedure)),
        ("計画期間の終わり", procedure.ends, ""),
    )
    return tuple(ProcedureStep(name, written_day(day), remark) for name, day, remark in told)


def _years(procedure: Procedure) -> list[int]:
    return sorted({year for kpi in procedure.kpis for year in kpi.targets})


def steps_part(found: Material) -> Iterator[Block]:
    """Set the steps as a table."""
    rows = tuple((s.name, s.day or NOT_ENTERED, s.remark) for s in procedure_steps(found.procedure))
    yield Table(("すること", "いつ", "根拠など"), rows, (2.4, 1.8, 3.2))
    yield Text("日付の入っていない欄は、計画にまだ入っていません。", quiet=True)
