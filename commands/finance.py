"""The tax measure for hubs' companies: tax, company."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import answer
from commands.options import json_option
from reports.plain_text.finance_lines import company_lines, tax_lines


@click.command(help="小さな拠点の会社に出資した人の所得控除と還付の目安を求めます（2016・2017年度の制度による試算）。")
@click.option("--taxable", required=True, type=int, metavar="YEN", help="出資した年の課税所得（円。控除の前）。")
@click.option("--investment", required=True, type=int, metavar="YEN", help="出資額（円）。")
@click.option("--income", type=int, metavar="YEN", help="総所得金額（円）。入れると、その40％までに限ります。")
@click.option("--year", "fiscal_year", type=int, metavar="YYYY", help="出資する年度。省くと2016・2017年度。")
@json_option
def tax(taxable: int, investment: int, income: int | None, fiscal_year: int | None, *, as_json: bool) -> int:
    """Reckon the refund of an investor."""
    from plan.finance.tax import investor_tax, tax_document

    found = investor_tax(taxable, investment, income_yen=income, fiscal_year=fiscal_year)
    return answer(tax_document(found), tax_lines(found), found.notices, as_json=as_json)


@click.command(
    help="会社のファイル F.toml を、小さな拠点の税の特例（2016・2017年度）の要件に一つずつ照らします。書き方は docs/company.md。"
)
@click.argument("path", metavar="F.toml", type=click.Path(path_type=Path))
@json_option
def company(path: Path, *, as_json: bool) -> int:
    """Hold a company against the requirements."""
    from plan.finance.company import company_answers, company_document, company_notices
    from plan.finance.company_file import read_company

    found = read_company(path)
    answers = company_answers(found)
    return answer(company_document(answers), company_lines(found, answers), company_notices(found), as_json=as_json)
