"""Figures and sentences on screen: large numbers with unit and difference, notices in plain words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.texts.alike import joined_alike
from geo.texts.notices import Notice
from plan.indicators.registry import indicator
from plan.overview.verdicts import verdict
from plan.reach.evaluation import Evaluation

_MARKS = {"error": "✕", "warning": "▲", "info": "・"}
_MOST_LISTED = 500
_MARKS_OF_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>()!|~$:&]|^[#+\-=]|(?<=\d)\.")
_SPACES = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
_JOINER = "\N{WORD JOINER}"
_READ_LATE = re.compile(r"://|www(?=\.)|@|:(?=[\w+-]+[:/\[{])|(?<!\S)(?:<->|->|<-|--|[<>~]=)(?!\S)", re.IGNORECASE)
"""What Streamlit looks for in text that is no longer Markdown: addresses, icons and colours, dashes and arrows."""


@dataclass(frozen=True)
class Figure:
    """A big figure: what it is, its digits and unit, the difference to the present in words, and whether that is better."""

    name: str
    digits: str
    unit: str
    change: str = ""
    better: bool | None = None
    help: str = ""


def indicator_figure(
    indicator_id: str, current: Evaluation, baseline: Evaluation | None, name: str | None = None
) -> Figure:
    """Make a big figure of an indicator, with its difference to the present unless it is the present."""
    known = indicator(indicator_id)
    of = verdict(known, current, baseline)
    title = name or known.filled(known.name, current)
    return Figure(title, of.digits, of.unit, of.change, of.better, known.filled(known.definition, current))


def show_figures(figures: Sequence[Figure], *, columns: int = 2, year: int | None) -> None:
    """Show big figures in a grid, under the year where they count another than the base year."""
    cells = "".join(_figure_html(f) for f in figures)
    if year is not None:
        cells = f'<div class="ky-note" style="grid-column:1/-1">{year}年の人口（推計）</div>{cells}'
    st.html(f'<div class="ky-figures" style="grid-template-columns:repeat({columns},1fr)">{cells}</div>')


_LONG = 7


def _figure_html(shown: Figure) -> str:
    change = ""
    if shown.change:
        mark = "" if shown.better is None else "▲ 良くなる " if shown.better else "▼ 悪くなる "
        kind = "same" if shown.better is None else "better" if shown.better else "worse"
        change = f'<div class="ky-change ky-{kind}">{mark}{html.escape(shown.change)}</div>'
    # 「行けません」 is longer than any number: smaller, so that it stays on one line.
    digits = "ky-digits" if any(map(str.isdigit, shown.digits)) else "ky-digits ky-in-words"
    # A city's 123,456 is longer than a narrow window has room for.
    digits += " ky-long" if len(shown.digits) >= _LONG else ""
    return (
        f'<div class="ky-figure" title="{html.escape(shown.help)}"><div class="ky-name">{html.escape(shown.name)}</div>'
        f'<div><span class="{digits}">{html.escape(shown.digits)}</span>'
        f'<span class="ky-unit">{html.escape(shown.unit)}</span></div>{change}</div>'
    )


def show_answer(question: str, answer: str, *, year: int | None) -> None:
    """Show a page's question as its title and the answer in a sentence, which says the year where it counts another than the base year."""
    of_year = "" if year is None else f"{year}年の人口で見ると、"
    st.html(
        f'<div class="ky-question"><h1>{html.escape(question)}</h1>'
        f'<p class="ky-answer" data-testid="answer">{of_year}{html.escape(answer)}</p></div>'
    )


def show_messages(notices: Iterable[Notice], *, fold: bool = False) -> None:
    """Show notices as plain sentences, marked by how serious they are; those that are alike once, with a list that opens.

    Parameters
    ----------
    notices
        The first of them is seen whole.
    fold
        Whether the others wait behind a line, where a list of people is to be seen below them.
    """
    rows = [
        f'<div class="ky-notice ky-{n.severity}"><b>{_MARKS[n.severity]}</b> {html.escape(n.message)}{_list(n)}</div>'
        for n in joined_alike(notices)
    ]
    if rows:
        rest = f'<div class="ky-notices-rest">{"".join(rows[1:])}</div>' if len(rows) > 1 else ""
        if rest and fold:
            rest = (
                f'<details class="ky-more-notices"><summary>ほかの注意 {len(rows) - 1:,} 件</summary>{rest}</details>'
            )
        st.html(f'<div class="ky-notices">{rows[0]}{rest}</div>')


def _list(notice: Notice) -> str:
    """Fold the list of a notice: open it to see every name or row."""
    if not notice.details:
        return ""
    shown = notice.details[:_MOST_LISTED]
    items = "".join(f"<li>{html.escape(line)}</li>" for line in shown)
    more = len(notice.details) - len(shown)
    rest = f"<li>ほか {more:,} 件</li>" if more else ""
    return f"<details><summary>一覧（{len(notice.details):,}）</summary><ul>{items}{rest}</ul></details>"


def show_method(rows: Iterable[tuple[str, str, str]]) -> None:
    """Show definitions and sources, folded: rows of name, definition, source."""
    with st.expander("数字の決め方と出典"):
        for name, definition, source in rows:
            st.markdown(f"**{plain(name)}**：{plain(definition)}（出典：{plain(source)}）")


def plain(text: str) -> str:
    """Keep Markdown from reading data as marks, and addresses in it from becoming links; it becomes one line.

    Backslashes keep what Markdown reads at once. Addresses, names of icons and arrows are looked for once those are gone: a
    joiner of no width keeps these apart.
    """
    line = _SPACES.sub(" ", text).strip()
    apart = _READ_LATE.sub(lambda found: _JOINER.join(found[0]) + _JOINER, line)
    return _MARKS_OF_MARKDOWN.sub(r"\\\g<0>", apart)
