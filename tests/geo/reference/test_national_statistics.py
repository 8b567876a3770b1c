"""The government's figures: each as the briefing prints it, in its order, never made to add up."""

from __future__ import annotations

from geo.reference.national_statistics import depopulated_figures, national_kpis, national_survey

PROBLEMS = (
    33.4, 27.6, 36.1, 62.3, 71.6, 31.5, 68.6, 45.3, 26.6, 61.9, 43.2, 32.8, 35.4, 23.5, 26.1, 21.3, 82.9, 51.3, 64.0,
    32.1, 32.7, 38.8, 33.3,
)  # fmt: skip


def test_the_problems_are_23_in_the_order_of_the_source() -> None:
    survey = national_survey("problems")
    assert tuple(item.share for item in survey.items) == PROBLEMS
    by_name = {item.name: item.share for item in survey.items}
    # The best known figures of this survey: that they pair shows that values and names run the same way.
    assert (by_name["空き家の増加"], by_name["耕作放棄地の増大"], by_name["商店・スーパー等の閉鎖"]) == (
        82.9,
        71.6,
        64.0,
    )
    assert (survey.answers, survey.asked) == (None, "")
    assert "要確認" in survey.note


def test_the_four_shares_of_the_status_are_as_printed() -> None:
    survey = national_survey("hub_status")
    assert [item.share for item in survey.items] == [20.8, 23.8, 58.6, 0.4]
    assert survey.answers == 1032
    assert "103.6" in survey.note


def test_the_activities_are_twelve_of_391_cases() -> None:
    survey = national_survey("hub_activities")
    assert [item.share for item in survey.items] == [
        19.9,
        28.6,
        22.3,
        22.3,
        4.1,
        2.3,
        28.6,
        18.2,
        44.2,
        28.4,
        24.0,
        10.2,
    ]
    assert survey.answers == 391
    most = sorted(survey.items, key=lambda item: -item.share)[:6]
    # The source names these six as the most frequent.
    assert {item.id for item in most} == {"community", "eating", "culture", "town_exchange", "transport", "welfare"}


def test_the_kpis_have_base_and_target_where_printed() -> None:
    found = {kpi.id: (kpi.base, kpi.target) for kpi in national_kpis()}
    assert found == {
        "hubs": (None, 1000), "community_organisations": (1656, 3000), "moving_services": (4000, 11000),
        "location_plans": (None, 150), "transport_plans": (60, 100), "convenient_large": (90.5, 90.8),
        "convenient_core": (78.7, 81.7), "convenient_local": (38.6, 41.6),
    }  # fmt: skip
    assert all("2015改訂版" in kpi.source and "要確認" in kpi.target_date for kpi in national_kpis())


def test_depopulated_areas_stand_beside_the_nation() -> None:
    found = {f.id: (f.depopulated, f.national) for f in depopulated_figures()}
    assert found["share_under_15"] == (11.4, 13.2)
    assert found["share_15_29"] == (11.5, 15.6)
    assert found["share_65_over"] == (32.8, 23.0)
    before, after = found["people_2010"], found["people_2015"]
    for side in (0, 1):
        assert round(100 * (after[side] / before[side] - 1), 1) == found["change_2015"][side]
