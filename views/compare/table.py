"""Every indicator of every compared scenario in one table: better and worse marked, the definition behind a click."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from plan.overview.verdicts import IndicatorVerdicts, Verdict, verdicts
from plan.reach.evaluation import Evaluation

_BETTER = {"higher": "大きいほど良い", "lower": "小さいほど良い"}


def show_indicators(compared: Sequence[Evaluation]) -> None:
    """Draw the table, what differs first."""
    with st.spinner("すべての指標を計算しています"):
        rows = verdicts(compared)
    differ = [row for row in rows if row.differs]
    same = [row for row in rows if not row.differs]
    names = [m.effective.scenario_name for m in compared]
    st.html(
        '<div class="ky-compare"><p>▲ 現況より良い　▼ 現況より悪い　<b>太字</b>は比べた中で一番良い値です。名前を押すと定義が開きます。</p>'
        f"{_table(f'違いのある指標（{len(differ)}）', names, differ)}"
        f"{_table(f'どの案でも同じ指標（{len(same)}）', names, same)}</div>"
    )


def _table(title: str, names: Sequence[str], rows: Sequence[IndicatorVerdicts]) -> str:
    if not rows:
        return ""
    heads = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    body = "".join(_row(row) for row in rows)
    return f"<table><thead><tr><th>{html.escape(title)}</th>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: IndicatorVerdicts) -> str:
    better = f"{_BETTER[row.better]}。" if row.judged else ""
    about = f"{row.definition}。{better}出典：{row.source}"
    name = f"<details><summary>{html.escape(row.name)}</summary><p>{html.escape(about)}</p></details>"
    return f"<tr><td>{name}</td>{''.join(_cell(verdict) for verdict in row.of.values())}</tr>"


def _cell(verdict: Verdict) -> str:
    value = f"{html.escape(verdict.digits)}<small>{html.escape(verdict.unit)}</small>"
    shown = f"<b>{value}</b>" if verdict.best else value
    if not verdict.change:
        return f"<td>{shown}</td>"
    kind = "same" if verdict.better is None else "better" if verdict.better else "worse"
    mark = {"same": "", "better": "▲", "worse": "▼"}[kind]
    return f'<td>{shown}<div class="ky-{kind}">{mark}{html.escape(verdict.change)}</div></td>'
