"""`sanson`: a whole mountain municipality, 霧森町: about 90 villages and 8,000 people in three 旧小学校区."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plan.scenario.future import Threshold
from sample_regions.generator.budgets import hub_budget
from sample_regions.generator.daily_life import DailyLife, said_by, write_daily_life
from sample_regions.generator.drafts import Town, write_drafts
from sample_regions.generator.land import Land, Order, lay_out
from sample_regions.generator.land_use import FIRST_YEAR, LandUse, draw_land_use
from sample_regions.generator.people import people
from sample_regions.generator.plans import Rows, change, existing, hub, moved, new, scenario, write_plan
from sample_regions.generator.region_files import Contents, Identity, ages_by_village, census_rows, write_region
from sample_regions.generator.regions.sanson_riders import write_riders_and_answers
from sample_regions.generator.regions.sanson_services import candidates, nearest_village, services
from sample_regions.generator.services.bus_drafts import Lines, clinic_line, mobile_shop, read_lines
from sample_regions.generator.services.facilities import OUTSIDE
from sample_regions.generator.services.feeds import Line, Operator, course, road_graph, write_feed
from sample_regions.generator.terrain.frame import Frame
from sample_regions.generator.terrain.relief import Climate, Outlet
from sample_regions.generator.write import write_csv

ORDER = Order(
    frame=Frame(31.0, 138.35, 22000.0, 22000.0),
    climate=Climate(
        seed=11,
        outlets=(
            Outlet(0.55, 0.0, 60),
            Outlet(0.27, 0.0, 110),
            Outlet(0.0, 0.12, 190),
            Outlet(0.99, 0.1, 180),
            Outlet(0.0, 0.55, 300),
            Outlet(0.05, 1.0, 300),
            Outlet(0.4, 1.0, 330),
            Outlet(0.8, 1.0, 330),
            Outlet(1.0, 0.6, 300),
        ),
    ),
    gate=(0.53, 0.09),
    outside=(0.975, 0.6),
    exits=((0.56, 0.02),),
    districts=(("霧森", 0.51, 0.14), ("西霧", 0.38, 0.33), ("東俣", 0.66, 0.3)),
    village_count=91,
    population=8012,
    spread=0.85,
    centre_villages=5,
    spacing_m=(480.0, 900.0),
    road_names=("国道612号", "県道霧森西霧線", "県道霧森東俣線"),
    forest_roads=800,
    field_junctions=80,
    junctions_per_household=1.4,
    seed=2015,
    municipality="霧森町",
)

IDENTITY = Identity(
    id="sanson",
    name="霧森町",
    municipality_code="48901",
    base_year=2020,
    notes=(
        "架空の地域です。地形、道路、人口、施設、時刻表はすべて計算で作ったもので、実在の市町村とは関係ありません。",
        "人口は2020年の国勢調査を模した数字です。",
    ),
)

OPERATORS = (
    Operator(
        "9000000000011",
        "霧森町コミュニティバス",
        "きりもりちょうこみゅにてぃばす",
        "霧森町役場 企画課",
        "霧森町（架空）",
        "霧森 一郎",
    ),
    Operator("9000000000012", "葉月交通", "はづきこうつう", "葉月営業所", "葉月市（架空）", "葉月 花子"),
)


def lines(land: Land) -> tuple[list[Line], list[Line]]:
    """The four community lines of today and the trunk line to the outside town."""
    at = {
        key: nearest_village(land, *place)
        for key, place in {
            "west": (0.377, 0.307),
            "west_top": (0.446, 0.551),
            "middle": (0.495, 0.368),
            "middle_top": (0.584, 0.547),
            "east": (0.667, 0.304),
            "east_top": (0.84, 0.475),
            "far_west": (0.21, 0.47),
        }.items()
    }
    five, six, all_week = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6)
    community = [
        Line(
            "r1",
            "1",
            "西霧線",
            (0, at["west"], at["west_top"]),
            five,
            ("09:10", "12:40", "15:50", "18:05"),
            ("06:55", "10:15", "13:45", "16:55"),
            300,
            "0072B2",
        ),
        Line(
            "r2",
            "2",
            "中谷線",
            (0, at["middle"], at["middle_top"]),
            (0, 2, 4),
            ("11:30", "14:40", "17:10"),
            ("07:30", "09:20", "13:10"),
            300,
            "009E73",
        ),
        Line(
            "r3",
            "3",
            "東俣線",
            (0, at["east"], at["east_top"]),
            six,
            ("08:45", "12:20", "15:40", "17:50"),
            ("07:05", "09:50", "13:30", "16:40"),
            300,
            "D55E00",
        ),
        Line(
            "r4",
            "4",
            "西奥線",
            (0, at["west"], at["far_west"]),
            (1, 3),
            ("11:40", "15:10"),
            ("08:10", "13:00"),
            300,
            "CC79A7",
            ("20250501", "20260501"),
        ),
    ]
    trunk = [
        Line(
            "t1",
            "葉月",
            "葉月霧森線",
            (0, OUTSIDE),
            all_week,
            ("06:15", "06:55", "08:10", "10:30", "13:20", "15:30", "17:20"),
            ("07:25", "09:20", "11:40", "14:20", "16:10", "17:40", "19:10"),
            480,
            "7A6A9B",
            ("20250101", "20260101"),
        ),
    ]
    return community, trunk


def scenarios(facilities: Rows, sites: Rows, buses: Lines) -> list[dict[str, Any]]:
    """The story told: gather everything at the town hall; one hub in each old school district; and a clinic that moves."""
    site = {str(s["name"]): s for s in sites}
    centre = existing(
        facilities,
        [
            "霧森町役場",
            "町立霧森診療所",
            "霧森郵便局",
            "霧森マルシェ",
            "霧森バスセンター",
            "霧森保健福祉センター",
            "霧森中央公民館",
        ],
    )
    west = [
        *existing(facilities, ["西霧郵便局", "西霧公民館", "西霧出張診療所"]),
        new("shopping", "西霧の店"),
        new("fuel", "西霧給油所"),
        new("transport", "西霧乗継所"),
    ]
    east = [
        *existing(facilities, ["東俣郵便局", "東俣公民館", "東俣給油所", "東俣出張診療所"]),
        new("shopping", "東俣の店"),
        new("transport", "東俣乗継所"),
    ]
    at_school = site["旧西霧小学校跡"]
    clinic = clinic_line(buses, "r1", "西霧診療日便", (150, 90))
    shop = mobile_shop(buses, "r4", "西奥の移動販売", len(clinic["stops"]) + len(clinic["return_stops"]) + 1)
    west_moved = [f for f in west if f["name"] != "西霧出張診療所"] + moved(facilities, ["西霧出張診療所"])
    return [
        scenario(1, "案1 役場に集める", [hub(1, "霧森拠点", site["霧森町役場 敷地"], centre)]),
        scenario(
            2,
            "案2 旧小学校区に一つずつ",
            [
                hub(1, "霧森拠点", site["霧森町役場 敷地"], centre),
                hub(2, "西霧拠点", at_school, west),
                hub(3, "東俣拠点", site["旧東俣小学校跡"], east),
            ],
            services=[clinic, shop],
        ),
        scenario(
            3,
            "案3 案2に加え診療所を廃校へ移す",
            [
                hub(1, "霧森拠点", site["霧森町役場 敷地"], centre),
                hub(2, "西霧拠点", at_school, west_moved),
                hub(3, "東俣拠点", site["旧東俣小学校跡"], east),
            ],
            facilities=[
                change(facilities, "西霧出張診療所", "move", at_school),
                change(facilities, "西霧商店", "close"),
            ],
            services=[clinic],
        ),
        scenario(
            4,
            "案4 圏域と区域を定め、診療所は安全な所へ",
            [
                hub(1, "霧森拠点", site["霧森町役場 敷地"], centre),
                hub(2, "西霧拠点", at_school, west),
                hub(3, "東俣拠点", site["旧東俣小学校跡"], east),
            ],
            facilities=[change(facilities, "西霧出張診療所", "move", site["旧西霧給油所跡"])],
            services=[clinic],
        ),
    ]


def make(folder: Path) -> None:
    """Write the whole region folder."""
    land = lay_out(ORDER)
    ages = ages_by_village(land, 31, 0.12, 0.95)
    contents = Contents(IDENTITY, services(land), candidates(land), ages, whole_municipality=True, pixel_m=16.0)
    facilities, sites = write_region(folder, land, contents)
    censuses = {**people.earlier_ages(ages, (2010, 2015), 41), 2020: ages}
    write_csv(
        folder / "population.csv", [row for year, counts in censuses.items() for row in census_rows(year, counts)]
    )
    graph = road_graph(land)
    community, trunk = lines(land)
    calls = [(v.name, v.kana, v.x_m, v.y_m) for v in land.villages[len(ORDER.districts) + ORDER.centre_villages - 1 :]]
    calls += [
        (v.name, v.kana, v.x_m, v.y_m) for v in land.villages[1 : len(ORDER.districts) + ORDER.centre_villages - 1]
    ]
    hall = land.villages[0]
    calls.append(("霧森町役場前", "きりもりちょうやくばまえ", hall.x_m, hall.y_m))
    calls.append(("葉月駅前", "はづきえきまえ", *land.outside))
    for name, operator, group in (("community", OPERATORS[0], community), ("trunk", OPERATORS[1], trunk)):
        write_feed(folder / "gtfs" / name, land, operator, [course(land, graph, line, calls) for line in group])
    write_riders_and_answers(folder)
    write_plan(folder, "sanson", scenarios(facilities, sites, read_lines(folder / "gtfs" / "community")))
    draw_land_use(
        folder,
        LandUse(
            "c4",
            {"h1": "霧森のりあい", "h2": "西霧のりあい", "h3": "東俣のりあい"},
            budget=hub_budget(FIRST_YEAR, 90_000_000, 6_000_000),
        ),
    )
    needs = {
        "shopping": Threshold(900, named_by=said_by("商工会")),
        "f004:shopping": Threshold(220, "users", named_by=said_by("霧森マルシェ")),
        "fuel": Threshold(1000, named_by=said_by("給油所")),
        "f002:medical": Threshold(45, "users", named_by=said_by("診療所")),
        "finance": Threshold(300, named_by=said_by("郵便局")),
        "f003:finance": Threshold(9_000_000, "sales", 14_000_000, said_by("霧森郵便局")),
        "childcare": Threshold(60, named_by=said_by("保育所")),
    }
    write_daily_life(folder, DailyLife("c4", needs, 20))
    write_drafts(
        folder, "c4", Town("霧森町", "架空県霧森郡霧森町", "霧森町役場 企画課", OPERATORS[0].name, "廃校と店の跡")
    )
