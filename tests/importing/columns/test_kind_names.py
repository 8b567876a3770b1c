"""Every kind of import and every column that it is looked through for has a Japanese name."""

from __future__ import annotations

import re

import pytest

from importing.columns.kind_names import KIND_NAMES, column_name, kind_name
from importing.columns.kinds import KINDS, ImportKind

TABLES = [kind for kind in KINDS if not kind.startswith("zone:")]


@pytest.mark.parametrize("kind", TABLES)
def test_every_column_has_a_name_without_english(kind: str) -> None:
    names = [column_name(kind, column) for column in ImportKind(kind).columns]
    assert not [name for name in names if re.search(r"[A-Za-z]{3,}|_", name)]
    assert len(set(names)) == len(names)


def test_kinds_and_zones_have_names() -> None:
    assert kind_name("villages") == KIND_NAMES["villages"]
    assert kind_name("zone:landslide") == "土砂災害警戒区域"
    assert kind_name("zone:nanika") == "区域：nanika"
