"""Word files read back: every word stands in them in order, the same words are the same file, hostile words are only words."""

from __future__ import annotations

import io
import zipfile

import pytest

from plan.documents.blocks import Document, Heading, MapPlace, NewPage, Points, Table, Text
from plan.documents.catalogue import DOCUMENTS
from reports.documents.word import paragraphs_of, word_bytes
from tests.hostile_names import HOSTILE
from tests.plan.documents.written_up import written_up


def read_back(content: bytes) -> list[str]:
    return [words for words in paragraphs_of(content) if words.strip("\n")]


@pytest.mark.parametrize("known", DOCUMENTS, ids=lambda d: d.key)
def test_every_word_stands_in_the_file_in_order(known) -> None:
    document = known.write(written_up())
    expected = [f"{w}：地図のファイルを添えます。" if MapPlace(w) in document.blocks else w for w in document.words()]
    assert read_back(word_bytes(document)) == expected
    assert word_bytes(document) == word_bytes(known.write(written_up()))


def test_hostile_words_are_only_words() -> None:
    words = tuple(name for name in HOSTILE if name.strip())
    document = Document(
        "k",
        words[0],
        words[1],
        (Points(words), *(Heading(w) for w in words), Table(words, (words,), (1,) * len(words))),
    )
    found = read_back(word_bytes(document))
    assert found == list(document.words())


def test_what_no_xml_holds_is_left_out() -> None:
    document = Document("k", "題", "副", (Text("谷\x00の\x0b声\ud800"), NewPage(), Text("静か", quiet=True)))
    assert read_back(word_bytes(document)) == ["題", "副", "谷の声", "静か"]


def test_times_inside_the_file_are_fixed() -> None:
    with zipfile.ZipFile(io.BytesIO(word_bytes(Document("k", "題", "副", ())))) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in file.read("docProps/core.xml")


@pytest.mark.parametrize(("name", "repeated"), [("案", True), ("名" * 60, False)])
def test_a_head_is_repeated_only_where_it_stays_low(name, repeated) -> None:
    rows = tuple((str(number), "") for number in range(3))
    document = Document("k", "題", "副", (Table((name, "数"), rows, (1.0, 5.0), 1),))
    with zipfile.ZipFile(io.BytesIO(word_bytes(document))) as made:
        assert (b"w:tblHeader" in made.read("word/document.xml")) == repeated
