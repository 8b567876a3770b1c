"""What the answers to a question add up to, and what was counted by hand: raised hands and ballots on paper, corrected later."""

from __future__ import annotations

import html

import streamlit as st

from hall.meeting.control import set_by_hand
from hall.meeting.questions import HallQuestion
from hall.meeting.tally import Tally, middle_guess, ranked
from views import editing
from views.figures import plain
from views.hall import meeting

_COLUMNS = 3


def show_counts(added: Tally) -> None:
    """Draw the sums of a question with what of them was counted by hand; no winner is declared."""
    most = max(added.counts.values(), default=0.0) or 1.0
    rows = "".join(
        f"<tr><td>{html.escape(name)}{'' if added.question.kind != 'guess' else '人'}</td>"
        f'<td class="ky-wide-bar"><div class="ky-bar"><i style="width:{count / most:.0%}"></i></div></td>'
        f'<td class="n">{count:,.0f}</td><td class="n">{added.by_hand.get(name, 0):,.0f}</td></tr>'
        for name, count in added.counts.items()
    )
    told = f"電話で答えた人：<b>{added.answered:,}人</b>"
    if added.question.kind == "guess" and added.counts:
        told += f"　まん中の答え：<b>{middle_guess(added):,.0f}人</b>"
    head = '<tr><th>答え</th><th></th><th class="n">数</th><th class="n">うち挙手・紙</th></tr>' if rows else ""
    st.html(f'<div class="ky-list ky-counts"><p>{told}</p><table>{head}{rows}</table></div>')


def show_hands(question: HallQuestion, added: Tally) -> None:
    """Let hands and ballots be written for every kind; what was written before is put right by writing it again."""
    with st.expander("挙手・紙の数を書く（あとで直せます）", key=f"hall-hands-{question.number}"):
        if question.kind == "guess":
            _guesses(question, added)
            return
        names = list(question.options)
        if question.kind == "ranking":
            names = [ranked(o, rank) for o in question.options for rank in range(1, len(question.options) + 1)]
        held = [float(added.by_hand.get(name, 0.0)) for name in names]
        with st.form(f"hall-hands-form-{question.number}-{hash(tuple(held))}", border=False):
            columns = st.columns(_COLUMNS)
            counts = []
            for position, name in enumerate(names):
                with columns[position % _COLUMNS]:
                    counts.append(
                        st.number_input(
                            plain(name), min_value=0.0, value=held[position], step=1.0, format="%.0f",
                            key=f"hall-hand-count-{question.number}-{position}-{held[position]:.0f}",
                        )
                    )  # fmt: skip
            if st.form_submit_button("この数にする", key=f"hall-hands-write-{question.number}"):
                _write(question, dict(zip(names, counts, strict=True)))


def _guesses(question: HallQuestion, added: Tally) -> None:
    """Let a number that was guessed on paper be written, with how many people wrote it."""
    if added.by_hand:
        st.caption(
            "紙の答え："
            + "、".join(f"{float(name):,.0f}人 と書いた人が {count:,.0f}人" for name, count in added.by_hand.items())
        )
    with (
        st.form(f"hall-guess-form-{question.number}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        guess = st.number_input("当てた数", min_value=0, value=0, step=1, key=f"hall-guess-{question.number}")
        count = st.number_input(
            "そう書いた人", min_value=0.0, value=1.0, step=1.0, format="%.0f", key=f"hall-guess-count-{question.number}",
            help="0 にすると、その数の答えを取り消します。",
        )  # fmt: skip
        if st.form_submit_button("この数にする", key=f"hall-guesses-write-{question.number}"):
            _write(question, {str(guess): count})


def _write(question: HallQuestion, counts: dict[str, float]) -> None:
    with meeting.opened() as store:
        for name, count in counts.items():
            set_by_hand(store, question.number, name, count)
    editing.redraw()
