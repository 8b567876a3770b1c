"""What one session holds, typed: the work that is open, what is chosen on each page, what waits to be told.

Values of widgets are not here: Streamlit holds those, and `views.widget_state` reads them.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from geo.region.region import Region
    from geo.texts.notices import Notice
    from importing.recognise.recognise import Recognised
    from layers.hall.shared_wall import SharedWall
    from plan.bus_design.run import DesignRun
    from plan.on_demand.day import OnDemandQuestion
    from plan.overview.indicator_years_run import IndicatorYearsRun
    from plan.reach.evaluation import Evaluation
    from plan.scenario.history import History
    from plan.scenario.scenario import Plan, Scenario
    from plan.services.bus_riders import Riders
    from plan.services.timetable_grid import Cell
    from plan.siting.run import SitingRun
    from plan.workspace.import_jobs import ImportJob
    from plan.workspace.import_run import ImportRun, Outcome
    from plan.workspace.saving import Saved
    from reports.documents.bundle_run import BundleRun
    from reports.printed.sheet_run import SheetRun


@dataclass
class OpenWork:
    """A region that is open, with the plan that is worked at; opening another one begins a new one.

    Parameters
    ----------
    folder
        The region's.
    history
        The plan with its undo.
    scenario
        Id of the scenario that was chosen; it may have been deleted since.
    scenario_before
        Id of the one that was in work before it.
    work_id, saved
        Where the plan is saved, and what was saved last; None before the first edit.
    saved_at_s
        When the plan as it is was saved (seconds since 1970); None where it is not.
    was_saved
        Whether to tell that earlier work was opened.
    selected_village, chosen_hub
        Ids, or None.
    fly_to
        Where maps move to, as lat, lon.
    region
        As its files were when the page was last drawn whole; None where they are to be looked at.
    year
        Whose people are counted; None: those of the base year.
    year_was_chosen
        Whether anybody chose it, be it the base year; until then 将来 shows a year to come.
    evaluations
        The evaluations in use, by scenario id, each with the scenarios that it is about.
    versions
        The earlier versions that are listed, by file and time: the plan, None where it cannot be read, and why not.
    lock
        Held from reading the plan until its edit stands: a run that is being broken off may still be at an edit.
    """

    folder: Path
    history: History
    scenario: str
    work_id: str | None = None
    saved: Saved | None = None
    saved_at_s: float | None = None
    was_saved: bool = False
    selected_village: str | None = None
    chosen_hub: str | None = None
    scenario_before: str = ""
    fly_to: tuple[float, float] | None = None
    year_was_chosen: bool = False
    region: Region | None = None
    year: int | None = None
    evaluations: dict[str, tuple[tuple[Scenario, ...], Evaluation]] = field(default_factory=dict)
    versions: dict[tuple[Path, float], tuple[Plan | None, tuple[Notice, ...]]] = field(default_factory=dict)
    lock: AbstractContextManager[Any] = field(default_factory=threading.RLock, repr=False, compare=False)


@dataclass
class ImportState:
    """Files to import.

    Parameters
    ----------
    is_shown
        Whether the page shows them rather than the region; None before that was decided.
    drop
        Id of the folder that they are kept in.
    drop_number
        Counts the drop zones: each is emptied by a new one.
    looked_at
        What each file was taken for, with the files' names, sizes and times then.
    jobs, shown_job
        What is to be imported by id, and whose settings are shown.
    answers
        What was written about the region that is to be made, by field.
    run, outcome
        The import on its way, and how the latest one ended.
    """

    is_shown: bool | None = None
    drop: str | None = None
    drop_number: int = 0
    looked_at: tuple[Hashable, list[Recognised]] | None = None
    jobs: dict[str, ImportJob] = field(default_factory=dict)
    shown_job: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    run: ImportRun | None = None
    outcome: Outcome | None = None


@dataclass
class LandState:
    """What is chosen among spheres and areas.

    Parameters
    ----------
    area
        Id of the chosen hub area or conservation area.
    flagged
        Where a rule is not met, as GeoJSON.
    proposal_notes
        What the last drafts mean, and the id of their scenario.
    redraws_sphere
        Whether the ground of the chosen sphere is drawn anew.
    """

    area: str | None = None
    flagged: str | None = None
    proposal_notes: tuple[str, list[str]] = ("", [])
    redraws_sphere: bool = False


@dataclass
class TimetableGrid:
    """The grid that the browser was given, to which it holds what is written as differences.

    Parameters
    ----------
    of
        BusService and direction.
    number
        Of the widget.
    given
        The grid that it was given.
    expected
        The grid with what was written since.
    """

    of: tuple[str, int]
    number: int
    given: pd.DataFrame
    expected: pd.DataFrame


@dataclass(frozen=True)
class OnDemandAnswer:
    """A simulated day of rides on request, with the question, the scenario and the year's people that it holds for."""

    question: OnDemandQuestion
    scenario: Scenario
    year: int | None
    document: dict[str, Any] | None
    notices: tuple[Notice, ...]


