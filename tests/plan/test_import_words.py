"""On the page no notice speaks of an option of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import geo.importing
from geo.messages import JAPANESE
from geo.notices import Notice
from plan.import_words import on_page

IMPORTING = "".join(p.read_text(encoding="utf-8") for p in sorted(Path(geo.importing.__file__).parent.glob("*.py")))
WITH_OPTIONS = [code for code, (_, words) in JAPANESE.items() if "--" in words and f'"{code}"' in IMPORTING]


@pytest.mark.parametrize("code", WITH_OPTIONS)
def test_every_option_has_the_name_of_its_setting(code: str) -> None:
    severity, words = JAPANESE[code]
    filled = words.replace("{key}", "population").replace("{crs}", "EPSG:6675")
    said = on_page(Notice(code, severity, None, None, None, filled))
    assert "--" not in said.message
    assert (said.code, said.severity) == (code, severity)


def test_other_notices_stay_as_they_are() -> None:
    assert len(WITH_OPTIONS) > 10
    plain = Notice("x", "info", "a.csv", 3, "name", "何もありません。")
    assert on_page(plain) == plain
