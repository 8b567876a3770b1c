"""Every category has an answer to what the law calls it, with where that stands."""

from __future__ import annotations

import pytest

from geo.reference.categories import CATEGORIES
from geo.reference.induced import induced


def test_every_category_is_answered_and_none_without_a_source() -> None:
    for category in CATEGORIES:
        found = induced(category)
        assert found.confidence in ("read", "likely", "unsure")
        assert found.source


def test_some_of_them() -> None:
    assert induced("medical").kind == "医療施設"
    with pytest.raises(KeyError):
        induced("castle")