@dataclass
class RoutesState:
    """What is chosen and known on the page of routes.

    Parameters
    ----------
    service, stop
        Ids of what is worked at.
    tabs
        The labels of the tabs that were drawn last.
    grid
        The timetable that is written in.
    unread_cells
        What was written there and could not be taken, by service.
    riders
        The last estimate of riders: region and scenario, the plan that it was made for, and itself.
    on_demand
        The last simulated day.
    design
        The bus system that is being designed, or was last, with the scenario that it is for.
    """

    service: str | None = None
    stop: str | None = None
    tabs: list[str] | None = None
    grid: TimetableGrid | None = None
    unread_cells: dict[str, dict[Cell, str]] = field(default_factory=dict)
    riders: tuple[tuple[str, str], Plan, Riders] | None = None
    on_demand: OnDemandAnswer | None = None
    design: tuple[str, DesignRun] | None = None


@dataclass
class SearchState:
    """The search for hubs.

    Parameters
    ----------
    run
        The search that runs or ran, with what it rests on.
    shown
        Which set the map shows: ``best``, ``number`` (of hubs) or ``other``, and its number.
    picked_number
        The number of hubs that was picked last.
    adopted
        Id of the scenario that was just made of a set, to be told.
    """

    run: tuple[Hashable, SitingRun] | None = None
    shown: tuple[str, int] = ("best", 0)
    picked_number: int | None = None
    adopted: str | None = None


@dataclass
class WallState:
    """What a window knows of the wall of a hall.

    Parameters
    ----------
    is_presenter
        Whether it is the presenter's own: the next scene and the notes instead of the wall.
    drawn
        What its wall was drawn from last: a tool that has changed something draws it anew.
    own, own_of
        Its own wall, as long as the work is not saved, and the work that it is of.
    worded
        Id of the scene of the running order that is in hand, wherever it is moved to; empty before one is taken.
    moved_evening
        Where the evening that is in hand was moved to just now, or None.
    """

    is_presenter: bool = False
    drawn: Hashable = None
    own: SharedWall | None = None
    own_of: OpenWork | None = None
    worded: str = ""
    moved_evening: int | None = None


@dataclass
class TourState:
    """How far the first use has come.

    Parameters
    ----------
    is_first_opening
        Whether nobody has ever chosen how to begin on this machine.
    step
        Id of the step of the guided tour that is next; empty while nobody walks it.
    left
        Id of the step at which it is taken up; empty where it was never begun, or was walked to its end.
    before
        What the step counts, as it was when it began.
    """

    is_first_opening: bool = False
    step: str = ""
    left: str = ""
    before: int = 0


@dataclass
class Session:
    """All that one session holds.

    Parameters
    ----------
    opened
        The work that is open; None only before the first page is drawn.
    messages
        What waits to be told.
    declined_earlier_work
        Whether earlier work was offered and not wanted.
    searched_village
        What the search for a village found last.
    read_file
        Id of the uploaded plan file that was read.
    shown_rows
        Of each list of villages: the village that was selected when it was drawn, and its rows.
    widget_values
        Values of widgets that outlive a visit to another page, by key.
    facility
        Id of the facility that is edited.
    stretch
        The list of stretches and which of its rows was picked.
    sheets
        Village sheets in one file, on their way or made.
    documents
        Documents of a scenario, on their way or made.
    target_curves
        A target's indicator of the present by year, on its way; None while none is.
    year_curves
        Indicators by year, on their way or counted.
    presses, pressed
        Keys of the buttons whose edits do not stand yet, and the one whose edit is being made.
    importing, land, routes, search, wall, tour
        What single pages hold, and the guided tour.
    """

    opened: OpenWork | None = None
    messages: tuple[Notice, ...] = ()
    declined_earlier_work: bool = False
    searched_village: str | None = None
    read_file: str | None = None
    shown_rows: dict[str, tuple[str | None, list[str]]] = field(default_factory=dict)
    widget_values: dict[str, Any] = field(default_factory=dict)
    facility: str | None = None
    stretch: tuple[str, int | None] | None = None
    sheets: SheetRun | None = None
    documents: BundleRun | None = None
    year_curves: IndicatorYearsRun | None = None
    target_curves: IndicatorYearsRun | None = None
    presses: set[str] = field(default_factory=set)
    pressed: str | None = None
    importing: ImportState = field(default_factory=ImportState)
    land: LandState = field(default_factory=LandState)
    routes: RoutesState = field(default_factory=RoutesState)
    search: SearchState = field(default_factory=SearchState)
    wall: WallState = field(default_factory=WallState)
    tour: TourState = field(default_factory=TourState)

    def answered(self) -> None:
        """Take the button whose edit was being made for answered: the edit stands, or was refused in words."""
        if self.pressed is not None:
            self.presses.discard(self.pressed)
            self.pressed = None
