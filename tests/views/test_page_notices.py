"""Whatever an import finds, the page says it without naming an option of the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import geo.texts
from geo.texts.notices import Notice
from plan.workspace.page_notices import on_page

TEXTS = tomllib.loads((Path(geo.texts.__file__).parent / "notices.ja.toml").read_text(encoding="utf-8"))["notices"]
OF_IMPORTS = {code: said["text"] for code, said in TEXTS.items() if code.startswith(("import_", "crs_", "column"))}


@pytest.mark.parametrize("code", sorted(code for code, text in OF_IMPORTS.items() if "--" in text))
def test_no_notice_of_an_import_names_an_option(code: str) -> None:
    shown = on_page(Notice(code, "info", None, None, None, OF_IMPORTS[code]))
    assert "--" not in shown.message


def test_there_are_such_notices() -> None:
    assert any("--" in text for text in OF_IMPORTS.values())
