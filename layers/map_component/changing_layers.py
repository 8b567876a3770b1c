"""All that changes on a map, in the one feature group that streamlit-folium exchanges without redrawing the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import folium
from folium.template import Template

from layers.style.map_part import DEGREE_DECIMALS, Part, script_json

Mode = Literal["look", "place", "close_road", "add_stop", "draw", "edit", "split"]
"""What a click on the map does: nothing by itself, place a hub, pick a road, add a bus stop, draw an area, move the chosen
area's corners, or draw the line that divides it."""


class Changing(folium.FeatureGroup):
    """The parts of a map as one group; the browser redraws only those that differ from what it shows."""

    # streamlit-folium's frame looks the group up under this name.
    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = Kyoten.change({{ this._parent.get_name() }}, {{ this.state }});
        {% if this.tells %}Kyoten.tellDrawn({{ this._parent.get_name() }}, "{{ this.tells }}");{% endif %}
        {% endmacro %}
    """)

    def __init__(self, state: str, *, handed_over: bool = False, tells: str | None = None) -> None:
        super().__init__()
        self._name = "FeatureGroup"
        self.state = state
        self.tells = tells
        self._handed_over = handed_over

    def to_hand_over(self, tells: str | None) -> Changing:
        """Return the group as streamlit-folium takes it: by its template, so that folium needn't read all of it as a template again.

        Parameters
        ----------
        tells
            What the browser is to tell once the map is drawn (`first_map.FirstMap.token`).
        """
        return Changing(self.state, handed_over=True, tells=tells)

    def render(self, **kwargs: Any) -> str:
        """Write the script into the map's own page, unless it is handed over."""
        return "" if self._handed_over else str(super().render(**kwargs))  # type: ignore[no-untyped-call]


def changing(
    parts: Iterable[Part | None],
    *,
    mode: Mode = "look",
    fly_to: tuple[float, float] | None = None,
    hall: bool = False,
    swipe: tuple[str, str] | None = None,
    answered: str | None = None,
) -> Changing:
    """Compose what changes on a map.

    Parameters
    ----------
    parts
        From `villages`, `facilities`, `sites`, `hubs`, `bands`, `closures`, `links`, `legend`; None is passed over.
        The order is of no matter, each has its place above or below the others.
    mode
        What a click does.
    fly_to
        Where the map is to move, once, as lat, lon; the same place again later needs another place between.
    hall
        Whether the map is read from the back of a hall: larger names and legend.
    swipe
        What lies left and right of a handle that people drag; the parts of each side are named by `map_part.on_side`.
    answered
        The event that this drawing answers (`map_events.Reading.seen`); it makes the browser take its ghosts away.

    Raises
    ------
    ValueError
        When two parts draw the same thing.
    """
    drawn = [part for part in parts if part is not None]
    by_name = {part.draws: part.data for part in drawn}
    if len(by_name) != len(drawn):
        raise ValueError(f"each thing is drawn once: {[part.draws for part in drawn]}")
    place = None if fly_to is None else [round(float(degree), DEGREE_DECIMALS) for degree in fly_to]
    state = {"parts": by_name, "mode": mode, "flyTo": place, "hall": hall, "swipe": swipe, "answered": answered}
    return Changing(script_json(state))
