"""The organisation stands with its people, the town's burden as the ten years have it, supports with reasons and none chosen."""

from __future__ import annotations

import re

from plan.documents.blocks import NOT_ENTERED, Table, Text, words_of
from plan.documents.carried_and_paid import budget_part, carriers_part, supports_part
from plan.figure_texts import yen
from plan.finance.of_scenario import budget_of
from plan.finance.supports import supports_of
from tests.plan.documents.written_up import nothing_entered, written_up


def test_the_burden_of_each_year_stands_last_in_the_tables() -> None:
    found = written_up()
    years = budget_of(found.chosen)
    tables = [b for b in budget_part(found) if isinstance(b, Table)]
    assert [cell for table in tables for cell in table.rows[-1][1:]] == [yen(v) for v in years.town_burden_yen]
    assert [head for table in tables for head in table.heads[1:]] == [f"{y}年度" for y in years.calendar]
    told = [b.text for b in budget_part(found) if isinstance(b, Text)]
    assert yen(sum(years.town_burden_yen)) in told[0]


def test_without_money_it_is_said() -> None:
    assert list(budget_part(nothing_entered())) == [Text(f"費用と収入：{NOT_ENTERED}")]


def test_supports_that_may_fit_stand_with_their_reasons() -> None:
    found = written_up()
    used, special = (b for b in supports_part(found, statutory=True) if isinstance(b, Table))
    (other,) = (b for b in supports_part(found, statutory=False) if isinstance(b, Table))
    (named,) = found.scenario.budget.used_supports if found.scenario else ()
    assert used.rows == (("地方創生推進交付金", named.form_number, yen(named.amount_yen or 0)),)
    fitting = [s for s in supports_of(found.chosen.effective) if s.fit == "fits"]
    assert sorted(row[0] for table in (special, other) for row in table.rows) == sorted(s.measure.name for s in fitting)
    assert "要確認" in special.title
    assert "要確認" in other.title
    for statutory in (True, False):
        bare = list(supports_part(nothing_entered(), statutory=statutory))
        assert not [b for b in bare if isinstance(b, Table)]
        assert isinstance(bare[0], Text)
        assert bare[0].text.endswith(NOT_ENTERED)


def test_measures_of_the_act_stand_apart_from_other_supports() -> None:
    found = written_up()
    special, other = (
        {row[0] for b in supports_part(found, statutory=statutory) if isinstance(b, Table) for row in b.rows}
        for statutory in (True, False)
    )
    assert "地方創生推進交付金" in special - other
    assert {"集落支援員", "地域公共交通確保維持改善事業"} <= other - special
    told = next(b.text for b in supports_part(found, statutory=False) if isinstance(b, Text))
    assert told == "使う支援措置：該当なし", "what was named stands in 5-2"


def test_who_carries_it_is_named_with_form_and_people() -> None:
    found = written_up()
    told = "".join(word for block in carriers_part(found) for word in words_of(block))
    organisation = found.organisation
    assert {organisation.name, organisation.executing_body} <= set(re.findall(r"[^、（）]+(?=（)", told))
    assert f"会員：{organisation.members}人" in told
    assert all(activity.name in told for activity in organisation.activities)
    assert not [b for b in carriers_part(nothing_entered()) if isinstance(b, Table)]
