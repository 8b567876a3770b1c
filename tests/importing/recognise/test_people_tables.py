"""Tables of people by age are told in every layout, and tables that only speak of ages are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from importing.recognise.recognise import recognise
from tests.importing.register_tables import LAYOUTS, invented


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_told(layout: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LAYOUTS[layout](invented()), encoding="utf-8")
    (found,) = recognise([tmp_path / "a.csv"], tmp_path / "z")
    assert (found.kind, found.confidence) == ("villages", "likely")
    assert "男女・五歳階級" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        # Answers of persons: the same age again and again.
        "地区名,性別,年齢,行き先,手段,人数\n東,男,75歳以上,病院,バス,1\n東,女,65～74歳,病院,バス,1\n東,男,75歳以上,店,車,1\n",
        # Ages without places are of the whole town.
        "年齢,男,女\n0～4歳,1,2\n5～9歳,1,2\n10歳以上,1,2\n",
        # Opening hours and fares by age.
        "施設名,0～14歳の料金,15～64歳の料金,緯度,経度\n温泉,100,500,36.1,137.1\n",
    ],
)
def test_other_tables_are_not(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    (found,) = recognise([tmp_path / "a.csv"], tmp_path / "z")
    assert found.kind != "villages"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("v.csv", "霧森町人口ビジョン\n年,社人研準拠,将来展望\n2020年,100,100\n2030年,80,91\n", "projections"),
        (
            "kekkahyo1.csv",
            "総人口（日本の地域別将来推計人口）\nコード,市区町村,2020年,2050年\n48901,霧森町,5,4\n",
            "projections",
        ),
        ("町の人口.csv", "年,人口\n2015年,100\n2020年,90\n", ""),
        ("人口ビジョン.csv", "年,人口\n2015年,100\n", ""),
    ],
)
def test_projections_of_a_municipality_are_told_by_their_words(name: str, text: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (found,) = recognise([tmp_path / name], tmp_path / "z")
    assert found.kind == kind


def test_takamatsu_is_told(real_data: Path, tmp_path: Path) -> None:
    (found,) = recognise([real_data / "takamatsu" / "population" / "0066_202311.xlsx"], tmp_path / "z")
    assert (found.kind, found.confidence) == ("villages", "likely")
