"""The parts of a map: what they hand to the browser, and that text from data stays text."""

from __future__ import annotations

import json
import math

import folium
import numpy as np
import pandas as pd
import pytest
import streamlit_folium
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon

from layers.features.closures import closures
from layers.features.facilities import facilities
from layers.features.hubs import hubs
from layers.features.isochrones import bands
from layers.features.links import links
from layers.features.sites import sites
from layers.features.villages import ageing_percent, class_counts, villages
from layers.map_component.changing_layers import changing
from layers.style.colours import TIME
from layers.style.legend import legend
from layers.style.map_part import Part, script_json
from tests.layers.fake_region import NASTY, fake_facilities, fake_hubs, fake_sites


@given(
    st.recursive(
        st.text() | st.integers() | st.booleans(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_script_json_reads_back_and_opens_nothing(value):
    text = script_json(value)
    assert json.loads(text) == value
    assert not set("<>&'`_\u2028\u2029") & set(text)
    assert not any(opener in text for opener in ("{{", "{%", "{#"))


def test_script_json_refuses_numbers_that_json_does_not_know():
    with pytest.raises(ValueError, match="JSON"):
        script_json({"minutes": math.inf})


def test_villages_carry_people_class_and_words(region):
    minutes = pd.Series(np.linspace(0, 80, 40), index=region.villages.index)
    minutes.iloc[5] = math.inf
    data = villages(region.villages, TIME, minutes.drop("v007"), mode="車で", selected="v003").data
    assert data["title"] == "最寄りの拠点までの時間（車で）"
    assert data["class"][5] == data["class"][7] == data["hatched"][0] == 7
    assert data["labels"][5] == "道がつながらない"
    assert data["labels"][39] == "80分"
    assert data["people"] == region.villages["population"].tolist()
    assert data["selected"] == "v003"


def test_villages_without_a_measure_are_plain(region):
    data = villages(region.villages).data
    assert set(data["class"]) == {0}
    assert data["hatched"] == []


def test_a_measure_needs_values(region):
    with pytest.raises(ValueError, match="needs values"):
        villages(region.villages, TIME)


def test_class_counts_lose_nobody(region):
    minutes = pd.Series(np.linspace(0, 80, 40), index=region.villages.index)
    minutes.iloc[5] = math.inf
    counts = class_counts(TIME.classes, minutes, region.villages["population"])
    assert len(counts) == len(TIME.classes.all_swatches)
    assert sum(number for number, _ in counts) == 40
    assert sum(people for _, people in counts) == region.villages["population"].sum()
    assert counts[-1] == (1, region.villages["population"].iloc[5])


def test_facilities_show_a_kanji_and_say_when_they_are_closed():
    data = facilities(fake_facilities()).data
    assert data["marks"][:3] == ["医", "店", "交"]
    assert data["status"][:3] == ["open", "closed", "planned"]
    assert set(data["statusLabels"]) == {"closed", "planned"}


def test_sites_tell_what_they_were():
    more = fake_sites().iloc[:2].set_axis(["s8", "s9"]).assign(kind=pd.Series(["工場跡", None], ["s8", "s9"]))
    frame = pd.concat([fake_sites(), more])
    assert sites(frame).data["marks"] == ["校", "役", "道", "工", ""]


def test_hubs_keep_ids_and_the_chosen_one():
    data = hubs(fake_hubs(), chosen="h2", draggable=False).data
    assert (data["ids"], data["chosen"], data["draggable"]) == (["h1", "h2"], "h2", False)


def test_bands_are_drawn_from_the_farthest_to_the_nearest():
    data = bands([(5, Point(137, 35).buffer(0.01)), (30, Point(137, 35).buffer(0.1)), (10, Polygon())], TIME).data
    assert data["colours"] == [TIME.classes.swatches[3].colour, TIME.classes.swatches[0].colour]
    assert [len(shape["coordinates"]) for shape in data["shapes"]] == [1, 1]


def test_links_leave_out_villages_without_a_hub(region):
    assignment = pd.Series({"v001": "h1", "v002": None, "v003": "gone", "no such village": "h1"})
    lines = links(region.villages, fake_hubs(), assignment).data["lines"]
    village, hub = region.villages.loc["v001"], fake_hubs().loc["h1"]
    assert lines == [[[round(place.lat, 6), round(place.lon, 6)] for place in (village, hub)]]


def test_links_of_nobody_are_none(region):
    assert links(region.villages, fake_hubs().iloc[:0], pd.Series(dtype=object)).data["lines"] == []


def test_a_legend_names_measure_mode_day_and_classes():
    counts = [(1, 10)] * 7 + [(0, 0)]
    data = legend(TIME, mode="車で", day="平日", counts=counts, symbols=["sites", "hubs"], note="2020年国勢調査").data
    assert (data["title"], data["about"], data["note"]) == ("最寄りの拠点までの時間", "車で・平日", "2020年国勢調査")
    assert [row["label"] for row in data["rows"]] == [swatch.label for swatch in TIME.classes.swatches]
    assert [symbol for symbol, _ in data["symbols"]] == ["hubs", "sites"]


def test_a_legend_keeps_the_missing_class_where_there_is_one():
    assert legend(TIME).data["rows"][-1]["hatched"]
    assert legend(TIME, counts=[(0, 0)] * 7 + [(2, 30)]).data["rows"][-1]["people"] == 30


def test_a_legend_refuses_a_symbol_that_nobody_draws():
    with pytest.raises(KeyError):
        legend(TIME, symbols=["dragons"])


def test_the_changing_group_reaches_the_browser_unharmed(region):
    """What streamlit-folium would run in the browser holds the data as it was, and no markup or template."""
    group = changing([villages(region.villages), closures([(1, 2, 0)]), None], mode="place", fly_to=(35.1234567, 137))
    script = streamlit_folium._get_feature_group_string(group, folium.Map([35, 137], tiles=None))
    assert "</script" not in script
    call = script.index("Kyoten.change(map_div, ") + len("Kyoten.change(map_div, ")
    state, _ = json.JSONDecoder().raw_decode(script[call:])
    assert state["parts"]["villages"]["names"][0] == NASTY
    assert state["parts"]["closures"]["edges"] == [[1, 2, 0]]
    assert (state["mode"], state["flyTo"]) == ("place", [35.123457, 137.0])


def test_a_map_in_a_file_of_its_own_renders_too(region):
    ground = folium.Map([35, 137], tiles=None)
    changing([villages(region.villages)]).add_to(ground)
    page = ground.get_root().render()
    assert NASTY not in page
    assert "\\u003cscript\\u003e" in page


def test_each_thing_is_drawn_once(region):
    with pytest.raises(ValueError, match="drawn once"):
        changing([Part("links", {}), Part("links", {})])


def test_three_hundred_villages_are_a_small_message(region):
    many = pd.concat([region.villages] * 8).iloc[:300]
    many.index = [f"v{i:03d}" for i in range(300)]
    group = changing([villages(many, TIME, pd.Series(20.0, index=many.index))])
    assert len(group.state) < 30_000


def test_ages_of_few_people_are_told_of_a_count_and_not_of_a_forecast():
    table = pd.DataFrame({"population": [0.0, 9.9, 10.0], "pop_65_over": [0.0, 6.0, 5.0]})
    assert ageing_percent(table).tolist()[1:] == pytest.approx([6 / 9.9 * 100, 50])
    later = ageing_percent(table, year=2045)
    assert later.isna().tolist() == [True, True, False]
    assert later[2] == 50
