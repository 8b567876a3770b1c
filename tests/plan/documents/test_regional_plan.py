"""The regional plan: the official headings in order, missing inputs by name, no invented words."""

from __future__ import annotations

from dataclasses import replace

from plan.documents.blocks import NOT_ENTERED, Block, Heading, Points, Table, words_of
from plan.documents.regional_plan import regional_plan, special_part
from plan.scenario.procedure import headings
from tests.plan.documents.written_up import CHOSEN, nothing_entered, with_words, written_up

LAST_CHAPTERS = ("工程表", "住民と協議した経過", "予算（町の負担）", "関連計画", "まだ入力されていないもの")


def test_the_official_headings_stand_in_their_order() -> None:
    titles = [b.text for b in regional_plan(written_up()).blocks if isinstance(b, Heading)]
    numbers = [t.split("　")[0] for t in titles if t[0].isascii()]
    assert numbers == [
        "1",
        "2",
        "3",
        "4",
        "4-1",
        "4-2",
        "4-3",
        "5",
        "5-1",
        "5-2",
        "5-3",
        "5-3-1",
        "5-3-2",
        "6",
        "7",
        "7-1",
        "7-2",
        "7-3",
    ]
    last = [t for t in titles if t in LAST_CHAPTERS]
    assert last == list(LAST_CHAPTERS[:-1]), "the sample lacks nothing"
    bare = [b.text for b in regional_plan(nothing_entered()).blocks if isinstance(b, Heading)]
    assert [t for t in bare if t in LAST_CHAPTERS] == list(LAST_CHAPTERS)


def test_it_is_a_draft_and_says_what_is_unverified() -> None:
    document = regional_plan(written_up())
    assert "素案" in document.title
    assert any("要確認" in words for words in document.words())


def test_what_is_missing_is_listed_by_name() -> None:
    missing = regional_plan(nothing_entered()).missing
    assert set(headings("regional").values()) <= set(missing)
    assert {"計画期間", "拠点", "集落生活圏", "農用地等保全利用区域", "住民と協議した経過", "費用と収入"} <= set(
        missing
    )
    assert NOT_ENTERED in "".join(regional_plan(nothing_entered()).words())


def test_what_was_written_stands_in_it() -> None:
    document = regional_plan(with_words("谷の言葉"))
    assert not {*headings("regional").values()} & set(document.missing)
    assert list(document.words()).count("谷の言葉") >= len(headings("regional"))


def part_of(blocks: tuple[Block, ...], number: str) -> list[Block]:
    """What stands between a heading and the next one."""
    starts = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith(number))
    ends = next(i for i in range(starts + 1, len(blocks)) if isinstance(blocks[i], Heading))
    return list(blocks[starts + 1 : ends])


def test_special_measures_of_the_act_stand_in_5_2() -> None:
    special = part_of(regional_plan(written_up()).blocks, "5-2")
    assert "地域再生土地利用計画の作成" in next(b for b in special if isinstance(b, Points)).items[0]
    assert next(b for b in special if isinstance(b, Table)).rows[0][0] == "地方創生推進交付金"
    assert not [b for b in part_of(regional_plan(nothing_entered()).blocks, "5-2") if isinstance(b, Points)]


def test_only_paid_private_transport_claims_the_special_of_freight() -> None:
    found = written_up()
    effective = found.chosen.effective
    line = effective.services[0]
    carrying = replace(line, vehicle=replace(line.vehicle, freight_kg=100))
    for service, claimed in ((carrying, False), (replace(carrying, kind="paid_private"), True)):
        scenario = replace(found.plan.scenario(CHOSEN), services=(service,))
        there = replace(effective, scenario=scenario)
        changed = replace(found, chosen=replace(found.chosen, effective=there))
        words = "".join(word for b in special_part(changed) for word in words_of(b))
        assert ("少量貨物の運送" in words) is claimed
