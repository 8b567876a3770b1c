"""A pointer is one place with a few words."""

from __future__ import annotations

from layers.features.pointer import pointer


def test_a_place_and_its_words() -> None:
    part = pointer((35.12345678, 137.0), "ここを押します")
    assert (part.draws, part.data) == ("pointer", {"place": [35.123457, 137.0], "text": "ここを押します"})
