"""What a round trip lacks, in minutes and in words."""

from __future__ import annotations

import pytest

from plan.outings.lacking import lacking_min, lacking_text


def row(*seconds: int) -> dict[str, int]:
    return dict(zip(("early_s", "late_s", "stay_short_s", "away_over_s"), seconds, strict=True))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        ((0, 0, 0, 540), "家を空ける時間が9分長い"),
        ((0, 0, 600, 0), "用を済ませる時間が10分足りない"),
        ((0, 300, 0, 0), "着くのが5分遅い"),
        ((1200, 0, 0, 0), "着くのが20分早い"),
        ((0, 300, 600, 75_000), "着くのが5分遅い、用を済ませる時間が10分足りない、家を空ける時間が1,250分長い"),
        # A second too long is a minute that one must find.
        ((0, 0, 0, 1), "家を空ける時間が1分長い"),
        ((0, 0, 0, 0), ""),
        ((-1, -1, -1, -1), ""),
    ],
)
def test_in_words(seconds: tuple[int, int, int, int], text: str) -> None:
    assert lacking_text(lacking_min(row(*seconds))) == text


def test_nothing_near_is_no_minutes() -> None:
    assert lacking_min(row(-1, -1, -1, -1)) is None
    assert lacking_min(row(0, 0, 60, 0)) == {"stay_short_min": 1}
