"""The small parts of an import: counts, words, ids, files, region.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.tables import table_of
from geo.reference import reference_table
from geo.texts.errors import RequestError
from importing.cells.cells import cell_of
from importing.cells.counts import counts_of, number_of
from importing.columns.facility_kinds import category_of
from importing.columns.name_patterns import ROAD_CLASSES, is_former, site_kind_of
from importing.region_files.identity import with_ids
from importing.region_files.region_toml import guess_region, keep_region_file
from importing.region_files.report import ImportOptions
from importing.region_files.write import put, table_bytes, write_whole

TOML = 'id = "a"\nname = "町"\nmunicipality_code = "17463"\nbase_year = 2020\n'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234", 1234),
        ("１２", 12),
        (5, 5),
        (2.5, 2.5),
        (" 7 ", 7),
        ("x", None),
        (None, None),
        ("nan", None),
        (True, None),
    ],
)
def test_numbers_as_they_are_published(cell: object, value: float | None) -> None:
    assert number_of(cell) == value


def test_a_dash_is_none_and_x_is_a_secret() -> None:
    values, notices = counts_of(pd.Series(["-", "－", "X", "*", "３", None, "-2"], index=range(2, 9)), "人口", "t.csv")
    assert values.fillna(-1).tolist() == [0, 0, -1, -1, 3, -1, -1]
    assert [(n.code, n.row) for n in notices] == [
        ("import_value_suppressed", 4),
        ("import_value_suppressed", 5),
        ("cell_empty", 7),
        ("cell_negative", 8),
    ]


@pytest.mark.parametrize(("value", "cell"), [(12.0, "12"), (0.1, "0.1"), (None, ""), (float("nan"), ""), (" a\nb ", "a b"), (pd.NA, ""), (3, "3")])  # fmt: skip
def test_values_as_cells(value: object, cell: str) -> None:
    assert cell_of(value) == cell


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("公立宇出津総合病院", "medical"),
        ("うしつ保育所", "childcare"),
        ("老人憩いの家たなぎ荘", "care"),
        ("宇出津小学校", "education"),
        ("鵜川公民館", "community"),
        ("能登町役場柳田支所", "government"),
        ("簡易郵便局", "finance"),
        ("道の駅桜峠", "employment"),
        ("買物", "shopping"),
        ("fuel", "fuel"),
        ("なぞ", None),
    ],
)
def test_categories_by_words(text: str, category: str | None) -> None:
    assert category_of(text) == category


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("旧鵜川小学校跡", "廃校"),
        ("能都中学校小木校舎（旧小木中学校）", "廃校"),
        ("宇出津小学校", "既存施設"),
        ("旧柳田村役場", "旧役場"),
        ("道の駅", "道の駅"),
        ("旧上町保育所グラウンド", "更地"),
        ("山", "候補地"),
    ],
)
def test_kinds_of_sites_by_words(name: str, kind: str) -> None:
    assert site_kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "former"),
    [
        ("旧三波小学校", True),
        ("旧鵜川小学校跡", True),
        ("火葬場跡地周辺", True),
        ("元町公民館", False),
        ("鵜川小学校", False),
    ],
)
def test_closed_places_by_words(name: str, former: bool) -> None:
    assert is_former(name) is former


def test_road_classes_have_a_speed() -> None:
    assert set(ROAD_CLASSES.values()) <= set(reference_table("speeds"))


@given(st.lists(st.sampled_from(["", "a", "b", "v001", "taken"]), max_size=8))
def test_every_row_gets_an_id_of_its_own(ids: list[str]) -> None:
    rows = pd.DataFrame({"village_id": ids, "name": "x", "lat": "1", "lon": "2"}, dtype=object)
    done, _ = with_ids(rows, "village_id", "villages", before=pd.DataFrame(), elsewhere={"taken", "v002"}, file="t")
    assert done["village_id"].is_unique
    assert not {"", "taken", "v002"} & set(done["village_id"])


def test_a_table_goes_there_and_back() -> None:
    rows = pd.DataFrame({"id": ["=1+1", "a"], "name": ["山,川", '"'], "n": ["-5", ""]}, dtype=object)
    content = table_bytes(rows)
    assert b"'=1+1" in content
    table, notices = table_of(content, "t.csv")
    assert table is not None
    assert table.cells.to_dict("list") == rows.to_dict("list")
    assert notices == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.csv"
    write_whole(path, b"1")
    write_whole(path, b"2")
    assert path.read_bytes() == b"2"
    assert [p.name for p in path.parent.iterdir()] == ["a.csv"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RequestError, match="書き込めません"):
        write_whole(tmp_path / "file" / "a.csv", b"1")
    with pytest.raises(RequestError, match="--replace"):
        put(path, b"3", replace=False)
    assert put(path, b"3", replace=True)
    assert not put(path, b"3", replace=True)


def extend(folder: Path, text: str, **options: object) -> tuple[str, list[str]]:
    (folder / "region.toml").write_text(text, encoding="utf-8")
    notices = keep_region_file(folder, ImportOptions(**options), {})  # type: ignore[arg-type]
    return (folder / "region.toml").read_text(encoding="utf-8"), [n.code for n in notices]


@pytest.mark.parametrize(
    "notes", ["", "notes = []\n", 'notes = ["前"]\n', 'notes = [\n  "a ] b", # 覚え ]\n  "前",\n]\n', "notes = ['x']\n"]
)
def test_notes_and_sources_are_added_and_all_else_stays(tmp_path: Path, notes: str) -> None:
    text = f"# 大事な覚え\n{TOML}{notes}\n[assumptions]\ndaily_min = 40 # 広め\n"
    before = tomllib.loads(text)
    after, codes = extend(tmp_path, text, notes=('地震"前"',), sources=("国勢調査,2020",))
    found = tomllib.loads(after)
    assert codes == ["import_region_extended"]
    assert found["notes"] == [*before.get("notes", []), '地震"前"']
    assert found["sources"] == [{"name": "国勢調査", "year": "2020"}]
    assert found["assumptions"] == {"daily_min": 40}
    assert "# 大事な覚え" in after
    assert "# 広め" in after
    again = keep_region_file(tmp_path, ImportOptions(notes=('地震"前"',), sources=("国勢調査,2020",)), {})
    assert again == []
    assert (tmp_path / "region.toml").read_text(encoding="utf-8") == after


def test_a_different_name_is_not_written_over(tmp_path: Path) -> None:
    after, codes = extend(tmp_path, TOML, region_name="別の町", base_year=2020)
    assert after == TOML
    assert codes == ["import_region_kept"]


def test_a_file_that_cannot_be_extended_is_left(tmp_path: Path) -> None:
    text = TOML + 'sources = [{name = "x"}]\n'
    with pytest.raises(RequestError, match="手で"):
        extend(tmp_path, text, sources=("国勢調査",))
    assert (tmp_path / "region.toml").read_text(encoding="utf-8") == text


def test_a_new_file_says_what_was_guessed(tmp_path: Path) -> None:
    notices = keep_region_file(tmp_path / "yama", ImportOptions(), {})
    assert [n.code for n in notices] == [
        "import_region_made",
        "import_region_code_unknown",
        "import_region_year_guessed",
    ]
    found = tomllib.loads((tmp_path / "yama" / "region.toml").read_text(encoding="utf-8"))
    assert found == {"id": "yama", "name": "yama", "municipality_code": "00000", "base_year": 2020, "notes": []}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            {"CITY_NAME": ["能登町"] * 2, "PREF": ["17"] * 2, "CITY": ["463"] * 2},
            {"name": "能登町", "municipality_code": "17463"},
        ),
        ({"KEY_CODE": ["174630010", "17463002"]}, {"municipality_code": "17463"}),
        ({"KEY_CODE": ["17463", "17464"], "CITY_NAME": ["甲", "乙"]}, {}),
        ({}, {}),
    ],
)
def test_the_municipality_is_guessed_from_census_columns(
    columns: dict[str, list[str]], expected: dict[str, str]
) -> None:
    assert guess_region(columns) == expected
