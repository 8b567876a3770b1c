"""The land-use plan: the law's items in order, annexes as the command `rules` answers, no set form claimed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.documents.blocks import NOT_ENTERED, Heading, Table
from plan.documents.land_use_plan import land_use_plan
from tests.plan.documents.written_up import nothing_entered, written_up


def test_items_and_annexes_stand_in_order() -> None:
    document = land_use_plan(written_up())
    titles = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert [t[0] for t in titles if t[0].isdigit()] == list("1234567")
    assert [t for t in titles if t.startswith("別紙")] == [
        "別紙1　確認事項",
        "別紙2　協議会",
        "別紙3　届出",
        "別紙4　許可",
    ]
    assert "定まった様式はありません" in "".join(document.words())


def test_every_answer_of_the_rules_stands_in_the_annex() -> None:
    found = written_up()
    table = next(b for b in land_use_plan(found).blocks if isinstance(b, Table) and b.heads[0] == "確認すること")
    assert sorted(row[2] for row in table.rows) == sorted(r["message"] for r in found.rules["results"])
    council = next(b for b in land_use_plan(found).blocks if isinstance(b, Table) and "加えなければ" in b.heads[0])
    assert [row[0] for row in council.rows] == [m["member"] for m in found.rules["council"]]


def test_what_is_missing_is_listed_by_name() -> None:
    assert {"地域再生拠点区域", "誘導施設の種類", "土地利用に関する基本的な方針"} <= set(
        land_use_plan(nothing_entered()).missing
    )


@pytest.mark.parametrize("in_town", [True, False])
def test_no_area_is_asked_for_where_the_law_allows_none(monkeypatch: pytest.MonkeyPatch, in_town: bool) -> None:
    monkeypatch.setattr("plan.documents.land_use_plan.in_use_zone", lambda land, hub: in_town)
    found = written_up()
    undrawn = replace(found, chosen=found.scenarios[1])
    words = "".join(land_use_plan(undrawn).words())
    assert ("地域再生拠点区域と誘導施設を定めません" in words) is in_town
    assert (f"区域の広さ：{NOT_ENTERED}" in words) is not in_town
    assert "定めません" not in "".join(land_use_plan(found).words()), (
        "a drawn area stands, whatever the rules say of it"
    )
