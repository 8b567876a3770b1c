"""The first opening is remembered, and how far the tour was walked; nothing that is wrong there stops anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan.workspace.first_use import FirstUse, first_use, remember_first_use


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_new_home_has_its_first_opening_before_it() -> None:
    assert first_use() == FirstUse()
    remember_first_use(FirstUse(is_over=True, step="place"))
    assert first_use() == FirstUse(is_over=True, step="place")


def test_whoever_has_saved_work_is_past_it(home: Path) -> None:
    home.mkdir()
    (home / "abcd.plan.json").write_text("{}", encoding="utf-8")
    assert first_use() == FirstUse(is_over=True)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"is_over": true}'])
def test_what_cannot_be_read_is_no_first_opening(home: Path, content: str) -> None:
    home.mkdir()
    (home / "first_use.json").write_text(content, encoding="utf-8")
    assert first_use() == FirstUse(is_over=True)


def test_a_home_that_cannot_be_written_to_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path / "file" / "home"))
    remember_first_use(FirstUse(is_over=True))
    assert first_use().is_over
