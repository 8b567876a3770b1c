"""Merged headers over sexes or ages are spread over their columns; any other two rows of headers are left to the usual rules."""

from __future__ import annotations

import pytest

from importing.files.merged_headers import merged_header
from importing.files.table_shape import shaped

AGES = ["町名", "0～4歳", "", "", "5～9歳", "", ""]
SEXES = ["", "男", "女", "計", "男", "女", "計"]


def test_ages_over_sexes() -> None:
    rows = [["年齢別人口"], AGES, SEXES, ["東", "1", "2", "3", "4", "5", "9"]]
    assert merged_header(rows) == (
        1, ["町名", "0～4歳／男", "0～4歳／女", "0～4歳／計", "5～9歳／男", "5～9歳／女", "5～9歳／計"],
    )  # fmt: skip
    sheet, notices = shaped(list(enumerate(rows, start=1)), "f.csv")
    assert sheet is not None
    assert sheet.table.cells.to_numpy().tolist() == [["東", "1", "2", "3", "4", "5", "9"]]
    assert {n.code for n in notices} == {"table_preamble", "table_header_rows"}


def test_sexes_over_single_years() -> None:
    rows = [["町名", "男", "", "", "女", "", ""], ["", "0", "1", "2歳以上", "0", "1", "2歳以上"], ["東", *"123456"]]
    assert merged_header(rows) == (
        0,
        ["町名", "男／0歳", "男／1歳", "男／2歳以上", "女／0歳", "女／1歳", "女／2歳以上"],
    )


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [AGES],
        [["町名", "人口", "世帯"], ["東", "1", "1"], ["西", "1", "1"]],
        # Counts that repeat are no ages.
        [["町名", "男", "", "女", ""], ["", "1", "2", "1", "2"], ["東", "1", "2", "1", "2"]],
        # Nothing stands over the first columns.
        [["", "", "", "5～9歳", ""], ["男", "女", "男", "女", ""]],
        # Months over 乗車・降車 are a table of riders.
        [["路線", "4月", "", "5月", ""], ["", "乗車", "降車", "乗車", "降車"]],
        # The same ages over the same sexes twice tell no columns apart.
        [["町名", "0～4歳", "", "0～4歳", ""], ["", "男", "女", "男", "女"]],
    ],
)
def test_other_rows_are_left_alone(rows: list[list[str]]) -> None:
    assert merged_header(rows) is None


def test_a_third_row_of_headers_is_no_data() -> None:
    rows = [
        AGES,
        SEXES,
        ["", *["人口"] * 6],
        ["東", "1", "2", "3", "4", "5", "9"],
        ["西", "1", "2", "3", "4", "5", "9"],
    ]
    sheet, _ = shaped(list(enumerate(rows, start=1)), "f.csv")
    assert sheet is not None
    assert sheet.table.cells["町名"].tolist() == ["東", "西"]
