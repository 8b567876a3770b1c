"""Before a page sees a request: too many, too much, from elsewhere; and the heads of every answer."""

from __future__ import annotations

import pytest

from geo.reference import reference_table
from hall.guard.guarded import HEADS, Guard
from hall.guard.signing import COOKIE, cookie_of
from tests.hall.asked import ask

SECRET = "0a" * 32
LIMITS = reference_table("hall")


async def echo(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["state"].get("body", b"none")})


@pytest.fixture
def guard():
    return Guard(echo, SECRET, lambda: 0.0)


def test_every_answer_forbids_what_a_browser_should_not_do(guard):
    for reply in (ask(guard, "/"), ask(guard, "/", {"a": "b"}, heads={"origin": "http://evil"})):
        assert {k.decode() for k, _ in HEADS} <= set(reply.heads)
        assert "default-src 'none'" in reply.heads["content-security-policy"]


def test_bodies_that_are_too_large_are_refused_whatever_is_told_of_them(guard):
    most = int(LIMITS["body_bytes"].value)
    assert ask(guard, "/", body=b"x" * most).status == 200
    assert ask(guard, "/", body=b"x" * (most + 1)).status == 413
    assert ask(guard, "/", body=b"x" * (most + 1), heads={"content-length": "1"}).status == 413
    assert ask(guard, "/", body=b"x", heads={"content-length": "-1"}).status == 413
    assert ask(guard, "/", body=b"x", heads={"content-length": str(most + 1)}).status == 413  # not read at all


def test_forms_of_other_sites_are_refused(guard):
    assert ask(guard, "/", {"a": "b"}, heads={"origin": "http://evil"}).status == 403
    assert ask(guard, "/", {"a": "b"}, heads={"origin": "http://hall"}).body == "a=b"
    # Another port of the same laptop is another site's page, too: the planning app's, or anybody's.
    for told in ("cross-site", "same-site"):
        assert ask(guard, "/", {"a": "b"}, heads={"sec-fetch-site": told}).status == 403
    for origin in ("null", "https://hall", "http://hall:8501", "http://hall.evil"):
        assert ask(guard, "/", {"a": "b"}, heads={"origin": origin}).status == 403


def test_a_thousand_requests_a_minute_are_refused_and_others_go_on(guard):
    replies = [ask(guard, "/").status for _ in range(1_000)]
    assert replies.count(429) == 1_000 - LIMITS["stranger_requests_a_minute"].value
    mine = {"cookie": f"{COOKIE}={cookie_of(SECRET, 'a')}"}
    known = [ask(guard, "/", heads=mine).status for _ in range(300)]
    assert known.count(200) == LIMITS["client_requests_a_minute"].value
    assert ask(guard, "/", heads={"cookie": f"{COOKIE}={cookie_of('0b' * 32, 'a')}"}).status == 429
