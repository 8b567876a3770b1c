"""税: the company's requirements one by one, and what an investor gets back, by the measure of fiscal 2016 and 2017."""

from __future__ import annotations

import datetime
import functools
import html
from typing import Any

import streamlit as st

from plan.finance.company import OUTCOMES, company_answers, company_notices
from plan.finance.edits import change_company
from plan.finance.tax import OTHER_YEAR, SCHEME, investor_tax, value_of
from plan.scenario.carriers.company import Company
from views import editing, session
from views.figures import plain, show_messages
from views.organisation.answer import scenario
from views.organisation.entry import Change, write_choice, write_number

_YES_OR_NO = {"": "書いていない", "yes": "はい", "no": "いいえ"}
_TOLD: dict[str, bool | None] = {"": None, "yes": True, "no": False}
_INDUSTRIES = {"": "書いていない", "commerce": "商業", "service": "サービス業", "other": "そのほか"}
_QUESTIONS = (
    ("community_business", "コミュニティビジネスを行う"),
    ("living_services", "生活サービス等を行う"),
    ("hub_business_only", "小さな拠点の事業だけを行う"),
    ("small_company", "中小企業者である"),
    ("subsidiary_of_large", "大規模法人の子会社である"),
    ("listed", "上場か店頭登録をしている"),
    ("adult_entertainment", "性風俗関連営業を行う"),
    ("investment_contract", "株式投資契約を結ぶ"),
)
_NUMBERS = (
    ("employees", "常時雇用者数", "人"),
    ("sales_yen", "前事業年度の売上高", "円"),
)


def show_tax() -> None:
    """Show the requirements with their answers, what is told of the company, and the investor's refund."""
    st.markdown(f"**{SCHEME}**　（ほかの年度：{OTHER_YEAR}）")
    company = scenario().budget.company or Company()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        answers = company_answers(company, planned=[b.name for b in scenario().budget.businesses])
        rows = "".join(
            f"<tr><td>{OUTCOMES[a.outcome]}</td><td>{html.escape(a.requirement)}<br>{html.escape(a.why)}</td></tr>"
            for a in answers
        )
        st.html(f'<div class="ky-list ky-requirements"><h3>会社の要件</h3><table>{rows}</table></div>')
        show_messages(company_notices(company))
        with st.expander("会社のことを書く", expanded=company == Company()):
            _entries(company)
    with right:
        _investor()


def _entries(company: Company) -> None:
    for name, label, unit in _NUMBERS:
        write_number(
            label, _number(company, name), functools.partial(_told, name), key=f"company-number-{name}", unit=unit
        )
    profit = st.number_input(
        "前事業年度の営業利益（円。損失は負の数）", value=company.operating_profit_yen, step=1, placeholder="分かれば",
        key=f"organisation-number-company-profit-{company.operating_profit_yen}",
    )  # fmt: skip
    if profit != company.operating_profit_yen:
        editing.edit_and_redraw(_told("operating_profit_yen", profit))
    days = (("founded_on", "設立の日", company.founded_on), ("confirmed_on", "確認の日", company.confirmed_on))
    for name, label, day in days:
        new = st.date_input(
            plain(label), value=day, min_value=datetime.date(1950, 1, 1), key=f"organisation-day-company-{name}-{day}"
        )
        if new != day:
            editing.edit_and_redraw(_told(name, new))
    industry = functools.partial(_told, "industry")
    write_choice("業種", company.industry or "", _INDUSTRIES, lambda key: industry(key or None), key="company-industry")
    for name, label in _QUESTIONS:
        known: bool | None = getattr(company, name)
        value = "" if known is None else "yes" if known else "no"
        change = functools.partial(_answered, name)
        write_choice(label, value, _YES_OR_NO, change, key=f"company-{name}")


def _number(company: Company, name: str) -> float | None:
    value = getattr(company, name)
    return None if value is None else float(value)


def _answered(name: str, key: str) -> Change:
    return _told(name, _TOLD[key])


def _told(name: str, value: Any) -> Change:
    scenario_id = session.scenario_id()
    told = int(value) if isinstance(value, float) else value
    return lambda plan: change_company(plan, scenario_id, **{name: told})


def _investor() -> None:
    st.html('<div class="ky-list"><h3>出資した人の還付の目安</h3></div>')
    largest = value_of("largest_yen")
    taxable = st.number_input("課税所得（円）", 0, largest, 2_500_000, step=10_000, key="tax-taxable")
    invested = st.number_input("出資額（円）", 0, largest, 100_000, step=10_000, key="tax-investment")
    income = st.number_input(
        "総所得金額（円。入れると40%の上限を当てはめます）", 0, largest, None, step=10_000, key="tax-income", placeholder="分かれば",
    )  # fmt: skip
    found = investor_tax(int(taxable), int(invested), income_yen=None if income is None else int(income))
    st.html(
        '<div class="ky-list"><table>'
        f"<tr><td>所得から差し引く額</td><td>{found.deduction_yen:,}円</td></tr>"
        f"<tr><td>所得税の還付</td><td>{found.refund_yen:,}円</td></tr>"
        f"<tr><td>復興特別所得税を含む</td><td>{found.refund_with_surtax_yen:,}円</td></tr>"
        f"<tr><td>申告の端数処理をすると</td><td>{found.refund_when_filed_yen:,}円</td></tr></table></div>"
    )
    show_messages(found.notices)
