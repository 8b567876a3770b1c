"""都道府県: many regions ranked and on a map, hubs and organisations by municipality; each region opens by a click."""

from __future__ import annotations

import streamlit as st

from geo.texts.errors import RequestError
from plan.batch.prefecture import Prefecture, read_prefecture
from views.figures import show_answer, show_messages
from views.frame import tell_waiting
from views.opening import folder_named
from views.prefecture.municipalities import show_municipalities
from views.prefecture.ranking import show_ranking

QUESTION = "どの地域から手をつけるか"


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        file = st.text_input(
            "まとめて数えた表を開く",
            placeholder="表のファイルの場所",
            key="prefecture_file",
            help="まとめて数えるコマンドで書き出した表です。",
        )
    tell_waiting()
    if not file.strip():
        show_answer(QUESTION, "まとめて数えた表の場所を左に書くと、地域を並べます。", year=None)
        _show_how()
        return
    try:
        prefecture = read_prefecture(folder_named(file))
    except RequestError as problem:
        show_answer(QUESTION, "表を開けませんでした。", year=None)
        show_messages(problem.notices)
        return
    show_answer(QUESTION, _sentence(prefecture), year=None)
    regions, municipalities = st.tabs(["地域の順位", "市区町村"])
    with regions:
        show_ranking(prefecture)
    with municipalities:
        show_municipalities(prefecture)


def _show_how() -> None:
    """Say how the table is made: many regions take longer than a page can wait."""
    st.markdown("**表の作り方**")
    st.caption("地域のフォルダーを一つのフォルダーに並べ、次の命令を動かします。途中で止めても、続きから数えます。")
    st.code("kyoten batch 地域を並べたフォルダー --out 県.parquet", language=None)
    st.caption("終わったら、できた表（県.parquet）の場所を左に書きます。")


def _sentence(prefecture: Prefecture) -> str:
    counted, failed = len(prefecture.regions), len(prefecture.failed)
    rest = f"数えられなかった地域が{failed:,}あります。" if failed else ""
    return f"{counted:,}地域を比べます。{rest}"
