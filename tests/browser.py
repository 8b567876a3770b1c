"""A real Chromium that drives a Streamlit app from which nothing leaves the machine, as fixtures.

They are handed on by tests/conftest.py, once: a second browser in the same run would not start.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import (
    FLAGS,
    LAPTOP,
    MAP_FRAME,
    ROOT,
    START_SECONDS,
    Watched,
    answering,
    chromium_executable,
    open_list,
    served,
    watch,
    write_in_grid,
)

__all__ = [
    "FLAGS", "LAPTOP", "MAP_FRAME", "ROOT", "SEEN_WORDS", "START_SECONDS", "Watched", "answering", "browser",
    "chromium_executable", "open_list", "open_page", "opened", "serve_app", "served", "watch", "write_in_grid",
]  # fmt: skip

SEEN_WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = [];
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      const drawn = around.checkVisibility() && getComputedStyle(around).fontSize !== '0px';
      const unseen = '[data-testid=stIconMaterial], [data-testid=stSkipToContent]:not(:focus), script, style';
      if (drawn && !around.closest(unseen)) seen.push(walker.currentNode.data);
    }
    return seen.join(' ');
}"""
"""What a reader sees: neither the names of icons, which are drawn as pictures, nor text of no size, nor the skip link while it has no
focus (it lies outside the window, and its own words are replaced only once the page's style is there)."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all tests; a machine without one fails, since its screens would go untested."""
    executable = chromium_executable()
    if executable is None:
        pytest.fail("no Chromium found: install one, or name it in KYOTEN_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def serve_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Return a function that starts a Streamlit app (a path, and environment variables) and returns its address.

    A server holds 400 MB: it ends with the module that asked for it.
    """
    with contextlib.ExitStack() as running:

        def start(app: Path, **environment: str) -> str:
            log = tmp_path_factory.mktemp("streamlit") / "log.txt"
            return running.enter_context(served(app, log, environment))

        yield start


@contextlib.contextmanager
def opened(browser: Browser, address: str, path: str = "") -> Iterator[Watched]:
    """Open an address on a laptop's screen, and watch it until the block ends."""
    with browser.new_context(viewport=LAPTOP, locale="ja-JP") as context:
        watched = Watched(context.new_page(), address)
        watch(watched)
        watched.page.goto(address + path)
        yield watched


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[str], Watched]]:
    """Return a function that opens an address on a laptop's screen and watches it."""
    with contextlib.ExitStack() as windows:

        def open_(address: str, path: str = "") -> Watched:
            return windows.enter_context(opened(browser, address, path))

        yield open_
