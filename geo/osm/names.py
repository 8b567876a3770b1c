"""What a thing on OpenStreetMap is called: Japanese first, one line, whatever else stands in the tags."""

from __future__ import annotations

from collections.abc import Mapping

_KEYS = ("name:ja", "name", "official_name:ja", "official_name", "alt_name", "brand:ja", "brand", "operator")
_OF_OTHERS = {"brand:ja", "brand", "operator"}


def name_of(tags: Mapping[str, str], *, by_owner: bool = False) -> str:
    """Return the name of a thing, an empty text where it has none.

    Parameters
    ----------
    tags
        As they stand.
    by_owner
        Whether the name of its chain or owner will do, as it does for shops (ローソン) but not for roads or villages.
    """
    for key in _KEYS:
        if key in _OF_OTHERS and not by_owner:
            continue
        if text := " ".join(tags.get(key, "").split()):
            return text
    return ""
