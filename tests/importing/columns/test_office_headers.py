"""Headers of office tables fit the columns of the region's files, and none stands twice under one column."""

from __future__ import annotations

import pytest

from importing.columns.kinds import ALIASES, ImportKind
from importing.columns.office_headers import OFFICE_ALIASES


@pytest.mark.parametrize("kind", OFFICE_ALIASES)
def test_every_header_belongs_to_a_column(kind: str) -> None:
    assert set(OFFICE_ALIASES[kind]) <= set(ImportKind(kind).columns)
    assert ALIASES[kind] == OFFICE_ALIASES[kind]
    assert all(len(set(names)) == len(names) for names in OFFICE_ALIASES[kind].values())
