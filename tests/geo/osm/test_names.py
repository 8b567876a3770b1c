"""Names on OpenStreetMap: Japanese first, in one line; a chain's name only where it is asked for."""

from __future__ import annotations

import pytest

from geo.osm.names import name_of


@pytest.mark.parametrize(
    ("tags", "name", "by_owner"),
    [
        ({}, "", ""),
        ({"name": "Town Hall", "name:ja": "町役場"}, "町役場", "町役場"),
        ({"name": "  谷\n 商店 "}, "谷 商店", "谷 商店"),
        ({"name": " ", "official_name": "谷郵便局"}, "谷郵便局", "谷郵便局"),
        ({"brand": "Lawson", "brand:ja": "ローソン"}, "", "ローソン"),
        ({"operator": "谷農協"}, "", "谷農協"),
        ({"brand": "Lawson", "name": "谷店"}, "谷店", "谷店"),
    ],
)
def test_names(tags: dict[str, str], name: str, by_owner: str) -> None:
    assert (name_of(tags), name_of(tags, by_owner=True)) == (name, by_owner)
