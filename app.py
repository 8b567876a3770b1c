"""Kyoten (拠点): streamlit run app.py — navigation only."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from views.compare import page as compare
from views.data import page as data
from views.frame import begin_page
from views.hubs import page as hubs
from views.isolated import page as isolated
from views.land import page as land_use
from views.present import page as present
from views.routes import page as routes
from views.siting import page as siting

st.set_page_config(
    page_title="拠点 — 小さな拠点の計画台", page_icon=str(Path(__file__).parent / "views" / "icon.png"), layout="wide"
)
PAGES = (
    st.Page(present.page, title="現況", url_path="now"),
    st.Page(hubs.page, title="拠点", url_path="hubs", default=True),
    st.Page(siting.page, title="候補を探す", url_path="siting"),
    st.Page(land_use.page, title="圏域・土地利用", url_path="land"),
    st.Page(routes.page, title="路線", url_path="routes"),
    st.Page(compare.page, title="比較", url_path="compare"),
    st.Page(isolated.page, title="道が切れたら", url_path="isolated"),
    st.Page(data.page, title="データ", url_path="data"),
)
chosen = st.navigation(list(PAGES), position="sidebar")
begin_page()
chosen.run()
