"""region.toml: the name of a region, its year, its sources and its own assumptions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.reference.assumptions import Assumptions, assumption_problem
from geo.region.legal_status import LegalStatus, legal_status_of
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of

FILE = "region.toml"
_EXAMPLES = {
    "id": 'id = "yamanaka"',
    "name": 'name = "山中町"',
    "municipality_code": 'municipality_code = "17463"',
    "base_year": "base_year = 2020",
}


@dataclass(frozen=True)
class Source:
    """A source of a region's data: name, year and licence as the owner wrote them."""

    name: str
    year: str = ""
    licence: str = ""


@dataclass(frozen=True)
class RegionFile:
    """What region.toml says.

    Parameters
    ----------
    id, name
        Text.
    municipality_code
        Five or six digits.
    base_year
        Year of the population in villages.csv.
    fictional
        True turns off the checks for Japan.
    today_hubs
        Ids of today's hubs; None when the file doesn't name any.
    notes
        Sentences to show on every screen.
    sources
        Where the data comes from.
    assumptions
        Numbers that differ in this region.
    legal_status
        What kind of area the municipality is by law; None where the file doesn't say it.
    """

    id: str
    name: str
    municipality_code: str
    base_year: int
    fictional: bool = False
    today_hubs: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)
    legal_status: LegalStatus | None = None


def read_region_file(folder: Path) -> tuple[RegionFile | None, list[Notice]]:
    """Read region.toml; None and error notices when the region cannot open."""
    try:
        content = tomllib.loads((folder / FILE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None, [notice("required_file_missing", file=FILE, name=FILE, why="地域の名前と基準年が分かりません。")]
    except OSError as problem:
        return None, [notice("file_unreadable", file=FILE, severity="error", reason=reason_of(problem))]
    except UnicodeDecodeError:
        return None, [notice("encoding_unreadable", file=FILE, severity="error")]
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return None, [notice("toml_broken", file=FILE, reason=reason_of(problem))]
    notices = [*_missing(content), *_wrong(content)]
    if notices:
        return None, notices
    assumptions, new_notices = _assumptions(content.get("assumptions", {}))
    legal_status, of_status = legal_status_of(content, FILE)
    hubs = content.get("today_hubs")
    sources = tuple(
        Source(str(s.get("name", "")), str(s.get("year", "")), str(s.get("licence", "")))
        for s in content.get("sources", [])
    )
    known = RegionFile(
        id=content["id"],
        name=content["name"],
        municipality_code=str(content["municipality_code"]),
        base_year=content["base_year"],
        fictional=content.get("fictional", False),
        today_hubs=None if hubs is None else tuple(str(h) for h in hubs),
        notes=tuple(str(n) for n in content.get("notes", [])),
        sources=sources,
        assumptions=assumptions,
        legal_status=legal_status,
    )
    return known, [*new_notices, *of_status]


def _missing(content: Mapping[str, Any]) -> list[Notice]:
    return [
        notice("region_field_missing", file=FILE, field=key, example=example)
        for key, example in _EXAMPLES.items()
        if content.get(key) in (None, "")
    ]


def _wrong(content: Mapping[str, Any]) -> list[Notice]:
    code = str(content.get("municipality_code", "00000"))
    checks = (
        ("id", isinstance(content.get("id", ""), str), "文字"),
        ("name", isinstance(content.get("name", ""), str), "文字"),
        ("municipality_code", re.fullmatch(r"\d{5,6}", code) is not None, "5桁か6桁の数字"),
        ("base_year", type(content.get("base_year", 0)) is int, "西暦の整数"),
        ("fictional", isinstance(content.get("fictional", False), bool), "true か false "),
        ("today_hubs", isinstance(content.get("today_hubs", []), list), "id の並び"),
        ("notes", isinstance(content.get("notes", []), list), "文の並び"),
        ("sources", _is_tables(content.get("sources", [])), "[[sources]] の表"),
        ("assumptions", isinstance(content.get("assumptions", {}), dict), "[assumptions] の表"),
    )
    return [
        notice("region_field_wrong", file=FILE, field=key, value=content[key], expected=expected)
        for key, good, expected in checks
        if not good
    ]


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) for v in value)


def _assumptions(values: Mapping[str, Any]) -> tuple[Assumptions, list[Notice]]:
    notices = []
    good = {}
    for name, value in values.items():
        problem = assumption_problem(name, value, file=FILE)
        if problem is None:
            good[name] = float(value)
        else:
            notices.append(problem)
    return Assumptions(good), notices
