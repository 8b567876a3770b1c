"""The earlier versions of the work: listed with time and difference, opened to be looked at, brought back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of
from plan.figure_texts import moment
from plan.file.plan_file import PlanUnreadableError, read_plan
from plan.file.staleness import staleness
from plan.scenario.plan_differences import difference_text
from plan.scenario.scenario import Plan, Scenario
from plan.workspace.versions import VERSIONS_KEPT, Version, listed_versions, mark_seen
from views import editing, session
from views.figures import plain, show_messages

_LIST_HEIGHT = 260
"""In pixels; a list of up to `_FITTING` versions needs less."""

_FITTING = 4
_Read = tuple[Plan | None, tuple[Notice, ...]]


def show_versions() -> None:
    """List the versions, the newest first, and show the one that is picked."""
    saved = session.opened().saved
    listed = {version.number: version for version in listed_versions(saved.path)} if saved is not None else {}
    if not listed:
        st.caption("前の版はまだありません。変えるたびに、変える前の案がここに残ります。")
        return
    st.caption(
        f"変える前の案です。新しいものから{VERSIONS_KEPT}まで残ります。"
        "別の画面の保存に置き換えられたものがあれば、だれかが見るまで、どれも消しません。"
    )
    read = _read(listed)
    now_s = time.time()
    with st.container(height=_LIST_HEIGHT if len(listed) > _FITTING else "content"):
        picked = st.radio(
            "前の版",
            list(listed),
            index=None,
            format_func=lambda number: f"{moment(listed[number].saved_at_s, now_s)}（{number:d}番目）",
            captions=[plain(_caption(version, read[number][0])) for number, version in listed.items()],
            # Another list is another widget: what was picked in the old one picks nothing in the new one.
            key=f"version-{next(iter(listed))}-{len(listed)}",
            label_visibility="collapsed",
        )
    if picked is not None:
        _open(listed[picked], *read[picked])


def _read(listed: Mapping[int, Version]) -> dict[int, _Read]:
    """Read the versions, each once: no version is ever written over."""
    work, name_of = session.opened(), {number: (v.path, v.saved_at_s) for number, v in listed.items()}
    work.versions = {name: work.versions.get(name) or _contents_of(name[0]) for name in name_of.values()}
    return {number: work.versions[name] for number, name in name_of.items()}


def _contents_of(path: Path) -> _Read:
    try:
        return read_plan(path.read_bytes(), path.name), ()
    except PlanUnreadableError as problem:
        return None, problem.notices
    except OSError as problem:
        return None, (notice("file_unreadable", file=path.name, reason=reason_of(problem)),)


def _caption(version: Version, plan: Plan | None) -> str:
    difference = "読み取れません。" if plan is None else difference_text(plan, session.plan())
    return f"{'別の画面の保存に置き換えられ、まだ見ていません。' if version.is_unseen else ''}{difference}"


def _open(version: Version, plan: Plan | None, notices: tuple[Notice, ...]) -> None:
    show_messages(notices)
    if plan is None:
        return
    if not plan.scenarios:
        st.caption("この版には案がありません。")
    for scenario in plan.scenarios:
        st.markdown(f"**{plain(scenario.name)}**：{plain(_names(scenario))}")
    mark_seen(version)

    def restore() -> None:
        session.tell(staleness(plan, session.region()))
        editing.edit_and_redraw(lambda _: plan)

    editing.button(
        "この版に戻す",
        restore,
        disabled=plan == session.plan(),
        help="今の案も版として残ります。「元に戻す」で取り消せます。",
        key=f"restore-version-{version.number}",
    )


def _names(scenario: Scenario) -> str:
    named = {"拠点": [h.name for h in scenario.hubs], "バスなどの運行": [s.name for s in scenario.services]}
    return "、".join(
        f"{kind} {len(names)}（{'・'.join(names)}）" if names else f"{kind} なし" for kind, names in named.items()
    )
