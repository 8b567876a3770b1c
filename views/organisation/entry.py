"""Fields to write in: each shows what the plan holds and makes an edit where something else is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from geo.texts.errors import RequestError
from plan.organisation.tables import Column, Table, rows_of, values_of
from plan.scenario.scenario import Plan
from views import editing
from views.figures import plain, show_messages

T = TypeVar("T")
Change = Callable[[Plan], Plan]


def write_text(  # noqa: PLR0913 (a field, each of its looks by name)
    label: str,
    value: str,
    change: Callable[[str], Change],
    *,
    key: str,
    placeholder: str = "",
    lines: bool = False,
    folded: bool = False,
) -> None:
    """Let a text be written.

    Parameters
    ----------
    label, placeholder
        What stands over it, and in it while it is empty.
    value
        As the plan holds it.
    change
        Makes the edit of what was written.
    key
        Names the field within the page.
    lines
        Whether it may have several lines.
    folded
        Whether the label is left out of sight.
    """
    draw = st.text_area if lines else st.text_input
    # The value is part of the key: what is undone is shown again.
    new = draw(
        plain(label),
        value,
        key=f"organisation-text-{key}-{value}",
        placeholder=placeholder,
        label_visibility="collapsed" if folded else "visible",
    ).strip()
    if new != value:
        editing.edit_and_redraw(change(new))


def write_number(
    label: str,
    value: float | None,
    change: Callable[[float | None], Change],
    *,
    key: str,
    unit: str = "",
    signed: bool = False,
) -> None:
    """Let a number be written, or none: of 0 or more unless it is `signed`; the rest as for `write_text`."""
    new = st.number_input(
        plain(f"{label}（{unit}）" if unit else label),
        min_value=None if signed else 0.0,
        value=None if value is None else float(value),
        step=1.0,
        format="%.10g",
        key=f"organisation-number-{key}-{value}",
        placeholder="分かれば",
    )
    if new != value:
        editing.edit_and_redraw(change(new))


def write_choice(
    label: str,
    value: str,
    choices: Mapping[str, str],
    change: Callable[[str], Change],
    *,
    key: str,
    folded: bool = False,
) -> None:
    """Let one of several be chosen, by id; an id that nobody knows stays on offer.

    Parameters
    ----------
    label, value, change, key
        As for `write_text`.
    choices
        Names by id.
    folded
        Whether the label is left out of sight.
    """
    known: Sequence[str] = [*choices, *([] if value in choices else [value])]
    new = st.selectbox(
        plain(label),
        known,
        index=known.index(value),
        format_func=lambda i: choices.get(i, i),
        key=f"organisation-choice-{key}-{value}",
        label_visibility="collapsed" if folded else "visible",
    )
    if new != value:
        editing.edit_and_redraw(change(new))


def write_rows(
    table: Table[T],
    values: Sequence[T],
    change: Callable[[tuple[T, ...]], Change],
    *,
    key: str,
) -> None:
    """Let a list be written as a table: cells, new rows below, rows taken away.

    Parameters
    ----------
    table, values
        What each row is, and the rows that the plan holds.
    change
        Makes the edit of what was written.
    key
        Names the table within the page.
    """
    frame = pd.DataFrame(rows_of(table, values), columns=[c.heading for c in table.columns], dtype=object)
    for column in table.columns:
        if column.kind == "number":
            frame[column.heading] = frame[column.heading].astype("float64")
    edited = st.data_editor(
        frame,
        key=f"organisation-rows-{key}-{hashlib.sha256(repr(tuple(values)).encode()).hexdigest()[:8]}",
        num_rows="dynamic",
        hide_index=True,
        row_height=32,
        width="stretch",
        column_config={c.heading: _configured(c) for c in table.columns},
    )
    try:
        cells = ({str(heading): cell for heading, cell in row.items()} for _, row in edited.iterrows())
        new = values_of(table, list(zip(edited.index, cells, strict=True)), values)
    except RequestError as problem:
        show_messages(problem.notices)
        return
    if new != tuple(values):
        editing.edit_and_redraw(change(new))


def _configured(column: Column) -> Any:
    if column.kind == "number":
        return st.column_config.NumberColumn(column.heading, min_value=0.0, format="localized")
    if column.kind == "choice":
        return st.column_config.SelectboxColumn(column.heading, options=list(column.choices.values()))
    if column.kind == "choices":
        return st.column_config.MultiselectColumn(column.heading, options=list(column.choices.values()))
    hint = "「谷の会：店番」のように、人ごとに「、」で分けて書きます" if column.kind == "duties" else None
    return st.column_config.TextColumn(column.heading, help=hint)
