"""A choice of hubs in words, and how sure it is."""

from __future__ import annotations

from typing import Any

import pytest

from reports.plain_text.siting_lines import OBJECTIVE_NAMES, proof_text, score_lines, siting_lines, value_text

FOUND: dict[str, Any] = {
    "names": {"a": "旧谷小", "b": "役場"}, "objective": "total_time", "hubs": ["a"], "value": 12_345.6,
    "gap": 0, "bound": 12_345.6,
    "hub_rows": [
        {"name": "旧谷小", "villages": ["v1", "v2"], "population": 1234, "mean_min": 12.0, "worst_min": 30.0},
        {"name": "役場", "villages": [], "population": 0},
    ],
    "covered_within_min": 15.0, "covered_population": 900,
    "equity": {"worst_village": "v2", "worst_min": 30.0, "beyond": []},
    "unreached": [], "alternatives": [{"hubs": ["b"], "value": 20_000.0}],
}  # fmt: skip


def test_where_and_for_whom() -> None:
    lines = siting_lines(FOUND, {"v1": "上野", "v2": "中野"}, year=None)
    assert lines[0].endswith("：旧谷小")
    assert lines[1] == "値は 延べ 12,346人・分。これより良い組合せがないことを確かめました。"
    assert lines[2].startswith("旧谷小：2 集落、1,234人（平均 ")
    assert lines[3] == "役場：0 集落、0人（人はいません）"
    assert any("中野" in line for line in lines)
    assert lines[-1] == "別の組合せ：役場（延べ 20,000人・分）"
    assert not any("着けない集落" in line for line in lines)


def test_who_reaches_none_and_what_more_hubs_would_do() -> None:
    curve = {
        "knee": 2,
        "rows": [
            {"number": 1, "value": 50_000.0, "unreached": ["v3"]},
            {"number": 2, "value": 30_000.0, "unreached": []},
        ],
    }
    by_year = {"2050": {"regret": 10.0}}
    lines = siting_lines(
        FOUND | {"unreached": ["v3"], "curve": curve, "by_year": by_year},
        {"v2": "中野", "v3": "沖島"},
        year=None,
    )
    assert "どの拠点にも着けない集落：沖島" in lines
    assert "2050年：その年だけの組合せより 延べ 10人・分 多くかかります。" in lines
    assert lines[-2:] == [
        "拠点 1 か所：延べ 50,000人・分、着けない集落 1",
        "拠点 2 か所：延べ 30,000人・分（ここから先は増やしても効きめが小さくなります）",
    ]


@pytest.mark.parametrize(
    ("objective", "text"),
    [
        ("worst", "25.0分"),
        ("fewest", "25 か所"),
        ("coverage", "25人"),
        ("outings", "25人"),
        ("total_time", "延べ 25人・分"),
    ],
)
def test_values_have_the_unit_of_their_objective(objective: str, text: str) -> None:
    assert objective in OBJECTIVE_NAMES
    assert value_text(25.0, objective, year=None) == text


def test_how_sure_it_is() -> None:
    text = proof_text({"gap": 0.25, "bound": 20.0}, "worst", year=None)
    assert "20.0分" in text
    assert "25%" in text


def test_scores() -> None:
    criterion = {"name": "近さ", "weight": 0.5, "definition": "分", "source": "本ツール"}
    scores = {"scores": [{"rank": 1, "name": "旧谷小", "score": 71.6, "why": "近い"}], "criteria": [criterion]}
    assert score_lines(scores) == ["1位 旧谷小（72点）：近い", "物差し「近さ」（重み 0.5）：分（本ツール）"]
