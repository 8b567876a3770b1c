"""`model_chiku`: the picture of a 小さな拠点 in the government's briefing, as a district of six villages.

Within a few hundred metres stand the roadside station with the stop of the circular bus, the health and welfare centre,
the community centre for older people, the clinic, the post office, the farm shop and cash machine, the farm promotion
centre with chamber of commerce and tourist office, and the processing plant; around them six 集落, a primary school and a
branch of a high school.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from plan.scenario.future import Threshold
from sample_regions.generator.budgets import hub_budget
from sample_regions.generator.daily_life import DailyLife, said_by, write_daily_life
from sample_regions.generator.drafts import Town, write_drafts
from sample_regions.generator.land import Order, lay_out
from sample_regions.generator.land_use import FIRST_YEAR, LandUse, draw_land_use
from sample_regions.generator.people import people
from sample_regions.generator.plans import change, existing, hub, new, scenario, write_plan
from sample_regions.generator.region_files import Contents, Identity, ages_by_village, census_rows, write_region
from sample_regions.generator.services.facilities import EVERY_DAY, OUTSIDE, SIX_DAYS, WEEKDAYS, Amenity, Candidate
from sample_regions.generator.services.feeds import Line, Operator, course, road_graph, write_feed
from sample_regions.generator.terrain.frame import Frame
from sample_regions.generator.terrain.relief import Climate, Outlet
from sample_regions.generator.write import write_csv

ORDER = Order(
    frame=Frame(31.0, 137.6, 8500.0, 8000.0),
    climate=Climate(
        seed=3,
        outlets=(
            Outlet(0.5, 0.0, 120),
            Outlet(0.0, 0.2, 200),
            Outlet(1.0, 0.25, 200),
            Outlet(0.1, 1.0, 260),
            Outlet(0.9, 1.0, 260),
            Outlet(0.45, 1.0, 300),
        ),
        basins=((0.5, 0.4, 900.0, 1.6),),
    ),
    gate=(0.5, 0.14),
    outside=(0.5, 0.03),
    exits=(),
    districts=(("椿原", 0.5, 0.4),),
    village_count=6,
    population=812,
    spread=0.8,
    centre_villages=1,
    spacing_m=(650.0, 1000.0),
    road_names=("国道613号",),
    forest_roads=14,
    field_junctions=40,
    rivers_from_km2=0.8,
    sizes=(336, 158, 121, 94, 65, 38),
    seed=1085,
    municipality="椿原地区",
)

IDENTITY = Identity(
    id="model_chiku",
    name="椿原地区",
    municipality_code="48903",
    base_year=2020,
    notes=(
        "架空の地域です。国の資料にある「小さな拠点のイメージ」を、計算で作った地形の上に置きました。実在の地区とは関係ありません。",
    ),
)

OPERATOR = Operator(
    "9000000000031",
    "椿原周遊バス",
    "つばきはらしゅうゆうばす",
    "椿原保健福祉センター内",
    "椿原地区（架空）",
    "椿原 三郎",
)

CORE = (
    "道の駅つばきはら",
    "椿原周遊バス停",
    "椿原保健福祉センター",
    "高齢者コミュニティセンター",
    "椿原診療所",
    "椿原郵便局",
    "農産物販売所",
)


def services() -> list[Amenity]:
    """What the picture shows, in its own words."""
    return [
        Amenity("employment", "道の駅", "道の駅つばきはら", 0, "09:00", "17:30", EVERY_DAY, 1200, 260),
        Amenity("transport", "バス停", "椿原周遊バス停", 0, "06:30", "19:30", EVERY_DAY, 40, 45),
        Amenity("care", "保健福祉センター", "椿原保健福祉センター", 0, "08:30", "17:15", WEEKDAYS, 980, 30),
        Amenity(
            "community",
            "高齢者コミュニティセンター",
            "高齢者コミュニティセンター",
            0,
            "09:00",
            "16:00",
            "mon,tue,wed,thu,fri",
            320,
            25,
        ),
        Amenity("medical", "診療所", "椿原診療所", 0, "08:30", "12:00", "mon,tue,thu,fri", 260, 38),
        Amenity("finance", "郵便局", "椿原郵便局", 0, "09:00", "17:00", WEEKDAYS, 130, 35),
        Amenity("shopping", "農産物販売所", "農産物販売所", 0, "08:30", "17:00", EVERY_DAY, 260, 120),
        Amenity("finance", "ATM", "農協ATM", 0, "08:00", "20:00", EVERY_DAY, 10, 40),
        Amenity("government", "農業振興総合センター", "農業振興総合センター", 0, "08:30", "17:15", WEEKDAYS, 620, 22),
        Amenity("employment", "商工会", "椿原商工会", 0, "09:00", "17:00", WEEKDAYS, 160, 8),
        Amenity("employment", "観光協会案内所", "観光協会案内所", 0, "09:00", "17:00", EVERY_DAY, 70, 35),
        Amenity("employment", "地場農産物加工施設", "地場農産物加工施設", 0, "08:30", "17:00", WEEKDAYS, 410, 14),
        Amenity("education", "小学校", "椿原小学校", 1, "08:00", "16:00", WEEKDAYS, 3100, 52),
        Amenity("education", "高校分校", "椿原高校分校", 2, "08:20", "17:00", WEEKDAYS, 2600, 44),
        Amenity("childcare", "保育所", "椿原保育所", 0, "07:30", "18:30", SIX_DAYS, 540, 24),
        Amenity("fuel", "給油所", "椿原給油所", 0, "07:30", "18:30", SIX_DAYS, 300, 48),
        Amenity("logistics", "集配所", "椿原集配所", 0, "09:00", "18:00", SIX_DAYS, 150, 12),
        Amenity("shopping", "商店", "旧{v}商店", 4, status="closed", floor_area_m2=80),
        Amenity("medical", "病院", "椿原中央病院", OUTSIDE, "08:30", "17:00", WEEKDAYS, 9000, 300),
    ]


def candidates() -> list[Candidate]:
    """Where the hub, or a part of it, could stand."""
    return [
        Candidate("道の駅つばきはら 隣接地", "道の駅", 0, 4200, 48_000_000, "町"),
        Candidate("旧椿原村役場", "旧役場", 0, 1900, 39_000_000, "町"),
        Candidate("{v} 更地", "更地", 0, 1600, 30_000_000, "個人"),
        Candidate("椿原小学校 空き教室棟", "既存施設", 1, 1200, 22_000_000, "町"),
        Candidate("旧{v}商店跡", "空き店舗", 4, 260, 7_000_000, "個人", "旧{v}商店"),
        Candidate("{v} 旧分校", "廃校", 3, 2300, 26_000_000, "町"),
    ]


def make(folder: Path) -> None:
    """Write the whole region folder."""
    land = lay_out(ORDER)
    ages = ages_by_village(land, 23, 0.15, 0.85)
    contents = Contents(IDENTITY, services(), candidates(), ages, whole_municipality=False, pixel_m=8.0)
    facilities, sites = write_region(folder, land, contents)
    censuses = {**people.earlier_ages(ages, (2010, 2015), 43), 2020: ages}
    write_csv(
        folder / "population.csv", [row for year, counts in censuses.items() for row in census_rows(year, counts)]
    )
    graph = road_graph(land)
    centre = np.array(land.villages[0].place)
    # The circular bus runs from one end of the valley through the middle to the other end.
    far = sorted(
        range(1, len(land.villages)), key=lambda i: -float(np.hypot(*(np.array(land.villages[i].place) - centre)))
    )
    line = Line(
        "m1",
        "周遊",
        "椿原周遊バス",
        (far[0], 0, far[1]),
        (0, 1, 2, 3, 4),
        ("07:20", "09:30", "13:10", "16:20"),
        ("08:20", "10:40", "14:20", "17:20"),
        200,
        "0072B2",
    )
    calls = [(v.name, v.kana, v.x_m, v.y_m) for v in land.villages[1:]]
    calls.append(("道の駅つばきはら", "みちのえきつばきはら", *land.villages[0].place))
    write_feed(folder / "gtfs", land, OPERATOR, [course(land, graph, line, calls)])
    site = {str(s["name"]): s for s in sites}
    core = existing(facilities, list(CORE))
    school = [
        *existing(facilities, ["椿原小学校"]),
        new("shopping", "小学校の店"),
        new("community", "放課後とお年寄りの部屋"),
    ]
    write_plan(
        folder,
        "model_chiku",
        [
            scenario(1, "案1 道の駅に集める", [hub(1, "椿原拠点", site["道の駅つばきはら 隣接地"], core)]),
            scenario(
                2,
                "案2 旧役場を使い、診療所も移す",
                [hub(1, "椿原拠点", site["旧椿原村役場"], [*core, new("logistics", "荷物の受け渡し所")])],
                facilities=[change(facilities, "椿原診療所", "move", site["旧椿原村役場"])],
            ),
            scenario(
                3,
                "案3 道の駅と小学校、二つの拠点",
                [
                    hub(1, "椿原拠点", site["道の駅つばきはら 隣接地"], core),
                    hub(2, "小学校の拠点", site["椿原小学校 空き教室棟"], school),
                ],
            ),
        ],
    )
    draw_land_use(
        folder,
        LandUse(
            "c3", {"h1": "椿原のりあい", "h2": "小学校のりあい"}, budget=hub_budget(FIRST_YEAR, 40_000_000, 3_000_000)
        ),
    )
    needs = {
        "shopping": Threshold(250, named_by=said_by("農産物販売所")),
        "fuel": Threshold(400, named_by=said_by("給油所")),
        "f005:medical": Threshold(20, "users", named_by=said_by("診療所")),
        "care": Threshold(200, named_by=said_by("保健福祉センター")),
    }
    write_daily_life(folder, DailyLife("c3", needs, 22))
    write_drafts(
        folder, "c3", Town("椿原町", "架空県椿原郡椿原町", "椿原町役場 地域づくり課", OPERATOR.name, "小学校の空き教室")
    )
