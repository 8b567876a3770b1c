"""What a server of OpenStreetMap is asked for: everything that the reading of files takes, by the same table of tags."""

from __future__ import annotations

from geo.osm.tags import CLOSED_PREFIXES, PLANNED_PREFIXES, tag_table, zone_tags

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def overpass_question(box: Box, *, zones: tuple[str, ...], answer_s: int) -> str:
    """Put the question for all roads, facilities, villages and zones of a box in Overpass QL.

    Parameters
    ----------
    box
        What stands in it, or touches it, is asked for.
    zones
        Names of the zones, as `geo.osm.tags.zone_tags` knows them.
    answer_s
        How long the server may take.

    Returns
    -------
    str
        The same words for the same options, so that an answer can be kept under them.

    Notes
    -----
    Roads and ferries, which are ways all the same, are asked for by their keys, and sorted by the reader of files; several
    values in one tag (``convenience;gift``) are found too. Places other than villages are not asked for: an island would
    bring all its coast along.
    Syntax: OpenStreetMap Wiki, Overpass API/Overpass QL.

    Examples
    --------
    >>> text = overpass_question((137.1, 37.2, 137.3, 37.4), zones=("farmland",), answer_s=180)
    >>> text.splitlines()[0]
    '[out:json][timeout:180][bbox:37.200000,137.100000,37.400000,137.300000];'
    """
    west, south, east, north = (f"{degrees:.6f}" for degrees in box)
    villages = f'nwr["place"~"^({"|".join(tag_table().villages)})$"]'
    asked = ['way["highway"]', 'way["route"="ferry"]', *_facilities(), villages, *_zones(zones)]
    return "\n".join(
        [
            f"[out:json][timeout:{answer_s}][bbox:{south},{west},{north},{east}];",
            "(",
            *(f"{text};" for text in asked),
            ");",
            "(._;>;);",
            "out;",
        ]
    )


def _facilities() -> list[str]:
    values: dict[str, dict[str, None]] = {}
    for tag in tag_table().facilities:
        values.setdefault(tag.key, {}).update(dict.fromkeys(tag.values))
    return [
        f'nwr["{prefix}{key}"~"(^|;) *({"|".join(wanted)}) *(;|$)"]'
        for prefix in ("", *CLOSED_PREFIXES, *PLANNED_PREFIXES)
        for key, wanted in values.items()
    ]


def _zones(zones: tuple[str, ...]) -> list[str]:
    return [
        "wr" + "".join(f'["{key}"="{value}"]' for key, value in recipe.items())
        for zone in zones
        for recipe in zone_tags(zone)
    ]
