"""Articles are cited with the number that holds and that of 2016, and what was not read says so."""

from __future__ import annotations

import re

import pytest

from geo.reference.law import article, articles


def test_both_numbers_are_printed_and_what_was_not_read_says_so() -> None:
    assert article("conversion").citation == "地域再生法 第17条の20（旧 第17条の10）"
    assert article("development").citation == "地域再生法 第17条の22（旧 第17条の12）（要確認）"
    assert article("area_map").citation == "地域再生法施行規則 第1条"


@pytest.mark.parametrize("key", sorted(articles()))
def test_an_article_is_old_by_ten(key: str) -> None:
    known = article(key)
    assert known.confidence in ("read", "likely", "unsure")
    assert all((known.law, known.present, known.subject, known.source, known.date))
    now, before = (re.search(r"第17条の(\d+)", number) for number in (known.present, known.old))
    assert (now is None) == (before is None)
    if now and before:
        assert int(now[1]) == int(before[1]) + 10


def test_an_unknown_article_is_refused() -> None:
    with pytest.raises(KeyError):
        article("no such thing")
