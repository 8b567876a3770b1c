"""Fields to write in: each shows what the plan holds and makes an edit where something else is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from plan.scenario.scenario import Plan
from views import editing
from views.figures import plain

Change = Callable[[Plan], Plan]


def write_text(
    label: str, value: str, change: Callable[[str], Change], *, key: str, placeholder: str = "", lines: bool = False
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
    """
    draw = st.text_area if lines else st.text_input
    # The value is part of the key: what is undone is shown again.
    new = draw(plain(label), value, key=f"organisation-text-{key}-{value}", placeholder=placeholder).strip()
    if new != value:
        editing.edit_and_redraw(change(new))


def write_number(
    label: str, value: float | None, change: Callable[[float | None], Change], *, key: str, unit: str = ""
) -> None:
    """Let a number of 0 or more be written, or none; the rest as for `write_text`."""
    new = st.number_input(
        plain(f"{label}（{unit}）" if unit else label),
        min_value=0.0,
        value=value,
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
