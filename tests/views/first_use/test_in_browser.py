"""The first use in a real browser: what is named is framed, in sight, and leads from the first opening to a map on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.first_use import LONGEST_S, MOST_PRESSES, READING_S, SIZES, walk
from tests.browser import ROOT, Watched
from views.first_use.steps import STEPS

pytestmark = pytest.mark.browser


LOWEST = """() => Math.max(...[...document.querySelectorAll('iframe, .ky-figures')].map((one) => one.getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_tour_is_walked_from_the_first_opening_to_paper(
    size: tuple[int, int], serve_app: Callable[..., str], open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    window = open_page("about:blank")
    window.address = serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path / "home"))
    window.outside.clear()
    window.page.set_viewport_size({"width": size[0], "height": size[1]})
    window.page.goto(window.address)
    sights: list[str] = []

    def look(step: str) -> None:
        lowest = window.page.evaluate(LOWEST)
        if lowest > size[1]:
            sights.append(f"{step}: the map or a figure ends at {lowest}px")

    presses = walk(window, wait_s=0.3, look=look)
    assert [p.step for p in presses] == ["begin", *(s.id for s in STEPS), "end"]
    assert len(presses) <= MOST_PRESSES
    assert presses[-1].at_s + len(presses) * READING_S < LONGEST_S
    assert sights == []
    window.assert_quiet()
