"""Turning to another page: it is the one that is named, and every page that is named is there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.views.table import PAGES, Table

VIEWS = Path(__file__).parents[2] / "views"


def named_pages() -> list[tuple[str, str]]:
    calls = (node for p in VIEWS.rglob("*.py") for node in ast.walk(ast.parse(p.read_text(encoding="utf-8"))))
    return [
        (ast.literal_eval(call.args[0]), ast.literal_eval(call.args[1]))
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "turn_to"
    ]


def test_pages_that_are_turned_to_are_there_under_their_titles():
    named = named_pages()
    assert len(named) >= 4
    assert {(title, "hubs" if address == "first" else address) for title, address in named} <= {
        (title, address) for address, title in PAGES.items()
    }


@pytest.mark.usefixtures("samples")
def test_a_press_leads_to_the_page_that_it_names():
    table = Table()
    assert "compare_tab" not in table.app.session_state
    table.press("step-compare")
    assert "compare_tab" in table.app.session_state
