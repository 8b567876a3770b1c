"""Brackets of income tax rise one after the other and name their source."""

from __future__ import annotations

from geo.reference.income_tax import income_tax_tables


def test_brackets_begin_at_nothing_and_rise() -> None:
    for table in income_tax_tables().values():
        starts, rates = zip(*table.brackets, strict=True)
        assert starts[0] == 0
        assert list(starts) == sorted(set(starts))
        assert list(rates) == sorted(set(rates))
        assert table.source
        assert table.date
        assert table.name


def test_what_was_not_read_says_so() -> None:
    assert income_tax_tables()["year_2016"].to_be_confirmed
