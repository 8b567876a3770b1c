"""Blocks of documents: tables are even, words are found wherever they stand, nothing is said where nothing is missing."""

from __future__ import annotations

import pytest

from plan.documents.blocks import Document, Heading, MapPlace, NewPage, Points, Table, Text, missing_part


def test_uneven_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="uneven"):
        Table(("a", "b"), (("1",),), (1, 1))
    with pytest.raises(ValueError, match="uneven"):
        Table(("a", "b"), (("1", "2"),), (1,))


def test_words_are_found_wherever_they_stand() -> None:
    blocks = (
        Heading("見出し"),
        Text("文"),
        Points(("点", "点2")),
        Table(("頭",), (("",), ("値",)), (1,), title="表"),
        NewPage(),
        MapPlace("図"),
    )
    assert list(Document("k", "題", "副題", blocks).words()) == [
        "題",
        "副題",
        "見出し",
        "文",
        "点",
        "点2",
        "表",
        "頭",
        "値",
        "図",
    ]


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert missing_part(()) == ()
    assert missing_part(("KPI",))[-1] == Points(("KPI",))
