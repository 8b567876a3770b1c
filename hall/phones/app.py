"""The addresses that phones may ask for: a handful of pages and a fixed list of files; no folder is ever looked into."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.reference import reference_table
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import text
from hall.guard.guarded import Guard
from hall.guard.limits import Limiter
from hall.guard.signing import COOKIE, cookie_of, is_token, signature
from hall.meeting.answers import checked_answer
from hall.meeting.store import NewAnswer, Outcome, Store
from hall.phones import pages
from hall.phones.ground import HallMap
from hall.phones.markup import AGES
from hall.phones.serving import Taking

_MOST_FIELDS = 64
_STATUS: dict[Outcome, int] = {
    "accepted": 200,
    "known": 200,
    "changed": 409,
    "early": 409,
    "closed": 409,
    "unknown": 409,
}
_GZIP = b"\x1f\x8b"
_FIXED = "public, max-age=3600"

Handler = Callable[[Request], Awaitable[Response]]


class Hall:
    """The phones' side of a meeting.

    Parameters
    ----------
    store
        The meeting.
    shown
        Files, ground and villages.
    clock
        Seconds that only grow.
    """

    def __init__(self, store: Store, shown: HallMap, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._shown, self._secret = store, shown, store.about("secret")
        self._taking = Taking(store)
        self._wrong_codes = Limiter(reference_table("hall")["wrong_codes_a_minute"].value, clock)
        self._clock = clock
        self._was_reached = bool(store.about("reached"))

    def app(self) -> Guard:
        """Return the web app, guarded."""
        inside = self._inside
        routes = [
            Route("/", self._join_page),
            Route("/j/{code:int}", self._join_page),
            Route("/join", self._join, methods=["POST"]),
            Route("/now", inside(self._now)),
            Route("/about/{step}", inside(self._about_page)),
            Route("/about", inside(self._about), methods=["POST"]),
            Route("/person", inside(self._person), methods=["POST"]),
            Route("/q/{number:int}", inside(self._question)),
            Route("/answer", inside(self._answer), methods=["POST"]),
            Route("/state", inside(self._state)),
            *(Route(address, self._file) for address in self._shown.files),
        ]
        nothing = {404: _not_found, 405: _not_found, 500: _broken}
        return Guard(Starlette(routes=routes, exception_handlers=nothing), self._secret, self._clock)

    # who may see what

    def _inside(self, answer: Handler) -> Handler:
        """Let through phones that have joined; forms only with their token."""

        async def guarded(request: Request) -> Response:
            client = request.state.client
            if client is None or not self._store.last_person(client):
                return RedirectResponse("/", 303)
            if self._store.is_closed and request.method == "GET" and request.url.path != "/state":
                return _html(pages.over_page())
            if request.method == "POST" and not is_token(self._secret, client, _first(_fields(request), "token")):
                return _html(pages.plain_page("送れませんでした", text("hall_form_old", {}) + "。"), 403)
            return await answer(request)

        return guarded

    def _token(self, request: Request) -> str:
        return signature(self._secret, "form", request.state.client)

    # coming in

    def _note_reached(self, request: Request) -> None:
        """Note, once, that another machine has asked: until then the laptop's firewall may stand in the way."""
        asking, asked = request.client, request.scope.get("server")
        from_here = asking is None or asked is None or asking.host in ("127.0.0.1", "::1", asked[0])
        if not (self._was_reached or from_here):
            self._store.tell("reached", "yes")
            self._was_reached = True

    async def _join_page(self, request: Request) -> Response:
        self._note_reached(request)
        if self._store.is_closed:
            return _html(pages.over_page())
        if request.state.client and self._store.last_person(request.state.client):
            return RedirectResponse("/now", 303)
        code = str(request.path_params.get("code", ""))
        return _html(pages.join_page(code if len(code) == len(self._store.about("code")) else ""))

    async def _join(self, request: Request) -> Response:
        address = request.client.host if request.client else ""
        if self._store.is_closed:
            return _html(pages.over_page(), 409)
        if not self._wrong_codes.would_allow(address):
            return _html(pages.join_page(message=text("hall_code_too_often", {}) + "。"), 429)
        given = _first(_fields(request), "code").translate(_HALF_WIDTH)
        if "".join(given.split()) != self._store.about("code"):
            self._wrong_codes.allows(address)
            return _html(pages.join_page(message=text("hall_code_wrong", {}) + "。"), 403)
        client = self._store.join()
        if client is None:
            return _html(pages.join_page(message=text("hall_full", {}) + "。"), 409)
        reply = RedirectResponse("/about/village", 303)
        age_s = int(reference_table("hall")["resume_h"].value * 3600)
        reply.set_cookie(COOKIE, cookie_of(self._secret, client), max_age=age_s, httponly=True, samesite="strict")
        return reply

    async def _about_page(self, request: Request) -> Response:
        step = "age" if request.path_params["step"] == "age" else "village"
        return _html(pages.about_page(step, self._shown.villages, self._token(request)))

    async def _about(self, request: Request) -> Response:
        fields, client = _fields(request), request.state.client
        village, age = _first(fields, "village"), _first(fields, "age")
        if village in self._shown.villages:
            self._store.tell_person(client, village=village)
        if age in AGES:
            self._store.tell_person(client, age=age)
        return RedirectResponse("/about/age" if "village" in fields else "/now", 303)

    async def _person(self, request: Request) -> Response:
        if not self._store.next_person(request.state.client):
            return _html(pages.plain_page("いっぱいです", text("hall_full", {}) + "。"), 409)
        return RedirectResponse("/about/village", 303)

    # what is asked

    def _version(self) -> str:
        asked = repr((self._store.questions(), self._store.is_closed))
        return hashlib.sha256(asked.encode()).hexdigest()[:12]

    async def _state(self, _: Request) -> Response:
        return JSONResponse({"version": self._version(), "closed": self._store.is_closed})

    async def _now(self, request: Request) -> Response:
        person = self._store.last_person(request.state.client)
        message = "答えが届きました。ありがとうございます。" if "sent" in request.query_params else ""
        page = pages.now_page(
            self._store.questions(), person, self._token(request), version=self._version(), message=message
        )
        return _html(page)

    async def _question(self, request: Request) -> Response:
        return self._asked(request, request.path_params["number"])

    def _asked(self, request: Request, number: int, message: str = "", status: int = 200) -> Response:
        question, client = self._store.question(number), request.state.client
        if question is None or question.state != "open":
            return _html(pages.plain_page("受付は終わりました", text("hall_question_closed", {}) + "。"), 409)
        sent = {
            "token": self._token(request),
            "person": self._store.last_person(client),
            "sequence": self._store.last_sequence(client) + 1,
            "question": number,
        }
        return _html(pages.question_page(question, sent, self._shown.villages, message=message), status)

    async def _answer(self, request: Request) -> Response:
        fields, client = _fields(request), request.state.client
        wants_json = "application/json" in request.headers.get("accept", "")
        number = _number(fields, "question")
        question = self._store.question(number)
        if question is None:
            return self._told(request, number, "closed", text("hall_question_closed", {}), as_json=wants_json)
        try:
            content, words = checked_answer(question, fields, self._shown.ground)
        except ValueRefusedError as problem:
            if wants_json:
                return JSONResponse({"outcome": "refused", "message": f"{problem}。", "last": self._last(client)}, 422)
            return self._asked(request, number, f"{problem}。", 422)
        answer = NewAnswer(client, _number(fields, "sequence"), _number(fields, "person"), number, content, words)
        outcome = await self._taking.take(answer)
        closed = text("hall_question_closed", {}) if outcome == "closed" else text("hall_answer_again", {})
        return self._told(request, number, outcome, closed, as_json=wants_json)

    def _told(self, request: Request, number: int, outcome: Outcome, why: str, *, as_json: bool) -> Response:
        taken, last = outcome in ("accepted", "known"), self._last(request.state.client)
        if as_json:
            told = {"outcome": outcome, "last": last, "message": "" if taken else f"{why}。"}
            return JSONResponse(told, _STATUS[outcome])
        return RedirectResponse("/now?sent=1", 303) if taken else self._asked(request, number, f"{why}。", 409)

    def _last(self, client: str) -> int:
        return self._store.last_sequence(client)

    async def _file(self, request: Request) -> Response:
        content, media_type = self._shown.files[request.url.path]
        packed = {"content-encoding": "gzip"} if content.startswith(_GZIP) else {}
        return Response(content, media_type=media_type, headers={"cache-control": _FIXED, **packed})


_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def _html(content: str, status: int = 200) -> Response:
    return HTMLResponse(content, status, headers={"cache-control": "no-store"})


def _fields(request: Request) -> dict[str, list[str]]:
    body: bytes = getattr(request.state, "body", b"")
    try:
        return parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError:
        return {}


def _first(fields: dict[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _number(fields: dict[str, list[str]], name: str) -> int:
    entered = _first(fields, name)
    return int(entered) if entered.isascii() and entered.isdigit() and len(entered) <= 9 else 0


async def _not_found(_: Request, problem: Any) -> Response:
    return PlainTextResponse("この頁はありません。", problem.status_code)


async def _broken(_: Request, __: Exception) -> Response:
    return PlainTextResponse("うまくいきませんでした。もう一度送ってください。", 500)
