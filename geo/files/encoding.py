"""Bytes to text: the one place where the encoding of a file that others wrote is found out.

What is UTF-8 by its own standard (TOML, JSON, a plan) needs no such question, and libraries decode their own formats (XML,
workbooks).
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from geo.texts.messages import notice
from geo.texts.notices import Notice

ENCODINGS = {"utf-8": "UTF-8", "cp932": "cp932"}
"""What a file from Japan may be written in, in the order in which it is tried (hardly anything else can be UTF-8), and its name."""

_MARK = "\ufeff"
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NO_JAPANESE = "\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3"
"""What bytes that mean nothing in cp932 are decoded to all the same."""

_LONGEST_CUT = 3


@dataclass(frozen=True)
class Text:
    """What a file says.

    Parameters
    ----------
    decoded
        The text.
    encoding
        Name to show: ``UTF-8``, ``UTF-16`` or ``cp932``.
    marked
        Whether a byte-order mark stood before it.
    """

    decoded: str
    encoding: str
    marked: bool = False


def decode(content: bytes, file: str, *, from_anywhere: bool = False) -> tuple[Text | None, list[Notice]]:
    """Turn bytes into text: UTF-8 with or without a mark, else cp932, else nothing and a notice.

    Parameters
    ----------
    content
        The whole file.
    file
        Name to show.
    from_anywhere
        For files that somebody else's program wrote, not for those of a region's folder: a byte-order mark decides, that of
        UTF-16 included, and where the end of the file cuts a character in two, what stands before it is read.

    Examples
    --------
    >>> decode("名前".encode("cp932"), "a.csv")[0]
    Text(decoded='名前', encoding='cp932', marked=False)
    >>> decode("名前".encode("utf-16"), "a.csv")[0] is None, decode("名前".encode("utf-16"), "a.csv", from_anywhere=True)[0]
    (True, Text(decoded='名前', encoding='UTF-16', marked=True))
    """
    marked = marked_encoding(content)
    for encoding in (marked,) if marked and from_anywhere else ENCODINGS:
        text, cut = strictly(content, encoding)
        if text is None or (cut and not from_anywhere):
            continue
        if encoding == "cp932" and any(sign in text for sign in _NO_JAPANESE):
            continue
        notices = [notice("text_cut_off", file=file)] if cut else []
        if encoding == "cp932":
            notices.append(notice("encoding_guessed", file=file, encoding="Shift_JIS（cp932）"))
        text = text.removeprefix(_MARK) if encoding == "utf-8" else text
        return Text(text, ENCODINGS.get(encoding, "UTF-16"), marked=encoding == marked), notices
    return None, [notice("encoding_unreadable", file=file)]


def marked_encoding(content: bytes) -> str | None:
    """Return which encoding a byte-order mark announces; None without a mark."""
    return next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), None)


def strictly(content: bytes, encoding: str) -> tuple[str | None, bool]:
    r"""Decode what is in a known encoding, or nothing; whether the end cuts a character in two, which is left out then.

    Examples
    --------
    >>> strictly("道の駅".encode("cp932")[:-1], "cp932"), strictly(b"\xff", "utf-8")
    (('道の', True), (None, False))
    """
    try:
        return content.decode(encoding), False
    except UnicodeError:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(content, final=False)
        left, _ = decoder.getstate()
    except UnicodeError:
        return None, False
    return (text, bool(left)) if len(left) <= _LONGEST_CUT else (None, False)
