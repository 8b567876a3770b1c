"""The samples' own picture in a real Chromium: on first opening every layer of the plan is on the map, in its colour."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import MAP_FRAME, ROOT, Watched
from tests.test_app import go, patience, settle, wait_until

pytestmark = pytest.mark.browser

__all__ = ["patience"]
COLOURS = {"living sphere": (0, 0x72, 0xB2), "conservation area": (0, 0x9E, 0x73), "hub": (0xD5, 0x5E, 0)}
"""LOOK: what is drawn in which colour."""
FEWEST_PIXELS = 150


@pytest.fixture(scope="module")
def address(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def land(address: str, open_page: Callable[..., Watched]) -> Iterator[Callable[[str], Watched]]:
    opened: list[Watched] = []

    def open_(name: str) -> Watched:
        watched = open_page(address, f"/?region={name}")
        settle(watched)
        go(watched, "圏域・土地利用")
        settle(watched)
        opened.append(watched)
        return watched

    yield open_
    for watched in opened:
        watched.assert_quiet()


@pytest.mark.parametrize(("name", "spheres"), [("sanson", 3), ("okuyama", 2), ("model_chiku", 2)])
def test_every_layer_is_seen_on_first_opening(land: Callable[[str], Watched], name: str, spheres: int) -> None:
    table = land(name)
    wait_until(table, lambda: len(table.in_map("(map.kyoten.parts.spheres || {ids: []}).ids")) == spheres)
    wait_until(table, lambda: "c1" in table.in_map("[...map.kyoten.drawn.keys()]"))
    kinds = table.in_map("map.kyoten.parts.drawn.areas.map(a => a.kind)")
    assert {"hub_area", "conservation"} <= set(kinds)
    expect(table.page.locator(".ky-answer")).to_contain_text("要調整はありません")
    picture = Image.open(io.BytesIO(table.page.locator(MAP_FRAME).first.screenshot())).convert("RGB")
    pixels = np.asarray(picture).astype(int)
    for what, colour in COLOURS.items():
        near = (np.abs(pixels - np.array(colour)).max(axis=2) <= 40).sum()
        assert near > FEWEST_PIXELS, (what, int(near))
