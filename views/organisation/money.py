"""資金: ten years of hub, bus and business, the town's burden last and largest; what moves it most; the tables to fill in."""

from __future__ import annotations

import functools
import hashlib
import html
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geo.texts.errors import RequestError
from layers.charts.small_map import picture_html
from layers.charts.tornado import tornado_svg
from plan.figure_texts import yen
from plan.finance.account_table import account_rows
from plan.finance.edits import change_budget
from plan.finance.of_scenario import budget_inputs
from plan.finance.sensitivity import break_even, swing_share, tornado
from plan.finance.tables import (
    KINDS,
    METHODS,
    PARTS,
    businesses_from,
    businesses_table,
    items_from,
    items_table,
    loans_from,
    loans_table,
)
from plan.finance.ten_years import Account, BudgetInputs, TenYears, ten_years
from plan.scenario.budget import Budget
from views import editing, session
from views.figures import show_messages
from views.organisation.answer import reckoned, scenario

_MOST_BARS = 8


def show_money() -> None:
    """Show the accounts, the burden, what moves it, and the tables."""
    written = scenario()
    with st.spinner("十年の収支を計算しています"):
        inputs = budget_inputs(reckoned(), written=written)
        found = ten_years(written.budget, inputs)
    st.html(_accounts(found))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _movers(written.budget, inputs)
    with right:
        _covering(written.budget, inputs, found)
    _tables(written.budget)
    show_messages(found.notices)
    st.caption(
        "単位は万円で、どの額も四捨五入しているので、足した額と「計」が一万円ほど違うことがあります。費用は負の数です。バスは「路線」の数字と同じで、どの年も同じとします。人数は将来の推計です。"
        "過疎債の交付税の割合と、地方財政措置は、今の要綱を確かめていません（要確認）。"
    )


def _accounts(found: TenYears) -> str:
    head = "".join(f"<th>{year}</th>" for year in found.calendar)
    body = ""
    for row in account_rows(found):
        cells = "".join(f"<td>{_short(amount)}</td>" for amount in (*row.yen, row.total_yen))
        body += f'<tr class="ky-account-{row.look}"><th>{html.escape(row.name)}</th>{cells}</tr>'
    return (
        f'<div class="ky-list ky-accounts"><table><tr class="ky-account-head"><th>単位：万円</th>{head}<th>計</th></tr>{body}</table>'
        f'<p class="ky-burden">町の負担（一般財源）は、十年で <b>{yen(sum(found.town_burden_yen))}</b></p></div>'
    )


def _short(amount: int) -> str:
    return "―" if not amount else yen(amount).removesuffix("万円") if abs(amount) >= 100_000 else yen(amount)


def _movers(budget: Budget, inputs: BudgetInputs) -> None:
    accounts: tuple[tuple[Account, str], ...] = (("town", "町の負担"), ("business", "事業の手元に残る額"))
    for account, name in accounts:
        swings = tornado(budget, inputs, account=account)[:_MOST_BARS]
        if not swings:
            continue
        bars = [(s.name, float(s.low_yen), float(s.high_yen)) for s in swings]
        st.html(f'<div class="ky-list"><h3>何がいちばん効くか：十年の{name}</h3></div>')
        svg = tornado_svg(bars, _change, share_text=f"{swing_share():.0%}")
        st.html(picture_html(svg, f"{name}を動かす大きさの順：{'、'.join(s.name for s in swings)}"))


def _change(amount: float) -> str:
    return f"{'+' if amount > 0 else ''}{yen(amount)}"


def _covering(budget: Budget, inputs: BudgetInputs, found: TenYears) -> None:
    even = break_even(budget, inputs)
    lines = []
    if even.riders is not None:
        lines.append(
            f"バス：年に {even.riders:,}回の乗車で、運賃と補助が費用に届きます（今の見込みは {even.riders_now:,}回）。"
        )
    if even.people is not None:
        lines.append(
            f"事業：圏内に {even.people:,}人いれば、営業利益が 0円になります（初めの年は {even.people_now:,}人）。"
        )
    if any(found.expected_from_state_yen):
        expected = yen(sum(found.expected_from_state_yen))
        lines.append(
            f"地方交付税・特別交付税で見られる見込み：十年で {expected}（要確認。町の負担からは引いていません）。"
        )
    if found.owed_yen:
        lines.append(f"十年の後に残る借入：{yen(found.owed_yen)}。")
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines) or "<li>バスと事業がまだありません。</li>"
    st.html(f'<div class="ky-list"><h3>どこで釣り合うか</h3><ul>{items}</ul></div>')


def _tables(budget: Budget) -> None:
    with st.expander("費用と収入、事業、借入を書く", expanded=not (budget.items or budget.businesses or budget.loans)):
        _table("費用と収入", "items", items_table(budget.items), functools.partial(items_from, earlier=budget.items),
               {"部分": [*PARTS.values()], "種類": [*KINDS.values()]})  # fmt: skip
        _table("コミュニティビジネス", "businesses", businesses_table(budget.businesses),
               functools.partial(businesses_from, earlier=budget.businesses), {})  # fmt: skip
        _table("借入", "loans", loans_table(budget.loans), functools.partial(loans_from, earlier=budget.loans),
               {"部分": [*PARTS.values()], "返し方": [*METHODS.values()]})  # fmt: skip
        st.caption(
            "「年」を空けると、十年の初めから終わりまでです。更新は「何年ごと」を書きます。売上は、圏内の人数（集落生活圏の集落）×"
            "一人が使う額×この店で使う割合と、域外の売上です。"
        )


def _table(
    title: str,
    name: str,
    table: pd.DataFrame,
    taken: Callable[[pd.DataFrame], Sequence[Any]],
    choices: dict[str, list[str]],
) -> None:
    # What the plan holds is part of the key: what is undone is shown again.
    key = f"budget-{name}-{hashlib.sha256(str(table.to_json()).encode()).hexdigest()[:12]}"
    columns = {column: st.column_config.SelectboxColumn(column, options=options) for column, options in choices.items()}
    with st.form(f"{key}-form", border=False):
        st.markdown(f"**{title}**")
        edited = st.data_editor(table, key=key, num_rows="dynamic", hide_index=True, column_config=columns)
        if st.form_submit_button(f"{title}を使う"):
            _take(name, edited, taken)


def _take(name: str, edited: pd.DataFrame, taken: Callable[[pd.DataFrame], Sequence[Any]]) -> None:
    scenario_id = session.scenario_id()
    try:
        new = tuple(taken(edited))
    except RequestError as problem:
        show_messages(problem.notices)
        return
    editing.edit_and_redraw(lambda plan: change_budget(plan, scenario_id, **{name: new}))
