"""Errors keep what they tell, wherever they come from."""

from __future__ import annotations

import pickle

from geo.errors import RegionUnreadableError, RequestError
from geo.messages import notice


def test_errors_from_another_process_bring_their_notices():
    told = notice("spheres_no_districts")
    for error in (RegionUnreadableError([told]), RequestError(told), RequestError(told, told)):
        back = pickle.loads(pickle.dumps(error))
        assert (type(back), back.notices, str(back)) == (type(error), error.notices, str(error))
