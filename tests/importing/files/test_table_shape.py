"""The table in a sheet: what stands above it, its rows of headers, notes below it."""

from __future__ import annotations

from collections.abc import Collection

from importing.files.table_shape import Sheet, shaped


def sheet(*rows: str, known: Collection[str] = ()) -> tuple[Sheet, list[str]]:
    """A sheet of rows whose cells are parted by commas, numbered from 1."""
    numbered = [(number, row.split(",")) for number, row in enumerate(rows, start=1)]
    found, notices = shaped(numbered, "a.csv", known)
    assert found is not None
    return found, [n.code for n in notices]


def cells(found: Sheet) -> list[list[str]]:
    return [found.table.cells.columns.tolist(), *found.table.cells.to_numpy().tolist()]


def test_a_plain_table_is_as_it_stands() -> None:
    found, codes = sheet("集落,人口", "谷,10", "峠,5")
    assert (cells(found), codes, found.preamble) == ([["集落", "人口"], ["谷", "10"], ["峠", "5"]], [], "")
    assert found.table.cells.index.tolist() == [2, 3]


def test_a_title_above_is_no_header() -> None:
    found, codes = sheet("人口の表,,", "集落,人口,世帯", "谷,10,4", "峠,5,2", known=["集落", "人口"])
    assert cells(found)[0] == ["集落", "人口", "世帯"]
    assert (found.preamble, codes) == ("人口の表", ["table_preamble"])


def test_two_rows_of_headers_become_one() -> None:
    found, codes = sheet("集落,人口,人口", ",男,女", "谷,6,4", "峠,2,3", "滝,1,1")
    assert cells(found)[0] == ["集落", "人口／男", "人口／女"]
    assert codes == ["table_header_rows"]
    assert len(found.table.cells) == 3


def test_notes_below_and_rows_too_long() -> None:
    found, codes = sheet("集落,人口,世帯", "谷,10,4", "峠,5,2,9", "注：概数,,")
    assert found.table.cells["集落"].tolist() == ["谷"]
    assert codes == ["row_ragged", "table_footer"]


def test_a_column_that_is_there_twice() -> None:
    found, codes = sheet("集落,人口,人口", "谷,10,11", "峠,5,6")
    assert (cells(found)[1], codes) == (["谷", "10"], ["column_twice"])


def test_a_file_that_says_what_it_is() -> None:
    found, _ = sheet(
        "#attribution_name,山中町", "#license,CC BY 4.0", "#property,集落,人口", "#note,x", ",谷,10", ",峠,5"
    )
    assert found.source == "山中町,,CC BY 4.0"
    assert found.table.cells["集落"].tolist() == ["谷", "峠"]


def test_codes_of_statistics_keep_their_words() -> None:
    found, _ = sheet("KEY_CODE,T001100001,T001100002", ",人口総数,世帯総数", "53394547,10,4", "53394548,5,2")
    assert {code: found.labels[code] for code in ("T001100001", "T001100002")} == {
        "T001100001": "人口総数",
        "T001100002": "世帯総数",
    }
    assert cells(found)[0] == ["KEY_CODE", "T001100001", "T001100002"]


def test_nothing_at_all() -> None:
    found, notices = shaped([], "a.csv")
    assert (found, [n.code for n in notices]) == (None, ["file_empty"])
