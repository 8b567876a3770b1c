"""Results on disk: found under their name alone, and never half of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan.batch.kept_results import KeptResults

NAME = "0" * 32


@pytest.fixture
def store(tmp_path: Path) -> KeptResults:
    return KeptResults.beside(tmp_path / "o.parquet")


def test_what_was_kept_is_found_under_its_name(store):
    assert store.load(NAME) is None
    store.save({"made_of": NAME, "indicators": {"population": 3.0}})
    assert store.load(NAME)["indicators"] == {"population": 3.0}
    assert store.load("1" * 32) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": "old", "made_of": "x"}', b"\xff"])
def test_what_cannot_be_used_counts_as_absent(store, content):
    store.save({"made_of": NAME})
    (store.folder / f"{NAME}.json").write_bytes(content)
    assert store.load(NAME) is None


def test_a_result_under_a_wrong_name_counts_as_absent(store):
    store.save({"made_of": NAME})
    (store.folder / f"{NAME}.json").rename(store.folder / f"{'1' * 32}.json")
    assert store.load("1" * 32) is None
