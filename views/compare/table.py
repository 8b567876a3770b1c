"""Every indicator of every compared scenario in one table: better and worse marked, the definition behind a click."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from plan.overview.verdicts import IndicatorVerdicts, Verdict, verdicts
from plan.reach.evaluation import Evaluation
from views.figures import plain
from views.widget_state import Widget, remember

_BETTER = {"higher": "大きいほど良い", "lower": "小さいほど良い"}


def show_indicators(compared: Sequence[Evaluation]) -> None:
    """Draw the table, what differs first."""
    with st.spinner("すべての指標を計算しています"):
        rows = verdicts(compared)
    pinned, chosen = _pick(rows)
    shown = (
        [row for row in rows if row.id in chosen and row.id not in pinned]
        if chosen
        else [row for row in rows if row.id not in pinned]
    )
    differ = [row for row in shown if row.differs]
    same = [row for row in shown if not row.differs]
    names = [m.effective.scenario_name for m in compared]
    st.html(
        '<div class="ky-compare"><p>▲ 現況より良い　▼ 現況より悪い　<b>太字</b>は比べた中で一番良い値です。名前を押すと定義が開きます。'
        f"表は上下左右に動かせます（{len(pinned) + len(shown):,}指標・{len(names):,}案）。</p>"
        f"{_table(f'留めた指標（{len(pinned)}）', names, [row for row in rows if row.id in pinned])}"
        f"{_table(f'違いのある指標（{len(differ)}）', names, differ)}"
        f"{_table(f'どの案でも同じ指標（{len(same)}）', names, same)}</div>"
    )


def _pick(rows: Sequence[IndicatorVerdicts]) -> tuple[set[str], set[str]]:
    """Let the user pin indicators to the top, and choose which are shown; none chosen means all."""
    names = {row.id: row.name for row in rows}
    with st.popover("指標を選ぶ・留める"):
        pinned = st.multiselect(
            "上に留める指標", list(names), format_func=lambda i: plain(names[i]), placeholder="指標の名前", select_all=False,
            key=Widget[list[str]]("compare_pinned", []).remembered_among(list(names)),
        )  # fmt: skip
        chosen = st.multiselect(
            "出す指標（選ばなければすべて）", list(names), format_func=lambda i: plain(names[i]), placeholder="すべて", select_all=False,
            key=Widget[list[str]]("compare_chosen", []).remembered_among(list(names)),
        )  # fmt: skip
    remember()
    return set(pinned), set(chosen)


def _table(title: str, names: Sequence[str], rows: Sequence[IndicatorVerdicts]) -> str:
    if not rows:
        return ""
    heads = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    body = "".join(_row(row) for row in rows)
    return f"<table><thead><tr><th>{html.escape(title)}</th>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: IndicatorVerdicts) -> str:
    return f"<tr><td>{name_html(row)}</td>{''.join(cell_html(verdict) for verdict in row.of.values())}</tr>"


def name_html(row: IndicatorVerdicts) -> str:
    """Write the name of an indicator, with its definition behind a click."""
    better = f"{_BETTER[row.better]}。" if row.judged else ""
    about = f"{row.definition}。{better}出典：{row.source}"
    return f"<details><summary>{html.escape(row.name)}</summary><p>{html.escape(about)}</p></details>"


def cell_html(verdict: Verdict) -> str:
    """Write a value, bold where it is the best, over its difference to the present."""
    value = f"{html.escape(verdict.digits)}<small>{html.escape(verdict.unit)}</small>"
    shown = f"<b>{value}</b>" if verdict.best else value
    if not verdict.change:
        return f"<td>{shown}</td>"
    kind = "same" if verdict.better is None else "better" if verdict.better else "worse"
    mark = {"same": "", "better": "▲", "worse": "▼"}[kind]
    return f'<td>{shown}<div class="ky-{kind}">{mark}{html.escape(verdict.change)}</div></td>'
