"""A plan file that says everything that a plan file can say, and ways to break it: the same ones at every run."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

Path = tuple[str | int, ...]

TABLES = (
    "assumptions", "targets", "actuals", "counts", "last_numbers", "vacant_houses", "thresholds", "counts_by_hand", "by_village",
    "by_age",
)  # fmt: skip
"""Objects whose keys are values themselves: nobody else's key can stand among them."""


def ring(west: float, south: float, half: float = 0.01) -> dict[str, Any]:
    """A square of land as GeoJSON."""
    east, north = west + 2 * half, south + 2 * half
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [[[round(x, 6), round(y, 6)] for x, y in corners]]}


def _line(*corners: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(corner) for corner in corners]}


def _stops() -> list[dict[str, Any]]:
    return [
        {"stop_id": "p1", "name": "役場前", "lat": 35.0, "lon": 137.0, "reading": "やくばまえ"},
        {"stop_id": "p2", "name": "谷口", "lat": 35.02, "lon": 137.01},
        {"stop_id": "p3", "name": "奥谷", "lat": 35.04, "lon": 137.02},
    ]


def _line_service() -> dict[str, Any]:
    return {
        "id": "b1",
        "name": "谷線",
        "kind": "fixed",
        "stops": _stops(),
        "return_stops": [_stops()[2], _stops()[0]],
        "geometry": _line((137.0, 35.0), (137.01, 35.02), (137.02, 35.04)),
        "return_geometry": _line((137.02, 35.04), (137.0, 35.0)),
        "calendar": {
            "days": ["mon", "thu"], "from": "2026-04-01", "to": "2027-03-31", "except": ["2026-05-05"], "only": [],
            "also": ["2026-05-09"], "pauses": [{"from": "2026-07-21", "to": "2026-08-31"}], "label": "学校のある日",
        },
        "trips": [
            {"id": "t1", "direction": 0, "times_s": [28800, None, 30000], "block": "午前"},
            {"id": "t2", "direction": 1, "times_s": [30600, 32400], "arrivals_s": [30500, 32400]},
        ],
        "vehicle": {"class": "wagon", "seats": 9, "wheelchair": 1, "freight_kg": 50.5},
        "fare_yen": 200,
        "area": None,
        "slots_s": [],
        "free_sections": [{"direction": 0, "from_stop_id": "p1", "to_stop_id": "p3"}],
        "layover_min": 7.5,
        "connections": [{"stop_id": "p1", "to_stop_id": "gtfs:7", "wait_min": 5}],
        "other_runs": [
            {"name": "小学校", "kind": "school", "start_s": 25200, "end_s": 27000, "start_lat": 35.0, "start_lon": 137.0,
             "end_lat": 35.04, "end_lon": 137.02, "km": 6.5},
        ],
        "depot": {"name": "車庫", "lat": 35.001, "lon": 137.001},
        "cost": {"basis": "vehicle_hour", "yen": 4200, "contract": "谷の契約"},
        "freight": [
            {"name": "野菜", "kind": "produce", "from_stop_id": "p3", "to_stop_id": "p1", "count": 3, "kg": 8,
             "ready_s": 28800, "due_s": 43200, "yen": 300},
        ],
        "operator": "町営",
        "reading": "たにせん",
        "source": "gtfs/town:7",
    }  # fmt: skip


def _area_service() -> dict[str, Any]:
    return {
        "id": "b2", "name": "予約の乗合", "kind": "on_demand", "stops": [], "geometry": None, "trips": [],
        "calendar": {"days": ["tue"], "from": None, "to": None, "except": [], "only": []},
        "vehicle": {"class": "sedan", "seats": None, "wheelchair": 0, "freight_kg": 0}, "fare_yen": None,
        "area": ring(137.0, 35.0, 0.03), "slots_s": [28800, 32400], "offers": "送迎",
        "voucher": {"persons": 40, "per_year": 24, "yen": 500, "used_share": 0.6},
    }  # fmt: skip


def _works() -> dict[str, Any]:
    return {
        "builder": "描いた町", "plot": ring(137.02, 35.0, 0.001), "land_m2": 900.0, "farmland_m2": 100.5, "from": "2027-04",
        "to": "2028-03",
    }  # fmt: skip


