"""The phones' addresses inside one process: join, say who one is, answer each kind, hand the phone on; nothing else is there."""

from __future__ import annotations

import asyncio
import html
import json
import re
import string
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from hall.guard.signing import COOKIE
from hall.meeting.control import close_meeting, reveal, set_state
from hall.meeting.questions import KIND_NAMES
from hall.phones.app import Hall
from hall.phones.ground import HallMap
from hall.phones.markup import NO_NAMES, question_fields
from hall.phones.pages import join_page, over_page
from hall.phones.serving import Taking, serve_hall
from tests.hall.asked import Reply, ask
from tests.hall.meetings import GROUND, QUESTIONS, new_meeting

FILES = MappingProxyType(
    {"/web/phone.css": (b"body{}", "text/css"), "/map/ground.json": (b"\x1f\x8b..", "application/json")}
)
NAMES = MappingProxyType({"v1": "下", "v2": "<b>奥</b>"})
ANSWERS: dict[int, dict[str, Any]] = {
    1: {"option": "残したい", "lat": "35", "lon": "137", "words": "<script>alert(1)</script>"},
    2: {"option": "よく歩く道", "path": "35,137;35.01,137"},
    3: {"option": ["下", "奥"]},
    4: {"rank-1": "1"},
    5: {"number": "12"},
    6: {"option": "空き家の増加"},
}


class Phone:
    """A phone with its cookie."""

    def __init__(self, tmp_path) -> None:
        self.store = new_meeting(tmp_path / "m.sqlite")
        self.app = Hall(self.store, HallMap(FILES, GROUND, NAMES), lambda: 0.0).app()
        self.heads: dict[str, str] = {}

    def get(self, path: str) -> Reply:
        return ask(self.app, path, heads=self.heads)

    def post(self, path: str, fields: dict, **heads: str) -> Reply:
        return ask(self.app, path, fields, heads={**self.heads, **heads})

    def join(self) -> Reply:
        reply = self.post("/join", {"code": self.store.about("code")})
        self.heads = {"cookie": reply.heads["set-cookie"].partition(";")[0]}
        return reply

    def fields(self, path: str) -> dict[str, str]:
        page = self.get(path).body
        return dict(re.findall(r'type="hidden" name="(token|person|sequence|question)" value="(\w+)"', page))


@pytest.fixture
def phone(tmp_path):
    found = Phone(tmp_path)
    yield found
    found.store.close()


def test_pages_are_asked_for_where_a_browser_left_its_event_loop_running(phone):
    async def asked() -> int:
        return phone.get("/").status

    # In a thread, since a browser may have left one here too.
    with ThreadPoolExecutor(max_workers=1) as one:
        assert one.submit(lambda: asyncio.run(asked())).result() == 200


def test_one_joins_with_the_six_figures_and_says_who_one_is_with_two_presses(phone):
    assert "六つの数字" in phone.get("/").body
    assert phone.get(f"/j/{phone.store.about('code')}").body.count(phone.store.about("code")) == 1
    reply = phone.join()
    assert (reply.status, reply.heads["location"]) == (303, "/about/village")
    assert all(word in reply.heads["set-cookie"] for word in ("HttpOnly", "SameSite=strict", COOKIE))
    token = phone.fields("/about/village")["token"]
    assert phone.post("/about", {"token": token, "village": "v2"}).heads["location"] == "/about/age"
    assert phone.post("/about", {"token": token, "age": "75"}).heads["location"] == "/now"
    assert phone.store.persons() == [("v2", "75")]
    assert "<b>奥" not in phone.get("/about/village").body
    assert phone.get("/").heads["location"] == "/now"


def test_full_width_figures_join_too_and_guesses_of_the_code_end(phone):
    code = phone.store.about("code")
    wide = code.translate(str.maketrans(string.digits, "０１２３４５６７８９"))
    assert phone.post("/join", {"code": f" {wide[:3]} {wide[3:]}"}).status == 303
    wrong = "000000"
    replies = [phone.post("/join", {"code": wrong}).status for _ in range(25)]
    assert (replies.count(403), replies.count(429)) == (20, 5)
    assert phone.post("/join", {"code": code}).status == 429


def test_each_kind_is_answered_once_with_and_without_scripts(phone):
    phone.join()
    assert all(html.escape(name) in phone.get("/now").body for name in KIND_NAMES.values())
    for number, given in ANSWERS.items():
        sent = {**phone.fields(f"/q/{number}"), **given}
        assert (sent["question"], sent["sequence"]) == (str(number), str(number))
        assert phone.post("/answer", sent).heads["location"] == "/now?sent=1"
        again = json.loads(phone.post("/answer", sent, accept="application/json").body)
        assert (again["outcome"], again["last"]) == ("known", number)
    assert [a.question for a in phone.store.answers()] == list(ANSWERS)
    assert "届きました" in phone.get("/now?sent=1").body


