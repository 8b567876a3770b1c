"""The drawn town for the tests of the frame, as those of the rules have it."""

from __future__ import annotations

from tests.plan.rules.conftest import good, town_of

__all__ = ["good", "town_of"]
