"""What is to be imported, as it was put together on the page, and in which order it is done."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from importing.columns.kind_names import order_of
from importing.region_files.report import ImportOptions


@dataclass(frozen=True)
class ImportJob:
    """An import of one file as one kind.

    Parameters
    ----------
    id
        Names the use on the page.
    path
        The file.
    kind
        ``villages``, ``zone:landslide`` …; empty to leave it out.
    columns
        Column of the region's file and header, where the guess was changed by hand.
    clip, margin_km
        Keep what lies around the shapes of this file.
    crs
        Coordinate system to believe.
    places, dissolve, only, category, join_gaps_m, set_population, count_kind, foreigners, stops, days, first_day, last_day, replace
        As in `importing.region_files.report.ImportOptions`.
    source
        「名前,年,利用条件」.
    """

    id: str
    path: Path
    kind: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    clip: Path | None = None
    margin_km: float = 10.0
    crs: str | None = None
    places: tuple[Path, ...] = ()
    dissolve: bool = False
    only: tuple[str, ...] = ()
    category: str | None = None
    join_gaps_m: float | None = None
    set_population: bool = False
    count_kind: str = ""
    foreigners: str = ""
    stops: tuple[Path, ...] = ()
    days: tuple[str, ...] = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    replace: bool = False
    source: str = ""


@dataclass(frozen=True)
class AboutRegion:
    """What a new region is to be called, where its files don't say it or say it wrongly.

    Parameters
    ----------
    name, municipality_code, base_year
        None leaves it to the files.
    notes
        Shown on every page.
    """

    name: str | None = None
    municipality_code: str | None = None
    base_year: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportBatch:
    """One call of `importing.run.import_files`."""

    kind: str
    files: tuple[Path, ...]
    columns: tuple[tuple[str, str], ...]
    clip: Path | None
    margin_km: float
    crs: str | None
    options: ImportOptions


def batches_of(jobs: Iterable[ImportJob], about: AboutRegion, on: datetime.date) -> list[ImportBatch]:
    """Put jobs in order: villages first, zones last; files of one kind with the same settings are read together.

    Parameters
    ----------
    jobs
        Those without a kind are left out.
    about
        What the region is to be called; given to the first job, which makes it.
    on
        The day, by which timetables are out of date or not.

    Examples
    --------
    >>> jobs = [ImportJob("1", Path("a.shp"), "zone:flood"), ImportJob("2", Path("b.csv"), "villages"), ImportJob("3", Path("c.shp"), "zone:flood")]
    >>> [(batch.kind, [f.name for f in batch.files]) for batch in batches_of(jobs, AboutRegion(), datetime.date(2026, 4, 1))]
    [('villages', ['b.csv']), ('zone:flood', ['a.shp', 'c.shp'])]
    """
    groups: dict[ImportJob, list[ImportJob]] = {}
    for job in jobs:
        if job.kind:
            groups.setdefault(replace(job, id="", path=Path()), []).append(job)
    ordered = sorted(groups.values(), key=lambda same: order_of(same[0].kind))
    batches = [_batch(same, AboutRegion() if number else about, on) for number, same in enumerate(ordered)]
    return _replacing_once(batches)


def _batch(same: list[ImportJob], about: AboutRegion, on: datetime.date) -> ImportBatch:
    job = same[0]
    options = ImportOptions(
        replace=job.replace,
        dissolve=job.dissolve,
        places=job.places,
        only=job.only,
        category=job.category,
        join_gaps_m=job.join_gaps_m,
        set_population=job.set_population,
        count_kind=job.count_kind,
        foreigners=job.foreigners,
        stops=job.stops,
        days=job.days,
        first_day=job.first_day,
        last_day=job.last_day,
        region_name=about.name,
        municipality_code=about.municipality_code,
        base_year=about.base_year,
        notes=about.notes,
        sources=(job.source,) if job.source else (),
        on=on,
    )
    return ImportBatch(job.kind, tuple(w.path for w in same), job.columns, job.clip, job.margin_km, job.crs, options)


def _replacing_once(batches: list[ImportBatch]) -> list[ImportBatch]:
    """Let only the first job of a kind replace: the next ones would take away what the first has just brought."""
    seen: set[str] = set()
    kept = []
    for batch in batches:
        again = batch.kind in seen and batch.options.replace
        kept.append(replace(batch, options=replace(batch.options, replace=False)) if again else batch)
        seen.add(batch.kind)
    return kept
