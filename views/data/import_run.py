"""An import on its way: what is being done, how far it is, a stop button; and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from geo.texts.alike import joined_alike
from geo.texts.errors import RegionUnreadableError
from geo.texts.notices import Notice, most_serious_first
from importing.columns.kind_names import kind_name
from plan.workspace.import_run import BatchDone, Outcome
from plan.workspace.own_regions import region_zip
from plan.workspace.page_notices import on_page
from views import session
from views.data import import_state
from views.data.panel import show_notice_table
from views.figures import plain, show_answer, show_messages

_MOST_SHOWN = 30


def show_run() -> None:
    """Show an import until it ends."""
    show_answer(
        "ファイルを取り込んでいます", "終わると地図が開きます。止めると、地域は取り込む前のままです。", year=None
    )
    _progress()


@st.fragment(run_every=0.7)
def _progress() -> None:
    run = import_state.run()
    if run is None:
        return
    ended = run.outcome
    if ended is not None:
        import_state.set_run(None)
        import_state.set_outcome(ended)
        _open(ended)
        st.rerun()
    st.progress(run.share, text=plain(run.step_text))
    rows = (
        f"{'✓' if number < run.batches_done else '▶' if number == run.batches_done else '・'} {kind_name(batch.kind)}"
        for number, batch in enumerate(run.batches)
    )
    st.text("\n".join(rows))
    if st.button("取り込みを止める", key="import-stop"):
        run.stop()


def _open(ended: Outcome) -> None:
    """Open the region when all came in; the one that is open already is looked at anew and keeps its plan."""
    if ended.state != "done":
        return
    try:
        if ended.folder == session.opened().folder:
            session.look_again()
        else:
            session.open_folder(ended.folder)
    except RegionUnreadableError as problem:
        session.tell(problem.notices)
    session.write_address()


def show_failed() -> None:
    """Say why an import changed nothing."""
    ended = import_state.outcome()
    if ended is None or ended.state == "done":
        return
    show_messages(on_page(n) for n in ended.notices)
    wrong = [d for d in ended.batches if d.report is None and not d.left_out]
    for done in wrong:
        st.markdown(f"**{plain(_title(done))}**")
        show_messages(on_page(n) for n in done.notices if n.severity != "info")
    if wrong:
        st.caption("種類が合っていないときは、下の一覧で選び直してください。")


def show_outcome() -> None:
    """List what came in, with everything that was found, and hand the folder out."""
    ended = import_state.outcome()
    if ended is None or ended.folder != session.opened().folder:
        st.caption("「ファイルを取り込む」で、この地域にデータを足せます。")
        return
    rows = [
        {"種類": kind_name(d.batch.kind), "入った数": d.report.rows_kept, "読んだ数": d.report.rows_read}
        for d in ended.batches
        if d.report is not None
    ]
    left_out = [p.name for d in ended.batches if d.left_out for p in d.batch.files]
    if left_out:
        st.caption(plain(f"▲ 取り込めるものがなく、除いたファイル：{'、'.join(left_out)}"))
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, row_height=30)
    st.caption(plain(f"フォルダの場所：{ended.folder}"))
    st.download_button(
        "この地域のフォルダを zip で受け取る", lambda: region_zip(ended.folder), f"{ended.folder.name}.zip", "application/zip",
        on_click="ignore", key="region-zip",
    )  # fmt: skip
    notices = most_serious_first(_all(ended.batches))
    kinds = joined_alike(notices)
    show_messages(kinds[:_MOST_SHOWN])
    if len(kinds) > _MOST_SHOWN:
        st.caption(f"ほか {len(kinds) - _MOST_SHOWN:,} 件は、下の表にあります。")
    if notices:
        with st.expander("知らせを表で見る（ファイル・行・項目）"):
            show_notice_table(notices)


def _all(batches: Iterable[BatchDone]) -> list[Notice]:
    return [on_page(n) for done in batches for n in done.notices]


def _title(done: BatchDone) -> str:
    names = "、".join(p.name for p in done.batch.files)
    return f"{kind_name(done.batch.kind)}：{names}"
