"""What is to be imported, as it was put together on the page, and in which order it is done."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from importing.columns.kind_names import order_of
from importing.region_files.report import ImportOptions


@dataclass(frozen=True)
class Wish:
    """One use of one file.

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
    places, dissolve, only, category, set_population, replace
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
    set_population: bool = False
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
class Job:
    """One call of `importing.run.import_files`."""

    kind: str
    files: tuple[Path, ...]
    columns: tuple[tuple[str, str], ...]
    clip: Path | None
    margin_km: float
    crs: str | None
    options: ImportOptions


def jobs_of(wishes: Iterable[Wish], about: AboutRegion, on: datetime.date) -> list[Job]:
    """Put wishes in order: villages first, zones last; files of one kind with the same settings are read together.

    Parameters
    ----------
    wishes
        Those without a kind are left out.
    about
        What the region is to be called; given to the first job, which makes it.
    on
        The day, by which timetables are out of date or not.

    Examples
    --------
    >>> wishes = [Wish("1", Path("a.shp"), "zone:flood"), Wish("2", Path("b.csv"), "villages"), Wish("3", Path("c.shp"), "zone:flood")]
    >>> [(job.kind, [f.name for f in job.files]) for job in jobs_of(wishes, AboutRegion(), datetime.date(2026, 4, 1))]
    [('villages', ['b.csv']), ('zone:flood', ['a.shp', 'c.shp'])]
    """
    groups: dict[Wish, list[Wish]] = {}
    for wish in wishes:
        if wish.kind:
            groups.setdefault(replace(wish, id="", path=Path()), []).append(wish)
    ordered = sorted(groups.values(), key=lambda same: order_of(same[0].kind))
    jobs = [_job(same, AboutRegion() if number else about, on) for number, same in enumerate(ordered)]
    return _replacing_once(jobs)


def _job(same: list[Wish], about: AboutRegion, on: datetime.date) -> Job:
    wish = same[0]
    options = ImportOptions(
        replace=wish.replace,
        dissolve=wish.dissolve,
        places=wish.places,
        only=wish.only,
        category=wish.category,
        set_population=wish.set_population,
        region_name=about.name,
        municipality_code=about.municipality_code,
        base_year=about.base_year,
        notes=about.notes,
        sources=(wish.source,) if wish.source else (),
        on=on,
    )
    return Job(wish.kind, tuple(w.path for w in same), wish.columns, wish.clip, wish.margin_km, wish.crs, options)


def _replacing_once(jobs: list[Job]) -> list[Job]:
    """Let only the first job of a kind replace: the next ones would take away what the first has just brought."""
    seen: set[str] = set()
    kept = []
    for job in jobs:
        again = job.kind in seen and job.options.replace
        kept.append(replace(job, options=replace(job.options, replace=False)) if again else job)
        seen.add(job.kind)
    return kept
