"""The one legend of two maps: every class and symbol in words, hatches kept, nothing of the data run as markup."""

from __future__ import annotations

import re

from layers.style.colours import TIME
from layers.style.legend import SYMBOLS, legend
from layers.style.legend_strip import legend_strip


def words(written: str) -> str:
    return re.sub(r"<[^>]+>", " ", written)


def test_all_classes_and_symbols_are_there_and_no_counts():
    counts = [(1, 4321)] * len(TIME.classes.all_swatches)
    explained = legend(TIME, mode="車で", counts=counts, symbols=("hubs", "bands", "links"))
    written = legend_strip(explained, [("municipality", "市町村の範囲")])
    for label in (*(s.label for s in TIME.classes.all_swatches), *(SYMBOLS[s] for s in ("hubs", "bands", "links"))):
        assert label in words(written)
    assert "市町村の範囲" in words(written)
    assert "車で" in words(written)
    assert "4321" not in written
    assert written.count("repeating-linear-gradient") == sum(s.hatched for s in TIME.classes.all_swatches)


def test_text_from_data_is_no_markup():
    written = legend_strip(legend(note="<img src=x onerror=alert(1)>"))
    assert "<img" not in written
    assert "&lt;img" in written
