"""Answers of residents from the table of a survey: a row for each answer and purpose, or questions on each purpose side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from geo.region.tables.survey import COLUMNS, FILE, MOST_TRIPS_PER_WEEK
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.amounts import amount_of
from importing.cells.counts import plain
from importing.columns.guess_columns import known_headers, require
from importing.columns.kinds import ImportKind
from importing.office_tables.office_table import OfficeTable, read_office_table
from importing.office_tables.personal import HIDDEN, is_personal, looks_like_address, without_contacts
from importing.office_tables.place_names import PlaceNames, place_names
from importing.office_tables.survey_vocabulary import age_group_of, means_of, purpose_of, trips_per_week
from importing.region_files.keyed_rows import TableImport, matched_headers, put_rows, total_rows

KIND = ImportKind("wishes")
_ASPECTS = (
    ("trips_per_week", r"頻度|回数|何回|どのくらい|日数"),
    ("means", r"手段|乗り物|何で|交通|移動方法"),
    ("destination", r"行き?先|場所|目的地|どこ|店名|病院名|施設名|先$"),
)
_SEVERAL = re.compile(r"[、,;；\n]")
_LONGEST_HEADING = 24


@dataclass
class _Tally:
    """What was decided about words, counted so that it can be said once."""

    frequencies: dict[str, float] = field(default_factory=dict)
    unknown: dict[str, Counter[str]] = field(default_factory=dict)
    several: int = 0
    hidden: int = 0

    def not_known(self, column: str, text: str) -> None:
        """Count words that mean nothing here."""
        self.unknown.setdefault(column, Counter())[text] += 1


def import_survey(
    files: Sequence[Path],
    folder: Path,
    given: Mapping[str, str],
    *,
    start_anew: bool = False,
    step: Callable[[str], None],
) -> TableImport:
    """Put the answers of some surveys into wishes.csv.

    Parameters
    ----------
    files
        CSV or workbooks.
    folder
        The region; names of villages, facilities and sites are held against its tables.
    given
        Column of wishes.csv → header, as the user gave it.
    start_anew
        Whether the rows so far are left out; else those of the same survey (`source`) are replaced together.
    step
        Called with what is being done.

    Raises
    ------
    geo.texts.errors.RequestError
        When nothing can be imported.

    Notes
    -----
    Columns that tell who a person is are not copied, nor is the number that an answer had in the file; telephone numbers and
    mail addresses in free text are hidden, and an age becomes its ten years.
    """
    done = TableImport()
    names = place_names(folder)
    rows: list[dict[str, str]] = []
    for path in files:
        step(f"{path.name} を読んでいます")
        table, notices = read_office_table(path, known_headers(KIND), _is_heading)
        done.notices += notices
        tally = _Tally()
        found, matched, notices = _answers(table, given, names, tally)
        done.notices += [*notices, *_notices(tally, table.file)]
        done.rows_read += len(table.rows)
        done.matched, done.encoding = done.matched or matched, done.encoding or table.encoding
        rows += [{**row, "source": row.get("source") or path.stem} for row in found]
    if not rows:
        raise RequestError(
            *(n for n in done.notices if n.severity != "info"), notice("import_nothing_left", file=files[0].name)
        )
    frame = pd.DataFrame(rows, dtype=object)
    step(f"{FILE} を書いています")
    done.notices += put_rows(folder / FILE, COLUMNS, frame, ("source",), start_anew=start_anew)
    done.rows_kept = len(frame)
    return done


def _is_heading(text: str) -> bool:
    if is_personal(text):
        return True
    return len(text) <= _LONGEST_HEADING and (purpose_of(text) is not None or _aspect(text) is not None)


def _aspect(text: str) -> str | None:
    return next((aspect for aspect, pattern in _ASPECTS if re.search(pattern, text)), None)


def questions_side_by_side(headers: Sequence[str]) -> dict[str, dict[str, int]]:
    """Find the questions on each purpose that stand side by side: purpose → what is asked → position.

    Examples
    --------
    >>> questions_side_by_side(["年代", "通院の頻度", "通院／手段", "買物の行き先"])
    {'clinic': {'trips_per_week': 1, 'means': 2}, 'shopping': {'destination': 3}}
    """
    found: dict[str, dict[str, int]] = {}
    for position, header in enumerate(headers):
        lower = header.split("／")[-1]
        aspect, purpose = _aspect(lower) or _aspect(header), purpose_of(header)
        if aspect is not None and purpose is not None and not is_personal(header):
            found.setdefault(purpose, {}).setdefault(aspect, position)
    return found


def _answers(
    table: OfficeTable, given: Mapping[str, str], names: PlaceNames, tally: _Tally
) -> tuple[list[dict[str, str]], dict[str, str], list[Notice]]:
    blocks = {} if "purpose" in given else questions_side_by_side(table.headers)
    asked = {position for block in blocks.values() for position in block.values()}
    personal = [h for h in table.headers if h and is_personal(h)]
    own = [h for i, h in enumerate(table.headers) if h and i not in asked and h not in personal]
    # Who saw the lower row of headers only may have named one of the questions side by side by it.
    lower = {part for position in asked for part in table.headers[position].split("／")} - set(own)
    wanted = {c: h for c, h in given.items() if h not in personal and h not in lower}
    matched, notices = matched_headers(KIND, own, wanted, table.file)
    if personal:
        notices.append(notice("import_personal_left", file=table.file, columns="、".join(personal)))
    if not blocks:
        require(matched, ("purpose",), own, table.file)
    columns = {c: table.column(h) for c, h in matched.items()}
    labels = [
        [line[p] for c, p in columns.items() if c in ("answer_id", "village_id", "district")] for _, line in table.rows
    ]
    numbers: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    for (row_number, line), total in zip(table.rows, total_rows(labels), strict=True):
        if total:
            continue
        cells = {c: line[p] for c, p in columns.items()}
        number = cells.get("answer_id") or f"row {row_number}"
        shared = _person(cells, names, tally) | {"answer_id": numbers.setdefault(number, f"{len(numbers) + 1:04d}")}
        asked_here = [
            (purpose, {aspect: line[p] for aspect, p in block.items()})
            for purpose, block in blocks.items()
            if any(line[p] for p in block.values())
        ] or ([(_purpose(cells["purpose"], tally), cells)] if cells.get("purpose") else [])
        if not asked_here and shared["wish"]:
            asked_here = [("other", {})]
        for place, (purpose, answer) in enumerate(asked_here):
            free_text = {"wish": shared["wish"] if place == 0 else ""}
            rows.append({**shared, **free_text, "purpose": purpose, **_outing(answer, names, tally)})
    if any(r["wish"] for r in rows):
        notices.append(notice("wishes_texts", file=FILE, field="wish"))
    lost = {r["village_words"] for r in rows} - {""}
    if lost:
        found = short_list(sorted(lost))
        notices.append(notice("wishes_villages_unknown", file=table.file, count=len(lost), names=found))
    return rows, matched, notices


def _person(cells: Mapping[str, str], names: PlaceNames, tally: _Tally) -> dict[str, str]:
    """Return what is kept of who answered: village or district, age group, weight, free text."""
    village_cell, district = cells.get("village_id", ""), cells.get("district", "")
    village_id = names.village(village_cell) or names.village(district)
    lost = "" if village_id or not village_cell else village_cell
    district = district or lost
    if looks_like_address(district):
        tally.hidden += 1
        district, lost = "", ""
    weight = amount_of(cells.get("weight", "") or "1")
    free_text = without_contacts(cells.get("wish", ""))
    tally.hidden += HIDDEN in free_text and HIDDEN not in cells.get("wish", "")
    return {
        "village_id": village_id,
        "district": without_contacts(district),
        "age_group": age_group_of(cells.get("age_group", "")),
        "weight": f"{weight:.10g}" if weight is not None and weight >= 0 else "1",
        "wish": free_text,
        "source": cells.get("source", ""),
        "village_words": lost,
    }


def _purpose(text: str, tally: _Tally) -> str:
    first, *others = [w for w in _SEVERAL.split(text) if w.strip()] or [text]
    tally.several += bool(others)
    purpose = purpose_of(first)
    if purpose is None:
        tally.not_known("purpose", text)
    return purpose or "other"


def _outing(answer: Mapping[str, str], names: PlaceNames, tally: _Tally) -> dict[str, str]:
    """Turn the words of one outing into those of wishes.csv."""
    means, often, place = (answer.get(a, "") for a in ("means", "trips_per_week", "destination"))
    first, *others = [w for w in _SEVERAL.split(means) if w.strip()] or [""]
    tally.several += bool(others)
    known = means_of(first) if first else ""
    if known is None:
        tally.not_known("means", means)
        known = "" if plain(first).isdigit() else "other"
    trips = trips_per_week(often) if often else None
    if often and (trips is None or trips > MOST_TRIPS_PER_WEEK):
        tally.not_known("trips_per_week", often)
        trips = None
    elif often and trips is not None:
        tally.frequencies.setdefault(often, trips)
    place = without_contacts(place)
    return {
        "means": known or "",
        "trips_per_week": "" if trips is None else f"{trips:.10g}",
        "destination": place,
        "destination_id": names.place(place),
    }


def _notices(tally: _Tally, file: str) -> list[Notice]:
    notices = []
    if tally.frequencies:
        text = short_list([f"{w}＝{v:g}" for w, v in tally.frequencies.items() if plain(w) != plain(f"{v:g}")])
        if text:
            notices.append(notice("wishes_frequencies", file=file, words=text))
    for column, unknown in tally.unknown.items():
        text = short_list([f"{w}（{n}件）" for w, n in unknown.most_common()])
        notices.append(notice("wishes_words_unknown", file=file, field=column, words=text))
    if tally.several:
        notices.append(notice("wishes_several", file=file, count=tally.several))
    if tally.hidden:
        notices.append(notice("wishes_hidden", file=file, count=tally.hidden))
    return notices
