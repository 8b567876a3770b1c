"""拠点: click, drag or pick candidate sites, and see at once who gains and who is left out."""

from __future__ import annotations

import streamlit as st

from geo.texts.notices import Notice
from layers.map_component.first_map import first_map
from layers.map_component.map_component import answer_events
from plan.overview.comparison import assumption_notices
from plan.reach.evaluation import Evaluation
from plan.reach.hub_warnings import hub_warnings, stop_warnings
from plan.reach.travel_modes import TravelMode
from plan.reach.usual_week import week_notices
from plan.scenario.scenario import BASE
from views import session
from views.figures import show_answer, show_figures, show_messages
from views.first_use.five_steps import HUB_TAB, PAPER, WHO, offer_first_scenario, show_steps
from views.first_use.steps import HUBS
from views.first_use.tour import follow_tour
from views.frame import follow_scenarios, pick_scenario, pick_year, search_village, tell_waiting
from views.hubs.answer import hub_answer, hub_figures
from views.hubs.editor import show_hubs
from views.hubs.hand_over import show_files
from views.hubs.map import FACILITIES, SITES, show_hub_map
from views.hubs.map_events import answer, show_tools
from views.hubs.next_hub import pick_next_hub
from views.hubs.panel import CHANGES, VILLAGES, show_changes, show_services, show_villages
from views.lists import read_selection
from views.map_options import COLOUR, offer_bands, offer_links, offer_online_tiles
from views.map_parts import COLOURS, outings_to_hubs
from views.papers.plan_papers import show_plan_papers
from views.present.buses import has_buses
from views.present.outings import outing_figures, outing_sentence, pick_outing_to_hubs, show_astray
from views.projection.remember import layer_by, remembering
from views.scenario_menu import scenario_menu
from views.tabs import map_first, show_tabs
from views.travel_mode import chosen_mode, pick_mode

MAP = "hubs"


def page() -> None:
    """Draw the page; a session's first map comes before what stands in the sidebar, where nobody can have chosen anything yet."""
    has_map = first_map().is_over
    if has_map:
        _side()
    tell_waiting()
    if not session.plan().scenarios:
        offer_first_scenario("拠点をどこに置くか")
    else:
        _table(session.scenario_names())
    if not has_map:
        _side()


def _side() -> None:
    with st.sidebar:
        pick_scenario()
        pick_year()
        scenario_menu()
        # Everything here stands beside the present: what cannot be known of that is not on offer.
        pick_mode(session.evaluation(BASE))
        colours = [c for c in COLOURS if c != "outings" or has_buses(session.evaluation())]
        if st.selectbox("集落の色", colours, format_func=lambda c: COLOURS[c], key=COLOUR.key) == "outings":
            pick_outing_to_hubs(session.evaluation())
        search_village()
        with st.expander("地図に出すもの"):
            offer_bands("車と徒歩のときに出ます。バスでは路線と停留所が出ます。")
            pick_next_hub(session.evaluation(), chosen_mode(session.evaluation(BASE)))
            offer_links()
            st.checkbox("施設", value=FACILITIES.first, key=FACILITIES.key)
            st.checkbox("候補地", value=SITES.first, key=SITES.key)
            offer_online_tiles()


@st.fragment
def _table(known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    for key in (CHANGES, VILLAGES):
        read_selection(key)
    answer_events(
        MAP, remembering("hubs", lambda: layer_by(COLOUR.value, chosen_mode(session.evaluation(BASE))), answer)
    )
    follow_tour(HUBS)
    current, baseline = session.evaluation(), session.evaluation(BASE)
    mode = chosen_mode(baseline)
    by_outings = COLOUR.value == "outings" and not current.effective.hubs.empty
    found = outings_to_hubs(current) if by_outings else None
    question = "誰が、バスで拠点へ行って帰れるか" if found else "誰が、どこへ、何分で行けるか"
    year = current.effective.year
    sentence = outing_sentence(current, found) if found else hub_answer(current, baseline, mode)
    show_answer(question, sentence, year=year)
    show_steps()
    with st.container(key="hub-messages"):
        # Always there: what comes and goes above the map would make the browser draw the map anew.
        show_messages(session.take_messages())
    left, right = st.columns([2, 1], gap="small")
    with left:
        show_tools()
        show_hub_map(MAP, current, baseline, mode)
    with right:
        show_figures(outing_figures(current, found) if found else hub_figures(current, baseline, mode), year=year)
        if found:
            show_astray(current, found)
        map_first()
        show_messages(_warnings(baseline, current, with_week=mode == "bus" or found is not None), fold=True)
        with st.container(key="hub-side"):
            _tabs(baseline, current, mode)


def _warnings(baseline: Evaluation, current: Evaluation, *, with_week: bool) -> list[Notice]:
    """Return what is to be minded, that of the hub in hand first."""
    effective, chosen = current.effective, session.opened().chosen_hub
    found = [
        *effective.notices,
        *assumption_notices((baseline, current)),
        *hub_warnings(effective.region, effective.roads, effective.hubs),
        *stop_warnings(effective),
        *(week_notices([effective]) if with_week else []),
    ]
    if chosen not in effective.hubs.index:
        return found
    name = f"「{effective.hubs['name'].astype(str)[str(chosen)]}」"
    return sorted(found, key=lambda one: name not in one.message)


def _tabs(baseline: Evaluation, current: Evaluation, mode: TravelMode) -> None:
    """Draw the open tab only: a click on the map shall not wait for what nobody sees."""
    contents = {
        WHO: lambda: show_changes(baseline, current, mode),
        "拠点": lambda: show_hubs(current, mode),
        "サービス": lambda: show_services(baseline, current, mode),
        "集落": lambda: show_villages(current, mode),
        PAPER: lambda: show_plan_papers(baseline, current, mode, key=MAP),
        "書き出し": lambda: show_files(current),
    }
    show_tabs(contents, key=HUB_TAB.key)
