"""The tax measure in words, for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from plan.finance.company import OUTCOMES, Answer
from plan.finance.tax import SCHEME, InvestorTax
from plan.scenario.carriers.company import Company


def tax_lines(found: InvestorTax) -> list[str]:
    """Return deduction and refund, exact and as a return rounds them."""
    return [
        SCHEME,
        f"所得から差し引く額：{found.deduction_yen:,}円",
        f"所得税の還付：{found.refund_yen:,}円（復興特別所得税を含めると {found.refund_with_surtax_yen:,}円）",
        (
            "申告の端数処理（課税所得は千円、税額は百円の未満を切り捨て。復興特別所得税を含む）では"
            f" {found.refund_when_filed_yen:,}円"
        ),
    ]


def company_lines(company: Company, answers: Sequence[Answer]) -> list[str]:
    """Return a line for each requirement, and how many of them are met."""
    lines = [f"{company.name or '会社'}：{SCHEME}"]
    lines += [f"［{OUTCOMES[a.outcome]}］{a.requirement}：{a.why}" for a in answers]
    counts = {outcome: sum(a.outcome == outcome for a in answers) for outcome in OUTCOMES}
    return [*lines, "、".join(f"{OUTCOMES[outcome]} {count}" for outcome, count in counts.items())]
