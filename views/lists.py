"""Lists whose rows and the map's villages are one selection: a row selects on the map, and the reverse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from views import session
from views.widget_state import Widget


def village_list(
    key: str, table: pd.DataFrame, columns: Mapping[str, Any], *, height: int = 260, no_value: str = "―"
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
    """
    selected = session.selected_village()
    # The list may stand in another order at the next run, when a row picked now is read.
    session.current().shown_rows[key] = (selected, list(table.index))
    rows = [list(table.index).index(selected)] if selected in table.index else []
    st.dataframe(
        table[list(columns)].replace([np.inf, -np.inf], np.nan),
        key=_widget(key, selected).key,
        column_config=dict(columns),
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


def minutes_column(label: str) -> Any:
    """Make the column of minutes."""
    return st.column_config.NumberColumn(label, format="%.0f分", width=58)


def people_column(label: str = "人口") -> Any:
    """Make the column of persons."""
    return st.column_config.NumberColumn(label, format="%.0f人", width=62)


def name_column(label: str = "集落") -> Any:
    """Make the column of names, wide enough for most."""
    return st.column_config.TextColumn(label, width=84)
