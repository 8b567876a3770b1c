"""The budgets of the example plans: invented amounts, those of `okuyama` after the government's example of a share company.

That company has two employees, 10 million yen from 150 households, sales of about 100 million yen and a small deficit (a shop, a
filling station, rice sold to hospitals, schools and by post).
"""

from __future__ import annotations

import datetime

from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, GrantAnswer, GrantShare, Loan
from plan.scenario.carriers.company import Company, Payment

_GRANT = GrantShare("地方創生推進交付金", 50)


def hub_budget(first_year: int, building_yen: float, running_yen: float) -> Budget:
    """Return the budget of a hub that the town builds with a grant and a bond, and a small shop in it."""
    return Budget(
        first_year=first_year,
        items=(
            BudgetItem("拠点の改修", "hub", "investment", building_yen, first_year, grants=(_GRANT,)),
            BudgetItem("拠点の管理・光熱費", "hub", "running", running_yen),
            BudgetItem("空調と設備の更新", "hub", "replacement", building_yen / 20, first_year + 6, every_years=8),
            BudgetItem("部屋の使用料", "hub", "income", running_yen / 10),
            BudgetItem("運営の委託料", "business", "support", 1_500_000),
            BudgetItem("店の経費", "business", "running", 2_400_000),
        ),
        businesses=(
            CommunityBusiness(
                "直売と日用品の店",
                (),
                300_000,
                5,
                12_000_000,
                25,
                jobs=1.5,
                wage_yen=2_800_000,
                from_year=first_year + 1,
            ),
        ),
        loans=(
            Loan(
                "過疎対策事業債", "hub", building_yen / 2, first_year, 12, 1, "equal_principal", 3, allocated_percent=70
            ),
        ),
        grant_kind="pioneering",
        grant_answers=(GrantAnswer("partners", "地域運営組織が店を、町が建物と足を受け持ちます。"),),
    )


def company_budget(first_year: int) -> Budget:
    """Return the budget of the share company of `okuyama`: 500 people, a tenth of the sales to them and outside sales apart."""
    return Budget(
        first_year=first_year,
        items=(
            BudgetItem("店と給油所の改修", "business", "investment", 10_000_000, first_year),
            BudgetItem("住民の出資（150戸）", "business", "income", 10_000_000, first_year, first_year),
            BudgetItem("店と給油所の経費", "business", "running", 5_900_000),
            BudgetItem("集会の場の改修", "hub", "investment", 6_000_000, first_year, grants=(_GRANT,)),
            BudgetItem("集会の場の管理", "hub", "running", 600_000),
        ),
        businesses=(
            CommunityBusiness("店と給油所、米の販売", (), 300_000, 20, 70_000_000, 12, jobs=2, wage_yen=3_200_000),
        ),
        grant_kind="pioneering",
        grant_answers=(GrantAnswer("body", "住民150戸が出資する株式会社が進めます。"),),
        company=Company(
            "奥山地区くらしの店", datetime.date(2016, 10, 1), datetime.date(2013, 2, 1), 2,
            community_business=True, living_services=True, hub_business_only=True, sales_yen=100_000_000,
            operating_profit_yen=-300_000, industry="commerce", small_company=True, subsidiary_of_large=False, listed=False,
            adult_entertainment=False, investment_contract=True, payments=(Payment(1, 2), Payment(2, 3, 2)),
        ),
    )  # fmt: skip
