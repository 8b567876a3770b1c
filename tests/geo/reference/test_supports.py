"""The briefing's measures are all there, each with its name now to be confirmed, and the four guides with plain addresses."""

from __future__ import annotations

import pytest

from geo.reference.supports import guides, support_measures


@pytest.mark.parametrize(("listed", "count"), [("法律", 8), ("連動", 3), ("一覧", 13)])
def test_each_list_of_the_briefing_is_complete(listed: str, count: int) -> None:
    found = [one for measure in support_measures().values() for one in measure.lists if one.startswith(listed)]
    expected = "①②③④⑤⑥⑦⑧" if listed == "法律" else [str(n + 1) for n in range(count)]
    assert sorted(found) == sorted(f"{listed}{n}" for n in expected)


def test_what_holds_today_was_not_read() -> None:
    for measure in support_measures().values():
        assert measure.confidence_now == "unsure"
        assert all((measure.name, measure.ministry, measure.summary, measure.name_now, measure.status, measure.source))
        assert measure.needs_all
        assert not set(measure.needs_all) & set(measure.needs_any)


def test_the_names_that_changed_are_told() -> None:
    text = "".join(m.name_now + m.status for m in support_measures().values())
    for name in (
        "過疎地域の持続的発展の支援に関する特別措置法",
        "農村RMO",
        "地域プロジェクトマネージャー",
        "特定地域づくり事業協同組合",
    ):
        assert name in text
    assert "全国地域づくり人財塾" in {m.name for m in support_measures().values()}


def test_guides_have_a_publisher_a_month_a_purpose_and_addresses_as_plain_text() -> None:
    assert [g.publisher for g in guides().values()] == ["内閣官房・内閣府", "総務省", "国土交通省", "農林水産省"]
    for guide in guides().values():
        assert all((guide.name, guide.date, guide.purpose, guide.addresses))
        assert not any(":" in address for address in guide.addresses)


def test_the_eight_of_the_act_are_statutory_and_no_other() -> None:
    statutory = {measure.name for measure in support_measures().values() if measure.is_statutory}
    assert len(statutory) == len("①②③④⑤⑥⑦⑧")
    assert {"地方創生推進交付金", "補助対象施設の転用手続の一元化・迅速化の特例"} <= statutory
    assert not {"集落支援員", "農山漁村振興交付金", "地域公共交通確保維持改善事業"} & statutory
