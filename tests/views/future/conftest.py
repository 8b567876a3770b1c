"""What the tabs of 将来 say, in whatever element they say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.views.table import Table


@pytest.fixture
def said() -> Callable[[Table], str]:
    """Read all sentences of the page, without the marks that keep Markdown away."""

    def read(table: Table) -> str:
        elements = (*table.app.markdown, *table.app.caption)
        return "\n".join([table.text, *(element.value for element in elements)]).replace("\\", "")

    return read
