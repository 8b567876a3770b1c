"""Random plans: whatever the types allow, so that nothing that can be planned is lost in a file."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon

from geo.reference.assumptions import Assumptions
from geo.reference.categories import CATEGORIES
from plan.scenario.buildings import Building, BuildingUse
from plan.scenario.carriers.agreements import Decision, Duty, Question, Record, Remark
from plan.scenario.carriers.marks import Mark
from plan.scenario.carriers.organisation import Activity, ConditionNote, Income, Organisation, StepDocument
from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere
from plan.scenario.scenario import BASE, FacilityEdit, FeedRoute, Hub, HubFacility, Plan, RoadEdit, Scenario
from tests.plan.random_services import services
from tests.plan.random_texts import anything, extras, lats, lons, texts

names = texts.filter(lambda w: w not in ("", BASE))
_filled = names.filter(str.strip)
categories = st.sampled_from(list(CATEGORIES))

hub_facilities = st.builds(
    HubFacility, categories, texts, st.sampled_from(["existing", "moved", "new"]), st.none() | names, extras
)
polygons = st.builds(lambda x, y: Polygon([(x, y), (x + 1, y), (x, y + 1)]), st.floats(-170, 170), st.floats(-80, 80))
two_parts = st.builds(
    lambda x, y: MultiPolygon(
        [Polygon([(x, y), (x + 1, y), (x, y + 1)]), Polygon([(x + 2, y), (x + 3, y), (x + 2, y + 1)])]
    ),
    st.floats(-170, 170),
    st.floats(-80, 80),
)
areas = st.builds(HubArea, names, polygons, extras)
conservation_areas = st.builds(ConservationArea, names, texts, polygons, extras)
spheres = st.builds(Sphere, names, st.lists(names, max_size=3).map(tuple), st.none() | polygons | two_parts, extras)
hubs = st.builds(
    Hub,
    names,
    texts,
    lats,
    lons,
    st.none() | names,
    st.lists(categories, max_size=4).map(tuple),
    st.lists(hub_facilities, max_size=2).map(tuple),
    st.lists(areas, max_size=2).map(tuple),
    extras,
)
facility_edits = st.builds(FacilityEdit, names, st.sampled_from(["open", "close"]), unknown_fields=extras) | st.builds(
    FacilityEdit, names, st.just("move"), lats, lons, extras
)
edges = st.lists(st.tuples(texts, texts, st.integers(0, 9)), min_size=1, max_size=3).map(tuple)
road_edits = st.builds(RoadEdit, st.sampled_from(["close", "open"]), edges, texts, extras)
assumptions = st.dictionaries(st.sampled_from(["near_min", "daily_min"]), st.floats(1e-9, 1e9)).map(Assumptions)
other_rooms = st.fixed_dictionaries({}, optional={"spheres": st.lists(anything, max_size=2)})

_amounts = st.none() | st.integers(0, 10**9).map(float)
_activities = st.builds(
    Activity,
    _filled,
    st.sampled_from(["life", "business"]),
    st.lists(texts, max_size=2).map(tuple),
    texts,
    _amounts,
    extras,
)
_incomes = st.builds(Income, st.sampled_from(["grant", "dues", "sales"]), texts, _amounts, extras)
_steps = st.builds(StepDocument, st.sampled_from(["design", "body", "services", "work"]), texts, texts, extras)
_decisions = st.builds(
    Decision, _filled, texts, texts, st.lists(st.builds(Duty, texts, texts, extras), max_size=2).map(tuple), extras
)
_buildings = st.builds(
    Building,
    place_id=names,
    floor_area_m2=_amounts,
    built_year=st.none() | st.integers(1900, 2100),
    subsidised=st.sampled_from(["", "yes", "no"]),
    uses=st.lists(st.builds(BuildingUse, categories, texts, _amounts, extras), max_size=2).map(tuple),
    unknown_fields=extras,
)
organisations = st.builds(
    Organisation,
    name=texts,
    form=st.sampled_from(["", "integrated", "separated"]),
    founded_on=texts,
    volunteers=_amounts,
    activities=st.lists(_activities, max_size=2).map(tuple),
    incomes=st.lists(_incomes, max_size=2).map(tuple),
    steps=st.lists(_steps, max_size=2).map(tuple),
    conditions=st.lists(st.builds(ConditionNote, names, st.just("done"), texts, extras), max_size=2).map(tuple),
    decisions=st.lists(_decisions, max_size=2).map(tuple),
    buildings=st.lists(_buildings, max_size=2).map(tuple),
    unknown_fields=extras,
)
_places = st.tuples(st.floats(-170, 170), st.floats(-80, 80))
_ways = _places.map(lambda at: LineString([at, (at[0] + 1, at[1] + 1), (at[0], at[1] + 2)]))
marks = st.builds(Mark, _places.map(Point) | _ways | polygons, texts, texts, texts, texts, extras)
_counts = st.dictionaries(texts, st.integers(0, 99).map(float), max_size=2)
records = st.builds(
    Record,
    id=names,
    held_on=texts,
    place=texts,
    question=st.none() | st.builds(Question, st.just("choice"), texts, st.lists(texts, max_size=2).map(tuple), extras),
    participants=_amounts,
    counts=_counts,
    remarks=st.lists(st.builds(Remark, texts, texts, extras), max_size=2).map(tuple),
    unknown_fields=extras,
    counts_by_hand=_counts,
    by_village=_counts,
    by_age=_counts,
    marks=st.lists(marks, max_size=2).map(tuple),
)


def _with_own_areas(drawn: list[Hub]) -> tuple[Hub, ...]:
    """Give the areas of all hubs ids that differ."""
    return tuple(
        replace(hub, areas=tuple(replace(a, id=f"a{i}{n}") for n, a in enumerate(hub.areas)))
        for i, hub in enumerate(drawn)
    )


def _apart(drawn: list[Sphere]) -> tuple[Sphere, ...]:
    """Let every village live in one sphere."""
    return tuple(replace(s, villages=tuple(f"{i}-{v}" for v in s.villages)) for i, s in enumerate(drawn))


def _scenario(draw: st.DrawFn, identity: str, earlier: list[str]) -> Scenario:
    return Scenario(
        id=identity,
        name=draw(texts),
        based_on=draw(st.sampled_from([BASE, *earlier])),
        hubs=_with_own_areas(draw(st.lists(hubs, max_size=3, unique_by=lambda h: h.id))),
        facilities=tuple(draw(st.lists(facility_edits, max_size=2))),
        roads=tuple(draw(st.lists(road_edits, max_size=2))),
        services=tuple(draw(st.lists(services(), max_size=1))),
        dropped_routes=tuple(draw(st.lists(st.builds(FeedRoute, texts, texts, extras), max_size=2))),
        assumptions=draw(assumptions),
        spheres=_apart(draw(st.lists(spheres, max_size=2, unique_by=lambda s: s.hub_id))),
        conservation_areas=tuple(draw(st.lists(conservation_areas, max_size=2, unique_by=lambda a: a.id))),
        organisation=draw(organisations),
        unknown_fields={**draw(extras), **draw(other_rooms)},
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with up to three scenarios, some based on others."""
    ids = draw(st.lists(names, max_size=3, unique=True))
    scenarios = tuple(_scenario(draw, identity, ids[:number]) for number, identity in enumerate(ids))
    last = draw(st.dictionaries(st.sampled_from(["s", "h"]), st.integers(1, 99)))
    met = tuple(draw(st.lists(records, max_size=2, unique_by=lambda r: r.id)))
    return Plan(draw(texts), draw(texts), scenarios, last, draw(extras), records=met)
