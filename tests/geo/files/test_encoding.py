"""Bytes to text: which encoding, with which notice, for a region's own files and for files from anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.encoding import Text, decode, marked_encoding, strictly

WORDS = "名前,緯度\n高松,34.3\n"
GUESSED, CUT, UNREADABLE = "encoding_guessed", "text_cut_off", "encoding_unreadable"


@pytest.mark.parametrize(
    ("content", "own", "from_anywhere"),
    [
        (WORDS.encode(), Text(WORDS, "UTF-8"), Text(WORDS, "UTF-8")),
        (WORDS.encode("utf-8-sig"), Text(WORDS, "UTF-8", marked=True), Text(WORDS, "UTF-8", marked=True)),
        (WORDS.encode("cp932"), (Text(WORDS, "cp932"), GUESSED), (Text(WORDS, "cp932"), GUESSED)),
        (WORDS.encode("utf-16"), UNREADABLE, Text(WORDS, "UTF-16", marked=True)),
        ("a,😀".encode()[:-1], UNREADABLE, (Text("a,", "UTF-8"), CUT)),
        ("名前".encode("cp932")[:-1], UNREADABLE, (Text("名", "cp932"), CUT, GUESSED)),
        (b"\xef\xbb\xbf" + "名前".encode("cp932"), UNREADABLE, UNREADABLE),
        ("名前".encode("euc_jp") + b"\xff", UNREADABLE, UNREADABLE),
        (b"a\xa0b", UNREADABLE, UNREADABLE),
        (b"", Text("", "UTF-8"), Text("", "UTF-8")),
    ],
)
def test_each_encoding_is_read_or_refused(content: bytes, own: object, from_anywhere: object) -> None:
    for expected, anywhere in ((own, False), (from_anywhere, True)):
        text, notices = decode(content, "f.csv", from_anywhere=anywhere)
        codes = [n.code for n in notices]
        found = (*([] if text is None else [text]), *codes)
        assert found == (expected if isinstance(expected, tuple) else (expected,))
        assert all(n.file == "f.csv" for n in notices)


def test_a_mark_that_comes_twice_is_taken_off_once() -> None:
    assert decode("\ufeff\ufeffa".encode(), "f")[0] == Text("\ufeffa", "UTF-8", marked=True)
    assert (marked_encoding(b"\xff\xfea\0"), marked_encoding(b"a")) == ("utf-16", None)


@given(st.text(), st.sampled_from(["utf-8", "cp932", "utf-16-le", "euc_jp"]), st.integers(0, 3))
def test_what_was_cut_off_is_the_beginning(text: str, encoding: str, less: int) -> None:
    content = text.encode(encoding, "ignore")
    whole = content.decode(encoding)
    beginning = content[: max(len(content) - less, 0)]
    found, cut = strictly(beginning, encoding)
    if found is not None:
        assert whole.startswith(found)
        assert cut == (found.encode(encoding) != beginning)
