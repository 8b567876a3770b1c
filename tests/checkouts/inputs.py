"""What cases read beside the sample regions: a plan with something in every part, and small files of every kind to import."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

CENTRE = (138.351267, 30.927497)
"""The town's middle in the sample region sanson: longitude, latitude."""

VILLAGES = (
    "集落名,人口,世帯数,緯度,経度,JINKO65\n"
    "上の集落,120,50,30.9275,138.3512,60\n下の集落,30,11,30.9661,138.3176,21\n奥の集落,8,5,30.9616,138.3906,8\n"
)
MESH = (
    "KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001100001,T001100034\n,,,,　人口（総数）,　世帯総数\n"
    "46383218,0,,,90,40\n46383255,0,,,40,15\n46383351,0,,,20,10\n"
)


HEIGHTS = """<?xml version="1.0" encoding="UTF-8"?>
<Dataset xmlns:gml="http://www.opengis.net/gml/3.2" xmlns="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema"><DEM><coverage>
<gml:Envelope srsName="fguuid:jgd2011.bl"><gml:lowerCorner>30.85 138.25</gml:lowerCorner>
<gml:upperCorner>31.05 138.45</gml:upperCorner></gml:Envelope><gml:high>3 1</gml:high>
<gml:tupleList>
地表面,500
地表面,300
地表面,120
海水面,-9999.
地表面,450
地表面,200
地表面,80
海水面,-9999.
</gml:tupleList><gml:startPoint>0 0</gml:startPoint></coverage></DEM></Dataset>
"""


COMPANY = """\
employees = 2
community_business = true
sales_yen = 100000000
operating_profit_yen = 2000000
industry = "other"
[[payments]]
fiscal_year = 2
employees = 3
employees_before = 2
"""


def write_inputs(folder: Path, samples: Path) -> None:
    """Write all of them into a folder; `samples` holds the sample regions, whose example plans are made richer."""
    folder.mkdir(parents=True)
    for name, content in (
        ("jinko.csv", VILLAGES),
        ("mesh.csv", MESH),
        (
            "jikoku.csv",
            "谷線\n停留所,1便,2便\n谷口,7:10,レ\n役場前,7:25,9:40\n奥谷,7:40,9:55\n運行日,学校登校日,平日\n",
        ),
        ("noriba.csv", "名称,緯度,経度\n谷口,30.9275,138.3512\n役場前,30.9661,138.3176\n"),
        ("bijon.csv", "谷の町人口ビジョン\n年,社人研準拠,将来展望\n2025年,90,95\n2030年,80,91\n"),
        ("hyoko.xml", HEIGHTS),
        ("company.toml", COMPANY),
    ):
        (folder / name).write_text(content, encoding="utf-8")
    _write_shapes(folder / "teiryujo.geojson", [("Point", [138.3512, 30.9275]), ("Point", [138.3176, 30.9661])])
    _write_shapes(folder / "rosen.geojson", [("LineString", [[138.3512, 30.9275], [138.3176, 30.9661]])])
    _write_shapes(folder / "michi.geojson", [("LineString", [[138.35, 30.92], [138.3512, 30.9275], [138.40, 30.97]])])
    _write_shapes(folder / "kaigan.geojson", [("LineString", [[138.45, 30.0], [138.45, 32.0]])])
    _write_shapes(folder / "hani.geojson", [("Polygon", _square(*CENTRE, 0.03)["coordinates"])])
    _write_json(folder / "A17-17_46.geojson", depopulated("46000", "46201"))
    rich = json.loads((samples / "sanson" / "example.plan.json").read_text(encoding="utf-8"))
    _write_json(folder / "rich.plan.json", with_everything(rich))
    _write_json(folder / "noto.plan.json", plan_of_noto())
    _write_two_towns(folder / "futamachi", samples / "model_chiku")
    _write_json(folder / "broken.plan.json", {"format_version": 1, "scenarios": 3})


def _write_two_towns(folder: Path, sample: Path) -> None:
    """Write a sample region as one of two municipalities: its first three villages are one town, the others another."""
    shutil.copytree(sample, folder)
    head, *rows = (folder / "villages.csv").read_text(encoding="utf-8").splitlines()
    towns = [f"{row},{'東町' if number < 3 else '西町'}" for number, row in enumerate(rows)]
    (folder / "villages.csv").write_text("\n".join([f"{head},municipality", *towns, ""]), encoding="utf-8")


def depopulated(*codes: str) -> dict[str, Any]:
    """Make a list of 過疎地域 as the ministry numbers its columns."""
    features = [
        {"type": "Feature", "properties": {"A17_002": code, "A17_009": "01"},
         "geometry": {"type": "Polygon", "coordinates": _square(*CENTRE, 0.03)["coordinates"]}}
        for code in codes
    ]  # fmt: skip
    return {"type": "FeatureCollection", "features": features}


