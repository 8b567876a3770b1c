"""A day's freight in words."""

from __future__ import annotations

from reports.plain_text.freight_lines import freight_lines


def test_what_each_trip_carries_and_what_stays() -> None:
    carried = {"name": "野菜", "wanted": 1200, "carried": 1200, "left": 0, "reason": ""}
    behind = {"name": "宅配", "wanted": 30, "carried": 10, "left": 20, "reason": "積める重さを超えます"}
    load = {
        "trip": "1便",
        "leaves": "8:00",
        "from": "谷",
        "arrives": "8:30",
        "to": "役場",
        "name": "宅配",
        "pieces": 10,
        "kg": 12.5,
    }
    service = {"name": "谷線", "freight_kg": 50.0, "consignments": [carried, behind], "loads": [load]}
    assert freight_lines({"services": [service]}) == [
        "谷線：荷物 1,230個のうち 1,210個を運べます（積める重さ 50 kg）",
        "  1便　8:00 谷 → 8:30 役場：宅配 10個（12.5 kg）",
        "  残る：宅配 20個。積める重さを超えます",
    ]


def test_no_line_carries_freight() -> None:
    (line,) = freight_lines({"services": []})
    assert "services[].freight" in line
