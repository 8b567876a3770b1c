"""Cookies and tokens that nobody else can make, and forms of other sites."""

from __future__ import annotations

import pytest

from hall.guard.signing import client_of, comes_from_here, cookie_of, is_token, signature

SECRET, OTHER = "0a" * 32, "0b" * 32


def test_only_this_meetings_cookies_and_tokens_hold():
    assert client_of(SECRET, cookie_of(SECRET, "a.b")) == "a.b"
    for wrong in (
        "",
        "a",
        ".x",
        "a.あ",
        cookie_of(OTHER, "a"),
        cookie_of(SECRET, "a")[:-1],
        "b" + cookie_of(SECRET, "a")[1:],
    ):
        assert client_of(SECRET, wrong) is None
    assert is_token(SECRET, "a", signature(SECRET, "form", "a"))
    assert not is_token(SECRET, "a", signature(SECRET, "cookie", "a"))
    assert not is_token(SECRET, "a", "あ")


@pytest.mark.parametrize(
    ("heads", "here"),
    [
        ({}, True),
        ({"origin": "http://hall:80", "host": "hall:80"}, True),
        ({"origin": "http://hall:81", "host": "hall:80"}, False),
        ({"origin": "https://hall:80", "host": "hall:80"}, False),
        ({"origin": "null", "host": "hall:80"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://hall", "host": "hall"}, False),
    ],
)
def test_forms_of_other_sites_are_told_by_their_heads(heads, here):
    assert comes_from_here(heads) is here
