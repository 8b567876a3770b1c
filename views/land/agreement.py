"""How far the spheres agree with a layer of districts that the user has."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath

import geopandas as gpd
import streamlit as st

from geo.texts.errors import RequestError
from plan.applied import EffectiveScenario
from plan.spheres.comparison import compared, nobody_in, read_districts
from views.figures import plain, show_messages


def show_agreement(effective: EffectiveScenario, hub_of: Mapping[str, str]) -> None:
    """Compare with the region's own districts, or with a file."""
    with st.expander("お持ちの区域（旧小学校区など）との一致"):
        file = st.file_uploader("区域のファイル（GeoJSON、GeoPackage）", key="land_districts")
        layer = effective.region.zones.get("school_districts")
        text = "地域のデータの旧小学校区"
        if file is not None:
            layer, text = (
                _uploaded(file.name, file.getvalue(), fictional=effective.region.fictional),
                PurePath(file.name).name,
            )
        if layer is None or layer.empty:
            if file is None:
                st.caption("区域のファイルを選ぶと、圏域の分け方とどれだけ同じかを示します。")
            return
        found = compared(effective, dict(hub_of), layer)
        if nobody := nobody_in(found, text):
            show_messages(nobody)
            return
        st.markdown(
            f"{plain(text)}との一致 **{found.adjusted_rand:.2f}**（調整ランド指数。1で同じ、0で偶然と同じ。{found.compared:,}集落）"
        )
        names, hubs = effective.region.villages["name"], effective.hubs["name"]
        lines = [
            f"- {plain(str(names[str(v)]))}（{plain(str(row['given']))}の多くは「{plain(str(hubs[row['usual']]))}」）"
            for v, row in found.differs.iterrows()
        ]
        if lines:
            st.markdown("\n".join([f"違う集落（{len(lines)}）", "", *lines]))


def _uploaded(name: str, content: bytes, *, fictional: bool) -> gpd.GeoDataFrame | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PurePath(name).name
        path.write_bytes(content)
        try:
            layer, notices = read_districts(path, fictional=fictional)
        except RequestError as problem:
            show_messages(problem.notices)
            return None
    show_messages(notices)
    return layer
