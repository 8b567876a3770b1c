"""Before anybody comes the server loads what the first page computes with, and nothing that belongs to the screen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.views.test_light_start import HEAVY, loaded
from views.hubs.warm_start import FIRST_LOADED

__all__ = ["loaded"]

ROOT = Path(__file__).resolve().parents[3]
SCREEN = ("streamlit", "streamlit_folium", "views.session")
SERVED = """
import gc, json, sys, threading
from views.hubs import warm_start
usual = gc.get_threshold()
warm_start.wait()
assert "geopandas" not in sys.modules
warm_start.prepare()
warm_start.prepare()
warm_start.wait()
assert [t.name for t in threading.enumerate()] == ["MainThread"]
assert gc.get_threshold()[0] > usual[0] and gc.get_threshold()[1:] == usual[1:]
before = gc.get_freeze_count()
warm_start.keep()
frozen = gc.get_freeze_count()
warm_start.keep()
assert before < 1000 < 100_000 < frozen == gc.get_freeze_count()
print(json.dumps(sorted(sys.modules)))
"""


def test_what_is_loaded_first_is_what_the_first_page_needs_and_nothing_of_the_screen(loaded: set[str]) -> None:
    done = subprocess.run([sys.executable, "-c", SERVED], cwd=ROOT, capture_output=True, text=True, check=True)
    first = set(json.loads(done.stdout))
    assert {*FIRST_LOADED} <= first & loaded
    assert not {name for name in first if name.split(".")[0] in (*HEAVY, *SCREEN) or name in (*HEAVY, *SCREEN)}
