"""The map of the evening: where marks lie thick, and from which villages few have come."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from hall.facilitator.attendance import Attendance
from hall.facilitator.heat import heat, is_mark
from layers.features.heat import heat as heat_parts
from layers.map_component.map_component import Display, show_map
from layers.style.colours import NO_VALUE, SEQUENTIAL, Classes, Measure, Swatch
from plan.scenario.scenario import BASE
from views import session
from views.figures import plain
from views.hall import meeting
from views.hall.missing import who_came
from views.map_parts import hub_parts, village_parts
from views.opening import map_files
from views.widget_state import Widget

CAME = Measure(
    "came",
    "住む人のうち来た人",
    "%",
    Classes(
        breaks=(1e-9, 5, 10, 20),
        swatches=(
            Swatch("まだ声を聞いていない", "#8A3600"),
            Swatch("5%未満", SEQUENTIAL[0]),
            Swatch("5%以上", SEQUENTIAL[2]),
            Swatch("10%以上", SEQUENTIAL[4]),
            Swatch("20%以上", SEQUENTIAL[6]),
        ),
        missing=Swatch("住む人がいない", NO_VALUE, hatched=True),
        upper_closed=False,
    ),
)
"""Villages by the share of their people who came."""

_ALL = "どの印も"
_KIND: Widget[str | None] = Widget("hall-mark-kind", _ALL)


def show_marks() -> None:
    """Draw the map."""
    with meeting.opened() as store:
        shown = [a for a in store.answers() if is_mark(a) and not a.hidden]
        kinds = list(dict.fromkeys(o for q in store.questions() if q.kind in ("pin", "line") for o in q.options))
    kind = st.pills("印", [_ALL, *kinds], default=_ALL, format_func=plain, key=_KIND.key, label_visibility="collapsed")
    cells = heat(session.region(), [a for a in shown if kind in (None, _ALL, a.content["kind"])])
    today = session.evaluation_of_today(BASE)
    came = who_came()
    most = f"いちばん重なった所に {cells[0].marks}つ" if cells else "印はまだ一つもありません"
    st.caption(
        f"{plain(most)}。家のそばの印も、250m四方の重なりだけを見せます。茶色の集落からは、まだだれも来ていません。"
    )
    parts = [
        *village_parts(CAME, share_came(came), today, about=("", ""), symbols=("hubs",)),
        *hub_parts(today, "walk", chosen=None, draggable=False, with_links=False),
        *heat_parts([(cell.lat, cell.lon, cell.marks) for cell in cells], "印の重なり（250m四方）"),
    ]
    show_map("hall-marks", map_files(session.region()), parts, Display(height="calc(100vh - 16rem)"))


def share_came(came: Attendance) -> pd.Series:
    """Return for each village how many of its people came, in per cent; NaN where nobody lives."""
    people = session.region().villages["population"].astype(float)
    persons = (
        pd.Series(came.by_village, dtype=float).reindex(people.index.astype(str)).fillna(0.0).set_axis(people.index)
    )
    return persons / people.where(people > 0) * 100
