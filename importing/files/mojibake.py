"""Text of files from anywhere, with mojibake refused by its name.

A file that was read wrongly once and saved again is no longer text in any encoding: it is recognised by undoing that mistake,
and by what such mistakes leave behind (U+FFFD, runs of half-width kana, escape sequences).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.files.encoding import Text, decode, marked_encoding, strictly
from geo.texts.messages import notice
from geo.texts.notices import Notice

_ESCAPES = re.compile(rb"\x1b[$(&]")
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
_HALF_WIDTH = re.compile(r"[｡-ﾟ]")
_LATIN = re.compile(r"[\x80-ÿ]{3,}")
_SAMPLED_LINES = 60
_BLOCK = 1 << 16  # so many signs stay in the processor's own memory while they are looked at
_FEW = 0.05
_SAMPLE_LENGTH = 16


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
    if b"\x1b" in content and _ESCAPES.search(content) and marked_encoding(content) != "utf-16":
        reason = "JIS（ISO-2022-JP）のエスケープ文字が残っています"
        return None, [notice("text_garbled", file=file, row=_line_of(content, _ESCAPES), reason=reason)]
    text, notices = decode(content, file, from_anywhere=True)
    if text is None:
        decoded, _ = strictly(content, "euc_jp")
        is_euc = decoded is not None and _JAPANESE.search(decoded) is not None
        return None, [notice("text_garbled", file=file, reason="EUC-JP のファイルです")] if is_euc else notices
    garbled = _garbled_in(text.decoded)
    if garbled and (1 in garbled or len(garbled) > _FEW * _count_foreign(text.decoded)):
        row, reason = next(iter(garbled.items()))
        return None, [*notices, notice("text_garbled", file=file, row=row, reason=reason)]
    notices += [notice("text_garbled_row", file=file, row=row, reason=reason) for row, reason in garbled.items()]
    return text, notices


def _count_foreign(text: str) -> int:
    return sum(not line.isascii() for line in text.splitlines())


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
    suspects = [foreign[i] for i in _suspicious([line for _, line in foreign])]
    reasons = {n: reason_garbled(line) for n, line in sorted({*suspects, *foreign[:_SAMPLED_LINES]})}
    return {n: reason for n, reason in reasons.items() if reason is not None}


def _garbled_in(text: str) -> dict[int, str]:
    """Find the lines of a text that are mojibake; no more than its beginning is cut into lines where no sign is suspicious."""
    blocks = (text[begin : begin + _BLOCK] for begin in range(0, len(text), _BLOCK))
    foreign = (block for block in blocks if not block.isascii() or "\x1b" in block)
    if any(_is_suspicious().take(_signs_of(block)).any() for block in foreign):
        return garbled_lines(text.splitlines())
    end = 0
    while True:
        end = text.find("\n", 4 * end + _BLOCK) + 1 or len(text)
        lines = text[:end].splitlines()
        if sum(not line.isascii() for line in lines) >= _SAMPLED_LINES or text[end:].isascii():
            return garbled_lines(lines)


def _signs_of(text: str) -> NDArray[np.uint16]:
    """Return the signs of a text as numbers; those outside the basic plane come as their two halves."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def _suspicious(lines: Sequence[str]) -> list[int]:
    """Return the positions of the lines with a sign that mojibake is known by, all their signs being looked at together."""
    signs = _signs_of("".join(lines))
    odd = np.flatnonzero(_is_suspicious().take(signs))
    if not len(odd):
        return []
    lengths = list(map(len, lines))
    if sum(lengths) != len(signs):
        lengths = [len(_signs_of(line)) for line in lines]
    found = np.searchsorted(np.cumsum(lengths), odd, side="right")
    return sorted(set(found.tolist()))


@functools.cache
def _is_suspicious() -> NDArray[np.bool_]:
    """Return of every sign of the basic plane whether mojibake is known by it."""
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[[*map(ord, "\ufffd縺繧繝\x1b"), *range(ord("｡"), ord("ﾟ") + 1), *range(0x80, 0x100)]] = True
    return table


def reason_garbled(text: str) -> str | None:
    """Return by which mistake a text became mojibake; None where it is text.

    Examples
    --------
    >>> reason_garbled("高松市") is None, reason_garbled("ﾀｶﾏﾂｼ") is None
    (True, True)
    >>> reason_garbled("高松市".encode().decode("cp932", "replace"))
    '読めない文字の印（U+FFFD）があります（「鬮俶收蟶�」）'
    """
    for pattern, reason in (
        ("\ufffd", "読めない文字の印（U+FFFD）があります"),
        ("\x1b", "エスケープ文字が残っています"),
    ):
        if pattern in text:
            return _with_sample(reason, text)
    for run in _RUN.findall(text):
        if _turns_back(run, "cp932", "utf-8"):
            return _with_sample("UTF-8 の文字を Shift_JIS として読んで保存したものです", run)
        if _LATIN.search(run) and (_turns_back(run, "latin-1", "utf-8") or _turns_back(run, "latin-1", "cp932")):
            return _with_sample("日本語を欧文の文字コードとして読んで保存したものです", run)
        if _is_euc(run):
            return _with_sample("半角カナの並びになっています。EUC-JP を Shift_JIS として読んだものです", run)
    return None


def _with_sample(reason: str, text: str) -> str:
    return f"{reason}（「{text.strip()[:_SAMPLE_LENGTH]}」）"


def _turns_back(run: str, read_as: str, was: str) -> bool:
    try:
        back, cut = strictly(run.encode(read_as), was)
    except UnicodeEncodeError:
        return False
    return back is not None and not cut and _JAPANESE.search(back) is not None and back != run


def _is_euc(run: str) -> bool:
    # Names in half-width kana are proper text; EUC-JP read as cp932 mixes them with odd kanji, or puts ､ before each kana.
    if not _HALF_WIDTH.search(run) or not _turns_back(run, "cp932", "euc_jp"):
        return False
    mixed = _JAPANESE.search(run) is not None
    return mixed or run.count("､") >= 2
