"""region.toml: every field that is wanting or wrong is named, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region_file import read_region_file

GOOD = 'id = "a"\nname = "山中町"\nmunicipality_code = "17463"\nbase_year = 2020\n'


def read(path: Path, text: str | bytes) -> tuple[object, list[tuple[str, str | None]]]:
    (path / "region.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    about, notices = read_region_file(path)
    return about, [(n.code, n.field) for n in notices]


def test_a_good_file(tmp_path: Path) -> None:
    text = f'{GOOD}notes = ["地震前"]\nfictional = true\ntoday_hubs = ["f1"]\n[[sources]]\nname = "国勢調査"\nyear = 2020\n'
    (tmp_path / "region.toml").write_text(text, encoding="utf-8")
    about, notices = read_region_file(tmp_path)
    assert about is not None
    assert notices == []
    assert (about.notes, about.fictional, about.today_hubs) == (("地震前",), True, ("f1",))
    assert (about.sources[0].name, about.sources[0].year) == ("国勢調査", "2020")


def test_a_mark_at_the_beginning_is_no_trouble(tmp_path: Path) -> None:
    about, notices = read(tmp_path, GOOD.encode("utf-8-sig"))
    assert about is not None
    assert notices == []


def test_everything_wanting_is_said_at_once(tmp_path: Path) -> None:
    about, notices = read(tmp_path, "notes = []\n")
    assert about is None
    assert {field for _, field in notices} == {"id", "name", "municipality_code", "base_year"}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('municipality_code = "174"', "municipality_code"),
        ('base_year = "令和2年"', "base_year"),
        ("base_year = true", "base_year"),
        ("id = 3", "id"),
        ("name = []", "name"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, line: str, field: str) -> None:
    text = "\n".join([line, *(row for row in GOOD.splitlines() if not row.startswith(field))])
    about, notices = read(tmp_path, text)
    assert about is None
    assert notices == [("region_field_wrong", field)]


@pytest.mark.parametrize("line", ["fictional = 1", "today_hubs = 3", "notes = 'x'", "sources = [1]", "assumptions = 3"])
def test_a_wrong_optional_field_is_named(tmp_path: Path, line: str) -> None:
    about, notices = read(tmp_path, GOOD + line + "\n")
    assert about is None
    assert notices == [("region_field_wrong", line.split(" ")[0])]


def test_wrong_assumptions_are_left_out(tmp_path: Path) -> None:
    table = f"[assumptions]\ndaily_min = 40\nnonsense = 3\nnear_min = -1\nfar_min = 1{'0' * 400}\nwide_min = nan\n"
    (tmp_path / "region.toml").write_text(GOOD + table, encoding="utf-8")
    about, notices = read_region_file(tmp_path)
    assert about is not None
    assert dict(about.assumptions.changed) == {"daily_min": 40.0}
    found = sorted((n.code, n.field) for n in notices)
    assert found == [
        ("assumption_unknown", "nonsense"),
        ("assumption_wrong", "far_min"),
        ("assumption_wrong", "near_min"),
        ("assumption_wrong", "wide_min"),
    ]


@pytest.mark.parametrize("content", [b"a b", b"x = " + b"[" * 5000, b"\x80\xff\xfe", b"[", b"a = 1\na = 2"])
def test_what_is_no_toml_is_said_in_japanese(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "region.toml").write_bytes(content)
    about, notices = read_region_file(tmp_path)
    assert about is None
    assert [n.severity for n in notices] == ["error"]
    assert not any(word in notices[0].message for word in ("Expected", "Invalid", "line", "recursion", "Cannot"))


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "region.toml").mkdir()
    about, notices = read_region_file(tmp_path)
    assert about is None
    assert "フォルダ" in notices[0].message
