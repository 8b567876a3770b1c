"""What a session holds: the open region, the plan with its undo, the scenario in work; all of it in one typed object."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import streamlit as st

from geo.region.region import Region
from geo.texts.errors import RegionUnreadableError, RequestError
from geo.texts.messages import notice, text
from geo.texts.notices import Notice
from layers.map_component.map_component import answering
from plan.file.plan_file import check_readable, plan_bytes
from plan.future.in_year.region_in_year import years_on_offer
from plan.reach.evaluation import Evaluation, evaluation_of
from plan.reach.reach import places_of
from plan.scenario.history import History
from plan.scenario.scenario import BASE, Plan, Scenario
from plan.workspace.first_use import first_use
from plan.workspace.saving import Saved, look, save
from plan.workspace.store import (
    find_work,
    home_notices,
    missing_work_notices,
    note_region,
    sweep_store,
    work_id_of,
    work_path,
)
from views.opening import SAMPLES_FOLDER, first_plan, folder_note, noted_folder, open_region, sample_name, samples
from views.session_state import OpenWork, Session

_KEY = "session"


def current() -> Session:
    """Return what this session holds; it begins empty."""
    held: Session = st.session_state.setdefault(_KEY, Session())
    return held


def opened() -> OpenWork:
    """Return the work that is open, which there is from the first page on."""
    work = current().opened
    assert work is not None
    return work


def is_open() -> bool:
    """Return whether the session has a region open."""
    return current().opened is not None


def begin() -> None:
    """Open what the address names (work in progress, or a region), else the first sample.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When there is nothing that can be opened.
    """
    if is_open():
        return
    sweep_store()
    current().wall.is_presenter = st.query_params.get("presenter") == "1"
    tell(home_notices())
    _begin_first_use()
    drop = st.query_params.get("drop", "")
    if drop:
        from plan.workspace.uploads import is_upload_id  # brings all that imports need, which few sessions do

        if is_upload_id(drop):
            current().importing.drop = drop
    work = find_work(st.query_params.get("work", ""))
    if work is not None:
        try:
            open_work(work.id)
            opened().year = _asked_year()
            return
        except RegionUnreadableError as problem:
            tell(problem.notices)
    else:
        tell(missing_work_notices(st.query_params.get("work", "")))
    known = samples()
    if not known:
        raise RegionUnreadableError([notice("folder_missing", file=str(SAMPLES_FOLDER))])
    asked = st.query_params.get("region", "")
    open_folder(known.get(asked, next(iter(known.values()))))
    opened().year = _asked_year()


def _begin_first_use() -> None:
    """Read how far the first use has come; an address that names something was written by somebody who is past the first opening."""
    known, tour = first_use(), current().tour
    tour.left = known.step
    tour.is_first_opening = not known.is_over and not st.query_params.to_dict()


def open_folder(folder: Path, on_step: Callable[[str], None] | None = None) -> None:
    """Open a region folder with the plan that it begins with.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When it cannot be opened; the session keeps what it had.
    """
    plan, scenario_id = first_plan(open_region(folder, on_step))
    current().opened = OpenWork(folder, History(plan), scenario_id)
    if sample_name(folder) is None:
        _save()  # the address can name samples and saved work only, and a reload shall find this folder again


def open_work(work_id: str) -> None:
    """Open a piece of work that was saved.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When its region is gone.
    """
    work = find_work(work_id)
    if work is None:
        return
    folder = noted_folder(work.region_folder)
    open_region(folder)
    wanted = st.query_params.get("scenario", "")
    ids = [s.id for s in work.plan.scenarios]
    scenario_id = wanted if wanted in ids else (ids[0] if ids else BASE)
    # What stands in for a file that cannot be read is not what is saved.
    saved_at_s = None if work.notices else work.saved_at_s
    current().opened = OpenWork(
        folder, History(work.plan), scenario_id, work_id, work.saved, saved_at_s, was_saved=True
    )
    tell(work.notices)


def region() -> Region:
    """Return the open region, as its files were when the page was last drawn whole: a click waits for no look at files."""
    work = opened()
    if work.region is None:
        work.region = open_region(work.folder)
    return work.region


def look_again() -> None:
    """Look at the region's files.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When the folder is gone.
    """
    opened().region = None
    region()


def plan() -> Plan:
    """Return the plan as it is now."""
    return opened().history.present


def scenario_names() -> dict[str, str]:
    """Return the names of the plan's scenarios by id, in the order of the screen."""
    return {s.id: s.name for s in plan().scenarios}


def scenario_id() -> str:
    """Return the id of the scenario in work; when it is gone the one before it, else the first; ``base`` without any."""
    known, work = [s.id for s in plan().scenarios], opened()
    return next((i for i in (work.scenario, work.scenario_before) if i in known), known[0] if known else BASE)


def choose_scenario(chosen: str) -> None:
    """Work at a scenario from now on; when it is undone, the one of before comes back."""
    work = opened()
    work.scenario, work.scenario_before = chosen, scenario_id()


def evaluation(of: str | None = None) -> Evaluation:
    """Evaluate a scenario, the one in work where none is named, with the people of the chosen year.

    As long as nothing in it changes, what was reckoned stays known. Where the scenario's people of the year cannot be projected,
    that is told, and the base year is counted again.
    """
    wanted, work = of if of is not None else scenario_id(), opened()
    standing = {i: kept for i, kept in work.evaluations.items() if _stands(i, *kept)}
    if wanted not in standing:
        try:
            known = evaluation_of(region(), plan(), wanted, work.year)
        except RequestError as problem:
            if work.year is None:
                raise
            tell(problem.notices)
            work.year, standing = None, {}
            known = evaluation_of(region(), plan(), wanted)
        standing[wanted] = (_line(wanted), known)
    work.evaluations = standing
    return standing[wanted][1]


