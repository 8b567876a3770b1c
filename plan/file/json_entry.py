"""Reading JSON that anybody may have written: every value is asked for by kind, and what is wrong is said with its place."""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DEEPEST = 64
"""Levels of nesting that a file may have; a GeoJSON area in a hub in a scenario needs 12."""


class EntryError(ValueError):
    """A value that is missing or of the wrong kind; the words are Japanese and name the place."""


@contextlib.contextmanager
def standing_at(where: str) -> Iterator[None]:
    """Put the place in front of what a part of the file refuses at birth."""
    try:
        yield
    except EntryError:
        raise
    except ValueError as problem:
        raise EntryError(f"{where}：{problem}") from problem


def parse(content: bytes) -> Any:
    """Parse JSON bytes (UTF-8, with or without a mark).

    Raises
    ------
    EntryError
        When it is no JSON, or holds what cannot be written again: numbers that are none or too long, broken letters,
        endless nesting.
    """
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_number, parse_float=_finite)
    except UnicodeDecodeError as problem:
        raise EntryError("文字コードが UTF-8 ではありません") from problem
    except json.JSONDecodeError as problem:
        raise EntryError(f"{problem.lineno}行目の{problem.colno}文字目で、JSON の書き方が崩れています") from problem
    except RecursionError as problem:
        raise EntryError("入れ子が深すぎます") from problem
    except EntryError:
        raise
    except ValueError as problem:
        # Python refuses whole numbers of more than 4,300 digits.
        raise EntryError("長すぎる数があります") from problem
    _check_depth_and_letters(value)
    return value


def _refuse_number(words: str) -> float:
    raise EntryError(f"数でない値（{words}）があります")


def _finite(words: str) -> float:
    number = float(words)
    return number if math.isfinite(number) else _refuse_number(words)


def _check_depth_and_letters(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        if any(isinstance(v, str) and not _writable(v) for v in level):
            raise EntryError("文字として書けない記号（サロゲート）があります")
        deeper: list[Any] = []
        for inner in level:
            if isinstance(inner, dict):
                deeper += [*inner.keys(), *inner.values()]
            elif isinstance(inner, list):
                deeper += inner
        if not deeper:
            return
        level = deeper
    raise EntryError("入れ子が深すぎます")


def _writable(words: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in words)


@dataclass(frozen=True)
class Entry:
    """One object of a JSON file.

    Parameters
    ----------
    content
        Its keys and values.
    where
        Words that tell its reader where it stands; empty at the top.
    """

    content: Mapping[str, Any]
    where: str = ""

    @classmethod
    def of(cls, value: object, where: str = "") -> Entry:
        """Take a value as an object.

        Raises
        ------
        EntryError
            When it is none.
        """
        if not isinstance(value, dict):
            raise EntryError(f"{where or 'ファイルの中身'} が {{…}} の形ではありません")
        return cls(value, where)

    def place(self, key: str) -> str:
        """Say where a key stands."""
        return f"{self.where}の {key}" if self.where else key

    def _value(self, key: str) -> Any:
        if key not in self.content:
            raise EntryError(f"{self.place(key)} がありません")
        return self.content[key]

    def text(self, key: str) -> str:
        """Read text that must be there."""
        return _text(self._value(key), self.place(key))

    def optional_text(self, key: str) -> str | None:
        """Read text that may be missing or null."""
        value = self.content.get(key)
        return None if value is None else _text(value, self.place(key))

    def number(self, key: str) -> float:
        """Read a number that must be there."""
        return _number(self._value(key), self.place(key))

    def whole(self, key: str) -> int:
        """Read a whole number that must be there."""
        return whole_number(self._value(key), self.place(key))

    def optional_number(self, key: str) -> float | None:
        """Read a number that may be missing or null."""
        value = self.content.get(key)
        return None if value is None else _number(value, self.place(key))

    def items(self, key: str, *, required: bool = False) -> list[Any]:
        """Read a list; empty where it may be missing and is."""
        value = self._value(key) if required else self.content.get(key, [])
        if not isinstance(value, list):
            raise EntryError(f"{self.place(key)} が […] の形ではありません")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; empty where it is missing."""
        return tuple(_text(v, self.place(key)) for v in self.items(key))

    def entry(self, key: str) -> Entry:
        """Read an object that must be there."""
        return Entry.of(self._value(key), self.place(key))

    def optional_entry(self, key: str) -> Entry | None:
        """Read an object that may be missing or null."""
        value = self.content.get(key)
        return None if value is None else Entry.of(value, self.place(key))

    def entries(self, key: str, *, required: bool = False) -> list[Entry]:
        """Read a list of objects, each numbered from 1."""
        values = self.items(key, required=required)
        return [Entry.of(v, f"{self.place(key)} の {number}番目") for number, v in enumerate(values, start=1)]

    def numbers(self, key: str) -> dict[str, float]:
        """Read an object of numbers; empty where it is missing."""
        values = Entry.of(self.content.get(key, {}), self.place(key))
        return {name: values.number(name) for name in values.content}

    def besides(self, known: Collection[str]) -> dict[str, Any]:
        """Give what stands here under other keys than the known ones."""
        return {k: v for k, v in self.content.items() if k not in known}


def whole_number(value: object, place: str) -> int:
    """Take a value as a whole number.

    Raises
    ------
    EntryError
        When it is none; the place is named.
    """
    number = _number(value, place)
    if number != int(number):
        raise EntryError(f"{place} が整数ではありません")
    return int(number)


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise EntryError(f"{place} が文字ではありません")
    return value


def _number(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise EntryError(f"{place} が数ではありません")
    try:
        return float(value)
    except OverflowError as problem:
        raise EntryError(f"{place} の数が大きすぎます") from problem
