"""The columns of a file to import, mapped by hand, and its first rows."""

from __future__ import annotations

import re

import streamlit as st

from importing.cells.cells import cells_of
from importing.columns.kinds import ALIASES, LABELS, ZONE_PREFIX
from importing.recognise.recognise import Recognised, guessed_columns
from plan.workspace.import_jobs import ImportJob
from views.figures import plain

_ROWS = 8


def show_columns(job: ImportJob, mine: Recognised) -> tuple[tuple[str, str], ...]:
    """Let each column of the region be taken from another column of the file; give what differs from the guess."""
    look = mine.look
    kind = "zone" if job.kind.startswith(ZONE_PREFIX) else job.kind
    columns = ALIASES.get(kind, {})
    if look is None or not columns:
        st.caption("この種類では、列を選ぶ必要がありません。")
        return ()
    guessed = guessed_columns(job.kind, look)
    given = dict(job.columns)
    st.caption("ファイルのどの列を何として読むか。推測と違うところだけ選び直してください。")
    sides = st.columns(2)
    wanted = [c for c in columns if not (look.shape and c in ("lat", "lon"))]
    for number, column in enumerate(wanted):
        header = given.get(column, guessed.get(column))
        picked = sides[number % 2].selectbox(
            plain(column_name(kind, column)),
            look.headers,
            look.headers.index(header) if header in look.headers else None,
            placeholder="この列はない",
            key=f"column-{job.id}-{job.kind}-{column}",
        )
        if picked is not None and picked != guessed.get(column):
            given[column] = picked
        else:
            given.pop(column, None)
    return tuple(sorted(given.items()))


def column_name(kind: str, column: str) -> str:
    """Name a column of the region's file on screen."""
    japanese = (alias for alias in ALIASES[kind][column] if re.search(r"[ぁ-んァ-ヶ一-龠]", alias))
    return LABELS.get(column) or next(japanese, column)


def show_rows(mine: Recognised) -> None:
    """Show the first rows as they stand in the file."""
    if mine.look is None:
        st.caption("このファイルは、中身の表をここに出せません。")
        return
    top = mine.look.table.head(_ROWS)
    st.dataframe(top.apply(cells_of), hide_index=True, row_height=30)
    st.caption(f"初めの {len(top)} 件です。")
