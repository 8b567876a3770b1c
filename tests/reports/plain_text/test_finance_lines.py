"""The tax measure in words: every requirement with its reason, every amount in yen, the scheme first."""

from __future__ import annotations

from plan.finance.company import company_answers
from plan.finance.tax import SCHEME, investor_tax
from plan.scenario.carriers.company import Company
from reports.plain_text.finance_lines import company_lines, tax_lines


def test_the_scheme_stands_first_and_amounts_in_yen() -> None:
    first, deduction, refund, filed = tax_lines(investor_tax(2_500_000, 100_000))
    assert first == SCHEME
    assert deduction.endswith("98,000円")
    assert "9,800円" in refund
    assert "10,006円" in refund
    assert filed.endswith("10,100円")


def test_every_requirement_has_a_line_and_outcomes_are_counted() -> None:
    company = Company(employees=1)
    answers = company_answers(company)
    head, *lines, counts = company_lines(company, answers)
    assert head == f"会社：{SCHEME}"
    assert [line.partition("］")[0] for line in lines].count("［満たさない") == 1
    assert len(lines) == len(answers)
    assert counts == f"満たす 0、満たさない 1、分からない {len(answers) - 1}"
