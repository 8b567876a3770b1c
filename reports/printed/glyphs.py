"""The typeface of paper: what it holds, and what is printed for a character that it does not hold.

IPAex Gothic holds all of JIS X 0213. What lies beyond (𠮷, emoji, other scripts) is printed as 〓, the mark that printers put
for a missing type, and named in one notice; nothing stops a sheet.
"""

from __future__ import annotations

import functools
import importlib.util
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.reach.evaluation import Evaluation

MISSING = "〓"
"""Stands where a character has no glyph."""
_JOINER = "\N{ZERO WIDTH JOINER}"
_OF_NO_WIDTH = ("Cc", "Cf", "Cs", "Mn", "Me")
_MOST_NAMED = 20


@functools.cache
def font_file() -> Path:
    """Find the Japanese font that is installed with the program (IPAex Gothic).

    Raises
    ------
    FileNotFoundError
        When the package that carries it is not installed.
    """
    # The package is found, not imported: importing it would change the settings of every other figure.
    found = importlib.util.find_spec("matplotlib_fontja")
    folders = list(found.submodule_search_locations or ()) if found is not None else []
    for folder in folders:
        path = Path(folder) / "fonts" / "ipaexg.ttf"
        if path.is_file():
            return path
    raise FileNotFoundError("ipaexg.ttf")


@functools.lru_cache(maxsize=64)
def type_of(size_pt: float) -> FontProperties:
    """Return the typeface in a size."""
    return FontProperties(fname=str(font_file()), size=size_pt)


@functools.cache
def _face() -> FT2Font:
    face = FT2Font(str(font_file()))
    face.set_size(1000, 72)
    return face


@functools.cache
def _held() -> frozenset[int]:
    return frozenset(_face().get_charmap())


@functools.lru_cache(maxsize=8192)
def advance(character: str) -> float:
    """Measure how wide a character of `printable` is, as a share of the size of type."""
    return float(_face().load_char(ord(character)).linearHoriAdvance) / 65536 / 1000


@functools.lru_cache(maxsize=8192)
def printable(label: str, *, keep: str = "") -> str:
    r"""Return a line of words as it can be printed, every character of it with a glyph.

    Parts that are written apart are put together, spaces of all kinds stay one space, marks of no width go. Of a character with
    a selector of its form (葛󠄀) the usual form is printed. `keep` names characters that stay as they are.

    Examples
    --------
    >>> printable("𠮷田\tが葛󠄀城へ")
    '〓田 が葛城へ'
    """
    return "".join(shown for _, shown in _glyphs(label, keep))


def unprintable(labels: Iterable[str]) -> list[str]:
    """Name the characters that are printed otherwise than they are written, each once, in the order of their codes."""
    changed = {raw for label in labels for raw, shown in _glyphs(label, "") if shown != raw and _is_seen(raw)}
    return sorted(changed)


def glyph_notices(evaluation: Evaluation) -> tuple[Notice, ...]:
    """Say once which characters of a region's and scenario's names are printed otherwise than they are written."""
    effective = evaluation.effective
    tables = (effective.region.villages, effective.facilities, effective.hubs)
    columns = (table[name] for table in tables for name in ("name", "district") if name in table)
    services = [name for s in effective.services for name in (s.name, *(stop.name for stop in s.stops))]
    names = [effective.region.name, effective.scenario_name, *services]
    found = unprintable([*names, *(str(v) for v in pd.concat(list(columns)).dropna())])
    if not found:
        return ()
    more = f"ほか{len(found) - _MOST_NAMED:,}種類" if len(found) > _MOST_NAMED else ""
    return (notice("glyphs_missing", characters="「" + "」「".join(found[:_MOST_NAMED]) + f"」{more}", mark=MISSING),)


def write(axes: Axes, at: tuple[float, float], label: str, size_pt: float, **how: Any) -> Text:
    """Write one line on axes, as it can be printed; nothing in it is read as a formula."""
    return axes.text(*at, printable(label), fontproperties=type_of(size_pt), parse_math=False, **how)


def _glyphs(label: str, keep: str) -> Iterator[tuple[str, str]]:
    """Take a line apart: each character with its marks, composed, and what is printed for it."""
    for raw in map(_composed, _clusters(label)):
        base = raw[0]
        if base in keep or ord(base) in _held():
            yield raw, base
        elif base.isspace():
            yield raw, " "
        elif unicodedata.category(base) in _OF_NO_WIDTH:
            yield raw, ""
        else:
            usual = unicodedata.normalize("NFKC", base)
            yield raw, usual if all(ord(c) in _held() for c in usual) else MISSING


def _clusters(label: str) -> Iterator[str]:
    """Go over a line, with marks, selectors of forms and what is joined to a character kept at it."""
    cluster = ""
    for character in label:
        if cluster and (unicodedata.category(character) in ("Mn", "Me") or _JOINER in (character, cluster[-1])):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def _composed(cluster: str) -> str:
    """Put a character and its marks together where that is one character; a character alone stays the one that it is."""
    composed = unicodedata.normalize("NFC", cluster) if len(cluster) > 1 else cluster
    return composed if len(composed) == 1 else cluster


def _is_seen(raw: str) -> bool:
    """Return whether a reader would miss a character: neither a space nor a mark of no width."""
    return not raw[0].isspace() and unicodedata.category(raw[0]) not in _OF_NO_WIDTH
