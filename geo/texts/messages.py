"""The texts of notices and errors, by code with parameters: a language is a TOML file beside this module.

Each text says what is, where, and what to do. Places are put in front by `notice` from file, row and field.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.texts.notices import Notice, Severity


@dataclass(frozen=True)
class Catalogue:
    """The texts of a language.

    Parameters
    ----------
    notices
        Severity and text by code, of what is found in data or wrong with a request.
    refusals
        Text by code, of why a value is refused.
    """

    notices: Mapping[str, tuple[Severity, str]]
    refusals: Mapping[str, str]


@functools.cache
def catalogue(language: str) -> Catalogue:
    """Read the texts of a language, once and not before the first text is asked for.

    Raises
    ------
    FileNotFoundError
        When there is no file of this language.

    Examples
    --------
    >>> catalogue("ja").notices["file_has_nothing"]
    ('error', 'データが一つもありません。')
    """
    path = Path(__file__).with_name(f"notices.{language}.toml")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    notices = {code: (entry["severity"], entry["text"]) for code, entry in content["notices"].items()}
    return Catalogue(MappingProxyType(notices), MappingProxyType(content["refusals"]))


def severity_of(code: str) -> Severity:
    """Return how much a notice weighs unless it says otherwise.

    Raises
    ------
    KeyError
        When no notice has this code.
    """
    return catalogue("ja").notices[code][0]


def text(code: str, parameters: Mapping[str, object], language: str = "ja") -> str:
    """Return the words of a code, of a notice or of a refused value.

    Raises
    ------
    KeyError
        When the catalogue has no such code or the text needs a parameter that is not given.
    """
    known = catalogue(language)
    template = known.refusals[code] if code in known.refusals else known.notices[code][1]
    return template.format(**parameters)


def notice(
    code: str,
    *,
    file: str | None = None,
    row: int | None = None,
    field: str | None = None,
    severity: Severity | None = None,
    details: tuple[str, ...] = (),
    **parameters: object,
) -> Notice:
    """Make a notice whose message begins with the place: 「病院.csv の 14 行目、lat：…」.

    Parameters
    ----------
    code
        Entry of the catalogue.
    file, row, field
        Where it stands; rows are numbered as a spreadsheet does, the header being 1.
    severity
        Only where the same finding weighs more or less than the catalogue says.
    details
        Lines of a list that is opened on request.
    parameters
        What the text needs.

    Raises
    ------
    KeyError
        When no notice has this code or its text needs a parameter that is not given.
    """
    usual = severity_of(code)
    place = place_of(file, row, field)
    message = text(code, parameters)
    return Notice(code, severity or usual, file, row, field, f"{place}：{message}" if place else message, details)


def place_of(file: str | None, row: int | None, field: str | None) -> str:
    """Write where something stands: 「病院.csv の 14 行目、lat」; empty where nobody knows.

    Examples
    --------
    >>> place_of("病院.csv", 14, "lat"), place_of(None, 2, None)
    ('病院.csv の 14 行目、lat', '2 行目')
    """
    place = file or ""
    if row is not None:
        place = f"{place} の {row} 行目" if place else f"{row} 行目"
    if field is not None:
        place = f"{place}、{field}" if place else field
    return place
