"""データ, files to import: drop them, see what each was taken for, choose where they go, and import."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from importing.columns.kind_names import kinds_on_offer
from importing.recognise.recognise import Recognised
from importing.recognise.taken import beyond_km, instead_of
from plan.workspace.import_jobs import ImportJob
from plan.workspace.uploads import keep
from views import session
from views.data import import_state
from views.data.import_columns import columns_in_words
from views.data.import_run import show_failed, show_run
from views.data.import_settings import show_settings
from views.data.import_target import show_target
from views.figures import plain, show_answer, show_messages
from views.widget_state import Widget

_MARKS = {"sure": "✓", "likely": "✓", "unsure": "▲", "unknown": "✕"}
_KINDS_OF_FILES = "CSV、Excel、Shapefile、GeoPackage、GeoJSON、KML、GTFS、OpenStreetMap、zip"


def show_import() -> None:
    """Draw the page of files to import."""
    if import_state.run() is not None:
        show_run()
        return
    found = import_state.looked_at()
    show_answer("手元のファイルから、地域を作る・足す", _sentence(found), year=None)
    left, right = st.columns([7, 6], gap="medium")
    with left, st.container(key="import-files"):
        show_failed()
        show_messages(session.take_messages())
        _drop_zone()
        for job in list(import_state.jobs().values()):
            _row(job, next(r for r in found if r.path == job.path), found)
    with right, st.container(key="import-side"):
        show_target(found)
        chosen = import_state.shown()
        if chosen is not None:
            show_settings(chosen, found)


def _sentence(found: list[Recognised]) -> str:
    if not found:
        return (
            "集落（人口と世帯数）と道のファイルがあれば、地図が開きます。施設・候補地・区域・時刻表は、後から足せます。"
        )
    known = [w for w in import_state.jobs().values() if w.kind]
    unknown = len(import_state.jobs()) - len(known)
    rest = f"残りの {unknown} つは、種類が決まっていないか、使えません。" if unknown else ""
    return f"{len(found)} つのファイルを見分けました。取り込むのは {len(known)} つです。{rest}"


def _drop_zone() -> None:
    importing = session.current().importing
    with st.container(key="import-drop"):
        files = st.file_uploader(
            "取り込むファイル",
            accept_multiple_files=True,
            key=f"drop-{importing.drop_number}",
            label_visibility="collapsed",
        )
    most = st.get_option("server.maxUploadSize")
    st.caption(f"{_KINDS_OF_FILES}（一つ {most:,} MB まで）")
    if not files:
        return
    notices: list[Notice] = []
    for file in files:
        try:
            notices += keep(import_state.folder(), file.name, file.getvalue())
        except RequestError as problem:
            notices += problem.notices
    session.tell(notices)
    importing.drop_number += 1  # an empty drop zone: what was dropped stands in the list now
    session.write_address()
    st.rerun()


def _row(job: ImportJob, found: Recognised, files: list[Recognised]) -> None:
    chosen = import_state.shown()
    is_chosen = chosen is not None and chosen.id == job.id
    with st.container(border=True, key=f"import-row-{'chosen' if is_chosen else 'other'}-{job.id}"):
        name, kind, away = st.columns([5, 4.6, 1.4], vertical_alignment="center", gap="small")
        with name:
            mark = _MARKS[found.confidence]
            st.button(
                f"{mark} {plain(found.path.name)}", key=f"show-{job.id}", type="tertiary",
                on_click=import_state.show, args=(job.id,), help="押すと、右に設定と中身が出ます",
            )  # fmt: skip
        with kind:
            _pick_kind(job, found, files)
        with away:
            st.button("外す", key=f"away-{job.id}", width="stretch", on_click=import_state.leave_out, args=(job, found))
        others = f"（{len(found.parts)} つのファイルの組）" if len(found.parts) > 1 else ""
        guess = "推測：" if found.confidence == "likely" else ""
        st.caption(plain(f"{guess}{found.reason}{others}"))
        if columns := columns_in_words(job, found):
            st.caption(plain(f"列の読み方：{columns}"))
        _about_roads(job, found, files)


def _about_roads(job: ImportJob, found: Recognised, files: list[Recognised]) -> None:
    """Say that another layer of roads is the other choice, and offer to leave out roads far from the villages."""
    others = instead_of(found, files)
    if others and job.kind in ("", "roads"):
        names = "、".join(o.path.name for o in others)
        which = "こちらを取り込みます" if job.kind else "取り込むときは、こちらの種類を「道」にしてください"
        st.caption(plain(f"同じ範囲の道が {names} にもあります。どちらか一つだけです。{which}。"))
    villages = next((f for f in files if f.kind == "villages"), None)
    if job.kind != "roads" or job.clip is not None or villages is None:
        return
    far_km = beyond_km(found, villages)
    if far_km:
        st.caption(
            f"▲ 道が、集落のある所から {far_km:,.0f}km 先まであります。まわりだけにすると、計算も地図も軽くなります。"
        )
        st.button(
            f"集落のまわり {job.margin_km:g}km だけを取り込む", key=f"clip-roads-{job.id}",
            on_click=import_state.set_job, args=(replace(job, clip=villages.path),),
        )  # fmt: skip


def _pick_kind(job: ImportJob, found: Recognised, files: list[Recognised]) -> None:
    if found.confidence == "unknown" and found.look is None:
        st.caption("読めません")
        return
    offered = {"": "取り込まない", **kinds_on_offer()}
    options = list(offered)
    st.selectbox(
        "種類", options, index=options.index(job.kind) if job.kind in options else 0, format_func=lambda k: offered[k],
        label_visibility="collapsed", key=_kind_of(job).key, on_change=_kind_picked, args=(job, found, files),
    )  # fmt: skip


def _kind_of(job: ImportJob) -> Widget[str]:
    return Widget(f"kind-{job.id}", "")


def _kind_picked(job: ImportJob, found: Recognised, files: list[Recognised]) -> None:
    picked = _kind_of(job).value
    others = {o.path for o in instead_of(found, files)} if picked == "roads" else set()
    for other in import_state.jobs().values():
        if other.kind == "roads" and other.path in others:
            import_state.set_job(replace(other, kind=""))
            _kind_of(other).set("")
    # Columns are those of the kind: what was mapped by hand for another one means nothing here.
    import_state.set_job(ImportJob(job.id, job.path, picked, source=job.source, crs=job.crs))
    import_state.show(job.id)