def _budget() -> dict[str, Any]:
    return {
        "first_year": 2027,
        "items": [
            {"name": "拠点の改修", "part": "hub", "kind": "investment", "yen": 30000000, "from": 2027,
             "grants": [{"name": "交付金", "share_percent": 50, "cap_yen": 12000000}]},
            {"name": "空調", "part": "hub", "kind": "replacement", "yen": 900000.5, "from": 2030, "to": 2036, "every_years": 5},
        ],
        "businesses": [
            {"name": "店", "villages": ["v1"], "spend_yen": 300000, "share_percent": 12.5, "outside_sales_yen": 70000000,
             "margin_percent": 20, "jobs": 2, "wage_yen": 3000000, "from": 2028, "to": 2035},
        ],
        "loans": [
            {"name": "過疎債", "part": "hub", "yen": 15000000, "year": 2027, "years": 12, "rate_percent": 0.9,
             "method": "equal_principal", "grace_years": 3, "allocated_percent": 70},
        ],
        "grant_kind": "pioneering",
        "grant_answers": [{"question": "partners", "answer": "農協と"}],
        "used_supports": [{"measure": "promotion_grant", "form_number": "A2007", "amount_yen": 15000000}],
        "company": {
            "name": "奥の会社", "confirmed_on": "2027-04-01", "founded_on": "2026-05-01", "employees": 2, "community_business": True,
            "living_services": True, "hub_business_only": True, "sales_yen": 100000000, "operating_profit_yen": -300000,
            "industry": "commerce", "small_company": True, "subsidiary_of_large": False, "listed": False,
            "adult_entertainment": False, "investment_contract": True,
            "payments": [{"fiscal_year": 2, "employees": 3, "employees_before": 2}],
        },
    }  # fmt: skip


def _hubs() -> list[dict[str, Any]]:
    facilities = [
        {
            "category": "care",
            "name": "保育所",
            "status": "new",
            "facility_id": None,
            "works": _works(),
            "days": ["tue"],
        },
        {"category": "medical", "name": "診療所", "status": "moved", "facility_id": "f1"},
    ]
    return [
        {"id": "h1", "name": "下の拠点", "site_id": "s1", "lat": 35.0, "lon": 137.0, "services": ["medical", "care"],
         "facilities": facilities, "areas": [{**ring(137.0, 35.0, 0.002), "id": "a1"}], "grade": "core"},
        {"id": "h2", "name": "奥の拠点", "site_id": None, "lat": 35.04, "lon": 137.02, "services": [], "facilities": [],
         "areas": []},
    ]  # fmt: skip


def _procedure() -> dict[str, Any]:
    return {
        "period": {"from": "2027-04-01", "to": "2032-03-31"},
        "kpis": [
            {"indicator": "outing_share", "base": 41.5, "base_year": 2026, "targets": {"2028": 50.0, "2031": 60.0},
             "actuals": {"2027": 43.5}, "source": "町の調べ", "to_change": "帰りの便を増やす"},
        ],
        "council": {"held_on": "2027-02-01", "members": ["町長", "住民"]},
        "published_on": "2027-03-01",
        "map": {"scale": True, "north": False, "landmarks": ["役場"]},
        "related_plans": [
            {"kind": "総合計画", "name": "描いた町総合計画", "from": "2025-04", "to": "2035-03", "agrees": "谷の拠点",
             "must_change": "路線の表"},
        ],
        "draft": {
            "plan_title": "谷の小さな拠点", "plan_maker": "例県例郡例町", "local_issues": "バスがない", "plan_aims": "行って帰れる谷",
            "work_overview": "谷に集める", "own_measures": "見守り", "evaluation_way": "乗る人を数える", "land_policy": "田を守る",
            "siting_measures": "空き家の改修", "farmland_use": "そばを植える", "transport_policy": "みんなで乗る",
            "public_comment_on": "2027-01", "assembly_on": "2027-03-10", "application_on": "2027-05", "certification_on": "2027-08",
        },
    }  # fmt: skip


