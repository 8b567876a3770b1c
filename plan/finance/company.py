"""A company that runs hubs: each requirement of the tax measure of fiscal 2016 and 2017, one by one, with the reason.

The plan's condition (a community business is a must; living services alone are left out), the eight requirements that the local
government confirms, and the two at each payment for shares (2016 briefing). What nobody told is unknown, never met.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from geo.reference.company_requirements import requirements
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.finance.tax import SCHEME, scheme_holds, value_of
from plan.scenario.carriers.company import Company, Payment

Outcome = Literal["met", "not_met", "unknown"]
OUTCOMES: Mapping[Outcome, str] = MappingProxyType({"met": "満たす", "not_met": "満たさない", "unknown": "分からない"})
"""The outcomes on screen and paper."""

NOT_TOLD = "書かれていません"
_PERCENT, _APRIL = 100, 4


@dataclass(frozen=True)
class Answer:
    """Whether a requirement is met.

    Parameters
    ----------
    id
        Of the requirement.
    requirement
        Its number and text.
    outcome
        ``met``, ``not_met`` or ``unknown``.
    why
        In words.
    payment
        Which payment it is about; None: none.
    """

    id: str
    requirement: str
    outcome: Outcome
    why: str
    payment: Payment | None = None


def company_answers(company: Company, *, planned: Sequence[str] = ()) -> tuple[Answer, ...]:
    """Hold a company against every requirement, in the order of the briefing.

    Parameters
    ----------
    company
        What is told of it.
    planned
        Names of the community businesses in the plan's budget: they answer the plan's condition where the company doesn't.

    Examples
    --------
    >>> answers = company_answers(Company(employees=2, sales_yen=1_000_000, operating_profit_yen=20_000))
    >>> [a.outcome for a in answers if a.id in ("employees", "profit", "founded")]
    ['met', 'met', 'unknown']
    """
    return tuple(_answers(company, planned))


def company_document(answers: tuple[Answer, ...]) -> dict[str, Any]:
    """Return the keys of the command `company` but its notices; beyond the contract each result's id and group."""
    known = requirements()
    return {
        "results": [
            {
                "id": a.id, "group": known[a.id].group, "requirement": a.requirement, "outcome": a.outcome, "why": a.why,
            }
            for a in answers
        ],
        "scheme": SCHEME,
    }  # fmt: skip


def company_notices(company: Company) -> tuple[Notice, ...]:
    """Return what a reader must know: the years of the measure, never a bare yes."""
    confirmed = company.confirmed_on
    if confirmed is None:
        return (notice("tax_scheme"),)
    year = confirmed.year if confirmed.month >= _APRIL else confirmed.year - 1
    return (notice("tax_scheme"),) if scheme_holds(year) else (notice("tax_other_year", year=year),)


def _answers(company: Company, planned: Sequence[str]) -> Iterator[Answer]:
    for key, requirement in requirements().items():
        label = f"{requirement.number}{requirement.text}"
        if key == "community_business" and company.community_business is None and planned:
            yield Answer(key, label, "met", f"案の資金にあります：{short_list(list(planned))}")
            continue
        if requirement.group != "payment":
            outcome, why = _RULES[key](company)
            yield Answer(key, label, outcome, why)
            continue
        if not company.payments:
            yield Answer(key, label, "unknown", "確認の後の払込みが書かれていません")
        for payment in company.payments:
            outcome, why = _RULES_OF_PAYMENTS[key](company, payment)
            yield Answer(key, f"{label}：{payment.fiscal_year}年度目", outcome, why, payment)


def _yes_or_no(told: bool | None, yes: str, no: str, *, good: bool = True) -> tuple[Outcome, str]:
    if told is None:
        return "unknown", NOT_TOLD
    return ("met" if told is good else "not_met"), yes if told else no


def _community_business(company: Company) -> tuple[Outcome, str]:
    if company.community_business is None:
        return "unknown", NOT_TOLD
    if company.community_business:
        return "met", "コミュニティビジネスを行います"
    if company.living_services:
        return "not_met", "生活サービス等の提供だけの計画は対象外です"
    return "not_met", "コミュニティビジネスがありません"


def _employees(company: Company) -> tuple[Outcome, str]:
    least = value_of("least_employees")
    if company.employees is None:
        return "unknown", NOT_TOLD
    return ("met" if company.employees >= least else "not_met"), f"常時雇用者は {company.employees:,}人です"


def _hub_business_only(company: Company) -> tuple[Outcome, str]:
    return _yes_or_no(company.hub_business_only, "ほかの事業はありません", "ほかの事業も行います")


