"""Beside the map of データ: what was found in the files, and where they come from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.texts.alike import joined_alike
from geo.texts.notices import Notice, most_serious_first
from views import session
from views.figures import plain, show_messages

_SEVERITY = {"error": "✕ 使えません", "warning": "▲ 除きました", "info": "・ お知らせ"}


def show_notices(notices: tuple[Notice, ...]) -> None:
    """List what was found, the most serious first, with file, row and field."""
    if not notices:
        st.caption("お知らせはありません。")
        return
    show_notice_table(notices)
    show_messages(most_serious_first(joined_alike(notices))[:6])


def show_notice_table(notices: tuple[Notice, ...]) -> None:
    """Show notices as a table, the most serious first."""
    rows = [
        {"": _SEVERITY[n.severity], "ファイル": n.file or "―", "行": n.row, "項目": n.field or "―", "内容": n.message}
        for n in most_serious_first(notices)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=min(35 * len(rows) + 38, 300), placeholder="―",
                 column_config={"行": st.column_config.NumberColumn(format="%d"),
                                "内容": st.column_config.TextColumn(width="large")})  # fmt: skip


def show_sources() -> None:
    """Show where the data comes from, with year and licence."""
    region = session.region()
    if not region.sources:
        st.caption(
            "出典が書かれていません。ファイルを取り込むときに「出典の名前」を書くか、region.toml に \\[\\[sources\\]\\] を加えてください。"
        )
    else:
        rows = [{"データ": s.name, "年": s.year, "利用条件": s.licence} for s in region.sources]
        st.dataframe(pd.DataFrame(rows), hide_index=True)
    for note in region.notes:
        st.caption(plain(note))
