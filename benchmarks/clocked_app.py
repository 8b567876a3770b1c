"""An app with a clock around its fragments: run by Streamlit in place of the app itself, for benchmarks/map_click.py."""

from __future__ import annotations

import functools
import importlib
import os
import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

APP, LOG = "KYOTEN_CLOCKED_APP", "KYOTEN_CLICK_LOG"
"""Names of variables: the app's script, and the file to which its clocks write."""


def clocked_app(app: Path, log: Path) -> None:
    """Run an app with a clock around every fragment; called at each run of the page."""
    streamlit: Any = importlib.import_module("streamlit")
    if not hasattr(streamlit, "fragment_without_clock"):
        streamlit.fragment_without_clock = streamlit.fragment

        def fragment(function: Callable[..., Any] | None = None, **options: Any) -> Any:
            if function is None:  # @st.fragment(run_every=…)
                return lambda wrapped: fragment(wrapped, **options)
            return streamlit.fragment_without_clock(_clocked(function, log), **options)

        streamlit.fragment = fragment
    runpy.run_path(str(app), run_name="__main__")


def _clocked(function: Callable[..., Any], log: Path) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: Any, **named: Any) -> Any:
        began, began_busy = time.perf_counter(), time.thread_time()
        try:
            return function(*args, **named)
        finally:
            with log.open("a", encoding="ascii") as file:
                file.write(f"{time.perf_counter() - began:.6f}/{time.thread_time() - began_busy:.6f}\n")

    return inner


if APP in os.environ:
    # The app may be another checkout's: its own modules come first.
    script = Path(os.environ[APP])
    if str(script.parent) not in sys.path:
        sys.path.insert(0, str(script.parent))
    clocked_app(script, Path(os.environ[LOG]))
