"""Numbers in tables: written by the one rule of rounding, with commas, and still numbers by which rows are sorted."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from views.lists import minutes_column, name_column, numbers_as_read, people_column


def written(table: pd.DataFrame, columns: dict) -> list[list[str]]:
    styler, _ = numbers_as_read(table, columns)
    page = styler.to_html()
    body = page.split("<tbody>")[1]
    rows = body.split("<tr>")[1:]
    return [[cell.split(">")[1].split("<")[0] for cell in row.split("<td")[1:]] for row in rows]


COLUMNS = {
    "name": name_column(),
    "people": people_column(),
    "time": minutes_column("時間"),
    "change": st.column_config.NumberColumn("差", format="%+.0f分"),
    "share": st.column_config.NumberColumn("割合", format="%.1f%%"),
}
TABLE = pd.DataFrame(
    {
        "name": ["上野", "下野"],
        "people": [12345.5, 2.5],
        "time": [2.5, math.inf],
        "change": [-1234.0, 0.5],
        "share": [12.25, math.nan],
    }
)


def test_numbers_have_commas_units_and_halves_rounded_up() -> None:
    assert written(TABLE, COLUMNS) == [
        ["上野", "12,346人", "3分", "-1,234分", "12.3%"],
        ["下野", "3人", "―", "+1分", "―"],
    ]


def test_figures_that_are_read_alike_differ_by_nothing() -> None:
    table = TABLE.assign(change=[0.4, -0.4], people=[0.0, 0.0])
    assert [row[1] for row in written(table[["name", "change"]], {c: COLUMNS[c] for c in ("name", "change")})] == [
        "変わらず"
    ] * 2
    assert [row[1] for row in written(table[["name", "people"]], {c: COLUMNS[c] for c in ("name", "people")})] == [
        "0人"
    ] * 2


def test_the_browser_is_given_numbers_and_no_form_of_its_own() -> None:
    styler, columns = numbers_as_read(TABLE, COLUMNS)
    assert styler.data["people"].tolist() == [12345.5, 2.5]
    assert all("format" not in (column.get("type_config") or {}) for column in columns.values())


def test_a_table_of_words_stays_as_it_is() -> None:
    table, columns = numbers_as_read(TABLE[["name"]], {"name": name_column()})
    assert isinstance(table, pd.DataFrame)
    assert columns == {"name": name_column()}


def test_streamlit_is_given_the_same_texts_as_the_page_that_pandas_writes() -> None:
    styler, _ = numbers_as_read(
        TABLE.assign(name=pd.Series(["上野", None], dtype=object), number=[1, 2]), {**COLUMNS, "number": "番号"}
    )
    given, plain = ArrowData(), ArrowData()
    marshall_styler(given, styler, "a")
    del styler._translate  # as pandas has it
    marshall_styler(plain, styler, "a")
    assert given.styler.display_values == plain.styler.display_values
    assert given.styler.uuid == plain.styler.uuid
