"""Papers of public transport: their items, the subsidy's figures as they are reckoned, the meeting that the user names."""

from __future__ import annotations

from dataclasses import replace

from plan.documents.blocks import NOT_ENTERED, Heading, Table
from plan.documents.material import MEETINGS, Material
from plan.documents.transport_papers import (
    meeting_paper,
    transport_plan,
    transport_plan_lacks,
    transport_year,
    transport_year_lacks,
)
from plan.figure_texts import UNKNOWN, yen
from plan.scenario.procedure import Kpi
from tests.plan.documents.written_up import CHOSEN, nothing_entered, with_words, written_up


def test_the_plan_has_its_items_and_says_what_it_lacks() -> None:
    titles = [b.text for b in transport_plan(written_up()).blocks if isinstance(b, Heading)]
    assert [t[0] for t in titles[:6]] == list("123456")
    assert "運行する者" in transport_plan_lacks(nothing_entered())
    assert "地域公共交通の基本方針" not in transport_plan_lacks(with_words("みんなで乗る"))


def test_the_year_is_that_of_the_services() -> None:
    found = written_up()
    table = next(b for b in transport_year(found).blocks if isinstance(b, Table))
    assert [row[0] for row in table.rows] == [g.name for g in found.money.groups]
    assert [row[4] for row in table.rows] == [yen(g.money["mid"].cost_yen) for g in found.money.groups]


def with_counts(*kpis: Kpi) -> Material:
    """The sample with other targets."""
    found = written_up()
    scenario = found.plan.scenario(CHOSEN)
    changed = replace(scenario, procedure=replace(scenario.procedure, kpis=kpis))
    chosen = replace(found.chosen, effective=replace(found.chosen.effective, scenario=changed))
    return replace(found, chosen=chosen)


def judged(found: Material) -> dict[str, tuple[str, ...]]:
    table = next(b for b in transport_year(found).blocks if isinstance(b, Table) and b.heads[0] == "数値")
    return {row[0]: row[1:] for row in table.rows}


def test_what_was_counted_stands_beside_what_was_reckoned() -> None:
    riders = Kpi(
        "service_boardings_mid", 1000.0, 2026, {2030: 2000.0}, actuals={2027: 1100.0, 2028: 1600.0}, to_change=""
    )
    late = Kpi("service_fares_share", 0.1, 2026, {2030: 0.3}, actuals={2030: 0.15}, to_change="昼の便を減らす")
    own = Kpi("来た人", 10.0, 2026, {2030: 20.0})
    found = with_counts(riders, late, own)
    rows = judged(found)
    assert rows[found.figures["service_boardings_mid"].name][1:] == (
        "1,600人/年（2028年（令和10年）、目標 1,500人/年）",
        "● 達した",
    )
    assert rows[found.figures["service_fares_share"].name][1:] == (
        "15%（2030年（令和12年）、目標 30%）",
        "■ 遅れ　昼の便を減らす",
    )
    assert rows["来た人"] == (UNKNOWN, NOT_ENTERED, NOT_ENTERED)
    assert transport_year_lacks(found) == ()
    behind = with_counts(replace(late, to_change=""))
    assert judged(behind)[found.figures["service_fares_share"].name][2] == f"■ 遅れ　{NOT_ENTERED}"
    assert transport_year_lacks(behind) == ("利用者の実績",)
    assert transport_year_lacks(nothing_entered()) == ("利用者の実績", "運賃収入の実績", "評価と、次の年度に直すこと")


def test_the_meeting_is_the_one_that_was_named() -> None:
    for meeting, name in MEETINGS.items():
        words = "".join(meeting_paper(replace(written_up(), meeting=meeting)).words())
        assert name in words
