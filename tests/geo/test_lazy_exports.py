"""A room's door gives its public names and no others."""

from __future__ import annotations

import sys

import pytest

from geo.lazy_exports import lazy_exports


def test_a_name_is_that_of_its_module() -> None:
    door = lazy_exports("a.room", {"sqrt": "math", "Fraction": "fractions"})
    assert door("sqrt") is sys.modules["math"].sqrt
    assert getattr(door("Fraction"), "__module__", "") == "fractions"


def test_other_names_are_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match=r"module 'a\.room' has no attribute 'pi'"):
        lazy_exports("a.room", {"sqrt": "math"})("pi")


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    door = lazy_exports("a.room", {"gone": "no_such_module_anywhere"})
    with pytest.raises(ModuleNotFoundError):
        door("gone")
