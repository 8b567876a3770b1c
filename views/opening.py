"""Opening a region: the samples that come with the tool, or a folder of one's own, and the plan to begin with."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from geo.region.fingerprint import region_files
from geo.region.region import Region, read_region
from geo.region.region_file import read_region_file
from geo.texts.errors import RegionUnreadableError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from layers.base_map.region_files import RegionFiles, write_region_files
from network.roads.connectivity import connectivity_notices
from plan.applied import road_graph
from plan.file.plan_file import PlanUnreadableError, read_plan
from plan.overview.first_shown import first_shown
from plan.reach.reach import places_of
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import Plan
from plan.workspace.store import store_folder

SAMPLES_FOLDER = Path(__file__).parents[1] / "sample_regions"
FIRST_SAMPLE = "sanson"
EXAMPLE = "example.plan.json"
_SAMPLE = "sample:"


def samples() -> dict[str, Path]:
    """List the sample regions by folder name, the one to open first at the head."""
    found = {p.parent.name: p.parent for p in sorted(SAMPLES_FOLDER.glob("*/region.toml"))}
    return dict(sorted(found.items(), key=lambda item: item[0] != FIRST_SAMPLE))


def sample_name(folder: Path) -> str | None:
    """Name the sample that lies in a folder; None for every other folder, whatever it is called."""
    return folder.name if samples().get(folder.name) == folder else None


def folder_note(folder: Path) -> str:
    """Return the words by which saved work remembers its region: the name of a sample, the path of any other folder."""
    name = sample_name(folder)
    return f"{_SAMPLE}{name}" if name is not None else str(folder)


def noted_folder(note: str) -> Path:
    """Return the folder that saved work remembers, also where Kyoten has been installed elsewhere since."""
    if note.startswith(_SAMPLE):
        return SAMPLES_FOLDER / note.removeprefix(_SAMPLE)
    folder = Path(note)
    # Samples were once remembered by path.
    lost_sample = folder.parent.name == "sample_regions" and not folder.is_dir()
    return samples().get(folder.name, folder) if lost_sample else folder


def folder_named(label: str) -> Path:
    """Find the folder that a user means, `~` for the own home; what cannot be one stays as it was written."""
    written = Path(label.strip().strip('"'))
    try:
        return written.expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        return written


def place_name(folder: Path) -> str:
    """Return what the place in a region folder is called, without reading the region."""
    about, _ = read_region_file(folder)
    return about.name if about is not None else folder.name


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return names, sizes and times of a region's files: enough to know whether it must be read again."""
    states = ((p, p.stat()) for p in region_files(folder))
    return tuple((p.as_posix(), s.st_size, s.st_mtime_ns) for p, s in states)


class _StepListener:
    """Who is told of each step; all are alike, so that what was read for one is there for all."""

    def __init__(self, on_step: Callable[[str], None] | None) -> None:
        self.on_step = on_step

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _StepListener)

    def __hash__(self) -> int:
        return 0


# Streamlit's own cache lets nothing be told on the page while it reads.
@functools.lru_cache(maxsize=6)
def _read(folder: str, stamped: tuple[tuple[str, int, int], ...], teller: _StepListener) -> Region:
    del stamped  # part of the key only: changed files are read again
    return read_region(folder, on_step=teller.on_step, keep_roads=True)


def open_region(folder: Path, on_step: Callable[[str], None] | None = None) -> Region:
    """Read a region, or take it as it was read before if its files are the same.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When it cannot be opened at all.
    """
    try:
        stamped = stamp(folder)
    except (OSError, ValueError) as problem:
        raise RegionUnreadableError([notice("folder_missing", file=str(folder))]) from problem
    return _read(str(folder), stamped, _StepListener(on_step))


@st.cache_resource(max_entries=6, show_spinner=False)
def _map_files(fingerprint: str, _region: Region) -> RegionFiles:
    try:
        return write_region_files(_region, store_folder() / "maps" / fingerprint)
    except OSError:
        # A home that is read-only or full is told when the session begins; maps are drawn all the same.
        return write_region_files(_region, Path(tempfile.mkdtemp(prefix="kyoten-maps-")))


def map_files(region: Region) -> RegionFiles:
    """Write the base-map files of a region, or find them where an earlier run has written them."""
    here = region.as_read  # the map is the same in every year
    return _map_files(here.fingerprint, here)


@st.cache_resource(max_entries=6, show_spinner=False)
def _all_notices(fingerprint: str, _region: Region) -> tuple[Notice, ...]:
    del fingerprint  # the key: equal files, equal notices
    return (*_region.notices, *connectivity_notices(_region, road_graph(_region)))


def all_notices(region: Region) -> tuple[Notice, ...]:
    """Return what was found in a region's files and on its road network."""
    return _all_notices(region.fingerprint, region)


def first_plan(region: Region) -> tuple[Plan, str]:
    """Return the plan that a region opens with: its example, else one scenario with one hub where today's centre is."""
    try:
        plan = read_plan((region.folder / EXAMPLE).read_bytes(), EXAMPLE)
        if plan.region_id == region.id and plan.scenarios:
            return plan, first_shown(region, plan)
    except (OSError, PlanUnreadableError):
        pass  # no usable example: begin with one hub
    plan, scenario_id = add_scenario(Plan(region.id, region.fingerprint), "案1")
    name, lat, lon = _centre(region)
    plan, _ = add_hub(plan, scenario_id, lat, lon, name=name)
    return plan, scenario_id


def _centre(region: Region) -> tuple[str, float, float]:
    for place_id in region.today_hubs:
        table = region.facilities if place_id in region.facilities.index else region.sites
        ((lat, lon),) = places_of(table.loc[[place_id]])
        return str(table.at[place_id, "name"]), lat, lon
    largest = region.villages.sort_values("population", ascending=False, kind="stable").head(1)
    ((lat, lon),) = places_of(largest)
    return f"{largest['name'].iloc[0]}の拠点", lat, lon
