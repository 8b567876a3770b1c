"""Plan files: the same plan, the same bytes; nothing lost; what is broken is said in Japanese."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon

from network.services.bus_service import BusService
from plan.file import plan_file
from plan.file.codec import write
from plan.file.json_text import json_text, parse
from plan.file.plan_file import PlanUnreadableError, check_readable, open_plan, plan_bytes, read_plan
from plan.scenario.budget import Budget
from plan.scenario.drawn_areas import HubArea, Sphere
from plan.scenario.scenario import FacilityEdit, FeedRoute, Hub, Plan, RoadEdit, Scenario
from tests.plan.plans import plans
from tests.plan.random_texts import anything
from tests.small_region import small_plan

ROOT = Path(__file__).resolve().parents[3]
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def content(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(small_plan()), **changes}


def as_bytes(value: object) -> bytes:
    return json.dumps(value).encode()


def refusal(raw: bytes) -> str:
    """The message of the error that reading must raise."""
    with pytest.raises(PlanUnreadableError) as caught:
        read_plan(raw, "案.plan.json")
    message = str(caught.value)
    assert message.startswith("案.plan.json")
    assert JAPANESE.search(message.removeprefix("案.plan.json"))
    assert [n.severity for n in caught.value.notices] == ["error"]
    return message


@given(plans())
def test_writing_reading_and_writing_gives_the_same_bytes(plan: Plan) -> None:
    once = plan_bytes(plan)
    assert plan_bytes(read_plan(once)) == once
    check_readable(plan)
    # Written part by part as in one.
    assert once == f"{json_text({**write(plan), 'format_version': 1})}\n".encode()


@given(plans())
def test_nothing_but_decimals_of_shapes_is_lost(plan: Plan) -> None:
    once = read_plan(plan_bytes(plan))
    assert read_plan(plan_bytes(once)) == once
    assert [(s.id, s.name, s.based_on, s.roads, s.facilities, s.assumptions) for s in once.scenarios] == [
        (s.id, s.name, s.based_on, s.roads, s.facilities, s.assumptions) for s in plan.scenarios
    ]
    assert [[(h.id, h.lat, h.lon, h.services) for h in s.hubs] for s in once.scenarios] == [
        [(h.id, h.lat, h.lon, h.services) for h in s.hubs] for s in plan.scenarios
    ]
    assert (once.last_numbers, once.region_id) == (plan.last_numbers, plan.region_id)


@given(plans())
def test_keys_are_sorted_at_every_level(plan: Plan) -> None:
    def look(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [k for k, _ in pairs]
        assert keys == sorted(keys)
        return dict(pairs)

    json.loads(plan_bytes(plan), object_pairs_hook=look)


def outcome(what: Callable[[], object]) -> str:
    """How reading ends: the words of the refusal, or none."""
    try:
        what()
    except (PlanUnreadableError, UnicodeEncodeError) as problem:
        return f"{type(problem).__name__} {problem}"
    return ""


EXAMPLE = open_plan(ROOT / "sample_regions" / "okuyama" / "example.plan.json")
HOLDERS: dict[str, Callable[[Plan, str], Plan]] = {
    "plan": lambda plan, word: replace(plan, unknown_fields={"x": {"y": [word]}}),
    "scenario": lambda plan, word: _with_first(plan, name=word),
    "another room": lambda plan, word: _with_first(plan, unknown_fields={"later": {word: 1}}),
    "hub": lambda plan, word: _with_first(plan, hubs=(Hub("h1", word, 33, 135),)),
    "facility": lambda plan, word: _with_first(plan, facilities=(FacilityEdit(f"f{word}", "close"),)),
    "road": lambda plan, word: _with_first(plan, roads=(RoadEdit("close", (("1", "2", 0),), word),)),
    "line": lambda plan, word: _with_first(plan, services=(BusService("b1", f"線{word}", "fixed"),)),
    "route": lambda plan, word: _with_first(plan, dropped_routes=(FeedRoute("gtfs", word),)),
    "sphere": lambda plan, word: _with_first(plan, spheres=(Sphere("h1", (word,), None),)),
}


def _with_first(plan: Plan, **changes: Any) -> Plan:
    scenarios = plan.scenarios or (Scenario("s1", "案"),)
    return replace(plan, scenarios=(replace(scenarios[0], **changes), *scenarios[1:]))


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("word", ["谷", "\x00", "\x1b", "\x7f", "\ud800"])
def test_a_plan_is_refused_part_by_part_as_it_is_in_one(holder: str, word: str) -> None:
    edited = HOLDERS[holder](EXAMPLE, word)
    refused = outcome(lambda: read_plan(plan_bytes(edited)))
    assert outcome(lambda: check_readable(edited)) == refused
    assert bool(refused) == (word != "谷")


@pytest.mark.parametrize("levels", [54, 55, 56, 57, 58, 59, 60, 61, 62])
def test_how_deep_a_part_may_be_does_not_depend_on_who_reads_it(levels: int) -> None:
    deep: Any = "x"
    for _ in range(levels):
        deep = [deep]
    edited = _with_first(Plan("r", "f"), hubs=(Hub("h1", "拠点", 33, 135, unknown_fields={"memo": deep}),))
    refused = outcome(lambda: read_plan(plan_bytes(edited)))
    assert outcome(lambda: check_readable(edited)) == refused
    assert bool(refused) == (levels >= 59)


def test_after_an_edit_only_what_it_changed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = EXAMPLE
    check_readable(plan)
    seen: list[int] = []

    def noted(content: bytes) -> Any:
        seen.append(len(content))
        return parse(content)

    monkeypatch.setattr(plan_file, "parse", noted)
    hub, *others = plan.scenarios[-1].hubs
    moved = replace(plan.scenarios[-1], hubs=(replace(hub, lat=hub.lat + 0.001), *others))
    check_readable(replace(plan, scenarios=(*plan.scenarios[:-1], moved)))
    assert 0 < sum(seen) < len(plan_bytes(plan)) / 10


def test_coordinates_have_six_decimals_and_other_numbers_all_of_theirs() -> None:
    area = HubArea("a1", Polygon([(1 / 3, 2 / 3), (1, 0), (0, 0)]))
    hub = Hub("h1", "拠点", 100 / 3, 400 / 3, areas=(area,))
    scenario = Scenario("s1", "案", hubs=(hub,), budget=Budget(unknown_fields={"share": 1 / 3}))
    written = json.loads(plan_bytes(Plan("r", "f", (scenario,))))["scenarios"][0]
    assert (written["hubs"][0]["lat"], written["hubs"][0]["lon"]) == (33.333333, 133.333333)
    assert written["hubs"][0]["areas"][0]["coordinates"][0][0] == [0.333333, 0.666667]
    assert written["budget"]["share"] == 1 / 3


def test_the_file_has_the_keys_of_the_contract_and_no_more() -> None:
    hub = Hub("h1", "拠点", 33, 135)
    written = json.loads(plan_bytes(Plan("r", "f", (Scenario("s1", "案", hubs=(hub,)),))))
    assert set(written) == {"format_version", "region", "scenarios"}
    assert set(written["scenarios"][0]) == {
        "id", "name", "based_on", "hubs", "facilities", "roads", "services", "spheres", "conservation_areas",
        "assumptions", "procedure", "organisation", "budget",
    }  # fmt: skip
    assert set(written["scenarios"][0]["hubs"][0]) == {
        "id", "name", "site_id", "lat", "lon", "services", "facilities", "areas",
    }  # fmt: skip


def test_what_others_wrote_is_carried_at_every_level() -> None:
    raw = content(later="x")
    scenario = raw["scenarios"][1]
    drawn = {"type": "Polygon", "coordinates": [[[135.0, 33.0], [135.1, 33.0], [135.0, 33.1], [135.0, 33.0]]]}
    scenario["spheres"] = [{"hub_id": "h1", "villages": ["v1"], "area": drawn}]
    scenario["conservation_areas"] = [{"id": "c1", "name": "谷の田", "area": drawn}]
    scenario["hubs"][0]["areas"] = [{**drawn, "id": "a1"}]
    areas = (scenario["spheres"][0], scenario["conservation_areas"][0], scenario["hubs"][0]["areas"][0])
    for thing in (scenario, scenario["hubs"][0], scenario["facilities"][0], scenario["roads"][0], *areas):
        thing["memo"] = {"by": "だれか"}
    scenario["hubs"][0]["facilities"] = [{"category": "medical", "name": "医", "status": "new", "memo": 1}]
    written = json.loads(plan_bytes(read_plan(as_bytes(raw))))
    again = written["scenarios"][1]
    assert written["later"] == "x"
    for key in ("spheres", "conservation_areas"):
        assert again[key] == scenario[key]
    assert again["hubs"][0]["areas"] == scenario["hubs"][0]["areas"]
    for thing in (again, again["hubs"][0], again["facilities"][0], again["roads"][0]):
        assert thing["memo"] == {"by": "だれか"}
    assert again["hubs"][0]["facilities"][0]["memo"] == 1


def test_older_versions_are_upgraded_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_file, "FORMAT_VERSION", 3)
    monkeypatch.setitem(plan_file.UPGRADES, 1, lambda raw: {**raw, "format_version": 2, "a": 1})
    monkeypatch.setitem(plan_file.UPGRADES, 2, lambda raw: {**raw, "format_version": 3, "b": raw["a"] + 1})
    assert dict(read_plan(as_bytes(content())).unknown_fields) == {"a": 1, "b": 2}


@given(anything)
def test_no_json_whatever_raises_anything_else(value: object) -> None:
    refusal(as_bytes(value))


@given(st.data())
def test_no_value_anywhere_raises_anything_else(data: st.DataObject) -> None:
    raw = content()
    thing: Any = raw
    while True:
        keys = list(thing) if isinstance(thing, dict) else list(range(len(thing)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(thing[key], dict | list) or not thing[key] or data.draw(st.booleans()):
            break
        thing = thing[key]
    thing[key] = data.draw(anything)
    try:
        plan = read_plan(as_bytes(raw), "案.plan.json")
    except PlanUnreadableError:
        refusal(as_bytes(raw))
    else:
        assert plan_bytes(read_plan(plan_bytes(plan))) == plan_bytes(plan)


@given(st.binary(max_size=40))
def test_no_bytes_whatever_raise_anything_else(raw: bytes) -> None:
    refusal(raw)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "1行目の1文字目"),
        (b'{"a": \n nope}', "2行目の2文字目"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b"[" * 100_000, "入れ子が深すぎます"),
        (b'{"x": ' + b"[" * 90 + b"]" * 90 + b"}", "入れ子が深すぎます"),
        (b'{"x": NaN}', "NaN"),
        (b'{"x": -Infinity}', "-Infinity"),
        (b'{"x": 1e999}', "1e999"),
        (b'{"x": ' + b"9" * 5000 + b"}", "長すぎる数"),
        (b'{"x": "\\ud800"}', "サロゲート"),
        (b'{"\\udc00": 1}', "サロゲート"),
        (b"[1, 2]", "の形ではありません"),
        (b"{}", "format_version がありません"),
    ],
    ids=["empty", "broken", "utf-16", "endless", "deep", "nan", "infinity", "overflow", "long", "letter", "key",
         "list", "no version"],
)  # fmt: skip
def test_what_is_no_plan_is_said(raw: bytes, message: str) -> None:
    assert message in refusal(raw)


def test_a_file_with_a_mark_is_read() -> None:
    assert read_plan(b"\xef\xbb\xbf" + as_bytes(content())).region_id == "tameshi"


@pytest.mark.parametrize("version", [0, 2, 99, 1.5, -1])
def test_an_unknown_version_is_named(version: float) -> None:
    assert f"（{version:g}）" in refusal(as_bytes(content(format_version=version)))


def changed(path: list[str | int], value: object) -> bytes:
    raw: Any = content()
    thing = raw
    for key in path[:-1]:
        thing = thing[key]
    if value is None:
        del thing[path[-1]]
    else:
        thing[path[-1]] = value
    return as_bytes(raw)


def ring(corners: object = ((0, 0), (1, 0), (0, 1))) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [corners]}


def two_spheres(first: str, second: str) -> list[dict[str, object]]:
    return [{"hub_id": "h1", "villages": [first]}, {"hub_id": "h2", "villages": [second]}]


FIRST_HUB: list[str | int] = ["scenarios", 0, "hubs", 0]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (changed(["region"], None), "region がありません"),
        (changed(["region"], "x"), "region が {…} の形ではありません"),
        (changed(["region", "fingerprint"], 5), "fingerprint が文字ではありません"),
        (changed(["scenarios"], None), "scenarios がありません"),
        (changed(["scenarios"], "abc"), "scenarios が […] の形ではありません"),
        (changed(["scenarios"], [5]), "scenarios の 1番目 が {…} の形ではありません"),
        (changed(["scenarios", 0, "id"], "base"), "id「base」は使えません"),
        (changed(["scenarios", 0, "id"], "s2"), "案の id「s2」が重なっています"),
        (changed(["scenarios", 0, "based_on"], "s2"), "めぐって自分に戻ります"),
        (changed(["scenarios", 0, "based_on"], "s9"), "「s9」がありません"),
        (changed(["scenarios", 0, "assumptions"], {"near_min": "x"}), "near_min が数ではありません"),
        (changed(["scenarios", 0, "assumptions"], {"near_min": -1}), "near_min"),
        (changed(["scenarios", 0, "assumptions"], {"nearly_min": 1}), "「nearly_min」という前提は知りません"),
        (changed([*FIRST_HUB, "lat"], None), "案「下野案」の hubs の 1番目の lat がありません"),
        (changed([*FIRST_HUB, "lat"], "33"), "lat が数ではありません"),
        (changed([*FIRST_HUB, "lat"], True), "lat が数ではありません"),
        (changed([*FIRST_HUB, "lat"], 91), "緯度 91.0、経度"),
        (changed([*FIRST_HUB, "lon"], 10**400), "lon の数が大きすぎます"),
        (changed([*FIRST_HUB, "id"], ""), "拠点の id が空です"),
        (changed([*FIRST_HUB, "services"], ["spa"]), "「spa」という生活サービスはありません"),
        (changed([*FIRST_HUB, "services"], [[]]), "services が文字ではありません"),
        (changed([*FIRST_HUB, "areas"], [1]), "areas の 1番目"),
        (changed([*FIRST_HUB, "areas"], [{"type": "Point", "coordinates": [1, 2]}]), "「Point」は Polygon では"),
        (changed([*FIRST_HUB, "areas"], [{"type": "Polygon", "coordinates": []}]), "線の輪の並びではありません"),
        (changed([*FIRST_HUB, "areas"], [ring([1])]), "[経度, 緯度] でないもの"),
        (changed([*FIRST_HUB, "areas"], [ring([[0, 0], [1, True]])]), "[経度, 緯度] でないもの"),
        (changed([*FIRST_HUB, "areas"], [ring([[0, 0], [10**400, 1]])]), "[経度, 緯度] でないもの"),
        (changed([*FIRST_HUB, "areas"], [ring([[0, 0], [1, 1], [0, 0]])]), "3つより少ない角"),
        (changed([*FIRST_HUB, "areas"], [ring([[0, 0], [200, 0], [0, 1]])]), "areas の 1番目：図形が緯度・経度"),
        (changed([*FIRST_HUB, "areas"], [ring([[0, 0], [1, 1], [1, 0], [0, 1]])]), "緯度 0.5、経度 0.5"),
        (changed([*FIRST_HUB, "areas"], [{**ring(), "id": "a1"}] * 2), "地域再生拠点区域の id「a1」が重なっています"),
        (changed(["scenarios", 0, "conservation_areas"], [{"id": "c1", "name": "田"}]), "area がありません"),
        (changed(["scenarios", 0, "conservation_areas"], [{"id": "", "area": ring()}]), "区域の id が空です"),
        (changed(["scenarios", 0, "spheres"], [{"villages": []}]), "spheres の 1番目の hub_id がありません"),
        (
            changed(["scenarios", 0, "spheres"], [{"hub_id": "h1", "area": {**ring(), "type": "MultiPolygon"}}]),
            "[経度, 緯度] でないもの",
        ),
        (
            changed(["scenarios", 0, "spheres"], [{"hub_id": "h1"}, {"hub_id": "h1"}]),
            "集落生活圏の拠点「h1」が重なって",
        ),
        (changed(["scenarios", 0, "spheres"], two_spheres("v1", "v1")), "集落生活圏の集落「v1」が重なっています"),
        (changed([*FIRST_HUB, "facilities"], [{"category": []}]), "category が文字ではありません"),
        (changed([*FIRST_HUB, "facilities"], [{"category": "care", "name": "", "status": "x"}]), "「x」は existing"),
        (changed(["scenarios", 1, "hubs", 1, "id"], "h1"), "拠点の id「h1」が重なっています"),
        (changed(["scenarios", 1, "facilities", 0, "change"], "burn"), "施設の変更「burn」"),
        (changed(["scenarios", 1, "facilities", 0, "change"], "move"), "緯度と経度がそろっていません"),
        (changed(["scenarios", 1, "facilities", 0, "lat"], 33), "緯度と経度がそろっていません"),
        (changed(["scenarios", 1, "roads", 0, "change"], "widen"), "道の変更「widen」"),
        (changed(["scenarios", 1, "roads", 0, "edges"], []), "道が一つもありません"),
        (changed(["scenarios", 1, "roads", 0, "edges"], [["n1", "n2"]]), "[始点, 終点, 番号]"),
        (changed(["scenarios", 1, "roads", 0, "edges"], [["n1", "n2", True]]), "[始点, 終点, 番号]"),
        (changed(["scenarios", 1, "roads", 0, "edges"], [["n1", 2, 0]]), "[始点, 終点, 番号]"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(raw: bytes, message: str) -> None:
    assert message in refusal(raw)


def test_areas_written_by_hand_are_numbered_on(tmp_path: Path) -> None:
    raw = content(last_numbers={"a": 4, "c": 7})
    raw["scenarios"][1]["hubs"][0]["areas"] = [ring(), {**ring(), "id": "a9"}]
    raw["scenarios"][1]["hubs"][1]["areas"] = [ring()]
    raw["scenarios"][1]["conservation_areas"] = [{"area": ring()}]
    scenario = read_plan(as_bytes(raw)).scenario("s2")
    assert [[a.id for a in h.areas] for h in scenario.hubs] == [["a10", "a9"], ["a11"]]
    assert [(a.id, a.name) for a in scenario.conservation_areas] == [("c8", "")]


def test_a_file_that_cannot_be_opened_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(PlanUnreadableError, match="フォルダです"):
        open_plan(tmp_path)
    with pytest.raises(PlanUnreadableError, match="見つからない"):
        open_plan(tmp_path / "none.plan.json")
    with pytest.raises(PlanUnreadableError, match="見つからない"):
        open_plan(tmp_path / "a\0b")


def test_each_scenario_is_written_as_it_is_however_alike_others_are() -> None:
    one = Scenario("s1", "案", unknown_fields={"note": True})
    other = Scenario("s1", "案", unknown_fields={"note": 1})
    assert one == other
    first, second = (plan_bytes(Plan("r", "f", (s,))) for s in (one, other))
    assert b'"note": true' in first
    assert b'"note": 1' in second
    assert plan_bytes(Plan("r", "f", (one,))) == first
    both = json.loads(plan_bytes(Plan("r", "f", (one, replace(other, id="s2", name="案\n2")))))
    assert [(s["id"], s["name"]) for s in both["scenarios"]] == [("s1", "案"), ("s2", "案\n2")]
