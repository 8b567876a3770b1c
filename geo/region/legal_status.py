"""What kind of area the municipality is by law (過疎, 振興山村, 離島 …), as region.toml says it in its table ``legal_status``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from geo.texts.messages import notice
from geo.texts.notices import Notice

TABLE = "legal_status"
_LAW_YEAR = 2021
"""In this year a new law (過疎地域の持続的発展の支援に関する特別措置法) chose its areas anew: earlier lists tell of the law before."""

Depopulated = Literal["whole", "partial", "deemed", "none"]
Snow = Literal["heavy", "very_heavy", "none"]

DEPOPULATED: Mapping[Depopulated, str] = MappingProxyType(
    {"whole": "過疎地域", "partial": "一部過疎", "deemed": "みなし過疎", "none": "過疎地域でない"}
)
SNOW: Mapping[Snow, str] = MappingProxyType(
    {"heavy": "豪雪地帯", "very_heavy": "特別豪雪地帯", "none": "豪雪地帯でない"}
)
AREAS: Mapping[str, str] = MappingProxyType(
    {
        "mountain_village": "振興山村",
        "remote_island": "離島",
        "peninsula": "半島",
        "specified_farm_village": "特定農山村",
    }
)
"""Areas that a municipality is or is not, with their names on screen."""


@dataclass(frozen=True)
class LegalStatus:
    """What a municipality is by law; None: nobody told.

    Parameters
    ----------
    depopulated
        ``whole`` (過疎), ``partial`` (一部過疎), ``deemed`` (みなし) or ``none``, by the law on depopulated areas.
    mountain_village, remote_island, peninsula, specified_farm_village
        Whether it holds 振興山村, 離島, 半島 or 特定農山村.
    heavy_snow
        ``heavy`` (豪雪), ``very_heavy`` (特別豪雪) or ``none``.
    year
        Of the lists that were looked at.
    source
        Which lists.
    """

    depopulated: Depopulated | None = None
    mountain_village: bool | None = None
    remote_island: bool | None = None
    peninsula: bool | None = None
    specified_farm_village: bool | None = None
    heavy_snow: Snow | None = None
    year: int | None = None
    source: str = ""

    @property
    def is_depopulated(self) -> bool | None:
        """Return whether any part counts as depopulated; None: nobody told, or a list before today's law left it out."""
        if self.depopulated is None or (self.depopulated == "none" and self.is_before_the_law):
            return None
        return self.depopulated != "none"

    @property
    def is_before_the_law(self) -> bool:
        """Return whether the lists are older than the law of 2021, so that 過疎 is to be confirmed."""
        return self.year is not None and self.year < _LAW_YEAR

    @property
    def is_hilly(self) -> bool | None:
        """Return whether it is of any of these areas (条件不利地域); None: of none that is told, and not all are."""
        told = [self.is_depopulated, *(getattr(self, area) for area in AREAS)]
        told.append(None if self.heavy_snow is None else self.heavy_snow != "none")
        if any(told):
            return True
        return None if None in told else False


def legal_status_of(content: Mapping[str, Any], file: str) -> tuple[LegalStatus | None, list[Notice]]:
    """Take the table of region.toml; a value that is none is left out with a notice.

    Parameters
    ----------
    content
        Of region.toml.
    file
        Its name.

    Returns
    -------
    tuple
        None where there is no table; and the notices.

    Examples
    --------
    >>> status, notices = legal_status_of({"legal_status": {"depopulated": "whole", "year": 2022}}, "region.toml")
    >>> status.is_depopulated, status.is_hilly, status.peninsula, notices
    (True, True, None, [])
    """
    if TABLE not in content:
        return None, []
    table = content[TABLE]
    if not isinstance(table, dict):
        return None, [notice("legal_status_wrong", file=file, field=TABLE, expected="[legal_status] の表")]
    expected: dict[str, tuple[tuple[Any, ...] | type, str]] = {
        "depopulated": (tuple(DEPOPULATED), "、".join(DEPOPULATED)),
        "heavy_snow": (tuple(SNOW), "、".join(SNOW)),
        **dict.fromkeys(AREAS, (bool, "true か false")),
        "year": (int, "西暦の整数"),
        "source": (str, "文字"),
    }
    good: dict[str, Any] = {}
    notices = []
    for key, value in table.items():
        field = f"{TABLE}.{key}"
        if key not in expected:
            notices.append(notice("legal_status_unknown", file=file, field=field, known="、".join(expected)))
            continue
        kind, words = expected[key]
        if (type(value) is kind) if isinstance(kind, type) else value in kind:
            good[key] = value
        else:
            notices.append(notice("legal_status_wrong", file=file, field=field, expected=words))
    return LegalStatus(**good), notices


def legal_status_texts(status: LegalStatus) -> list[str]:
    """Name the areas that a municipality is of, with the year of the lists.

    Examples
    --------
    >>> legal_status_texts(LegalStatus(depopulated="partial", peninsula=True, year=2017))
    ['一部過疎（2017年、2021年の法で要確認）', '半島（2017年）']
    """
    year = "" if status.year is None else f"（{status.year}年）"
    named = [name for area, name in AREAS.items() if getattr(status, area)]
    named += [] if status.heavy_snow in (None, "none") else [SNOW[status.heavy_snow]]
    return [*_depopulated_text(status), *(f"{name}{year}" for name in named)]


def _depopulated_text(status: LegalStatus) -> list[str]:
    if status.depopulated is None or (status.depopulated == "none" and not status.is_before_the_law):
        return []
    name = DEPOPULATED[status.depopulated]
    if status.is_before_the_law:
        return [f"{name}（{status.year}年、{_LAW_YEAR}年の法で要確認）"]
    return [name if status.year is None else f"{name}（{status.year}年）"]
