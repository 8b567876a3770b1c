"""What a session holds: the open region, the plan with its undo, the scenario in work; every edit is saved at once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.region.region import Region
from geo.texts.errors import RegionUnreadableError, RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.applied import apply
from plan.file.plan_file import plan_bytes
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.reach import places_of
from plan.scenario.history import History
from plan.scenario.scenario import BASE, Plan
from plan.workspace.saving import look, save
from plan.workspace.store import find_work, note_region, work_path
from plan.workspace.uploads import is_upload_id, upload_folder, uploaded_files
from views.opening import SAMPLES_FOLDER, first_plan, folder_note, noted_folder, open_region, sample_name, samples


def is_open() -> bool:
    """Tell whether the session has a region open."""
    return "history" in st.session_state


def begin() -> None:
    """Open what the address names (work in progress, or a region), else the first sample.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When there is nothing that can be opened.
    """
    if is_open():
        return
    drop = st.query_params.get("drop", "")
    if is_upload_id(drop):
        st.session_state.drop = drop
    work = find_work(st.query_params.get("work", ""))
    if work is not None:
        try:
            open_work(work.id)
            return
        except RegionUnreadableError as problem:
            st.session_state.messages = problem.notices
    known = samples()
    if not known:
        raise RegionUnreadableError([notice("folder_missing", file=str(SAMPLES_FOLDER))])
    asked = st.query_params.get("region", "")
    open_folder(known.get(asked, next(iter(known.values()))))


def open_folder(folder: Path, on_step: Callable[[str], None] | None = None) -> None:
    """Open a region folder with the plan that it begins with.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When it cannot be opened; the session keeps what it had.
    """
    region = open_region(folder, on_step)
    plan, scenario_id = first_plan(region)
    _start(folder, plan, scenario_id, work_id=None)
    if sample_name(folder) is None:
        _save()  # the address can name samples and saved work only, and a reload shall find this folder again


def open_work(work_id: str) -> None:
    """Open a piece of work from the store.

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
    _start(folder, work.plan, scenario_id, work_id=work_id)
    st.session_state.restored = True


def open_plan(plan: Plan) -> None:
    """Open a plan file on the region that is open, as a step that can be undone."""
    do(lambda _: plan)
    st.session_state.scenario = plan.scenarios[0].id if plan.scenarios else BASE


def _start(folder: Path, plan: Plan, scenario_id: str, *, work_id: str | None) -> None:
    state = st.session_state
    state.folder = str(folder)
    state.history = History(plan)
    state.scenario = scenario_id
    state.work = work_id
    state.saved = look(work_path(work_id)) if work_id else None
    state.selected = None
    state.chosen_hub = None
    state.fly_to = None
    state.restored = False
    state.setdefault("messages", ())


def region() -> Region:
    """Give the open region, as its files were when the page was last drawn whole: a click waits for no look at files."""
    state = st.session_state
    folder, found = state.get("region seen", ("", None))
    if found is None or folder != state.folder:
        found = open_region(Path(state.folder))
        state["region seen"] = (state.folder, found)
    return found


def look_again() -> None:
    """Look at the region's files.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When the folder is gone.
    """
    st.session_state.pop("region seen", None)
    region()


def plan() -> Plan:
    """Give the plan as it is now."""
    history: History = st.session_state.history
    return history.present


def scenario_names() -> dict[str, str]:
    """Give the names of the plan's scenarios by id, in the order of the screen."""
    return {s.id: s.name for s in plan().scenarios}


def scenario_id() -> str:
    """Give the id of the scenario in work; ``baseline`` when it is gone."""
    known = [s.id for s in plan().scenarios]
    return st.session_state.scenario if st.session_state.scenario in known else (known[0] if known else BASE)


def evaluation(of: str | None = None) -> Evaluation:
    """Measure a scenario, the one in work where none is named; until it is edited, what was reckoned from it stays known."""
    wanted = of if of is not None else scenario_id()
    made: _Measured = st.session_state.get("measured", {})
    standing = {i: known for i, known in made.items() if _same(known[0], _basis(i))}
    if wanted not in standing:
        standing[wanted] = (_basis(wanted), evaluate(apply(region(), plan(), wanted)))
    st.session_state.measured = standing
    return standing[wanted][1]


_Basis = tuple[Region, Plan | None]
_Measured = dict[str, tuple[_Basis, Evaluation]]


def _basis(of: str) -> _Basis:
    """Give what the evaluation of a scenario rests on; no plan changes the present."""
    return region(), None if of == BASE else plan()


def _same(one: _Basis, other: _Basis) -> bool:
    """Tell whether two are the very same things: comparing what they hold would take longer than measuring anew."""
    return one[0] is other[0] and one[1] is other[1]


def do(edit: Callable[[Plan], Plan]) -> None:
    """Make an edit and save it."""
    _become(st.session_state.history.doing(edit(plan())))


def undo() -> None:
    """Go one step back."""
    _become(st.session_state.history.undone())


def redo() -> None:
    """Go one step forward again."""
    _become(st.session_state.history.redone())


def _become(history: History) -> None:
    if history is not st.session_state.history:
        st.session_state.history = history
        _save()


def _save() -> None:
    state = st.session_state
    try:
        if state.work is None:
            new = secrets.token_hex(6)
            state.saved = look(work_path(new))
            state.work = new
        note_region(state.work, folder_note(Path(state.folder)))
        state.saved, notices = save(state.saved, plan_bytes(plan()))
    except RequestError as problem:
        notices = list(problem.notices)
    state.messages = (*state.messages, *notices)
    write_address()


def write_address() -> None:
    """Put what is open into the page's address, so that a reload finds it again."""
    address = {"region": sample_name(Path(st.session_state.folder)) or "own", "scenario": scenario_id()}
    if st.session_state.work:
        address["work"] = st.session_state.work
    if st.session_state.get("drop") and uploaded_files(upload_folder(st.session_state.drop)):
        address["drop"] = st.session_state.drop  # files that wait to be imported
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)


def redraw() -> None:
    """Draw again what an edit has changed: the fragment, or the page where the whole page is being drawn."""
    context = get_script_run_ctx()
    st.rerun(scope="fragment" if context is not None and context.fragment_ids_this_run else "app")


def take_messages() -> tuple[Notice, ...]:
    """Take the messages that wait to be shown."""
    messages = tuple(st.session_state.get("messages", ()))
    st.session_state.messages = ()
    return messages


def select_village(village_id: str | None, *, fly: bool = False) -> None:
    """Select a village everywhere: ringed on the map, marked in lists."""
    st.session_state.selected = village_id
    if village_id is not None and fly:
        (st.session_state.fly_to,) = places_of(region().villages.loc[[village_id]])


def selected_village() -> str | None:
    """Give the selected village, None when there is none in this region."""
    chosen = st.session_state.selected
    return chosen if chosen in region().villages.index else None


def taken_ids() -> set[str]:
    """List the ids of the region that no hub may bear."""
    here = region()
    return {str(i) for table in (here.villages, here.facilities, here.sites) for i in table.index}
