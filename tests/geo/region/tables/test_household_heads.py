"""household_heads.csv: rates of household heads by age, strictly read."""

from __future__ import annotations

from pathlib import Path

from geo.region.tables.household_heads import read_household_heads


def read(folder: Path, text: str) -> tuple[list[list[object]] | None, set[str]]:
    path = folder / "household_heads.csv"
    path.write_text(text, encoding="utf-8")
    frame, notices = read_household_heads(path)
    codes = {n.code for n in notices}
    return None if frame is None else frame[["sex", "age_from", "rate"]].to_numpy().tolist(), codes


def test_rates_of_both_sexes_alike_and_apart(tmp_path: Path) -> None:
    assert read(tmp_path, "age_from,rate\n20,0.3\n65,0.6\n") == ([["t", 20, 0.3], ["t", 65, 0.6]], set())
    rows, codes = read(tmp_path, "age_from,rate,sex\n20,0.4,m\n20,0.1,f\n65,0.5,\n")
    assert (rows, codes) == ([["m", 20, 0.4], ["f", 20, 0.1], ["t", 65, 0.5]], set())


def test_what_is_no_rate_is_left_out_and_named(tmp_path: Path) -> None:
    rows, codes = read(tmp_path, "age_from,rate\n20,0.3\n20,0.4\n40,40\nいくつか,0.5\n")
    assert rows == [["t", 20, 0.3]]
    assert "household_heads_twice" in codes
    assert len(codes) >= 2


def test_a_table_without_a_single_rate_tells_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "age_from,rate\n20,\n")[0] is None
