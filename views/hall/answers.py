"""Single answers: hidden where they do not belong, shown again, their words deleted for good."""

from __future__ import annotations

import functools
import html
from collections.abc import Callable

import streamlit as st

from hall.meeting.control import delete_words, hide
from hall.meeting.questions import HallQuestion
from hall.meeting.store import Store, StoredAnswer
from views import editing
from views.figures import plain
from views.hall import meeting

_LISTED = 30


def show_given() -> None:
    """Draw the latest answers with their words, and what can be done with one of them."""
    with meeting.opened() as store:
        answers = {a.number: a for a in reversed(store.answers())}
        questions = {q.number: q for q in store.questions()}
    st.caption("会場の画面には出しません。消した言葉は、このパソコンからもなくなります。")
    if not answers:
        st.markdown("まだ答えはありません。")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "答え",
            list(answers),
            format_func=lambda n: plain(_label(answers[n], questions)),
            key="hall-answer",
            width=420,
        )
        one = answers[chosen]
        _deed(
            "もう一度数える" if one.hidden else "隠す（数えない）",
            "hall-hide",
            lambda s: hide(s, chosen, hidden=not one.hidden),
        )
        _deed("この言葉を消す", "hall-delete", lambda s: delete_words(s, chosen), disabled=not one.words)
        with st.popover("言葉をすべて消す", disabled=not any(a.words for a in answers.values())):
            st.markdown("どの答えの言葉も、もとに戻せません。数と印は残ります。")
            _deed("すべて消す", "hall-delete-all", delete_words)
    listed = [a for a in answers.values() if a.words or a.hidden][:_LISTED]
    rows = "".join(
        f'<tr><td class="n">{a.number}番</td><td>{html.escape(_what(a, questions))}</td><td>{html.escape(a.words)}</td>'
        f"<td>{'隠しています' if a.hidden else ''}</td></tr>"
        for a in listed
    )
    st.html(f'<div class="ky-list"><table>{rows}</table></div>')


def _label(answer: StoredAnswer, questions: dict[int, HallQuestion]) -> str:
    hidden = "（隠しています）" if answer.hidden else ""
    words = f"「{answer.words}」" if answer.words else ""
    return f"{answer.number}番　{_what(answer, questions)}{words}{hidden}"


def _what(answer: StoredAnswer, questions: dict[int, HallQuestion]) -> str:
    """Say what was answered, without the place: a pin beside a house is nobody's to see."""
    content, number = answer.content, answer.question
    known = questions.get(number)
    said = content.get("kind") or "、".join(content.get("options") or content.get("order") or ())
    if "number" in content:
        said = f"{content['number']:,}人"
    return f"問い{number}{'' if known is None or known.kind != 'ranking' else '（よい順）'}　{said}"


def _deed(label: str, key: str, deed: Callable[[Store], None], *, disabled: bool = False) -> None:
    editing.button(label, functools.partial(_do, deed), key=key, disabled=disabled)


def _do(deed: Callable[[Store], None]) -> None:
    with meeting.opened() as store:
        deed(store)
    editing.redraw()