def with_everything(plan: dict[str, Any]) -> dict[str, Any]:
    """Put something into every part of a plan of sanson, unknown keys included."""
    plan = copy.deepcopy(plan)
    plan["memo"] = {"by": "だれか"}
    drawn = copy.deepcopy(plan["scenarios"][1])
    drawn |= {"id": "c9", "name": "案9 何でも入り", "based_on": "c2", "memo": "余白"}
    line, _ = drawn["services"]
    first, last = (line["stops"][i]["stop_id"] for i in (0, -1))
    line |= {
        "layover_min": 7,
        "operator": "葉月交通",
        "free_sections": [{"direction": 0, "from_stop_id": line["stops"][8]["stop_id"], "to_stop_id": last}],
        "other_runs": [_school_run()],
        "depot": {"name": "車庫", "lat": CENTRE[1], "lon": CENTRE[0]},
        "freight": [_goods("野菜", "produce", line["return_stops"][0]["stop_id"], line["return_stops"][-1]["stop_id"])],
        "memo": 1,
    }
    line["freight"].append(_goods("宅配便", "parcel", first, last, kg=30))
    line["calendar"] |= {
        "except": ["2024-08-13"],
        "also": ["2024-08-14"],
        "pauses": [{"from": "2024-12-28", "to": "2025-01-04"}],
    }
    drawn["services"] += [_on_request(), _vouchers()]
    drawn["dropped_routes"] = [{"feed": "gtfs/community", "route_id": "r2"}]
    drawn["facilities"] = [
        {"facility_id": "f024", "change": "move", "lat": 30.966114, "lon": 138.317714},
        {"facility_id": "f025", "change": "close"},
        {"facility_id": "f021", "change": "open"},
    ]
    drawn["assumptions"] = {"walk_general_m_per_min": 70, "contract_hour_wagon_yen": 5000, "felt_change_min": 3}
    drawn["spheres"] = [
        {"hub_id": "h1", "villages": ["v001", "v002"], "area": _square(*CENTRE, 0.02)},
        {"hub_id": "h2", "villages": ["v003"], "area": None},
    ]
    drawn["hubs"][0]["areas"] = [{**_square(*CENTRE, 0.003), "id": "a1", "memo": "役場のまわり"}]
    drawn["conservation_areas"] = [{"id": "k1", "name": "谷の田", "area": _square(138.36, 30.93, 0.004)}]
    drawn["procedure"] = _procedure()
    drawn["organisation"] = {"name": "霧森地域運営協議会", "members": 12}
    drawn["budget"] = {"share": 1 / 3}
    plan["scenarios"].append(drawn)
    return plan


def plan_of_noto() -> dict[str, Any]:
    """Return a small plan for 能登町, written by hand and out of date."""
    places = (("h1", "宇出津", 37.303275, 137.160892), ("h2", "柳田", 37.3367, 137.0736))
    hubs = [
        {
            "id": i,
            "name": name,
            "lat": lat,
            "lon": lon,
            "site_id": None,
            "services": ["shopping"],
            "facilities": [],
            "areas": [],
        }
        for i, name, lat, lon in places
    ]
    parts: dict[str, Any] = {key: [] for key in ("facilities", "roads", "services", "spheres", "conservation_areas")}
    parts |= {key: {} for key in ("assumptions", "procedure", "organisation", "budget")}
    scenario = {"id": "s1", "name": "二つの拠点", "based_on": "base", "hubs": hubs, **parts}
    return {"format_version": 1, "region": {"id": "noto", "fingerprint": "0" * 32}, "scenarios": [scenario]}


def _school_run() -> dict[str, Any]:
    place = {"start_lat": 30.966, "start_lon": 138.317, "end_lat": CENTRE[1], "end_lon": CENTRE[0]}
    return {"name": "通学", "kind": "school", "start_s": 25_200, "end_s": 27_000, "km": 9.5, **place}


def _goods(name: str, kind: str, start: str, end: str, *, kg: float = 8) -> dict[str, Any]:
    return {"name": name, "kind": kind, "from_stop_id": start, "to_stop_id": end, "count": 4, "kg": kg, "ready_s": 28_800,
            "due_s": 64_800, "yen": 150}  # fmt: skip


def _on_request() -> dict[str, Any]:
    return {
        "id": "b3", "name": "霧の予約バス", "kind": "on_demand", "stops": [], "trips": [], "geometry": None,
        "calendar": {"days": ["mon", "wed", "fri"]}, "vehicle": {"class": "wagon", "seats": 8, "wheelchair": 1},
        "fare_yen": 300, "area": _square(*CENTRE, 0.05), "slots_s": [32_400, 36_000, 46_800],
    }  # fmt: skip


def _vouchers() -> dict[str, Any]:
    return {
        "id": "b4", "name": "タクシー券", "kind": "taxi_voucher", "stops": [], "trips": [], "geometry": None,
        "voucher": {"persons": 200, "per_year": 24, "yen": 500, "used_share": 0.5},
    }  # fmt: skip


def _procedure() -> dict[str, Any]:
    return {
        "period": {"from": "2027-04-01", "to": "2032-03"},
        "kpis": [
            {"indicator": "hub_daily_car", "base": 0.8, "base_year": 2024, "targets": {"2029": 0.85, "2031": 0.9}}
        ],
        "council": {"held_on": "2026-10-01", "members": ["霧森町", "住民代表"], "minutes": "議事録"},
        "published_on": "",
        "map": {"scale": True, "north": False, "landmarks": ["役場"]},
    }


def _square(lon: float, lat: float, half: float) -> dict[str, Any]:
    west, east, south, north = (round(x, 6) for x in (lon - half, lon + half, lat - half, lat + half))
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def _write_shapes(path: Path, shapes: list[tuple[str, Any]]) -> None:
    features = [
        {"type": "Feature", "properties": {"name": f"{path.stem}{i}", "道路種別": "市町村道"},
         "geometry": {"type": kind, "coordinates": corners}}
        for i, (kind, corners) in enumerate(shapes)
    ]  # fmt: skip
    _write_json(path, {"type": "FeatureCollection", "features": features})


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
