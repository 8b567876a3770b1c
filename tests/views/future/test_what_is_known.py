"""将来 with less than one would wish: few people, no sexes, no ages, only totals, one census. Each works or says what it needs."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import views.opening
from layers.map_component.map_events import ThingClicked
from tests.views.future.made_region import write_made_region
from tests.views.table import Table


def opened(tmp_path, monkeypatch, **known) -> Table:
    write_made_region(tmp_path / "samples" / "made", **known)
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "samples")
    return Table().go("future")


def pictures(table: Table) -> list[str]:
    return re.findall(r'<img[^>]*alt="([^"]*)"', table.markup)


def test_all_that_is_known_is_shown(store, tmp_path, monkeypatch):
    table = opened(tmp_path, monkeypatch)
    assert table.figures[0][1] == "人"
    assert "高齢化率" in table.answer
    told = pictures(table)
    assert any("人口の移り変わり" in one for one in told)
    assert any("年齢別の人口" in one for one in told)


@pytest.mark.parametrize("village", ["d", "e"])
def test_a_village_of_few_shows_no_number_and_no_ages(store, tmp_path, monkeypatch, village):
    table = opened(tmp_path, monkeypatch)
    table.do(ThingClicked("village", village, 35.3, 137.4), on="future")
    assert "2050年 10人未満" in table.text
    assert not any("年齢別の人口" in one for one in pictures(table))
    assert any("10人未満なので、年齢別には出しません" in c.value for c in table.app.caption)
    listed = table.frame(column="then")
    assert listed["then"].isna().tolist().count(True) >= 3  # those who are few, as 「10人未満」
    assert not (listed["then"] == 0).any()


def test_age_groups_alone_are_told_as_such(store, tmp_path, monkeypatch):
    table = opened(tmp_path, monkeypatch, detail="groups")
    assert "高齢化率" in table.answer
    assert "五歳階級がないので" in table.text
    assert any("年齢別の人口" in one for one in pictures(table))
    table.tab("移住と空き家", "future_tab")
    assert any("五歳階級の人口が二時点要ります" in c.value for c in table.app.caption)


def test_totals_alone_have_no_ages(store, tmp_path, monkeypatch):
    table = opened(tmp_path, monkeypatch, detail="totals")
    assert "高齢化率" not in table.answer
    assert ("不明", "") in table.figures
    assert "人口の合計だけがあるので" in table.text
    assert any("年齢のことは分かりません" in c.value for c in table.app.caption)
    assert not any("年齢別の人口" in one for one in pictures(table))


def test_a_village_that_is_not_projected_is_named_and_no_part_of_it_is_everybodys_total(store, tmp_path, monkeypatch):
    folder = write_made_region(tmp_path / "samples" / "made")
    people = (folder / "population.csv").read_text(encoding="utf-8").splitlines()
    told = ["a,2050,projection,区の見込み,50" + "," * people[0].count("m_") * 2]
    (folder / "population.csv").write_text("\n".join([*people, *told]) + "\n", encoding="utf-8")
    villages = pd.read_csv(folder / "villages.csv")
    aged = [c for c in map(str, villages) if c.startswith(("m_", "f_"))]
    villages[aged] = villages[aged].where(villages["village_id"] != "b")
    villages.to_csv(folder / "villages.csv", index=False)
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "samples")
    table = Table().go("future")
    assert "2020年の 253人" in table.answer, "the 60 people of b are of unknown ages"
    assert (
        "集落 下（1 件）は、数えた人口が足りないので、この推計に入っていません。合計は、ほかの 4集落のものです"
        in table.text
    )
    assert any("「区の見込み」には 下、奥、森（3集落）の推計がない" in c.value for c in table.app.caption)
    assert any("2010年：種別の記載なし、国勢調査、5集落" in m.value for m in table.app.markdown)


def test_one_census_says_what_it_needs(store, tmp_path, monkeypatch):
    table = opened(tmp_path, monkeypatch, years=())
    assert "一時点だけなので、推計できません" in table.answer
    assert "population.csv" in table.answer
    assert table.figures == []
