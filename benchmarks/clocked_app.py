"""The app with a clock around its fragments: run by Streamlit in place of app.py, for benchmarks/map_click.py."""

from __future__ import annotations

import functools
import os
import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

LOG = "KYOTEN_CLICK_LOG"


def clocked_app(log: Path) -> None:
    """Run the app with a clock around every fragment; called at each run of the page."""
    import streamlit

    if not hasattr(streamlit, "fragment_without_clock"):
        streamlit.fragment_without_clock = streamlit.fragment

        def fragment(function: Callable[..., Any] | None = None, **options: Any) -> Any:
            if function is None:  # @st.fragment(run_every=…)
                return lambda wrapped: fragment(wrapped, **options)
            return streamlit.fragment_without_clock(_clocked(function, log), **options)

        streamlit.fragment = fragment
    runpy.run_path(str(ROOT / "app.py"))


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


if LOG in os.environ:
    clocked_app(Path(os.environ[LOG]))
