"""The code on a sheet: which sheet it is, which of its pages, and which ground its map shows.

It says all that reading needs, so that a photograph can be read by any machine, without the file that was printed.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from dataclasses import dataclass
from typing import cast, get_args

from hall.paper.sheet_layout import Size, layout

_KIND = "KYT1"
_ID_LETTERS = 8
_REGION_LETTERS = 6
_EARTH_M = 6_378_137.0
_FORM = re.compile(r"KYT1/([A-Z2-7]{8})/(A[34])/(\d)(\d)/(-?[0-9A-Z]+)/(-?[0-9A-Z]+)/([0-9A-Z]+)/([A-Z2-7]{6})")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Bounds:
    """The ground of a map, in Web Mercator, whole decimetres so that the code says them exactly.

    Parameters
    ----------
    west_dm, north_dm
        The upper left corner.
    wide_dm
        Its width; its height follows from the map's shape.
    """

    west_dm: int
    north_dm: int
    wide_dm: int


@dataclass(frozen=True)
class SheetCode:
    """What the code of a page says.

    Parameters
    ----------
    sheet_id
        Eight letters; pages of one sheet share them.
    size
        Of the page.
    page, pages
        Which page of how many, from 1.
    bounds
        The ground of this page's map.
    region
        Six letters made of the region's id; see `region_in_code`.
    """

    sheet_id: str
    size: Size
    page: int
    pages: int
    bounds: Bounds
    region: str

    @property
    def text(self) -> str:
        """What is printed: letters and figures of which codes hold most, so that their cells can be large."""
        ground = "/".join(map(_written, (self.bounds.west_dm, self.bounds.north_dm, self.bounds.wide_dm)))
        return f"{_KIND}/{self.sheet_id}/{self.size}/{self.page}{self.pages}/{ground}/{self.region}"

    @classmethod
    def read(cls, text: str) -> SheetCode | None:
        """Read what a code says; None when it is no code of a sheet.

        Examples
        --------
        >>> code = SheetCode("ABCDEFGH", "A4", 1, 1, Bounds(10, 20, 30), region_in_code("okuyama"))
        >>> SheetCode.read(code.text) == code
        True
        >>> SheetCode.read("https://example.jp") is None
        True
        """
        found = _FORM.fullmatch(text)
        if found is None:
            return None
        sheet_id, size, page, pages, west, north, wide, region = found.groups()
        if size not in get_args(Size) or not 1 <= int(page) <= int(pages) or int(wide, 36) == 0:
            return None
        bounds = Bounds(int(west, 36), int(north, 36), int(wide, 36))
        return cls(sheet_id, cast(Size, size), int(page), int(pages), bounds, region)

    def degrees_at(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Return latitude and longitude of a place on the page.

        Parameters
        ----------
        x_mm, y_mm
            From the upper left corner of the page.

        Examples
        --------
        >>> code = SheetCode("ABCDEFGH", "A4", 1, 1, Bounds(0, 0, 100_000), "AAAAAA")
        >>> code.degrees_at(19.0, 19.0)
        (0.0, 0.0)
        """
        left, top, wide, _ = layout(self.size).map_mm
        m_per_mm = self.bounds.wide_dm / 10 / wide
        x = self.bounds.west_dm / 10 + (x_mm - left) * m_per_mm
        y = self.bounds.north_dm / 10 - (y_mm - top) * m_per_mm
        lat = math.degrees(2 * math.atan(math.exp(y / _EARTH_M)) - math.pi / 2)
        return lat, math.degrees(x / _EARTH_M)

    def ground_m_per_mm(self) -> float:
        """Metres on the ground for a millimetre in the middle of the map."""
        left, top, wide, high = layout(self.size).map_mm
        lat, _ = self.degrees_at(left + wide / 2, top + high / 2)
        return self.bounds.wide_dm / 10 / wide * math.cos(math.radians(lat))


def sheet_id_of(*parts: str) -> str:
    """Make the id of a sheet from what makes it this sheet: region, scenario, size, ground, meeting.

    Examples
    --------
    >>> sheet_id_of("a", "b") == sheet_id_of("a", "b"), sheet_id_of("a", "b") == sheet_id_of("ab", "")
    (True, False)
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return base64.b32encode(digest.digest()).decode()[:_ID_LETTERS]


def region_in_code(region_id: str) -> str:
    """Return the letters by which a code names a region.

    Examples
    --------
    >>> region_in_code("okuyama")
    'H4L4F3'
    """
    return sheet_id_of("region", region_id)[:_REGION_LETTERS]


def _written(number: int) -> str:
    """Write a whole number to the base of 36.

    Examples
    --------
    >>> _written(-37), _written(0)
    ('-11', '0')
    """
    digits, rest = "", abs(number)
    while rest:
        rest, digit = divmod(rest, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return f"{'-' if number < 0 else ''}{digits or '0'}"
