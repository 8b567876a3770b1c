"""The residents' document: what was decided and who does what, and by name what it lacks."""

from __future__ import annotations

from plan.organisation.community_design import community_design, decision_text, duty_lines
from plan.scenario.carriers.agreements import Decision, Duty, Record
from plan.scenario.carriers.organisation import Activity, Organisation
from plan.scenario.scenario import Hub, HubFacility, Plan, Scenario


def test_a_whole_document_lacks_nothing(region):
    decision = Decision("店を残す", "2027-02-01", "住民の集まり", (Duty("谷の会", "店番"), Duty("町", "")))
    organisation = Organisation("谷の会", activities=(Activity("配食", done_by="谷の会"),), decisions=(decision,))
    scenario = Scenario(
        "s1", "案1", hubs=(Hub("h1", "下の拠点", 35.0, 137.0, services=("shopping",)),), organisation=organisation
    )
    records = (Record("r1"), Record("r2", "2026-11-08"), Record("r3", "2026-10"))
    found = community_design(region, Plan("r", "f", (scenario,), records=records), scenario)
    assert found.missing == ()
    assert found.undated == ()
    assert found.first_page == ("店を残す（2027-02-01、住民の集まり）",)
    assert found.second_page == ("谷の会：店番", "谷の会：配食", "町：店を残す")
    assert [m.id for m in found.meetings] == ["r3", "r2", "r1"]
    assert found.gathering == ("下の拠点：買物",)


def test_what_is_open_is_named(region):
    scenario = Scenario("s1", "案1", organisation=Organisation(decisions=(Decision("店を残す", "2027-02-01"),)))
    found = community_design(region, Plan("r", "f", (scenario,)), scenario)
    assert found.missing == ("組織の名前", "拠点", "役割分担", "協議の記録")
    assert found.undated == ("店を残す",)
    assert "未記入" in decision_text(scenario.organisation.decisions[0])
    assert duty_lines(Organisation(activities=(Activity("配食"),))) == ()


def test_the_days_of_a_shared_service_are_told(region):
    clinic = HubFacility("medical", "診療所", "new", days=("tue", "fri"))
    hub = Hub("h1", "下の拠点", 35.0, 137.0, services=("medical", "shopping"), facilities=(clinic,))
    found = community_design(region, Plan("r", "f"), Scenario("s1", "案1", hubs=(hub,)))
    assert found.gathering == ("下の拠点：医療（火・金）、買物",)
