"""Background figures carry their source and stay apart from thresholds."""

from __future__ import annotations

from geo.reference.categories import CATEGORIES
from geo.reference.service_population import community_run, municipal_sizes


def test_every_size_has_a_category_a_source_and_a_believable_order() -> None:
    for size in municipal_sizes():
        assert size.category in CATEGORIES
        assert size.source
        assert size.half is None or size.half <= size.most
        assert size.most_to is None or size.most < size.most_to
    assert {size.service: size.most for size in municipal_sizes()}["郵便局"] == 500


def test_exceptions_are_smaller_than_any_municipal_size() -> None:
    assert [one.residents for one in community_run()] == [256, 500]
    assert community_run()[0].residents < min(size.half or size.most for size in municipal_sizes())
