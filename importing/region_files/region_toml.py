"""region.toml: made when it is missing, extended when it is there, never rewritten."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from geo.region.legal_status import TABLE
from geo.region.region_file import FILE
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.counts import plain
from importing.cells.years import common_year
from importing.columns.kinds import DATE_HEADERS, MUNICIPALITY_HEADERS, MUNICIPALITY_NAMES
from importing.region_files.report import ImportOptions
from importing.region_files.write import write_whole

LATEST_CENSUS = 2020
"""Year that is written where nobody says of which year the population is."""

UNKNOWN_MUNICIPALITY = "00000"


def refuse_wrong_options(options: ImportOptions) -> None:
    """Refuse a municipality code or a year with which the region could not open.

    Raises
    ------
    geo.texts.errors.RequestError
        Naming what is wrong and how it is written.
    """
    wrong = []
    if options.municipality_code is not None and not re.fullmatch(r"[0-9]{5,6}", options.municipality_code):
        wrong.append(("municipality_code", options.municipality_code, "5桁か6桁の数字"))
    if options.base_year is not None and not 1000 <= options.base_year <= 9999:
        wrong.append(("base_year", str(options.base_year), "西暦の4桁"))
    if wrong:
        raise RequestError(*(notice("region_field_wrong", field=f, value=v, expected=e) for f, v, e in wrong))


def keep_region_file(folder: Path, options: ImportOptions, guessed: Mapping[str, str]) -> list[Notice]:
    """Make or extend region.toml.

    Parameters
    ----------
    folder
        The region.
    options
        What the user said of the region.
    guessed
        ``name``, ``municipality_code`` and ``base_year`` as the data tells them.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file is there and cannot be extended.
    """
    path = folder / FILE
    if not path.is_file():
        content, notices = _new(folder, options, guessed)
        write_whole(path, content.encode("utf-8"))
        return notices
    return _extend(path, options)


def _new(folder: Path, options: ImportOptions, guessed: Mapping[str, str]) -> tuple[str, list[Notice]]:
    name = options.region_name or guessed.get("name") or folder.resolve().name
    code = options.municipality_code or guessed.get("municipality_code") or UNKNOWN_MUNICIPALITY
    year = options.base_year or int(guessed.get("base_year", LATEST_CENSUS))
    notices = [notice("import_region_made", file=FILE, name=name, municipality=code, year=year)]
    if code == UNKNOWN_MUNICIPALITY:
        notices.append(notice("import_region_code_unknown", file=FILE, field="municipality_code"))
    if options.base_year is None and "base_year" not in guessed:
        notices.append(notice("import_region_year_guessed", file=FILE, field="base_year", year=year))
    lines = [
        f"id = {_toml(folder.resolve().name)}",
        f"name = {_toml(name)}",
        f"municipality_code = {_toml(code)}",
        f"base_year = {year}",
        f"notes = [{', '.join(_toml(n) for n in options.notes)}]",
    ]
    return "\n".join(lines) + "\n" + "".join(_source(s) for s in options.sources), notices


def _extend(path: Path, options: ImportOptions) -> list[Notice]:
    text = path.read_text(encoding="utf-8-sig")
    content = tomllib.loads(text)
    notices = [
        notice("import_region_kept", file=FILE, field=key, value=content.get(key), wanted=wanted)
        for key, wanted in (
            ("name", options.region_name),
            ("municipality_code", options.municipality_code),
            ("base_year", options.base_year),
        )
        if wanted is not None and content.get(key) != wanted
    ]
    notes = [n for n in options.notes if n not in content.get("notes", [])]
    sources = [_parts(s) for s in options.sources if _parts(s) not in content.get("sources", [])]
    if not notes and not sources:
        return notices
    for note in notes:
        text = _with_note(text, note)
    text = text.rstrip("\n") + "\n" + "".join(_source_table(s) for s in sources)
    expected = dict(content)
    if notes:
        expected["notes"] = [*content.get("notes", []), *notes]
    if sources:
        expected["sources"] = [*content.get("sources", []), *sources]
    if not _says(text, expected):
        raise RequestError(notice("import_region_not_extended", file=FILE))
    write_whole(path, text.encode("utf-8"))
    return [*notices, notice("import_region_extended", file=FILE, notes=len(notes), sources=len(sources))]


def keep_legal_status(folder: Path, entries: Mapping[str, Any]) -> list[Notice]:
    """Write the table of legal status where region.toml has none; a table that is there is the town's own word and stays.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file cannot be extended.
    """
    path = folder / FILE
    text = path.read_text(encoding="utf-8-sig")
    content = tomllib.loads(text)
    if TABLE in content:
        return [notice("legal_status_kept", file=FILE, field=TABLE)]
    lines = (f"{key} = {value if isinstance(value, int) else _toml(value)}\n" for key, value in entries.items())
    longer = f"{text.rstrip(chr(10))}\n\n[{TABLE}]\n{''.join(lines)}"
    if not _says(longer, {**content, TABLE: dict(entries)}):
        raise RequestError(notice("import_region_not_extended", file=FILE))
    write_whole(path, longer.encode("utf-8"))
    return [notice("legal_status_written", file=FILE, field=TABLE)]


def with_base_year(folder: Path, year: int) -> list[Notice]:
    """Write another year of the people into region.toml, where it can be done without touching anything else.

    Returns
    -------
    list of Notice
        What was changed, or what must be changed by hand.
    """
    path = folder / FILE
    text = path.read_text(encoding="utf-8-sig")
    content = tomllib.loads(text)
    changed, times = re.subn(r"(?m)^(\s*base_year\s*=\s*)\d+", rf"\g<1>{year}", text, count=1)
    before = content.get("base_year")
    if not times or not _says(changed, {**content, "base_year": year}):
        return [notice("import_base_year_by_hand", file=FILE, field="base_year", value=before, year=year)]
    write_whole(path, changed.encode("utf-8"))
    return [notice("import_base_year_changed", file=FILE, field="base_year", value=before, year=year)]


def _with_note(text: str, note: str) -> str:
    """Put a note behind the others, or a line of notes before the first table, leaving all else as it is."""
    listed = re.search(r"^notes\s*=\s*\[", text, flags=re.MULTILINE)
    if listed is None:
        table = re.search(r"^\s*\[", text, flags=re.MULTILINE)
        at = table.start() if table else len(text)
        head = text[:at].rstrip("\n")
        return f"{head}\nnotes = [{_toml(note)}]\n\n{text[at:].lstrip()}"
    expected = [*tomllib.loads(text)["notes"], note]
    for closing in re.finditer(r"\]", text[listed.end() :]):
        at = listed.end() + closing.start()
        head = text[:at].rstrip()
        comma = "" if head.endswith(("[", ",")) else ", "
        longer = f"{head}{comma}{_toml(note)}{text[at:]}"
        if _notes_of(longer) == expected:
            return longer
    return text


def _notes_of(text: str) -> object:
    try:
        return tomllib.loads(text).get("notes")
    except tomllib.TOMLDecodeError:
        return None


def _says(text: str, expected: Mapping[str, object]) -> bool:
    try:
        return tomllib.loads(text) == expected
    except tomllib.TOMLDecodeError:
        return False


def _parts(source: str) -> dict[str, str]:
    values = [p.strip() for p in source.split(",", 2)]
    return {key: value for key, value in zip(("name", "year", "licence"), values, strict=False) if value}


def _source(text: str) -> str:
    return _source_table(_parts(text))


def _source_table(parts: Mapping[str, str]) -> str:
    return "\n[[sources]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in parts.items())


def _toml(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def guess_year(table: pd.DataFrame, preamble: str) -> dict[str, str]:
    """Return of which year the data is: by a column of dates that agree, else by the year in the text above the table."""
    dates = {plain(str(h)): h for h in table.columns if plain(str(h)) in {plain(d) for d in DATE_HEADERS}}
    years = [common_year(cells_of(table[h])) for h in dates.values()] + [common_year(preamble.split("\n")[:1])]
    year = next((y for y in years if y is not None), None)
    return {} if year is None else {"base_year": str(year)}


def guess_region(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the name and code of the municipality from the columns of a census or ministry layer.

    Parameters
    ----------
    columns
        Header → its texts.
    """
    guessed = {}
    for header in ("CITY_NAME", *MUNICIPALITY_NAMES):
        names = set(columns.get(header, ()))
        if len(names) == 1 and "" not in names and "name" not in guessed:
            guessed["name"] = names.pop()
    codes = {p + c for p, c in zip(columns.get("PREF", ()), columns.get("CITY", ()), strict=False)}
    codes = codes or {k[:5] for k in columns.get("KEY_CODE", ())}
    for header in MUNICIPALITY_HEADERS:
        codes = codes or {_five_digits(k) for k in columns.get(header, ()) if re.fullmatch(r"\d{5,6}", k)}
    if len(codes) == 1 and re.fullmatch(r"\d{5}", code := codes.pop()):
        guessed["municipality_code"] = code
    return guessed


def _five_digits(code: str) -> str:
    """Return a municipality's code without its check digit; five digits may be a code of six whose first 0 a spreadsheet took off.

    Examples
    --------
    >>> [_five_digits(code) for code in ("372013", "37201", "13021")]
    ['37201', '37201', '01302']
    """
    six = code.zfill(6)
    rest = sum(int(digit) * weight for digit, weight in zip(six[:5], (6, 5, 4, 3, 2), strict=True)) % 11
    return six[:5] if len(code) == 6 or int(six[5]) == (11 - rest) % 10 else code
