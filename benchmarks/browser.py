"""A real Chromium that drives a Streamlit app from which nothing leaves the machine: for benchmarks, and for tests of screens."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, Request, ViewportSize
from playwright.sync_api import TimeoutError as NotSeen

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
WINDOWS_BROWSERS = ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe")
ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip
MAP_FRAME = "iframe[title='streamlit_folium.st_folium']"
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
START_SECONDS, END_SECONDS = 60, 30
PORT_TRIES = 5
SETTLE_MS = 400
LIST_TRIES, LIST_MS = 4, 5_000


def chromium_executable() -> str | None:
    """Find a browser of the Chromium family: KYOTEN_CHROMIUM, the path, or where Windows keeps it."""
    named = os.environ.get("KYOTEN_CHROMIUM")
    if named:
        return named
    on_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if on_path:
        return on_path
    folders = [Path(os.environ[name]) for name in ("ProgramFiles", "ProgramFiles(x86)") if name in os.environ]
    installed = (folder / browser for folder in folders for browser in WINDOWS_BROWSERS)
    return next((str(path) for path in installed if path.is_file()), None)


@dataclass
class Watched:
    """A page and what went wrong on it: requests that would leave the machine, and scripts that failed."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def map(self) -> FrameLocator:
        """The frame of the (first) map."""
        return self.page.frame_locator(MAP_FRAME).first

    def in_map(self, script: str) -> Any:
        """Evaluate JavaScript in the frame of the (first) map."""
        return self.map.locator("body").evaluate(f"() => ({script})")

    def wait_for_map(self) -> None:
        """Wait until the map has its roads, and its place on a page that has come to rest."""
        self._wait_for(self.map.locator(".kyoten-ready"))

    def wait_for_answer(self) -> None:
        """Wait until a page, with or without a map, has its answer and has come to rest."""
        self._wait_for(self.page.get_by_test_id("answer").first)

    def _wait_for(self, thing: Locator) -> None:
        thing.wait_for(timeout=30_000)
        self.page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
        self.page.wait_for_timeout(SETTLE_MS)

    def assert_quiet(self) -> None:
        """Fail if anything was asked from outside, or any script failed."""
        assert self.outside == []
        assert self.failures == []


def watch(watched: Watched) -> None:
    """Note every request that would leave the machine (FLAGS let the browser find no other), and every script that fails.

    Requests are heard of, not held up: what holds them up turns off the browser's cache and takes longer than many answers.
    """

    def hear(request: Request) -> None:
        if not request.url.startswith((watched.address, "data:", "blob:")):
            watched.outside.append(request.url)

    watched.page.context.on("request", hear)
    watched.page.on("pageerror", lambda error: watched.failures.append(str(error)))
    watched.page.on(
        "console", lambda message: watched.failures.append(message.text) if message.type == "error" else None
    )


@contextlib.contextmanager
def served(app: Path, log: Path, environment: dict[str, str], *, root: Path = ROOT) -> Iterator[str]:
    """Run a Streamlit app of a checkout on a free port until the block ends.

    Raises
    ------
    RuntimeError
        When it does not start; the error holds what it wrote.
    """
    options = {
        "server.address": "127.0.0.1", "server.headless": "true", "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [word for name, value in options.items() for word in (f"--{name}", value)]
    paths = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)
    with answering(
        [*command, "--server.port"], log, root, {**os.environ, "PYTHONPATH": paths, **environment}
    ) as address:
        yield address


@contextlib.contextmanager
def answering(command: list[str], log: Path, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Run a Streamlit server until the block ends, on a free port that is written behind its command.

    Between the search for a free port and its use another program may take it: then another is tried.

    Raises
    ------
    RuntimeError
        When it does not start; the error holds what it wrote.
    """
    for tries_left in reversed(range(PORT_TRIES)):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with log.open("wb") as out:
            how: Any = {"stdin": subprocess.PIPE, "stdout": out, "stderr": subprocess.STDOUT}
            process = subprocess.Popen([*command, str(port)], cwd=folder, env=environment, **how)
        try:
            if _becomes_healthy(port, process):
                yield f"http://127.0.0.1:{port}"
                return
            if process.poll() is None or not _is_taken(port) or not tries_left:
                raise RuntimeError(f"the app did not start:\n{log.read_text(encoding='utf-8')}")
        finally:
            process.terminate()
            process.communicate(timeout=10)


def _becomes_healthy(port: int, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return process.poll() is None
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def _is_taken(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return True
    return False


def write_in_grid(page: Page, grid: Locator, at: tuple[int, int], text: str) -> None:
    """Write into the cell of a grid at a place in it, in pixels, no faster than a hand does, and leave it with Enter."""
    box = grid.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + at[0], box["y"] + at[1])
    page.wait_for_timeout(400)
    page.keyboard.press("Control+A")
    page.keyboard.type(text, delay=60)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")


def open_list(box: Locator, option: Locator, *, typed: str = "") -> Locator:
    """Open a list of choices and give the one looked for; a redraw of the page may close a list that just opened.

    Of a long list only the choices in sight are there: `typed` looks for one, as a person would.
    """
    for _ in range(LIST_TRIES):
        box.click()
        if typed:
            box.fill(typed)
        with contextlib.suppress(NotSeen):
            option.wait_for(timeout=LIST_MS)
            return option
        box.press("Escape")
    raise AssertionError(f"no such choice, however often the list was opened: {option}")
