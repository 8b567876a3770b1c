"""車両・運行者: the class of vehicle, who runs the line, how long it stands at the ends, where the vehicle sleeps."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.reference.assumptions import known_assumptions
from network.operations.cost import VEHICLE_CLASSES
from network.services.bus_service import BusService
from network.services.service_terms import Depot
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.services.edits import set_parts
from views.editing import edit_button
from views.routes.state import here

_AS_IS, _NONE = "as-is", "none"


def show_vehicle(current: Evaluation, own: BusService) -> None:
    """Draw the form."""
    places = _places(current, own)
    with st.form(f"vehicle-{own.id}-{hash(own)}", border=False):
        classes = list(dict.fromkeys([*VEHICLE_CLASSES, own.vehicle.vehicle_class]))
        kind = st.selectbox("車種", classes, index=classes.index(own.vehicle.vehicle_class), format_func=class_label)
        operator = st.text_input("運行する人・会社", own.operator, placeholder="町直営、〇〇交通、NPO など")
        layover = st.number_input(
            "折返しの時間（分）",
            0,
            120,
            None if own.layover_min is None else int(own.layover_min),
            placeholder="前提の値",
        )
        depot = st.selectbox(
            "車庫", list(places), index=0, format_func=lambda i: places[i][0], help="回送と、予約制乗合の出発の所です"
        )

        def change(plan: Plan) -> Plan:
            where = own.depot if depot == _AS_IS else places[depot][1]
            vehicle = replace(own.vehicle, vehicle_class=kind)
            return set_parts(
                plan, *here(), vehicle=vehicle, operator=operator.strip(), layover_min=layover, depot=where
            )

        edit_button(
            "この車両・運行者にする", change, type="primary", draw=st.form_submit_button, key=f"vehicle-take-{own.id}"
        )


def class_label(vehicle_class: str) -> str:
    """Name a class of vehicle as the reference table does; its own word where it is none of those."""
    known = known_assumptions().get(f"contract_hour_{vehicle_class}_yen")
    return vehicle_class if known is None else known.name.split("の委託料")[0]


def _places(current: Evaluation, own: BusService) -> dict[str, tuple[str, Depot | None]]:
    """List where a vehicle can sleep: as it is, nowhere, at a stop of the line, a facility or a hub."""
    found: dict[str, tuple[str, Depot | None]] = {}
    if own.depot is not None:
        found[_AS_IS] = (f"{own.depot.name or '地図の上の所'}（今のまま）", own.depot)
    found[_NONE] = ("決めない（回送は数えません）", None)
    found |= {f"stop {s.stop_id}": (f"{s.name}（停留所）", Depot(s.name, s.lat, s.lon)) for s in own.stops}
    for title, table in (("拠点", current.effective.hubs), ("施設", current.effective.facilities)):
        for place, name, lat, lon in table[["name", "lat", "lon"]].itertuples(name=None):
            found[f"{title} {place}"] = (f"{name}（{title}）", Depot(str(name), float(lat), float(lon)))
    return found
