"""The text of a plan file: what can be read, what is refused, and the same bytes each time."""

from __future__ import annotations

import json

import pytest

from plan.file.entry_error import EntryError
from plan.file.json_text import DEEPEST, json_text, list_text, object_text, parse


def test_json_is_read_with_or_without_a_mark() -> None:
    assert parse('{"名": [1, 2.5, null]}'.encode()) == {"名": [1, 2.5, None]}
    assert parse(b"\xef\xbb\xbf[]") == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"NaN", b"[Infinity]", b"[1e999]", b"9" * 5_000, b'"\\ud800"', b"[" * 200_000],
    ids=["empty", "open", "letters", "nan", "infinity", "too large", "too long", "half a letter", "endless"],
)
def test_what_could_not_be_written_again_is_refused(content: bytes) -> None:
    with pytest.raises(EntryError):
        parse(content)


def test_how_deep_a_file_may_be() -> None:
    parse(b"[" * DEEPEST + b"]" * DEEPEST)
    with pytest.raises(EntryError):
        parse(b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2))


def test_texts_are_sorted_and_japanese_stays_legible() -> None:
    assert json_text({"b": 1, "a": ["谷"]}) == '{\n "a": [\n  "谷"\n ],\n "b": 1\n}'
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text(float("inf"))


def test_parts_written_before_give_the_same_text() -> None:
    value = {"b": [], "a": {"y": [1, {"z": "二\n行"}], "x": {}}, "c": "\\n"}
    assert object_text({key: json_text(part) for key, part in value.items()}) == json_text(value)
    items = [{"a": 1}, [], "谷", 2.5]
    assert list_text(map(json_text, items)) == json_text(items)
    assert (object_text({}), list_text([])) == (json_text({}), json_text([])) == ("{}", "[]")
    assert json.loads(object_text({"a": json_text("二\n行")})) == {"a": "二\n行"}


@pytest.mark.parametrize("letter", ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\ud800"])
def test_control_characters_and_halves_of_letters_are_refused(letter: str) -> None:
    for value in ({"name": f"東{letter}西"}, {f"x{letter}": 1}):
        with pytest.raises(EntryError, match="制御文字"):
            parse(json.dumps(value).encode())


def test_lines_and_tabs_are_writing() -> None:
    assert parse(json.dumps(["東\t西\r\n北"]).encode()) == ["東\t西\r\n北"]