def evaluation_of_today(of: str | None = None) -> Evaluation:
    """Evaluate a scenario, the one in work where none is named, with the people of the base year, whatever year is chosen.

    What is projected begins there.
    """
    return evaluation_of(region(), plan(), of if of is not None else scenario_id())


def year() -> int | None:
    """Return the year whose people are counted; None for the base year, and before a region is open."""
    work = current().opened
    return None if work is None else work.year


def choose_year(chosen: int | None) -> None:
    """Count the people of a year from now on; None: those of the base year."""
    opened().year, opened().year_was_chosen = chosen, True
    write_address()


def years() -> tuple[tuple[int, ...], tuple[Notice, ...]]:
    """Return the years after the base year whose people can be counted, and what is missing where there are none."""
    return years_on_offer(region())


def _asked_year() -> int | None:
    """Return the year that the address names, where its people can be counted."""
    word = st.query_params.get("year", "")
    if not word.isdecimal():
        return None
    known, _ = years()
    return int(word) if known and region().base_year < int(word) <= known[-1] else None


def _line(of: str) -> tuple[Scenario, ...]:
    """Return the scenarios whose edits hold; no plan changes the present."""
    return () if of == BASE else plan().ancestry(of)


def _stands(of: str, line: tuple[Scenario, ...], known: Evaluation) -> bool:
    """Return whether an evaluation is still about what there is: equal files, equal edits."""
    there = of == BASE or of in scenario_names()
    same = known.effective.region.as_read == region() and known.effective.year == opened().year
    return there and same and line == _line(of)


def become(history: History) -> None:
    """Take over the plan after a step that changed it, and save it.

    Streamlit may break the run off wherever it is asked for something: everything is gathered first, then saved, then set
    in one go, and with it the event on the map or the button that asked for it counts as answered.
    """
    held, event, work = current(), answering(), opened()
    with work.lock:
        if history is work.history:
            held.answered()
            return
        refused = _refused(history.present)
        if refused:
            held.messages = (*held.messages, *refused)
            event.done()
            held.answered()
            return
        saved, saved_at_s, notices = _saved(work, history)
        work.history, work.saved, work.work_id, work.saved_at_s = history, saved, _id_of(saved), saved_at_s
        held.messages = (*held.messages, *notices)
        event.done()
        held.answered()
    write_address()


def _refused(plan: Plan) -> tuple[Notice, ...]:
    """Return why a plan could not be read again if it were saved; nothing where it can."""
    try:
        check_readable(plan)
    except RequestError as problem:
        return problem.notices
    except UnicodeEncodeError:
        return (notice("plan_unreadable", reason=text("entry_letter_unwritable", {})),)
    return ()


def _saved(work: OpenWork, history: History) -> tuple[Saved | None, float | None, list[Notice]]:
    """Save a plan without asking Streamlit for anything; what is on disk then, since when, and what is to be told."""
    try:
        saved = work.saved or look(work_path(secrets.token_hex(6)))
        note_region(work_id_of(saved), folder_note(work.folder))
        saved, notices = save(saved, plan_bytes(history.present))
    except RequestError as problem:
        return work.saved, None, list(problem.notices)
    return saved, time.time(), notices


def _save() -> None:
    """Save the work as it is."""
    held, work = current(), opened()
    saved, saved_at_s, notices = _saved(work, work.history)
    work.saved, work.work_id, work.saved_at_s = saved, _id_of(saved), saved_at_s
    held.messages = (*held.messages, *notices)
    write_address()


def _id_of(saved: Saved | None) -> str | None:
    return None if saved is None else work_id_of(saved)


def write_address() -> None:
    """Put what is open into the page's address, so that a reload finds it again."""
    work, drop = opened(), current().importing.drop
    address = {"region": sample_name(work.folder) or "own", "scenario": scenario_id()}
    if work.work_id:
        address["work"] = work.work_id
    if work.year is not None:
        address["year"] = str(work.year)
    if current().wall.is_presenter:
        address["presenter"] = "1"
    if drop:
        from plan.workspace.uploads import upload_folder, uploaded_files  # as above

        if uploaded_files(upload_folder(drop)):
            address["drop"] = drop  # files that wait to be imported
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)


def tell(notices: Iterable[Notice]) -> None:
    """Let messages wait to be shown where the page shows them."""
    held = current()
    held.messages = (*held.messages, *notices)


def take_messages() -> tuple[Notice, ...]:
    """Take the messages that wait to be shown, the newest first."""
    held = current()
    messages, held.messages = held.messages, ()
    return messages[::-1]


def select_village(village_id: str | None, *, fly: bool = False) -> None:
    """Select a village everywhere: ringed on the map, marked in lists."""
    work = opened()
    work.selected_village = village_id
    if village_id is not None and fly:
        (work.fly_to,) = places_of(region().villages.loc[[village_id]])


def selected_village() -> str | None:
    """Return the selected village, None when there is none in this region."""
    chosen = opened().selected_village
    return chosen if chosen in region().villages.index else None


def taken_ids() -> set[str]:
    """List the ids of the region that no hub may bear."""
    here = region()
    return {str(i) for table in (here.villages, here.facilities, here.sites) for i in table.index}
