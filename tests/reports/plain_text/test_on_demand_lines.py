"""A day of rides on request in words."""

from __future__ import annotations

from typing import Any

from reports.plain_text.on_demand_lines import on_demand_lines

STOPS = [
    {"time": "9:00", "place": "p1", "ride": "b1", "gets_in": True},
    {"time": "9:20", "place": "p2", "ride": "b1", "gets_in": False},
]
DAY: dict[str, Any] = {
    "name": "谷デマンド", "date": "2026-11-24", "names": {"p1": "上野", "p2": "診療所"},
    "bookings": 2, "served": 1, "share_served": 0.5, "passengers": 1, "mean_waiting_min": 4.0, "detour": 1.254,
    "vehicle_hours": 1.25, "vehicle_km": 1234.56, "shift_hours": 8.0,
    "vehicles": [
        {"vehicle": "1号車", "stops": STOPS, "leaves": "8:50", "back": "9:40", "km": 12.34},
        {"vehicle": "2号車", "stops": []},
    ],
    "refused": [{"booking": "b2", "purpose": "買い物"}],
}  # fmt: skip


def test_a_day() -> None:
    lines = on_demand_lines(DAY)
    assert lines[0].startswith("谷デマンド（2026-11-24）：電話 2 件のうち 1 件を受けました（50%）。")
    assert "1.25 倍" in lines[1]
    assert lines[2] == "車両は合わせて 1.2 時間、1,234.6 km 走ります（勤務 8.0 時間）。"
    assert lines[3:] == [
        "1号車：8:50 に出て 9:40 に戻ります（12.3 km）",
        "  9:00 上野：b1 が乗ります",
        "  9:20 診療所：b1 が降ります",
        "2号車：出番はありません。",
        "受けられない電話：b2（買い物）",
    ]


def test_nobody_rode() -> None:
    lines = on_demand_lines(DAY | {"passengers": 0, "vehicles": [], "refused": []})
    assert len(lines) == 2
    assert not any("倍" in line for line in lines)
