"""Notices and errors: what they carry and how they are ordered."""

from __future__ import annotations

import pytest

from geo.texts.errors import KyotenError, RegionUnreadableError, RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice, has_error, most_serious_first

INFO, WARNING, ERROR = notice("crs_unusable", severity="info"), notice("file_empty"), notice("no_villages")


def test_a_severity_is_one_of_three() -> None:
    with pytest.raises(ValueError, match="severity"):
        Notice("x", "fatal", None, None, None, "m")  # type: ignore[arg-type]


def test_the_keys_of_the_command_line() -> None:
    found = notice("file_empty", file="a.csv", row=2, field="lat").as_dict()
    assert list(found) == ["code", "severity", "file", "row", "field", "message"]
    assert (found["severity"], found["row"]) == ("warning", 2)


def test_the_gravest_come_first_in_the_order_found() -> None:
    second = notice("roads_missing")
    assert most_serious_first([INFO, WARNING, ERROR, second]) == (ERROR, second, WARNING, INFO)
    assert has_error([INFO, ERROR])
    assert not has_error([INFO, WARNING])


def test_errors_are_builtins_too_and_speak_in_sentences() -> None:
    unreadable, refused = RegionUnreadableError([WARNING, ERROR]), RequestError(WARNING, ERROR)
    for problem in (unreadable, refused):
        assert isinstance(problem, KyotenError)
        assert isinstance(problem, ValueError)
        assert problem.notices == (WARNING, ERROR)
    assert str(unreadable) == ERROR.message
    assert str(refused) == f"{WARNING.message}\n{ERROR.message}"
