"""Text of files from anywhere: its encoding in the right order, and mojibake refused by its name.

A byte-order mark decides; then UTF-8, which hardly anything else can be; then cp932. A file that was read wrongly once and
saved again is no longer text in any encoding: it is recognised by undoing that mistake, and by what such mistakes leave
behind (U+FFFD, runs of half-width kana, escape sequences).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.messages import notice
from geo.notices import Notice

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp932": "cp932"}
_NOT_CP932 = re.compile(r"[\x80\xa0\uf8f0-\uf8f3]")
_ESCAPES = re.compile(rb"\x1b[$(&]")
_SUSPICIOUS = re.compile("[\ufffd｡-ﾟ\x80-ÿ縺繧繝\x1b]")
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
_HALF_WIDTH = re.compile(r"[｡-ﾟ]")
_LATIN = re.compile(r"[\x80-ÿ]{3,}")
_LONGEST_CUT = 3
_SAMPLED_LINES = 60
_FEW = 0.05
_SAMPLE_LENGTH = 16


@dataclass(frozen=True)
class Text:
    """What a file says.

    Parameters
    ----------
    words
        The text.
    encoding
        Name to show: ``UTF-8``, ``UTF-16`` or ``cp932``.
    """

    words: str
    encoding: str


def read_text(content: bytes, file: str) -> tuple[Text | None, list[Notice]]:
    """Turn bytes into text.

    Parameters
    ----------
    content
        The whole file.
    file
        Name to show.

    Returns
    -------
    Text or None, list of Notice
        None when the encoding is none of those that are read, or the text is garbled; the notice says which mistake it was.
    """
    if _ESCAPES.search(content) and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        reason = "JIS（ISO-2022-JP）のエスケープ文字が残っています"
        return None, [notice("text_garbled", file=file, row=_line_of(content, _ESCAPES), reason=reason)]
    text, notices = _decoded(content, file)
    if text is None:
        return None, notices
    lines = text.words.splitlines()
    garbled = garbled_lines(lines)
    foreign = sum(not line.isascii() for line in lines)
    if garbled and (1 in garbled or len(garbled) > _FEW * foreign):
        row, reason = next(iter(garbled.items()))
        return None, [*notices, notice("text_garbled", file=file, row=row, reason=reason)]
    notices += [notice("text_garbled_row", file=file, row=row, reason=reason) for row, reason in garbled.items()]
    return text, notices


def _decoded(content: bytes, file: str) -> tuple[Text | None, list[Notice]]:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp932"):
        words, cut = _strictly(content, encoding)
        if words is None or (encoding == "cp932" and _NOT_CP932.search(words)):
            continue
        notices = [notice("text_cut_off", file=file)] if cut else []
        if encoding == "cp932":
            notices.append(notice("encoding_guessed", file=file, encoding="Shift_JIS（cp932）"))
        return Text(words, _NAMES[encoding]), notices
    words, _ = _strictly(content, "euc_jp")
    if words is not None and _JAPANESE.search(words):
        return None, [notice("text_garbled", file=file, reason="EUC-JP のファイルです")]
    return None, [notice("encoding_unreadable", file=file)]


def _strictly(content: bytes, encoding: str) -> tuple[str | None, bool]:
    """Decode; a character that the end of the file cuts in two is left out, and it is told."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        words = decoder.decode(content, final=False)
        left, _ = decoder.getstate()
    except UnicodeError:
        return None, False
    return (words, bool(left)) if len(left) <= _LONGEST_CUT else (None, False)


def _line_of(content: bytes, pattern: re.Pattern[bytes]) -> int:
    found = pattern.search(content)
    return content.count(b"\n", 0, found.start() if found else 0) + 1


def garbled_lines(lines: Sequence[str]) -> dict[int, str]:
    """Find lines that are mojibake.

    Parameters
    ----------
    lines
        Lines, or cells of a column.

    Returns
    -------
    dict of int to str
        Number of the line, counted from 1 → what happened to it, in Japanese.
    """
    foreign = [(number, line) for number, line in enumerate(lines, start=1) if not line.isascii() or "\x1b" in line]
    signs = _signs_of("".join([line for _, line in foreign]))
    suspects = [(n, line) for n, line in foreign if _SUSPICIOUS.search(line)] if _SUSPICIOUS.search(signs) else []
    reasons = {n: reason_garbled(line) for n, line in sorted({*suspects, *foreign[:_SAMPLED_LINES]})}
    return {n: reason for n, reason in reasons.items() if reason is not None}


def _signs_of(words: str) -> str:
    """Give every sign of a text once; signs outside the basic plane come as their two halves."""
    used = np.zeros(1 << 16, dtype=np.bool_)
    used[np.frombuffer(words.encode("utf-16-le", "surrogatepass"), dtype="<u2")] = True
    return "".join(map(chr, np.flatnonzero(used).tolist()))


def reason_garbled(words: str) -> str | None:
    """Tell by which mistake a text became mojibake; None where it is text.

    Examples
    --------
    >>> reason_garbled("高松市") is None, reason_garbled("ﾀｶﾏﾂｼ") is None
    (True, True)
    >>> reason_garbled("高松市".encode().decode("cp932", "replace"))
    '読めない文字の印（U+FFFD）があります（「鬮俶收蟶�」）'
    """
    for pattern, said in (("\ufffd", "読めない文字の印（U+FFFD）があります"), ("\x1b", "エスケープ文字が残っています")):
        if pattern in words:
            return _with_sample(said, words)
    for run in _RUN.findall(words):
        if _turns_back(run, "cp932", "utf-8"):
            return _with_sample("UTF-8 の文字を Shift_JIS として読んで保存したものです", run)
        if _LATIN.search(run) and (_turns_back(run, "latin-1", "utf-8") or _turns_back(run, "latin-1", "cp932")):
            return _with_sample("日本語を欧文の文字コードとして読んで保存したものです", run)
        if _is_euc(run):
            return _with_sample("半角カナの並びになっています。EUC-JP を Shift_JIS として読んだものです", run)
    return None


def _with_sample(said: str, words: str) -> str:
    return f"{said}（「{words.strip()[:_SAMPLE_LENGTH]}」）"


def _turns_back(run: str, read_as: str, was: str) -> bool:
    try:
        back = run.encode(read_as).decode(was)
    except UnicodeError:
        return False
    return _JAPANESE.search(back) is not None and back != run


def _is_euc(run: str) -> bool:
    # Names in half-width kana are proper text; EUC-JP read as cp932 mixes them with odd kanji, or puts ､ before each kana.
    if not _HALF_WIDTH.search(run) or not _turns_back(run, "cp932", "euc_jp"):
        return False
    mixed = _JAPANESE.search(run) is not None
    return mixed or run.count("､") >= 2
