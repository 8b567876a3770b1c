"""The pages that a resident sees on the way through the meeting: join, who one is, what is asked, one question, the end."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from geo.reference import reference_table
from hall.meeting.questions import KIND_NAMES, HallQuestion
from hall.phones.markup import AGES, button, form, look_again, page, question_fields, said


def join_page(code: str = "", message: str = "") -> str:
    """Return the page on which one enters the six figures; those of the QR code stand there already."""
    fields = (
        '<label for="code">画面に出ている六つの数字</label>'
        f'<input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="12" required '
        f'value="{html.escape(code)}">{button("参加する")}'
    )
    note = "<p>お名前は要りません。電話の番号も分かりません。</p>"
    return page("集まりに参加する", said(message) + form("/join", fields, {}) + note, scripts=False)


def about_page(step: str, villages: Mapping[str, str], token: str) -> str:
    """Return the page that asks for village or age band; one press answers, and one may leave it open."""
    options = villages if step == "village" else AGES
    presses = "".join(button(name, name=step, value=value) for value, name in options.items())
    title = "どの集落の方ですか" if step == "village" else "何歳ですか"
    content = f'<div class="many">{presses}</div>{button("答えない", name=step, quiet=True)}'
    note = "<p>どの集落の声をまだ聞いていないかを知るためです。答えなくてもかまいません。</p>"
    return page(title, note + form("/about", content, {"token": token}), scripts=False)


def now_page(questions: Sequence[HallQuestion], person: int, token: str, *, version: str, message: str = "") -> str:
    """Return the page with what is asked now."""
    open_ones = [q for q in questions if q.state == "open"]
    links = "".join(
        f'<a class="go" href="/q/{q.number}"><small>{KIND_NAMES[q.kind]}</small>{html.escape(q.text)}</a>'
        for q in open_ones
    )
    shown = "".join(
        f'<section class="answer"><p>{html.escape(q.text)}</p><p><strong>{html.escape(q.revealed)}</strong></p></section>'
        for q in questions
        if q.revealed
    )
    waiting = "" if links else "<p>いまは、画面をごらんください。問いが始まると、ここに出ます。</p>"
    again_s = 5 * int(reference_table("hall")["look_again_s"].value)
    content = f'{said(message)}<div id="now" data-version="{version}">{links}{waiting}</div>{shown}{look_again()}'
    return page("いまの問い", content, foot=_foot(person, token), again_s=again_s)


def question_page(
    question: HallQuestion, sent: Mapping[str, object], villages: Mapping[str, str], *, message: str = ""
) -> str:
    """Return the page of one question.

    Parameters
    ----------
    question
        Which is asked.
    sent
        What its form carries along: token, person, sequence, question.
    villages
        Names by id.
    message
        What was wrong with the answer before.
    """
    content = question_fields(question, villages) + button("送る")
    back = '<p><a class="back" href="/now">問いの一覧へ</a></p>'
    whole = f'<div id="told">{said(message)}</div>{form("/answer", content, sent, question.kind)}{back}'
    leaflet = '<link rel="stylesheet" href="/web/leaflet.css"><script src="/web/leaflet.js" defer></script>'
    maps = leaflet if question.kind in ("pin", "line") else ""
    return page(question.text, whole).replace('<link rel="icon"', f'{maps}<link rel="icon"', 1)


def plain_page(title: str, message: str) -> str:
    """Return a page that says one thing, with the way back."""
    content = f'<p role="status">{html.escape(message)}</p><a class="go" href="/now">問いの一覧へ</a>'
    return page(title, content, scripts=False)


def over_page() -> str:
    """Return the page of a meeting that is over."""
    return page("集まりは終わりました", "<p>ありがとうございました。この頁は閉じてください。</p>", scripts=False)


def _foot(person: int, token: str) -> str:
    who = f"<p>この電話の {person}人目の方が答えています。</p>"
    following = form("/person", button("次の人に代わる", quiet=True), {"token": token})
    about = '<p><a class="back" href="/about/village">集落と年代を答える</a></p>'
    return f"<footer>{who}{following}{about}</footer>"