def _profit(company: Company) -> tuple[Outcome, str]:
    sales, profit, most = company.sales_yen, company.operating_profit_yen, value_of("most_profit_percent")
    if sales is None or profit is None:
        return "unknown", f"前事業年度の売上高か営業利益が{NOT_TOLD}"
    if not sales:
        return "unknown", "前事業年度の売上高が 0円で、割合を出せません"
    amounts = f"営業利益 {profit:,}円、売上高 {sales:,}円"
    if profit < 0:
        return "met", f"営業損失です（{amounts}）"
    # Compared as whole numbers: exactly 2 % passes.
    met = profit * _PERCENT <= sales * most
    return ("met" if met else "not_met"), f"{amounts}：売上高の{most}％{'以下です' if met else 'を超えます'}"


def anniversary(day: datetime.date, years: int) -> datetime.date:
    """Return the day on which so many years are full; where that day isn't in the calendar, the one after.

    Examples
    --------
    >>> anniversary(datetime.date(2008, 2, 29), 10)
    datetime.date(2018, 3, 1)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, day.month, day.day - 1) + datetime.timedelta(days=1)


def _founded(company: Company) -> tuple[Outcome, str]:
    if company.founded_on is None or company.confirmed_on is None:
        return "unknown", f"設立日か確認日が{NOT_TOLD}"
    full = anniversary(company.founded_on, value_of("founded_within_years"))
    met = company.confirmed_on < full
    words = "10年未満です" if met else "10年に達しています（10年ちょうども対象外）"
    return ("met" if met else "not_met"), f"設立 {company.founded_on}、確認 {company.confirmed_on}：{words}"


def _small_company(company: Company) -> tuple[Outcome, str]:
    if company.small_company is False:
        return "not_met", "中小企業者ではありません"
    if company.subsidiary_of_large:
        return "not_met", "大規模法人の子会社です"
    if company.small_company is None or company.subsidiary_of_large is None:
        return "unknown", f"中小企業者か、大規模法人の子会社かが{NOT_TOLD}"
    return "met", "中小企業者で、大規模法人の子会社ではありません"


def _unlisted(company: Company) -> tuple[Outcome, str]:
    return _yes_or_no(company.listed, "上場か店頭登録をしています", "上場も店頭登録もしていません", good=False)


def _trade(company: Company) -> tuple[Outcome, str]:
    return _yes_or_no(company.adult_entertainment, "性風俗関連営業を行います", "行いません", good=False)


def _contract(company: Company) -> tuple[Outcome, str]:
    return _yes_or_no(company.investment_contract, "株式投資契約を結びます", "株式投資契約を結びません")


def _employees_kept(company: Company, payment: Payment) -> tuple[Outcome, str]:
    if payment.employees is None or company.employees is None:
        return "unknown", f"確認日か払込み時の常時雇用者数が{NOT_TOLD}"
    met = payment.employees >= company.employees
    return ("met" if met else "not_met"), f"確認日 {company.employees:,}人、払込み時 {payment.employees:,}人です"


def _employees_grown(company: Company, payment: Payment) -> tuple[Outcome, str]:
    if payment.fiscal_year == 1:
        return "met", "1年度目の出資には適用されません"
    if payment.employees is None or payment.employees_before is None:
        return "unknown", f"払込み時か前事業年度の常時雇用者数が{NOT_TOLD}"
    grown = payment.employees - payment.employees_before
    amounts = f"前事業年度 {payment.employees_before:,}人、払込み時 {payment.employees:,}人"
    most, least = value_of("more_employees"), value_of("more_employees_commerce")
    if company.industry is None and least <= grown < most:
        return "unknown", f"{amounts}：商業・サービス業かどうかが{NOT_TOLD}"
    needed = least if company.industry in ("commerce", "service") else most
    return ("met" if grown >= needed else "not_met"), f"{amounts}：増えた数は {grown:,}人です"


_RULES: dict[str, Callable[[Company], tuple[Outcome, str]]] = {
    "community_business": _community_business,
    "employees": _employees,
    "hub_business_only": _hub_business_only,
    "profit": _profit,
    "founded": _founded,
    "small_company": _small_company,
    "unlisted": _unlisted,
    "trade": _trade,
    "share_contract": _contract,
}
_RULES_OF_PAYMENTS: dict[str, Callable[[Company, Payment], tuple[Outcome, str]]] = {
    "employees_kept": _employees_kept,
    "employees_grown": _employees_grown,
}
