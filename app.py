"""Kyoten (拠点): streamlit run app.py — navigation only; a page's modules are loaded when it is first opened.

The server imports this module for `app`, which adds the content policy and the first words to its answers; every run of a page runs it as a script.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st


def present() -> None:
    """現況."""
    from views.present.page import page

    page()


def hubs() -> None:
    """拠点."""
    from views.hubs.page import page

    page()


def siting() -> None:
    """候補を探す."""
    from views.siting.page import page

    page()


def land() -> None:
    """圏域・土地利用."""
    from views.land.page import page

    page()


def routes() -> None:
    """路線."""
    from views.routes.page import page

    page()


def future() -> None:
    """将来."""
    from views.future.page import page

    page()


def compare() -> None:
    """比較."""
    from views.compare.page import page

    page()


def isolated() -> None:
    """道が切れたら."""
    from views.isolated.page import page

    page()


def organisation() -> None:
    """運営・資金."""
    from views.organisation.page import page

    page()


def documents() -> None:
    """計画書."""
    from views.documents.page import page

    page()


def hall() -> None:
    """会場."""
    from views.hall.page import page

    page()


def prefecture() -> None:
    """都道府県."""
    from views.prefecture.page import page

    page()


def projection() -> None:
    """映す."""
    from views.projection.page import page

    page()


def paper() -> None:
    """紙の地図."""
    from views.paper_marks.page import page

    page()


def data() -> None:
    """データ."""
    from views.data.page import page

    page()


def hubs_by_address() -> None:
    """拠点 by the address under which one looks for it: Streamlit gives the first page none but the app's own."""
    st.switch_page(_first_page(), query_params=st.query_params.to_dict())


def _first_page() -> st.Page:
    return st.Page(hubs, title="拠点", url_path="first", default=True)


def main() -> None:
    """Draw the page that the address names; until it has its answer, words say that it is on its way."""
    from views.first_use.first_words import WAITING

    waiting = st.html(WAITING)
    from views.hubs.warm_start import keep, wait

    wait()
    from views.frame import begin_page, end_page

    icon = str(Path(__file__).parent / "views" / "icon.png")
    st.set_page_config(page_title="拠点 — 小さな拠点の計画台", page_icon=icon, layout="wide")
    pages = [
        st.Page(present, title="現況", url_path="now"),
        _first_page(),
        st.Page(siting, title="候補を探す", url_path="siting"),
        st.Page(land, title="圏域・土地利用", url_path="land"),
        st.Page(routes, title="路線", url_path="routes"),
        st.Page(future, title="将来", url_path="future"),
        st.Page(compare, title="比較", url_path="compare"),
        st.Page(isolated, title="道が切れたら", url_path="isolated"),
        st.Page(organisation, title="運営・資金", url_path="organisation"),
        st.Page(documents, title="計画書", url_path="documents"),
        st.Page(hall, title="会場", url_path="hall"),
        st.Page(prefecture, title="都道府県", url_path="prefecture"),
        st.Page(projection, title="映す", url_path="projection"),
        st.Page(paper, title="紙の地図", url_path="paper"),
        st.Page(data, title="データ", url_path="data"),
        st.Page(hubs_by_address, title="拠点", url_path="hubs", visibility="hidden"),
    ]
    chosen = st.navigation(pages, position="sidebar", expanded=True)
    begin_page(chosen.url_path)
    chosen.run()
    end_page()
    waiting.empty()
    keep()


def around() -> dict[str, Any]:
    """Return what the server puts around the pages: the content policy, first words, where maps tell that they are drawn, its start."""
    from layers.base_map.content_policy import CONTENT_POLICY
    from layers.map_component.first_map import route
    from views.first_use.first_words import FIRST_WORDS
    from views.hubs.warm_start import prepare, served

    prepare()
    return {"routes": [route()], "middleware": [CONTENT_POLICY, FIRST_WORDS], "lifespan": served}


if __name__ == "__main__":
    main()
else:
    from streamlit.starlette import App

    app = App(__file__, **around())  # Streamlit looks for this very call before it runs anything
