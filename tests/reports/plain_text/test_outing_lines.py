"""Outings in plain words."""

from __future__ import annotations

from typing import Any

from reports.plain_text.outing_lines import outing_lines

NAMES = {"f1": "山口診療所", "v1": "上野", "v2": "中野", "v3": "下野", "v4": "谷口"}
BEST = {"leave": "10:05", "arrive": "10:30", "stay_min": 150, "depart": "24:45", "home": "25:10", "away_min": 905}


def village(village_id: str, **values: Any) -> dict[str, Any]:
    return {
        "village_id": village_id,
        "outings": 0,
        "walk": False,
        "best": None,
        "days_per_week": 0,
        "days": [],
        "lacking": None,
        **values,
    }


def test_each_village_has_a_line_of_its_own() -> None:
    document = {
        "to": "f1",
        "date": "2026-04-07",
        "counted_at": "homes",
        "population_with_outing": 1234.4,
        "share": 0.5,
        "no_car_with_outing": 12.0,
        "no_car_share": 0.25,
        "by_day": {"2026-04-06": 1300.0, "2026-04-07": 1234.4, "2026-04-08": 1300.0},
        "any_day": 1320.0,
        "villages": [
            village("v1", walk=True, days_per_week=5, days=["mon", "tue", "wed", "thu", "fri"]),
            village("v2", outings=2, best=BEST, days_per_week=3, days=["mon", "wed", "fri"]),
            village("v3", days_per_week=1, days=["thu"], lacking={"stay_short_min": 12, "away_over_min": 9}),
            village("v4"),
        ],
    }
    assert outing_lines(document, NAMES, "通院", year=None) == [
        "山口診療所へ「通院」（2026-04-07）：バスか徒歩で行って帰れる住民 1,234人（50%）、車のない人 12人（25%）。住まいで数えました。",
        "曜日で違います：いちばん多いのは 4月6日（月）の 1,300人、週のどれかの日には 1,320人です。",
        "上野：歩いて行けます、週5日（平日）",
        (
            "中野：行って帰れる組合せ 2、10:05 に出て 10:30 着、150分いて、24:45 に出て 25:10 に帰宅"
            "（家を空けるのは 905分）、週3日（月・水・金）"
        ),
        "下野：行って帰れる組合せはありません：用を済ませる時間が12分足りない、家を空ける時間が9分長い、ほかの日に週1日（木）",
        "谷口：行って帰れる組合せはありません",
    ]
    assert (
        "集落の代表点で数えました。"
        in outing_lines({**document, "counted_at": "village_points"}, NAMES, "通院", year=None)[0]
    )


def test_days_that_are_alike_need_no_line() -> None:
    alike = {"to": "f1", "date": "2026-04-07", "counted_at": "homes", "population_with_outing": 5.0, "share": 1.0}
    of_week = {"by_day": {"2026-04-06": 5.0, "2026-04-07": 5.0}, "any_day": 5.0}
    document = {**alike, **of_week, "no_car_with_outing": 1.0, "no_car_share": 1.0, "villages": []}
    assert len(outing_lines(document, NAMES, "通院", year=None)) == 1
