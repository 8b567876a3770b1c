"""The regional plan: the official headings in order, missing inputs by name, no invented words."""

from __future__ import annotations

from plan.documents.blocks import NOT_ENTERED, Heading
from plan.documents.regional_plan import regional_plan
from plan.scenario.procedure import headings
from tests.plan.documents.written_up import nothing_entered, with_words, written_up

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
