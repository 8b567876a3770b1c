"""配る: the scenes on paper, results and minutes of the evenings, each made when its button is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from layers.hall.shared_wall import SharedWall
from plan.scenario.scenes import Scene
from plan.scenes.layers import layer_of
from views import session
from views.documents.choice import gathered
from views.projection.showing import shown

if TYPE_CHECKING:
    from plan.documents.material import Material
    from reports.printed.page import Page
    from reports.printed.scene_sheets import ShownScene

# What draws on paper and writes documents takes seconds to load: it is imported where it is asked for.

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show_hand_outs(wall: SharedWall, order: tuple[Scene, ...]) -> None:
    """Offer what is handed out and taken home."""
    region = session.region().name
    st.download_button(
        "画面の紙（A4に四つずつ）", lambda: _on_paper(wall, order, four=True), f"{region}_画面_A4.pdf", "application/pdf",
        on_click="ignore", key="wall-paper-four", width="stretch",
    )  # fmt: skip
    st.download_button(
        "画面の紙（A3に一つずつ）", lambda: _on_paper(wall, order, four=False), f"{region}_画面_A3.pdf", "application/pdf",
        on_click="ignore", key="wall-paper-one", width="stretch",
    )  # fmt: skip
    gather = gathered()
    st.download_button(
        "集まりの結果（PDF）", lambda: _results_on_paper(gather), f"{region}_集まりの結果.pdf", "application/pdf",
        on_click="ignore", key="wall-results-paper", width="stretch",
    )  # fmt: skip
    st.download_button(
        "集まりの結果（Word）", lambda: _results(gather), f"{region}_集まりの結果.docx", _WORD,
        on_click="ignore", key="wall-results", width="stretch",
    )  # fmt: skip
    st.download_button(
        "集まりの記録（Word）", lambda: _minutes(gather), f"{region}_集まりの記録.docx", _WORD,
        on_click="ignore", key="wall-minutes", width="stretch",
    )  # fmt: skip
    st.caption(
        "結果は、計画の記録に残した問いの数と、来た人です。記録には、映したものと決めたことも入ります。"
        "10人未満の集まりの答えは載せません。"
    )


def _on_paper(wall: SharedWall, order: tuple[Scene, ...], *, four: bool) -> bytes:
    from reports.printed.page import pdf_bytes
    from reports.printed.scene_sheets import ShownScene, four_up, one_up

    scenes: list[ShownScene] = []
    for at, scene in enumerate(order):
        if layer_of(scene.layer).is_of_meeting:
            continue  # answers are handed out as results
        found = shown(wall, order, at, as_it_comes=True)
        scenes.append(ShownScene(found.scene, found.current, found.baseline))
    pages: list[Page] = four_up(scenes) if four else one_up(scenes)
    return pdf_bytes(pages, title=f"{session.region().name} 画面")


def _results_on_paper(gather: Callable[[], Material]) -> bytes:
    from plan.documents.agreed import evening_results
    from reports.documents.typeset import typeset
    from reports.printed.page import pdf_bytes

    document = evening_results(gather())
    return pdf_bytes(typeset(document), title=document.title)


def _results(gather: Callable[[], Material]) -> bytes:
    from plan.documents.agreed import evening_results
    from reports.documents.word import word_bytes

    return word_bytes(evening_results(gather()))


def _minutes(gather: Callable[[], Material]) -> bytes:
    from plan.documents.agreed import evening_minutes
    from reports.documents.word import word_bytes

    return word_bytes(evening_minutes(gather()))
