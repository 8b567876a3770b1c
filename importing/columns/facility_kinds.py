"""What a facility is, by the last noun of its name or by its kind as written: the words stand in `geo/reference/facility_words.toml`.

A word somewhere in a name says little: the park in front of the station is no station, the staff's flats of a hospital are no hospital. So the end
of a name decides, the longest known end first; ends that serve no daily need are known too; and what ends in no known word is left undecided.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geo.reference
from geo.reference.categories import CATEGORIES

OTHER = "other"
"""What is told of a name that ends in something that serves no daily need: a park, a car park, flats."""

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|「([^「」]*)」|<([^<>]*)>")
_TAIL = re.compile(
    r"(?:跡地周辺|跡地|跡|本館|別館|新館|旧館|[東西南北中]館|本院|本校|本園|本局|校舎|園舎|"
    r"第?[0-9]{1,2}(?:号館|号棟|号|棟)?|[A-Z]棟|等)$"
)
_SEPARATORS = re.compile(r"[\s・／/,、]+")


@dataclass(frozen=True)
class _Words:
    """The table of words, by how it is asked."""

    ends: Mapping[str, str]
    starts: Mapping[str, str]
    branches: Mapping[str, tuple[str, ...]]
    not_town_hall: tuple[str, ...]
    finance_bodies: tuple[str, ...]
    logistics_bodies: tuple[str, ...]
    beside: tuple[str, ...]
    poi: Mapping[str, str]
    closed: frozenset[str]


@functools.cache
def _words() -> _Words:
    path = Path(geo.reference.__file__).with_name("facility_words.toml")
    content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Words(
        {word: kind for kind, words in content["ends"].items() for word in words},
        {word: kind for kind, words in content["starts"].items() for word in words},
        {word: tuple(kinds) for word, kinds in content["branches"].items()},
        tuple(content["bodies"]["not_town_hall"]),
        tuple(content["bodies"]["finance"]),
        tuple(content["bodies"]["logistics"]),
        tuple(content["beside"]["words"]),
        content["poi"],
        frozenset(content["closed"]["words"]),
    )


def category_of(text: str) -> str | None:
    """Return the category of a facility from its category as written, or from its name; None where nothing tells.

    Examples
    --------
    >>> [category_of(w) for w in ("買物", "村診療所", "総合病院（医師住宅）", "駅前児童公園", "道の駅さくら")]
    ['shopping', 'medical', None, None, 'employment']
    """
    found = kind_of(text)
    return found if found in CATEGORIES else None


def category_of_both(kind: str, name: str) -> str | None:
    """Return what a facility is by its kind as written and its name: a category, `OTHER`, or None where neither tells.

    Notes
    -----
    The code or the Japanese name of a category is believed. Else either of the two may rule a row out, since lists put flats and car parks under
    the kind of the house that they belong to; then the kind as written goes before the name.

    Examples
    --------
    >>> category_of_both("病院", "すこやか"), category_of_both("病院", "医師住宅"), category_of_both("公園", "港小学校")
    ('medical', 'other', 'other')
    """
    written = _as_category(kind)
    if written is not None:
        return written
    by_kind, by_name = kind_of(kind), kind_of(name)
    if OTHER in (by_kind, by_name):
        return OTHER
    return by_kind or by_name


def kind_of(text: str) -> str | None:
    """Return the category that a name or a kind as written means, `OTHER` for what serves no daily need, None where nothing tells."""
    written = _as_category(text)
    if written is not None:
        return written
    text = unicodedata.normalize("NFKC", text).strip()
    notes = [next(g for g in groups if g is not None) for m in _BRACKETS.finditer(text) if any(groups := m.groups())]
    main = _BRACKETS.sub(" ", text).strip()
    if any(_by_end(_joined(note)) == OTHER and note.strip() for note in notes):
        return OTHER
    whole = _without_tails(_joined(main))
    found = _by_end(whole) or _by_start(main, whole)
    if found is None and not whole:
        return next((k for note in notes if (k := _by_end(_joined(note)))), None)
    return found


def category_of_poi(code: str) -> str:
    """Return the category of a POIコード of the standard data set 公共施設一覧; empty where it is not known.

    Examples
    --------
    >>> category_of_poi("1402a"), category_of_poi("9999")
    ('childcare', '')
    """
    return _words().poi.get(unicodedata.normalize("NFKC", code).strip()[:4], "")


def says_closed(text: str) -> bool:
    """Return whether a name says in brackets that the place is closed: ○○保育園（休園中）.

    Examples
    --------
    >>> says_closed("西保育園（休園中）"), says_closed("西保育園")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    notes = [g.strip() for m in _BRACKETS.finditer(plain) for g in m.groups() if g]
    return any(note in _words().closed or re.sub(r"^[^年]*年[^月]*月?", "", note) in _words().closed for note in notes)


def _as_category(text: str) -> str | None:
    if text in CATEGORIES:
        return text
    return next((code for code, name in CATEGORIES.items() if text == name), None)


def _joined(text: str) -> str:
    return "".join(text.split())


def _without_tails(text: str) -> str:
    """Take off what only says which house of several it is, or that something stood there."""
    while (shorter := _TAIL.sub("", text)) != text and shorter:
        text = shorter
    return text


def _by_end(text: str) -> str | None:
    words = _words()
    tail = next((text[i:] for i in range(len(text)) if text[i:] in words.ends or text[i:] in words.branches), None)
    if tail is None:
        before = [text.removesuffix(word) for word in words.beside if text.endswith(word)]
        return OTHER if any(_by_end(rest) is not None for rest in before) else None
    if tail in words.branches:
        return _of_branch(text.removesuffix(tail), tail)
    kind = words.ends[tail]
    if kind == "government" and _has(text, words.not_town_hall):
        return OTHER
    if (
        kind == "community"
        and tail == "会館"
        and _has(text, ("葬", "セレモニー", "商工", "遺族", "警察", "農協", "漁協"))
    ):
        return OTHER
    return kind


def _of_branch(rest: str, tail: str) -> str | None:
    """Decide by what a branch belongs to: the last word of a fitting kind before it."""
    words = _words()
    allowed = words.branches[tail]
    if tail in words.ends and "government" in allowed:
        if _has(rest, words.finance_bodies) and tail in ("支所", "出張所"):
            return "finance"
        return OTHER if _has(rest, words.not_town_hall) else "government"
    if tail == "営業所" and _has(rest, words.logistics_bodies):
        return "logistics"
    if "finance" in allowed and _has(rest, words.finance_bodies):
        return "finance"
    known = {**words.starts, **words.ends}
    found = [(rest.rfind(w) + len(w), len(w), kind) for w, kind in known.items() if len(w) > 1 and w in rest]
    fitting = [f for f in found if f[2] in allowed]
    return max(fitting)[2] if fitting else None


def _by_start(main: str, whole: str) -> str | None:
    """Decide by a kind in front of the proper name, of the whole or of one of its parts."""
    words = _words()
    starts = [*(p for p in _SEPARATORS.split(main) if p), whole]
    longest = max((w for w in words.starts for s in starts if s.startswith(w)), key=len, default=None)
    if longest is None:
        # Long words are sure wherever they stand: 町立特別養護老人ホームひまわり.
        longest = max((w for w in words.starts if len(w) > 4 and w in whole), key=len, default=None)
    return words.starts[longest] if longest is not None else None


def _has(text: str, parts: tuple[str, ...]) -> bool:
    return any(part in text for part in parts)
