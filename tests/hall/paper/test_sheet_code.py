"""The code of a sheet says the same when it is read again, and its degrees are those of the printed map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.paper.sheet_code import Bounds, SheetCode, region_in_code, sheet_id_of
from hall.paper.sheet_layout import layout
from reports.printed.print_map import mercator

WHOLE = st.integers(-200_000_000, 200_000_000)
CODES = st.builds(
    SheetCode,
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=8, max_size=8),
    st.sampled_from(["A4", "A3"]),
    st.just(2),
    st.integers(2, 4),
    st.builds(Bounds, WHOLE, WHOLE, st.integers(1, 10_000_000)),
    st.text(min_size=1).map(region_in_code),
)


@given(CODES)
def test_what_was_written_is_read(code: SheetCode) -> None:
    assert SheetCode.read(code.text) == code


@pytest.mark.parametrize(
    "text",
    [
        "", "KYT1", "KYT1/ABCDEFGH/A1/11/1/1/1/AAAAAA", "KYT1/ABCDEFGH/A4/01/1/1/1/AAAAAA", "KYT1/ABCDEFGH/A4/21/1/1/1/AAAAAA",
        "KYT1/ABCDEFGH/A4/11/1/1/0/AAAAAA", "KYT1/abcdefgh/A4/11/1/1/1/AAAAAA", "KYT2/ABCDEFGH/A4/11/1/1/1/AAAAAA",
    ],
)  # fmt: skip
def test_what_is_no_code_of_a_sheet_is_none(text: str) -> None:
    assert SheetCode.read(text) is None


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_place_on_the_map_has_the_degrees_it_was_drawn_at(across: float, down: float) -> None:
    code = SheetCode("ABCDEFGH", "A3", 1, 1, Bounds(148_000_000, 41_000_000, 123_456), "AAAAAA")
    left, top, wide, high = layout("A3").map_mm
    lat, lon = code.degrees_at(left + across * wide, top + down * high)
    x, y = mercator([lat], [lon])[0]
    assert x == pytest.approx(14_800_000 + across * 12_345.6, abs=1e-3)
    assert y == pytest.approx(4_100_000 - down * 12_345.6 * high / wide, abs=1e-3)


def test_a_millimetre_is_as_long_as_the_scale_says() -> None:
    code = SheetCode("ABCDEFGH", "A4", 1, 1, Bounds(150_000_000, 0, 259_000), "AAAAAA")
    # A map of 25.9 km at the equator, 259 mm wide: 100 m a millimetre.
    assert code.ground_m_per_mm() == pytest.approx(100, rel=1e-4)


def test_ids_keep_parts_apart_and_regions_have_letters_of_their_own() -> None:
    assert sheet_id_of("a", "bc") != sheet_id_of("ab", "c")
    assert len({region_in_code(name) for name in ("okuyama", "奥山", "奥谷", "a" * 99)}) == 4