def _future() -> dict[str, Any]:
    return {
        "settlers": [
            {"kind": "family", "households_a_year": 2, "from": 2028, "villages": ["v1"],
             "members": [{"sex": "f", "age_from": 30, "persons": 1}, {"sex": "both", "age_from": 0, "persons": 1.5}]},
        ],
        "vacant_houses": {"v1": 3.0},
        "thresholds": {
            "fuel": {"least": 500, "measure": "people"},
            "h1:shopping": {"least": 30, "measure": "users", "today": 42, "named_by": "店の話、2026年"},
        },
    }  # fmt: skip


def _checklist() -> dict[str, Any]:
    return {
        "villages": [{"village_id": "v1", "problems": ["abandoned_farmland", "vacant_houses"]}, {"village_id": "v2"}],
        "hub_status": "planned", "hub_activities": ["community"], "held_on": "2026-11", "source": "区長会",
    }  # fmt: skip


def _organisation() -> dict[str, Any]:
    return {
        "name": "谷の会", "form": "separated", "legal_form": "voluntary", "executing_body": "谷の会社",
        "executing_legal_form": "limited", "founded_on": "2027-05", "designated_on": "2028", "base": "h1", "members": 120,
        "staff": 1.5, "volunteers": 20,
        "activities": [
            {"name": "配食", "fields": ["welfare"], "done_by": "谷の会", "hours_a_week": 12},
            {"name": "米の販売", "kind": "business"},
        ],
        "incomes": [{"kind": "sales", "name": "米", "yen_a_year": 1200000}],
        "steps": [{"step": "design", "dated": "2027-02-01", "document": "谷の地域デザイン"}],
        "conditions": [{"condition": "awareness", "state": "done", "note": "三つの集落で話した"}],
        "decisions": [
            {"what": "店を残す", "decided_on": "2027-02-01", "decided_by": "住民の集まり",
             "duties": [{"who": "谷の会", "what": "店番"}]},
        ],
        "buildings": [
            {"place_id": "s1", "name": "旧校舎", "floor_area_m2": 820, "built_year": 1981, "subsidised": "yes",
             "restricted_until": 2031, "running_cost_now_yen": 5400000, "running_cost_then_yen": 3900000.5,
             "uses": [{"category": "care", "name": "デイ", "floor_area_m2": 240}], "given_up": ["f2"]},
        ],
    }  # fmt: skip


def _records() -> list[dict[str, Any]]:
    return [
        {"id": "r1", "held_on": "2026-11-08", "place": "公民館", "title": "一回目", "scene": "場面",
         "question": {"kind": "choice", "text": "どこに集まるか", "options": ["下", "奥"]}, "participants": 31,
         "counts": {"下": 20.0, "奥": 11.0}, "counts_by_hand": {"奥": 4.0}, "by_village": {"v1": 9.0},
         "by_age": {"65": 12.0},
         "remarks": [{"said": "冬が困る", "changed": "便を足した"}],
         "marks": [
             {"type": "Feature", "geometry": {"type": "Point", "coordinates": [137.0, 35.0]}, "properties": {}},
             {"type": "Feature", "geometry": _line((137.0, 35.0), (137.01, 35.02)),
              "properties": {"kind": "line", "colour": "red", "words": "冬は凍る", "sheet_id": "a1b2", "x-note": "1.jpg"}},
             {"type": "Feature", "geometry": ring(137.0, 35.0), "properties": {"kind": "area"}},
         ]},
    ]  # fmt: skip


def _scenes() -> list[dict[str, Any]]:
    return [
        {"id": "g1", "scenario": "s1", "view": {"lat": 35.02, "lon": 137.01, "zoom": 12.5}, "page": "hubs", "layer": "time-bus",
         "year": 2045, "purpose": "clinic", "spotlight": "v1", "caption": "十年あとの谷", "notes": "ゆっくり話す"},
        {"id": "g2", "scenario": "base"},
    ]  # fmt: skip


def _evenings() -> list[dict[str, Any]]:
    return [
        {"title": "第1回", "stage": "survey", "scenes": ["g2", "g1"],
         "questions": [{"kind": "guess", "text": "何人が行けるか", "options": ["10人", "20人"]}]},
    ]  # fmt: skip