def test_answers_that_are_none_and_old_pages_are_told_in_words(phone):
    phone.join()
    sent = phone.fields("/q/5")
    told = json.loads(phone.post("/answer", {**sent, "number": "多い"}, accept="application/json").body)
    assert (told["outcome"], told["last"]) == ("refused", 0)
    assert "整数" in phone.post("/answer", {**sent, "number": "多い"}).body
    assert phone.post("/answer", {**sent, "number": "9"}).status == 303
    assert "行き違い" in phone.post("/answer", {**sent, "number": "10"}).body
    assert phone.post("/answer", {**sent, "number": "9", "token": "x"}).status == 403
    set_state(phone.store, 5, "closed")
    reveal(phone.store, 5, "<i>120人</i>")
    assert "受付は終わりました" in phone.post("/answer", {**sent, "sequence": "2", "number": "9"}).body
    assert "受付は終わりました" in phone.post("/answer", {**sent, "question": "99"}).body
    assert "&lt;i&gt;120人" in phone.get("/now").body
    assert len(phone.store.answers()) == 1


def test_a_phone_is_handed_to_the_next_person(phone):
    phone.join()
    assert phone.post("/answer", {**phone.fields("/q/5"), "number": "1"}).status == 303
    token = phone.fields("/now")["token"]
    assert phone.post("/person", {"token": token}).heads["location"] == "/about/village"
    assert "2人目" in phone.get("/now").body
    assert phone.post("/answer", {**phone.fields("/q/5"), "number": "2"}).status == 303
    assert [(a.person, a.sequence) for a in phone.store.answers()] == [(1, 1), (2, 2)]


def test_pages_change_when_a_question_does_and_end_with_the_meeting(phone):
    phone.join()
    before = json.loads(phone.get("/state").body)
    set_state(phone.store, 1, "closed")
    assert json.loads(phone.get("/state").body)["version"] != before["version"]
    close_meeting(phone.store)
    assert phone.get("/now").body == phone.get("/").body == over_page()
    assert json.loads(phone.get("/state").body)["closed"] is True
    assert phone.post("/join", {"code": phone.store.about("code")}).status == 409


def test_strangers_are_led_to_the_door_and_nothing_else_is_there(phone):
    for path in ("/now", "/q/1", "/state", "/about/village"):
        assert phone.get(path).heads["location"] == "/"
    assert phone.post("/answer", {"question": "1"}).heads["location"] == "/"
    hidden = ("app.py", "example.plan.json", "region.toml", "villages.csv", ".kyoten", "_stcore/health", "m.sqlite")
    tricks = (
        "/{}",
        "/web/../{}",
        "/web/..%2f..%2f{}",
        "/map/%2e%2e/{}",
        "//{}",
        "/web/phone.css/../{}",
        "/web/phone.css%00{}",
        "/file:///{}",
    )
    for name in hidden:
        for trick in tricks:
            reply = phone.get(trick.format(name))
            assert (reply.status, reply.body) == (404, "この頁はありません。"), trick.format(name)
    assert phone.get("/web/phone.css").heads["content-type"].startswith("text/css")
    assert phone.get("/map/ground.json").heads["content-encoding"] == "gzip"
    assert ask(phone.app, "/web/phone.css", method="PUT", heads=phone.heads).status == 405


def test_before_words_one_is_asked_for_no_names_and_all_fields_are_labelled():
    for question in QUESTIONS:
        fields = question_fields(question, NAMES)
        assert (NO_NAMES in fields) == ("<textarea" in fields)
        for identity in re.findall(r'<(?:input|select|textarea) id="([\w-]+)"', fields):
            assert f'<label for="{identity}">' in fields
    assert 'value="&quot;"' in join_page('"')
    assert callable(serve_hall)
    assert callable(Taking)


def test_a_phone_without_scripts_or_with_old_ones_is_told_what_to_do(phone):
    phone.join()
    now = phone.get("/now").body
    assert "「新しくする」を押してください" in now
    assert '<a class="back" href="/now">新しくする</a>' in now
    for number in (1, 2):
        assert "この電話では地図が出ません" in phone.get(f"/q/{number}").body
    script = (Path("hall/phones/web/phone.js")).read_text(encoding="utf-8")
    # What is told is taken back by the script alone, once it can do what is said to be missing.
    assert all(f'getElementById("{one}").hidden = true' in script for one in ("again", "nomap"))
