"""`okuyama`: 500 people in 150 households, 30 km from the town centre, who set up a share company of their own.

The figures are those of the government's example: 800 people in 1975 and 500 in 2010; the school, the shop of the
farmers' co-operative and its filling station are closed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from plan.scenario.future import Threshold
from sample_regions.generator.budgets import company_budget
from sample_regions.generator.daily_life import DailyLife, said_by, write_daily_life
from sample_regions.generator.drafts import Town, write_drafts
from sample_regions.generator.land import Land, Order, lay_out
from sample_regions.generator.land_use import FIRST_YEAR, LandUse, draw_land_use
from sample_regions.generator.people.people import earlier_ages, share_out
from sample_regions.generator.plans import existing, hub, new, scenario, write_plan
from sample_regions.generator.region_files import Contents, Identity, ages_by_village, census_rows, write_region
from sample_regions.generator.services.facilities import EVERY_DAY, OUTSIDE, WEEKDAYS, Amenity, Candidate
from sample_regions.generator.services.feeds import Line, Operator, course, road_graph, write_feed
from sample_regions.generator.terrain.frame import Frame
from sample_regions.generator.terrain.relief import Climate, Outlet
from sample_regions.generator.write import write_csv

PEOPLE_1975 = 800

ORDER = Order(
    frame=Frame(31.0, 137.95, 38000.0, 13000.0),
    climate=Climate(
        seed=5,
        outlets=(
            Outlet(1.0, 0.45, 40),
            Outlet(0.2, 1.0, 440),
            Outlet(0.6, 1.0, 480),
            Outlet(0.16, 0.0, 560),
            Outlet(0.62, 0.0, 480),
            Outlet(0.0, 0.5, 640),
        ),
        rounds=140,
    ),
    gate=(0.345, 0.392),
    outside=(0.975, 0.46),
    exits=(),
    districts=(("奥山", 0.272, 0.45),),
    village_count=11,
    population=500,
    spread=0.8,
    centre_villages=1,
    spacing_m=(450.0, 800.0),
    road_names=("県道奥山瑞原線",),
    forest_roads=45,
    field_junctions=26,
    sizes=(86, 74, 62, 55, 48, 43, 38, 31, 27, 21, 15),
    households=150,
    seed=1975,
    municipality="奥山地区",
)

IDENTITY = Identity(
    id="okuyama",
    name="奥山地区",
    municipality_code="48902",
    base_year=2010,
    notes=(
        "架空の地域です。地形、道路、人口、施設、時刻表はすべて計算で作ったもので、実在の地区とは関係ありません。",
        "人口（1975年に800人、2010年に500人）、約150戸、市街地から約30kmという条件は、国の資料の例にならいました。",
    ),
    today_hubs=("f001",),
)

OPERATOR = Operator("9000000000021", "瑞原交通", "みずはらこうつう", "瑞原営業所", "瑞原市（架空）", "瑞原 次郎")


def services() -> list[Amenity]:
    """Little is open; what closed is what the company is to bring back."""
    return [
        Amenity("community", "公民館", "奥山公民館", 0, "09:00", "17:00", "tue,wed,thu,fri,sat", 360, 10),
        Amenity("education", "小学校", "旧奥山小学校", 0, status="closed", floor_area_m2=1650),
        Amenity("shopping", "農協の店", "旧農協奥山店", 0, status="closed", floor_area_m2=310),
        Amenity("fuel", "給油所", "旧農協奥山給油所", 0, status="closed", floor_area_m2=180),
        Amenity("finance", "簡易郵便局", "奥山簡易郵便局", 0, "09:00", "16:00", WEEKDAYS, 50, 9),
        Amenity("medical", "出張診療所", "奥山出張診療所", 0, "13:30", "15:30", "thu", 70, 11),
        Amenity("employment", "精米所", "奥山ライスセンター", 1, "08:30", "17:00", "mon,wed,fri", 420, 5),
        Amenity("community", "集会所", "{v}集会所", 2, "09:00", "21:00", EVERY_DAY, 120, 3),
        Amenity("community", "集会所", "{v}集会所", 3, "09:00", "21:00", EVERY_DAY, 110, 3),
        Amenity("medical", "病院", "瑞原中央病院", OUTSIDE, "08:30", "17:00", WEEKDAYS, 12000, 480),
        Amenity("shopping", "スーパー", "瑞原スーパー", OUTSIDE, "09:00", "20:00", EVERY_DAY, 1900, 900),
        Amenity("education", "小学校", "瑞原小学校", OUTSIDE, "08:00", "16:00", WEEKDAYS, 5200, 310),
        Amenity("education", "高校", "瑞原高校", OUTSIDE, "08:20", "18:30", WEEKDAYS, 8800, 460),
        Amenity("fuel", "給油所", "瑞原給油所", OUTSIDE, "07:00", "21:00", EVERY_DAY, 500, 240),
        Amenity("government", "市役所", "瑞原市役所", OUTSIDE, "08:30", "17:15", WEEKDAYS, 7800, 400),
        Amenity("finance", "銀行", "瑞原信用金庫", OUTSIDE, "09:00", "15:00", WEEKDAYS, 600, 150),
    ]


def candidates() -> list[Candidate]:
    """The closed buildings first: they are there, and known to everyone."""
    return [
        Candidate("旧奥山小学校跡", "廃校", 0, 7600, 62_000_000, "瑞原市", "旧奥山小学校"),
        Candidate("旧農協奥山店跡", "空き店舗", 0, 900, 9_800_000, "農協", "旧農協奥山店"),
        Candidate("旧農協奥山給油所跡", "空き店舗", 0, 700, 14_500_000, "農協", "旧農協奥山給油所"),
        Candidate("奥山公民館 隣接地", "既存施設", 0, 1100, 12_000_000, "瑞原市"),
        Candidate("奥山ライスセンター 隣接地", "既存施設", 1, 1500, 11_000_000, "農協"),
        Candidate("{v} 更地", "更地", 2, 1300, 13_000_000, "個人"),
        Candidate("{v} 空き家", "空き家", 4, 420, 6_500_000, "個人"),
    ]


def landslip(land: Land) -> dict[str, object]:
    """The prefectural road closed by a slip, 8 km below the district: the segment in both directions."""
    ends = sorted({n for s in land.segments for n in (s.u, s.v)})
    number = {n: 1001 + i for i, n in enumerate(ends)}
    trunk = [s for s in land.segments if s.kind.highway == "trunk"]
    wanted = land.villages[0].x_m + 8000.0
    slip = min(trunk, key=lambda s: (abs(float(s.line[:, 0].mean()) - wanted), s.u, s.v))
    u, v = str(number[slip.u]), str(number[slip.v])
    return {"change": "close", "edges": [[u, v, 0], [v, u, 0]], "reason": "土砂崩れで県道が通れないとき"}


def make(folder: Path) -> None:
    """Write the whole region folder."""
    land = lay_out(ORDER)
    ages = ages_by_village(land, 17, 0.3, 0.9)
    contents = Contents(IDENTITY, services(), candidates(), ages, whole_municipality=False, pixel_m=14.0)
    facilities, sites = write_region(folder, land, contents)
    # The far hamlets lost most: shares of 1975 lean towards the small ones.
    then = share_out(PEOPLE_1975, np.array([v.population**0.85 for v in land.villages]))
    rows = [
        {"village_id": v.id, "year": 1975, "kind": "census", "source": "架空の国勢調査 1975年", "total": int(total)}
        for v, total in zip(land.villages, then, strict=True)
    ]
    censuses = {**earlier_ages(ages, (2000, 2005), 47), 2010: ages}
    aged = [row for year, counts in censuses.items() for row in census_rows(year, counts)]
    write_csv(folder / "population.csv", [dict.fromkeys(aged[0], "") | row for row in rows] + aged)
    line = Line(
        "o1",
        "奥山",
        "奥山瑞原線",
        (0, OUTSIDE),
        (0, 1, 2, 3, 4),
        ("06:50", "09:10", "13:40"),
        ("08:40", "12:20", "17:10"),
        650,
        "7A6A9B",
    )
    calls = [(v.name, v.kana, v.x_m, v.y_m) for v in land.villages[1:]]
    calls.append(("奥山公民館前", "おくやまこうみんかんまえ", *land.villages[0].place))
    calls.append(("瑞原市役所前", "みずはらしやくしょまえ", *land.outside))
    write_feed(folder / "gtfs", land, OPERATOR, [course(land, road_graph(land), line, calls)])
    site = {str(s["name"]): s for s in sites}
    shop = [
        *existing(facilities, ["奥山簡易郵便局", "奥山公民館"]),
        new("shopping", "共同の店（生活必需品）"),
        new("fuel", "共同の給油所"),
        new("employment", "米の直売と発送"),
    ]
    school = [
        *existing(facilities, ["奥山簡易郵便局", "奥山公民館", "奥山出張診療所"]),
        new("shopping", "共同の店（生活必需品）"),
        new("care", "つどいの部屋"),
        new("employment", "米の直売と発送"),
    ]
    far = [new("shopping", "出張の店"), new("community", "奥のつどいの部屋"), new("employment", "米の直売と発送")]
    write_plan(
        folder,
        "okuyama",
        [
            scenario(1, "案1 農協の店跡で店と給油所を再開する", [hub(1, "奥山の店", site["旧農協奥山店跡"], shop)]),
            scenario(2, "案2 廃校に集める", [hub(1, "奥山拠点", site["旧奥山小学校跡"], school)]),
            scenario(
                3,
                "案3 県道が土砂崩れで通れないとき",
                [hub(1, "奥山の店", site["旧農協奥山店跡"], shop)],
                roads=[landslip(land)],
            ),
            scenario(
                4,
                "案4 店跡と奥の集落、二つの拠点",
                [
                    hub(1, "奥山の店", site["旧農協奥山店跡"], shop),
                    hub(2, "奥の拠点", site["雉ヶ迫 更地"], far),
                ],
            ),
        ],
    )
    draw_land_use(
        folder, LandUse("c4", {"h1": "奥山のりあい", "h2": "奥のりあい"}, "奥と店を結ぶ便", company_budget(FIRST_YEAR))
    )
    needs = {
        "shopping": Threshold(60, named_by=said_by("店を開く会")),
        "fuel": Threshold(150, named_by=said_by("店を開く会")),
        "f006:medical": Threshold(3, "users", named_by=said_by("診療所")),
        "f005:finance": Threshold(3, "users", named_by=said_by("郵便局")),
    }
    write_daily_life(folder, DailyLife("c4", needs, 21))
    write_drafts(folder, "c4", Town("瑞原市", "架空県瑞原市", "瑞原市役所 地域づくり課", OPERATOR.name, "農協の店の跡"))
