"""Lists whose rows and the map's villages are one selection: a row selects on the map, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from plan.figure_texts import SAME, forecast_persons
from plan.shown_values import half_up
from views import session
from views.widget_state import Widget

NO_SERVICES = (
    "生活サービスの施設がまだないので、出せません。「データ」で施設（診療所、店、郵便局など）を取り込むと出ます。"
)
"""What is said instead of a table of services that would have no row; an empty grid says so in English."""


def village_list(
    key: str,
    table: pd.DataFrame,
    columns: Mapping[str, Any],
    *,
    height: int = 260,
    no_value: str = "―",
    counted: bool = False,
) -> None:
    """Show a list of villages; picking a row selects the village everywhere.

    Parameters
    ----------
    key
        Names the list within the page.
    table
        Index village_id; infinite values are shown as no way.
    columns
        Heading or column configuration of each column to show, by its name.
    height
        In pixels.
    no_value
        What stands for an infinite or missing value.
    counted
        Whether people in it are to be read as they stand, whatever year is chosen.
    """
    selected = session.selected_village()
    # The list may stand in another order at the next run, when a row picked now is read.
    session.current().shown_rows[key] = (selected, list(table.index))
    rows = [list(table.index).index(selected)] if selected in table.index else []
    read, configured = numbers_as_read(table[list(columns)], columns, no_value, counted=counted)
    st.dataframe(
        read,
        key=_widget(key, selected).key,
        column_config=configured,
        hide_index=True,
        height=height,
        row_height=30,
        placeholder=no_value,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": rows, "columns": [], "cells": []}},
    )


def read_selection(key: str) -> None:
    """Take over a row picked in a list since the last run; call it before anything is drawn."""
    selected, ids = session.current().shown_rows.get(key, (None, []))
    reported = _widget(key, selected).value
    if reported is None or selected != session.opened().selected_village:
        return
    rows = reported["selection"]["rows"]
    picked = ids[rows[0]] if rows and rows[0] < len(ids) else None
    if picked != selected and (picked is not None or selected in ids):
        session.select_village(picked, fly=picked is not None)


def _widget(key: str, selected: str | None) -> Widget[Any]:
    return Widget(f"{key} list {selected}", None)


def numbers_as_read(
    table: pd.DataFrame, columns: Mapping[str, Any], no_value: str = "―", *, counted: bool = False
) -> tuple[Any, dict[str, Any]]:
    """Write the numbers of a table by the one rule of rounding, with commas; they stay numbers, by which rows are sorted.

    Parameters
    ----------
    table
        Infinite values are shown as missing ones.
    columns
        Column configurations; a printf format (%.0f人) is written here, since the browser's has no commas.
    no_value
        What stands for a missing value.
    counted
        Whether people in it were counted, whatever year is chosen: passengers, not residents.

    Returns
    -------
    tuple
        The table and its configurations for `streamlit.dataframe`.
    """
    finite = _with_forecast_in_tens(table).replace([np.inf, -np.inf], np.nan)
    writers: dict[Any, Any] = {}
    configured: dict[str, Any] = {}
    for name, column in columns.items():
        wanted = (column.get("type_config") or {}) if isinstance(column, dict) else {}
        form = _PRINTF.fullmatch(str(wanted.get("format") or ""))
        if form is None or name not in finite:
            configured[name] = column
            continue
        configured[name] = {**column, "type_config": {k: v for k, v in wanted.items() if k != "format"}}
        # Asked once: a list has thousands of cells.
        is_forecast = form["unit"] == "人" and not form["sign"] and not counted and session.year() is not None
        writers[name] = _writer(form, no_value, is_forecast=is_forecast)
    return _styled(finite, writers, no_value) if writers else finite, configured


def _styled(table: pd.DataFrame, writers: dict[Any, Any], no_value: str) -> Any:
    """Let a table be shown as its writers write it.

    Streamlit asks the styler for each cell as a piece of a web page, of which it takes the text alone: for a thousand villages
    that takes three times as long as all else. It is given the texts at once; whoever else asks gets the web page.
    """
    styler: Any = table.style.format(writers, na_rep=no_value)
    whole = styler._translate
    others = [name for name in table if name not in writers]
    if any(pd.api.types.is_float_dtype(table[name]) for name in others):
        return styler  # numbers that nobody writes: pandas does
    told: dict[Any, Callable[[Any], str]] = {
        **writers,
        **{
            name: lambda value: no_value if pd.isna(value) else str(value)
            for name in others
            if table[name].isna().any()
        },
    }

    def translated(*asked: Any, **options: Any) -> Any:
        if asked != _OF_STREAMLIT or options:
            return whole(*asked, **options)
        return {"body": [list(_cells(table, name, write)) for name, write in told.items()]}

    styler._translate = translated
    return styler


_OF_STREAMLIT = (False, False)
"""How Streamlit asks (streamlit.elements.lib.pandas_styler_utils.marshall_styler)."""


def _cells(table: pd.DataFrame, name: str, write: Callable[[Any], str]) -> Iterator[dict[str, str]]:
    column = list(table.columns).index(name)
    for row, value in enumerate(table[name].tolist()):
        yield {"id": f"row{row}_col{column}", "display_value": write(value)}


def _with_forecast_in_tens(table: pd.DataFrame) -> pd.DataFrame:
    """Round the people of villages as maps do, where another year than the base year is counted: with all villages of the scenario."""
    if session.year() is None or "population" not in table:
        return table
    for _, known in session.opened().evaluations.values():
        groups = known.groups
        if table.index.isin(groups.index).all() and groups.loc[table.index, "population"].equals(
            table["population"].astype(float)
        ):
            told = [g for g in ("population", "no_car") if g in table]
            return table.assign(**{g: known.people_as_read(g)[table.index] for g in told})
    return table


_PRINTF = re.compile(r"%(?P<sign>\+?)(?:\.(?P<decimals>\d))?[fd](?P<unit>.*)")


def _writer(form: re.Match[str], no_value: str, *, is_forecast: bool) -> Callable[[Any], str]:
    """Return what writes the numbers of a column."""
    decimals, sign, unit = int(form["decimals"] or 0), form["sign"], form["unit"].replace("%%", "%")

    def written(value: Any) -> str:
        if pd.isna(value):
            return no_value
        if is_forecast:
            return forecast_persons(float(value))
        shown = half_up(float(value), decimals)
        return SAME if sign and shown == 0 else f"{shown:{sign},.{decimals}f}{unit}"

    return written


def minutes_column(label: str) -> Any:
    """Make the column of minutes."""
    return st.column_config.NumberColumn(label, format="%.0f分", width=58)


def people_column(label: str = "人口") -> Any:
    """Make the column of persons, headed by the year where another than the base year is counted."""
    year = session.year()
    if year is not None:
        return st.column_config.NumberColumn(f"{label}（{year}年）", format="%.0f人", width=110)
    return st.column_config.NumberColumn(label, format="%.0f人", width=62)


def name_column(label: str = "集落") -> Any:
    """Make the column of names, wide enough for most."""
    return st.column_config.TextColumn(label, width=84)
