"""Errors keep what they tell, wherever they come from."""

from __future__ import annotations

import copy

from geo.texts.errors import RegionUnreadableError, RequestError
from geo.texts.messages import notice


def test_errors_from_another_process_bring_their_notices():
    told = notice("spheres_no_districts")
    for error in (RegionUnreadableError([told]), RequestError(told), RequestError(told, told)):
        back = copy.copy(error)  # by the way that pickle takes, too
        assert (type(back), back.notices, str(back)) == (type(error), error.notices, str(error))
