"""The villages, facilities and sites of a region by name, for tables that know them by nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.files.tables import read_table
from importing.cells.counts import plain


@dataclass(frozen=True)
class PlaceNames:
    """Names and ids → ids; a name that two places bear is not there.

    Parameters
    ----------
    villages, places
        By name, as `importing.cells.counts.plain` writes it; places are facilities and sites.
    """

    villages: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def village(self, text: str) -> str:
        """Return the id of a village, empty where no village alone bears the name; 集落 and 区 behind it are not in the way."""
        key = plain(text)
        return next(
            (self.villages[k] for k in (key, key.removesuffix("集落"), key.removesuffix("区")) if k in self.villages),
            "",
        )

    def place(self, text: str) -> str:
        """Return the id of a facility or site, empty where none alone bears the name."""
        return self.places.get(plain(text), "")


def place_names(folder: Path) -> PlaceNames:
    """Read the names in the tables of a region folder; none where there are no tables.

    Examples
    --------
    >>> from pathlib import Path
    >>> names = place_names(Path("sample_regions/sanson"))
    >>> names.village("麻之瀬"), names.place("霧森マルシェ"), names.village("どこか")
    ('v001', 'f004', '')
    """
    places: dict[str, set[str]] = {}
    for file, column in (("facilities.csv", "facility_id"), ("sites.csv", "site_id")):
        _add(places, folder / file, column)
    villages: dict[str, set[str]] = {}
    _add(villages, folder / "villages.csv", "village_id")
    return PlaceNames(_alone(villages), _alone(places))


def _add(known: dict[str, set[str]], path: Path, column: str) -> None:
    table = read_table(path)[0] if path.is_file() else None
    if table is None or not {column, "name"} <= set(table.cells.columns):
        return
    for identity, name in zip(table.cells[column], table.cells["name"], strict=True):
        for text in {plain(identity), plain(name)} - {""}:
            known.setdefault(text, set()).add(identity)


def _alone(known: Mapping[str, set[str]]) -> dict[str, str]:
    return {text: next(iter(ids)) for text, ids in known.items() if len(ids) == 1}
