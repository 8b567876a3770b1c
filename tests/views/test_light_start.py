"""Opening 拠点 loads no more than it shows: what other pages, imports and searches need waits until they are asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("importing", "osmium", "xlsxwriter", "scipy.optimize", "highspy", "matplotlib", "docx", "dask", "distributed")
OTHER_PAGES = (
    "siting", "land", "routes", "future", "compare", "isolated", "organisation", "documents", "hall", "prefecture",
    "paper", "data",
)  # fmt: skip
OPENING = """
import json, sys
from streamlit.testing.v1 import AppTest
for _ in range(2):
    opened = AppTest.from_file("app.py", default_timeout=120).run()
    assert not opened.exception
    assert opened.tabs
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what is loaded once 拠点 has been opened twice, the second time with the region's cache filled."""
    home = str(tmp_path_factory.mktemp("home"))
    script = Path(home) / "opening.py"
    script.write_text(OPENING.replace('"app.py"', repr(str(ROOT / "app.py"))))
    environment = {**os.environ, "KYOTEN_HOME": home, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", HEAVY)
def test_opening_the_hubs_page_does_not_load(module, loaded):
    assert "views.hubs.page" in loaded
    assert sorted(name for name in loaded if name == module or name.startswith(f"{module}.")) == []


@pytest.mark.parametrize("page", OTHER_PAGES)
def test_no_other_page_is_loaded(page, loaded):
    assert f"views.{page}.page" not in loaded
