"""What the tests of pages share: a hand-drawn valley as the only sample region, and a store with nothing in it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

import views.opening
import views.tabs
from tests.views.bus_valley import write_bus_valley
from tests.views.small_region import write_small_region


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store of its own, so that no other test's work is offered."""
    folder = tmp_path / "store"
    monkeypatch.setenv("KYOTEN_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of sample regions that holds the valley."""
    samples = tmp_path_factory.mktemp("samples")
    write_small_region(samples / "tanima")
    return samples


@pytest.fixture
def samples(valley: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the valley be the only sample region."""
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", valley)
    return valley


@pytest.fixture
def bus_valley(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the valley with its bus be the only sample region."""
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "samples")
    return write_bus_valley(tmp_path / "samples" / "tanima")


@pytest.fixture(scope="session", autouse=True)
def parts_looked_for_once() -> Iterator[None]:
    """Let Streamlit look through all installed packages for its components once, not at every opening of the app."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", functools.cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(autouse=True)
def no_browser_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages without a browser be drawn without a pause."""
    monkeypatch.setattr(views.tabs, "GAP_S", 0.0)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Forget map files of an earlier store."""
    yield
    st.cache_resource.clear()
