"""The columns of a file to import, mapped by hand, and its first rows."""

from __future__ import annotations

import streamlit as st

from importing.cells.cells import cells_of
from importing.columns.kind_names import column_name
from importing.columns.kinds import ALIASES, ZONE_PREFIX
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


def columns_in_words(job: ImportJob, mine: Recognised) -> str:
    """Say what each header will be read as, where the headers are not the region's own: 「名前 ← 施設名」."""
    if mine.look is None or not job.kind:
        return ""
    kind = "zone" if job.kind.startswith(ZONE_PREFIX) else job.kind
    read = {**guessed_columns(job.kind, mine.look), **dict(job.columns)}
    return "、".join(f"{column_name(kind, c)} ← {header}" for c, header in read.items() if c != header)


def show_rows(mine: Recognised) -> None:
    """Show the first rows as they stand in the file."""
    if mine.look is None:
        st.caption("このファイルは、中身の表をここに出せません。")
        return
    top = mine.look.table.head(_ROWS)
    st.dataframe(top.apply(cells_of), hide_index=True, row_height=30)
    st.caption(f"初めの {len(top)} 件です。")
