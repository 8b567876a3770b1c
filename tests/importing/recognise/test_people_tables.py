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


def test_takamatsu_is_told(real_data: Path, tmp_path: Path) -> None:
    (found,) = recognise([real_data / "takamatsu" / "population" / "0066_202311.xlsx"], tmp_path / "z")
    assert (found.kind, found.confidence) == ("villages", "likely")
