"""Where the files go: a new region, or one that is there; and the button that begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import streamlit as st

from geo.texts.errors import RequestError
from geo.texts.today import today
from importing.recognise.recognise import Recognised
from plan.workspace.import_jobs import AboutRegion, batches_of
from plan.workspace.import_run import start_import
from plan.workspace.own_regions import new_region_folder, own_regions
from views import session
from views.data import import_state
from views.figures import show_messages
from views.opening import place_name, sample_name

_NEW = ""


def show_target(found: list[Recognised]) -> None:
    """Let the region be chosen or named, and begin the import."""
    regions = _regions()
    names = {_NEW: "新しい地域を作る", **{i: f"足す：{place_name(Path(i))}" for i in regions}}
    answers = session.current().importing.answers
    before = answers.get("target", _NEW)
    chosen = st.selectbox(
        "取り込み先", list(names), list(names).index(before) if before in names else 0, format_func=lambda i: names[i],
        key="import-target",
    )  # fmt: skip
    answers["target"] = chosen
    about = AboutRegion()
    name = ""
    if chosen == _NEW:
        name, about = _new_region(found)
    ready = any(w.kind for w in import_state.jobs().values())
    if st.button("取り込む", type="primary", disabled=not ready, key="import-begin", width="stretch"):
        _begin(chosen, name, about)


def _regions() -> list[str]:
    here = session.opened().folder
    opened = [] if sample_name(here) is not None else [here]
    return list(dict.fromkeys(str(p) for p in [*opened, *own_regions().values()]))


def _new_region(found: list[Recognised]) -> tuple[str, AboutRegion]:
    places = [r.look.place for r in found if r.kind == "villages" and r.look is not None]
    guess = next((p["name"] for p in places if "name" in p), "")
    # The name that the files tell is offered until another one is written.
    name = _text(st, "地域の名前", f"name-{guess}", "例：能登町", guess)
    with st.expander("市町村コード・人口の年・断り書き"):
        left, right = st.columns(2)
        code = _text(left, "市町村コード", "code", "ファイルから読みます")
        year = _text(right, "人口の年（西暦）", "year", "ファイルから読みます")
        note = _text(st, "画面に出す断り書き", "note", "例：2024年の地震前のデータです")
    base_year = int(year) if re.fullmatch(r"\d{1,4}", year) else None
    if year and base_year is None:
        st.caption("人口の年は、西暦の数字で書いてください。今は、ファイルから読む年を使います。")
    return name, AboutRegion(name or None, code or None, base_year, (note,) if note else ())


def _text(where: Any, label: str, field: str, placeholder: str, value: str = "") -> str:
    # Widgets forget what was written while an import goes on or another page is shown.
    answers = session.current().importing.answers
    written: str = where.text_input(
        label, value=answers.get(field, value), placeholder=placeholder, key=f"import-{field}"
    )
    if written != value:
        answers[field] = written
    else:
        answers.pop(field, None)
    return written.strip()


def _begin(chosen: str, name: str, about: AboutRegion) -> None:
    try:
        folder = new_region_folder(name) if chosen == _NEW else Path(chosen)
    except RequestError as problem:
        show_messages(problem.notices)
        return
    batches = batches_of(import_state.jobs().values(), about, today())
    import_state.set_outcome(None)
    import_state.set_run(start_import(folder, batches))
    session.write_address()
    st.rerun()