def full_plan() -> dict[str, Any]:
    """The content of the file, as it is written."""
    two_parts = {
        "type": "MultiPolygon",
        "coordinates": [ring(137.0, 35.0)["coordinates"], ring(137.1, 35.0)["coordinates"]],
    }
    first = {
        "id": "s1", "name": "谷の案", "based_on": "base", "hubs": _hubs(),
        "facilities": [
            {"facility_id": "f1", "change": "move", "lat": 35.01, "lon": 137.01},
            {"facility_id": "f2", "change": "close", "lat": None, "lon": None},
        ],
        "roads": [{"change": "close", "edges": [["n1", "n2", 0], ["n2", "n1", 0]], "reason": "崩落"}],
        "services": [_line_service(), _area_service()],
        "dropped_routes": [{"feed": "gtfs/town", "route_id": "7"}],
        "assumptions": {"near_min": 12.5},
        "spheres": [
            {"hub_id": "h1", "villages": ["v1", "v2"], "area": two_parts},
            {"hub_id": "h2", "villages": ["v3"], "area": None},
        ],
        "conservation_areas": [{"id": "c1", "name": "谷の田", "area": ring(137.05, 35.0)}],
        "procedure": _procedure(), "future": _future(), "organisation": _organisation(), "budget": _budget(),
    }  # fmt: skip
    second = {
        "id": "s2", "name": "奥の案", "based_on": "s1", "hubs": [], "facilities": [], "roads": [], "services": [],
        "assumptions": {}, "spheres": [], "conservation_areas": [], "procedure": {}, "organisation": {}, "budget": {},
    }  # fmt: skip
    return {
        "format_version": 1, "region": {"id": "tameshi", "fingerprint": "0" * 32}, "scenarios": [first, second],
        "last_numbers": {"h": 4, "p": 9}, "checklist": _checklist(), "records": _records(),
        "scenes": _scenes(), "evenings": _evenings(),
    }  # fmt: skip


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """Every place of a file's content, the deeper ones after what holds them."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*at, key)
        yield from paths(value[key], (*at, key))


def at_path(content: Any, path: Path) -> Any:
    """What stands at a place."""
    for key in path:
        content = content[key]
    return content


class Mutation(NamedTuple):
    """One thing done to a plan file's content."""

    path: Path
    deed: str
    """``del``, ``twice``, or JSON of what is put there."""

    def __str__(self) -> str:
        deed = self.deed if len(self.deed) < 100 else f"{self.deed[:3]}…"
        return f"{'/'.join(map(str, self.path))}\t{deed}"

    def done_to(self, content: Any) -> Any:
        """The content with the deed done to it."""
        content = copy.deepcopy(content)
        holder, key = at_path(content, self.path[:-1]), self.path[-1]
        if self.deed == "del":
            del holder[key]
        elif self.deed == "twice":
            holder.insert(key, copy.deepcopy(holder[key]))
        else:
            holder[key] = json.loads(self.deed)
        return content


REPLACEMENTS = (
    "null", "true", "-1", "0.5", "0", "3", "1e300", "1" + "0" * 400, '""', '"x"', '"2026-13-01"', "[]", "{}", "[null]", "[[]]", '["x"]',
    "[1, 2]", '{"x": 1}', '{"type": "Point", "coordinates": [1, 2]}', '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1]]]}',
    '{"type": "LineString", "coordinates": [[0, 0], [1, true]]}', '[{"id": 3}]', "[[1, 2, 3]]",
)  # fmt: skip


def all_mutations(content: Any) -> list[Mutation]:
    """Every deed at every place."""
    found = []
    for path in paths(content):
        deeds = ["del", *(["twice"] if isinstance(path[-1], int) else []), *REPLACEMENTS]
        found += [Mutation(path, deed) for deed in deeds]
    return found


def some_mutations(content: Any) -> list[Mutation]:
    """A fixed choice of them: two at each place, other ones at the next, and one at each corner of a shape."""
    chosen = []
    by_path: dict[Path, list[Mutation]] = {}
    for mutation in all_mutations(content):
        by_path.setdefault(mutation.path, []).append(mutation)
    for number, (path, mutations) in enumerate(by_path.items()):
        steps = (7, 12) if "coordinates" not in path[:-1] else (7,)
        chosen += [mutations[(number * 5 + step) % len(mutations)] for step in steps]
    return chosen
