"""Errors keep what they tell, wherever they come from."""

from __future__ import annotations

import copy

import pytest

from geo.texts.errors import KyotenError, RegionUnreadableError, RequestError, ValueRefusedError
from geo.texts.messages import notice


def test_errors_from_another_process_bring_their_notices():
    original = notice("spheres_no_districts")
    for error in (RegionUnreadableError([original]), RequestError(original), RequestError(original, original)):
        back = copy.copy(error)  # by the way that pickle takes, too
        assert (type(back), back.notices, str(back)) == (type(error), error.notices, str(error))


def test_a_refused_value_from_another_process_brings_its_code_and_parameters():
    error = ValueRefusedError("place_impossible", lat=95.0, lon=137.0)
    back = copy.copy(error)  # by the way that pickle takes, too
    assert (type(back), back.code, back.parameters) == (
        ValueRefusedError,
        "place_impossible",
        {"lat": 95.0, "lon": 137.0},
    )
    assert str(back) == str(error) == "緯度 95.0、経度 137.0 という場所はありません"


def test_a_refused_value_is_caught_as_either_kind_of_error():
    for kind in (KyotenError, ValueError):
        with pytest.raises(kind, match="という場所はありません"):
            raise ValueRefusedError("place_impossible", lat=95.0, lon=137.0)
