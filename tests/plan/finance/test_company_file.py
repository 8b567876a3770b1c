"""The file of a company: the example is read, and whatever is wrong is named, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from plan.finance.company import company_answers
from plan.finance.company_file import company_of, read_company
from plan.scenario.carriers.company import Payment
from tests.plan.finance.test_company import OKUYAMA

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "company.toml"


def notices(content: str, folder: Path) -> list[tuple[str, str | None]]:
    path = folder / "F.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RequestError) as problem:
        read_company(path)
    return [(n.code, n.field) for n in problem.value.notices]


def test_the_example_of_the_page_is_the_briefings_company() -> None:
    found = read_company(EXAMPLE)
    assert company_answers(found) == company_answers(OKUYAMA)


def test_an_empty_file_tells_nothing() -> None:
    assert {a.outcome for a in company_answers(company_of({}, "F.toml"))} == {"unknown"}


def test_payments_are_read() -> None:
    found = company_of({"payments": [{"fiscal_year": 2, "employees": 5}]}, "F.toml")
    assert found.payments == (Payment(2, 5),)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("emploees = 2", [("company_key_unknown", "emploees")]),
        ("employees = -2", [("company_refused", None)]),
        ("employees = 2.5", [("company_value_wrong", "employees")]),
        ("employees = true", [("company_value_wrong", "employees")]),
        ("listed = 0", [("company_value_wrong", "listed")]),
        ('founded_on = "2013-02-01"', [("company_value_wrong", "founded_on")]),
        ("founded_on = 2013-02-01T00:00:00", [("company_value_wrong", "founded_on")]),
        ('industry = "mining"', [("company_value_wrong", "industry")]),
        ("industry = [1]", [("company_value_wrong", "industry")]),
        ("payments = 3", [("company_value_wrong", "payments")]),
        ("[[payments]]\nemployees = 3", [("company_key_missing", "payments の 1番目の fiscal_year")]),
        ("[[payments]]\nfiscal_year = 0", [("company_refused", "payments の 1番目の")]),
        ("a = 1\nlisted = 3\nsales_yen = 'x'", [("company_key_unknown", "a"), ("company_value_wrong", "listed"),
                                              ("company_value_wrong", "sales_yen")]),
        ("name = ", [("toml_broken", None)]),
        (f"sales_yen = {'9' * 5000}", [("toml_broken", None)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(content: str, expected: list[tuple[str, str | None]], tmp_path: Path) -> None:
    assert notices(content, tmp_path) == expected


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"nix\.toml"):
        read_company(tmp_path / "nix.toml")
    (tmp_path / "b.toml").write_bytes(b'name = "\x93\xfa"')
    with pytest.raises(RequestError) as problem:
        read_company(tmp_path / "b.toml")
    assert problem.value.notices[0].code == "encoding_unreadable"
