"""What is asked of both checkouts: every command, every option, every file that is handed out, on every region.

test_compare_checkouts.py fails when a command, an option, one of its choices, a kind of file to import, a file that a page
offers or a sample region is missing here. In arguments, {out} is the folder of the case, compared file by file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

RICH, NOTO_PLAN = "inputs/rich.plan.json", "inputs/noto.plan.json"
FROM_OSM = ("--overpass", "{osm}/api", "--nominatim", "{osm}/")
PLAN_FILE = "案のファイル（すべての案）"
Step = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Cases that run one after the other in one process, in one folder, with one KYOTEN_HOME.

    Parameters
    ----------
    name
        First part of the names of its cases.
    cases
        As drive.py takes them: name and args, or name and steps.
    quick
        Whether it runs with ``--quick``.
    needs
        A folder of the published data that it reads; left out, with a line, where that is absent.
    """

    name: str
    cases: tuple[dict[str, Any], ...]
    quick: bool = True
    needs: str = ""
    first: tuple[str, ...] = ()
    """Cases that the others build on: they run whatever ``--only`` says."""


def command(name: str, text: str, *, plain: bool = False) -> dict[str, Any]:
    """Return the case of a command, written as a user types it; with ``--json`` unless its words are wanted."""
    return {"name": name, "args": [*text.split(), *([] if plain else ["--json"])]}


def screen(name: str, *steps: Step) -> dict[str, Any]:
    """Return the case of a user who takes steps on the screens."""
    return {"name": name, "steps": [list(step) for step in steps]}


def of_region(region: str, *, plan: str, scenario: str, places: Sequence[str]) -> tuple[dict[str, Any], ...]:
    """Return what is asked of every region: the plain commands, today and with a plan, and all that is written."""
    hubs = ",".join(places)
    proposed = f"--plan {plan} --scenario {scenario}"
    return (
        command("check", f"check {region}"),
        command("check-words", f"check {region}", plain=True),
        command("diagnose", f"diagnose {region}"),
        command("diagnose-plan", f"diagnose {region} {proposed}"),
        command("diagnose-year", f"diagnose {region} {proposed} --year 2045"),
        command("diagnose-words", f"diagnose {region} {proposed}", plain=True),
        command("times-car", f"times {region} --to {hubs} --out {{out}}/times.csv"),
        command("times-walk-plan", f"times {region} --mode walk --to h1 {proposed} --out {{out}}/times.csv"),
        command("compare", f"compare {plan} --region {region} --xlsx {{out}}/compare.xlsx"),
        command("compare-words", f"compare {plan} --region {region} --scenario {scenario}", plain=True),
        command("compare-year", f"compare {plan} --region {region} --xlsx {{out}}/compare.xlsx --year 2043"),
        command("spheres-year", f"spheres {region} --hubs {hubs} --out {{out}}/s.geojson --year 2045"),
        command("rules-year", f"rules {plan} --region {region} --scenario {scenario} --year 2045"),
        command("site-year", f"site {region} --hubs 2 --year 2045"),
        command("spheres", f"spheres {region} --hubs {hubs} --out {{out}}/s.geojson --gpkg {{out}}/s.gpkg --date 2026-04-01"),
        command("spheres-plan", f"spheres {region} --hubs h1,{places[0]} --start nearest --within 25 {proposed}"),
        command("project", f"project {region} --to 2050 --settlers family=2,retired_couple=1 --seed 3 --out {{out}}/p.csv"),
        command("project-plan", f"project {region} --to 2043 --across-kinds {proposed}"),
        command("project-words", f"project {region} --to 2040", plain=True),
        command("spheres-words", f"spheres {region} --hubs {hubs}", plain=True),
        command("rules", f"rules {plan} --region {region} --scenario {scenario}"),
        command("rules-words", f"rules {plan} --region {region} --scenario {scenario}", plain=True),
        command("site", f"site {region} --hubs 2 --candidates both"),
        command("site-words", f"site {region} --hubs 2", plain=True),
    )  # fmt: skip


SANSON, OKUYAMA, CHIKU = (f"samples/{name}" for name in ("sanson", "okuyama", "model_chiku"))
FUTAMACHI = "inputs/futamachi"
"""A region of two municipalities."""
_EXAMPLE = "example.plan.json"
_DAY = "--date 2024-10-01"

_BUSES = (
    command("times-bus", f"times {SANSON} --mode bus {_DAY} --depart 08:00-10:00 --percentile 80 --to f002,s01 --out {{out}}/t.csv"),
    command("times-bus-plan", f"times {SANSON} --mode bus --to h2 --plan {RICH} --scenario c9 --out {{out}}/t.csv"),
    command("times-words", f"times {SANSON} --to f002 --out {{out}}/t.csv", plain=True),
    *(
        command(f"outings-{purpose}", f"outings {SANSON} --to {to} --purpose {purpose} {_DAY}")
        for purpose, to in (("clinic", "f002"), ("shopping", "f004"), ("school", "f021"), ("office", "f001"), ("errands", "s01"))
    ),
    command("times-year", f"times {SANSON} --to f002 --out {{out}}/t.csv --year 2045"),
    command("outings-year", f"outings {SANSON} --to h2 --plan {RICH} --scenario c9 --year 2045"),
    command("on-demand-year", f"on-demand {RICH} --region {SANSON} --scenario c9 --service b3 --year 2045"),
    command("outings-plan", f"outings {SANSON} --to h2 --plan {RICH} --scenario c9"),
    command("outings-words", f"outings {SANSON} --to f002", plain=True),
    command("bus", f"bus {OKUYAMA} --hub f001 --vehicles 2 --drivers 2 --rounds 12 --seed 1 --out {{out}}/p.plan.json --files {{out}}/f --date 2026-04-01"),
    command(
        "bus-plan",
        f"bus {SANSON} --hub h2 --vehicles 1 --drivers 1 --rounds 6 --seconds 600 --budget-yen 20000000 --vehicle-class commuter"
        f" --keep-lines --plan {RICH} --scenario c9 --year 2045 --closed-as c9",
    ),
    command("bus-winter", f"bus {OKUYAMA} --hub f001 --vehicles 1 --drivers 1 --rounds 1 --winter-roads"),
    command(
        "bus-guarantee",
        f"bus {OKUYAMA} --hub f001 --vehicles 2 --drivers 2 --rounds 6 --least-purposes 0 --must v004 --people-of 2035 --what-if",
    ),
    command(
        "bus-wishes",
        f"bus {SANSON} --hub f001 --vehicles 2 --drivers 2 --rounds 6 --depot f002 --run-back v003,v005@08:00 --run v003@16:00 --detour 2 --same-minute"
        " --not-on track",
    ),
    command(
        "bus-days",
        f"bus {OKUYAMA} --hub f001 --vehicles 1 --drivers 2 --rounds 6 --run-back v004@08:00 --school-runs --school-holiday 7/21-8/31 --saturday"
        " --days mon,tue,thu",
    ),
    command("bus-connect", f"bus {OKUYAMA} --hub f001 --vehicles 1 --drivers 1 --rounds 6 --connect"),
    command("bus-least-change", f"bus {CHIKU} --hub f001 --vehicles 2 --drivers 3 --rounds 6 --least-change 3"),
    command("bus-words", f"bus {CHIKU} --hub f001 --vehicles 1 --drivers 1 --rounds 6 --vehicle-class microbus", plain=True),
    command("export-gtfs", f"export-gtfs {RICH} --region {SANSON} --scenario c9 --out {{out}}/feed.zip"),
    command("export-gtfs-base", f"export-gtfs {RICH} --region {SANSON} --scenario base --out {{out}}/feed.zip"),
    command("export-gtfs-words", f"export-gtfs {SANSON}/{_EXAMPLE} --scenario c2 --out {{out}}/feed.zip", plain=True),
    command("freight", f"freight {RICH} --region {SANSON} --scenario c9"),
    command("freight-words", f"freight {RICH} --region {SANSON} --scenario c9", plain=True),
    command("on-demand", f"on-demand {RICH} --region {SANSON} --scenario c9 --service b3"),
    command(
        "on-demand-words",
        f"on-demand {RICH} --region {SANSON} --scenario c9 --service b3 --seed 7 --vehicles 2 --date 2024-10-02", plain=True,
    ),
)  # fmt: skip
_CHOICES = (
    command("site-coverage", f"site {SANSON} --hubs 2 --objective coverage --within 10 --weights pop_65_over@2030"),
    command("site-worst", f"site {SANSON} --hubs 1 --objective worst --fixed s02 --forbid s03 --mode walk"),
    command("site-fewest", f"site {SANSON} --objective fewest --within 60 --allow-zones --time-limit 60"),
    command("site-outings", f"site {SANSON} --hubs 1 --objective outings --purpose clinic --candidates sites"),
    command("site-outings-plan", f"site {SANSON} --hubs 1 --objective outings --purpose shopping --plan {RICH} --scenario c9"),
    command("site-regret", f"site {SANSON} --hubs 1 --objective least_regret --years 2020,2040 --curve 2"),
    command("site-budget", f"site {SANSON} --budget-yen 130000000 --capacity 9000 --hazard-distance-m 10"),
    command("site-car", f"site {SANSON} --hubs 3 --objective total_time --mode car --candidates facilities"),
    command("site-bus", f"site {SANSON} --hubs 1 --mode bus"),
    command("site-scores", f"site {SANSON} --scores --score-weights services=3,public=0"),
    *(
        command(f"site-{purpose}", f"site {SANSON} --hubs 1 --objective outings --purpose {purpose}")
        for purpose in ("school", "office", "errands")
    ),
    command("compare-own", f"compare {SANSON}/{_EXAMPLE}"),
    command("spheres-areas", f"spheres {SANSON} --hubs f001,s01 --areas"),
    command(
        "spheres-districts",
        f"spheres {SANSON} --hubs f001,s01,s02 --start districts --move v003=f001 --move v004="
        f" --compare {SANSON}/zones/school_districts.geojson --out {{out}}/s.geojson",
    ),
)  # fmt: skip
_MONEY = (
    command("tax", "tax --taxable 2500000 --investment 100000 --income 3460000 --year 2026"),
    command("tax-words", "tax --taxable 1980000 --investment 100000", plain=True),
    command("company", "company inputs/company.toml"),
    command("company-words", "company inputs/company.toml", plain=True),
)
_REFUSED = (
    command("refused-folder", "check nowhere"),
    command("refused-id", f"times {OKUYAMA} --to nix --out {{out}}/t.csv"),
    command("refused-scenario", f"diagnose {OKUYAMA} --plan {RICH} --scenario nix"),
    command("refused-plan", f"compare inputs/broken.plan.json --region {SANSON}"),
    command("refused-words", f"compare inputs/broken.plan.json --region {SANSON}", plain=True),
    command("refused-service", f"on-demand {RICH} --region {SANSON} --scenario c9 --service nix"),
    command("refused-year", f"diagnose {OKUYAMA} --year 2005"),
    command("refused-years", f"site {OKUYAMA} --hubs 1 --weights population@2040 --year 2045"),
    command("refused-photo", f"read-marks inputs/jinko.csv --out {{out}}/m.geojson --plan {RICH} --date 2026-11-30"),
    command("refused-photo-words", "read-marks inputs/jinko.csv --out {out}/m.geojson", plain=True),
    command("refused-hubs", f"site {OKUYAMA} --hubs 99"),
)


_TWO_TOWNS = (
    command("compare", f"compare {FUTAMACHI}/{_EXAMPLE} --xlsx {{out}}/compare.xlsx"),
    command("compare-words", f"compare {FUTAMACHI}/{_EXAMPLE} --scenario c2", plain=True),
    command("compare-year", f"compare {FUTAMACHI}/{_EXAMPLE} --scenario c2 --year 2045"),
    command("sheets", f"sheets {FUTAMACHI} --by municipality --out {{out}}"),
    command("batch", f"batch {FUTAMACHI} --out {{out}}/b.parquet --xlsx {{out}}/b.xlsx --workers 1 --curve 0"),
)


_BATCH = (
    command(
        "batch",
        f"batch {OKUYAMA} {CHIKU} --out {{out}}/b.parquet --xlsx {{out}}/b.xlsx --workers 1 --memory-mb 1200 "
        f"--plan {_EXAMPLE} --scenario c2 --curve 2 --to 2040 --year 2035",
    ),
    command("batch-words", f"batch {CHIKU} --out {{out}}/b.parquet --workers 1", plain=True),
    command(
        "refused-tls",
        f"batch {CHIKU} --out {{out}}/b.parquet --scheduler tls://127.0.0.1:1 --tls-ca no.pem --tls-cert no.pem --tls-key no.pem",
    ),
)


def _sheets(region: str, villages: Sequence[str], more: str = "") -> tuple[dict[str, Any], ...]:
    return (
        command("sheets-pdf", f"sheets {region} --village {villages[0]} --format pdf --out {{out}}"),
        command("sheets-png", f"sheets {region} --village {villages[1]} --format png {more} --out {{out}}"),
        command(
            "sheets-year", f"sheets {region} --village {villages[1]} --format png {more} --out {{out}} --year 2045"
        ),
    )


def _imported(kind: str, files: str, more: str = "") -> dict[str, Any]:
    """Return the case of an import into the region that is being made."""
    return command(kind.replace(":", "-"), f"import {kind} {files} --region made {more}")


_IMPORTS = (
    command(
        "villages",
        "import villages inputs/jinko.csv --region made --columns pop_65_over=JINKO65 --name 谷の町 --code 46000 --year 2020"
        " --note 試しの地域です --source 霧森町,2024年,架空 --count-kind 住民基本台帳 --foreigners 含む",
    ),
    command("census", "import villages inputs/jinko.csv --region {out}/c --count-kind 国勢調査 --foreigners 含まない"),
    _imported("roads", f"{SANSON}/roads.gpkg", "--clip inputs/hani.geojson --margin-km 2 --join-gaps 10"),
    _imported("facilities", f"{SANSON}/facilities.csv", "--only 診療所,役場"),
    _imported("sites", f"{SANSON}/sites.csv", "--category community"),
    _imported("residents", f"{SANSON}/residents.csv"),
    _imported("mesh", "inputs/mesh.csv", "--set-population --replace"),
    _imported("bus_stops", "inputs/teiryujo.geojson", "--crs EPSG:6668"),
    _imported("bus_lines", "inputs/rosen.geojson"),
    _imported("gtfs", f"{SANSON}/gtfs/community"),
    _imported(
        "timetable",
        "inputs/jikoku.csv",
        "--stops inputs/noriba.csv --days 学校登校日=月～金 --from 2026-04-01 --to 2027-03-31",
    ),
    _imported("riders", f"{SANSON}/boardings.csv"),
    _imported("contracts", f"{SANSON}/bus_contracts.csv"),
    _imported("wishes", f"{SANSON}/wishes.csv"),
    _imported("projections", "inputs/bijon.csv"),
    _imported("relief", "inputs/hyoko.xml"),
    _imported("coastline", "inputs/kaigan.geojson"),
    _imported("legal_status", "inputs/A17-17_46.geojson"),
    _imported("zone:farmland", f"{SANSON}/zones/farmland.geojson", "--dissolve"),
    command("words", f"import zone:flood {SANSON}/zones/flood.geojson --region made", plain=True),
    command("check", "check made"),
    command("refused", "import villages inputs/rosen.geojson --region {out}/r"),
)
_FETCHED = (
    command("fetch", f"fetch 谷町 --out {{out}}/r --margin-km 5 --code 17463 --year 2020 {' '.join(FROM_OSM)}"),
    command("fetch-words", f"fetch 谷町 --out {{out}}/r --refresh {' '.join(FROM_OSM)}", plain=True),
    command("fetch-refused", f"fetch どこか --out {{out}}/r {' '.join(FROM_OSM)}"),
)
_NOTO, _LINES = "published/noto/noto_town_koaza_area.gpkg", "published/noto/A37-15_PeninsulaRoad_16-17.fgb"
_SHELTERS = "published/noto/shelters/evacuation_174637.json"
_BUILD_NOTO = (
    command("villages", f"import villages {_NOTO} --places {_LINES} --note 2024年の地震前のデータです --region noto"),
    command("roads", f"import roads {_LINES} --clip {_NOTO} --margin-km 10 --region noto"),
    command("sites", f"import sites {_SHELTERS} --region noto"),
    command("municipality", f"import zone:municipality {_NOTO} --dissolve --region noto"),
)
_PUBLISHED = (
    ("yamaguchi-villages", "villages", "yamaguchi/census_kihon_unit/r2kb35203.shp"),
    ("yamaguchi-stops", "bus_stops", "yamaguchi/bus/C06041_H22_バス停の状況_OP.shp"),
    ("yamaguchi-lines", "bus_lines", "yamaguchi/bus/C06042_H22_バス路線の状況_OP.shp"),
    ("wakayama-medical", "facilities", "wakayama/P04-14_30-g_MedicalInstitution.shp"),
    ("swapped-districts", "zone:school_districts", "messy/a27_ibaraki_school_district_axis_swapped.fgb"),
    ("chofu-farmland", "zone:farmland", "osm/chofu.osm"),
    ("toyota-feed", "gtfs", "gtfs_jp/toyota_kikan_GTFS.zip"),
)


def _screens(
    region: Sequence[Step], plan: str, scenario: str, *, buses: bool = False, farmland: bool = True
) -> tuple[dict[str, Any], ...]:
    """Return the walk over all pages of a region: with the plan that it opens with, then with another one, then edited."""
    with_buses = (("open", "routes"), ("tab", "書き出し"), *_ROUTE_FILES, ("look",)) if buses else ()
    edited_buses = (("open", "routes"), ("press", "写す"), ("press", "向きを逆に"), ("look",)) if buses else ()
    conserved = (("press", "保全区域のたたき台"),) if farmland else ()
    return (
        screen("pages", *region, ("look",), *_EVERY_PAGE),
        screen(
            "plan", *region, ("upload", "保存した案を開く（.plan.json）", plan), ("choose", "案", scenario), ("look",),
            *_EVERY_PAGE, *with_buses,
        ),
        screen(
            "edits", *region, ("press", "この案を写す"), ("press", "空の案を加える"), ("write", "案の名前", "まっさらな案"),
            ("press", "元に戻す"), ("press", "やり直す"), ("press", "この案を写す"), ("press", "この案を消す"),
            ("choose", "案", "案1*"), *edited_buses,
            ("open", "land"), ("press", "圏域を作る"), ("look",), ("tab", "区域"), ("press", "拠点区域のたたき台"),
            *conserved, ("look",), ("tab", "書き出し"), ("take", PLAN_FILE, "圏域と区域（GeoPackage）"),
        ),
    )  # fmt: skip


_ROUTE_FILES = (
    ("take", "路線の表（Excel）", "路線の図形（GeoPackage）", "時刻表データ（GTFS-JP）", PLAN_FILE),
    ("press", "書き出す内容を確かめる"),
)
_EVERY_PAGE = (
    ("open", "hubs"), ("tab", "書き出し"), ("take", "集落ごとの表（CSV）", "拠点と集落の地図（GeoJSON）", PLAN_FILE),
    ("tab", "サービス"), ("look",), ("tab", "集落"), ("look",),
    ("tab", "紙"), ("take", "この案の地図（A3）", "誰が近くなり、誰が遠くなるか（A4 一枚）"),
    ("open", "land"), ("look",), ("tab", "確認"), ("look",), ("tab", "書き出し"), ("take", "圏域と区域（GeoPackage）", PLAN_FILE),
    ("open", "routes"), ("look",),
    ("open", "future"), ("look",), ("tab", "移住と空き家"), ("look",), ("tab", "表"), ("look",), ("take", "将来の人口の表（CSV）", "将来の人口の表（Excel）"),
    ("open", "compare"), ("look",), ("tab", "費用と外出"), ("look",), ("tab", "書き出し"), ("take", "比較の表（Excel）"),
    ("open", "now"), ("look",), ("take", "地域の地図（A3）"),
    ("open", "isolated"), ("look",), ("open", "projection"), ("look",),
    ("take", "画面の紙（A4に四つずつ）", "画面の紙（A3に一つずつ）", "集まりの結果（PDF）", "集まりの結果（Word）", "集まりの記録（Word）"),
    ("open", "hall"), ("look",),
    ("open", "paper"), ("look",), ("press", "地図を作る"), ("take", "書きこむ地図（PDF）"),
    ("open", "organisation"), ("look",), ("open", "documents"), ("look",), ("open", "prefecture"), ("look",),
    ("open", "data"), ("look",), ("open", "siting"), ("look",),
)  # fmt: skip
_PAPERS = screen(
    "papers", ("region", "okuyama"), ("open", "now"), ("choose", "集落を探す", "梶垣内"), ("take", "*の地区カルテ（A4）"),
    ("choose", "まとめて作る", "地区ごと"), ("press", "地区カルテをまとめて作る"), ("wait", "まとめた PDF を受け取る*"), ("take", "まとめた PDF を受け取る*"),
)  # fmt: skip
_DOCUMENTS = screen(
    "documents", ("region", "okuyama"), ("open", "documents"), ("look",), ("press", "選んだ文書を作る"), ("wait", "すべて受け取る*"),
    ("take", "すべて受け取る*", "* を受け取る"),
)  # fmt: skip
_IMPORT_PAGE = screen(
    "import", ("region", "okuyama"), ("open", "data"), ("press", "ファイルを取り込む"),
    ("upload", "取り込むファイル", "inputs/jinko.csv", "inputs/michi.geojson"), ("look",), ("write", "地域の名前", "谷村"),
    ("press", "取り込む"), ("wait", "この地域のフォルダを zip で受け取る"), ("look",),
    ("take", "この地域のフォルダを zip で受け取る"), ("open", "hubs"), ("look",),
)  # fmt: skip
_SEARCH_PAGE = screen(
    "search", ("region", "sanson"), ("open", "siting"), ("press", "探す"), ("wait", "この組合せを案にする"),
    ("look",),
    ("press", "この組合せを案にする"), ("open", "hubs"), ("tab", "書き出し"), ("take", PLAN_FILE),
)  # fmt: skip
_OPEN_NOTO = (
    ("region", "okuyama"),
    ("open", "data"),
    ("write", "自分のフォルダを開く", "noto"),
    ("press", "開く"),
    ("open", "hubs"),
)

GROUPS = (
    Group(
        "okuyama",
        (
            *of_region(OKUYAMA, plan=f"{OKUYAMA}/{_EXAMPLE}", scenario="c3", places=("s01", "s02")),
            *_sheets(OKUYAMA, ("v001", "v002"), f"--plan {OKUYAMA}/{_EXAMPLE} --scenario c3"),
            command("sheets-district", f"sheets {OKUYAMA} --by district --out {{out}}"),
            command("sheets-village", f"sheets {OKUYAMA} --by village --format png --out {{out}}", plain=True),
            command("paper-map", f"paper-map {OKUYAMA} --size A4 --out {{out}}/map.pdf"),
            command(
                "paper-map-plan",
                f"paper-map {OKUYAMA} --plan {OKUYAMA}/{_EXAMPLE} --scenario c3 --size A1 --meeting 中野 --out {{out}}/map.pdf",
                plain=True,
            ),
            command("paper-map-wide", f"paper-map {OKUYAMA} --size A3 --out {{out}}/map.pdf"),
            command("report", f"report {OKUYAMA}/{_EXAMPLE} --scenario c4 --date 2026-11-30 --out {{out}}"),
            command(
                "report-year",
                f"report {CHIKU}/{_EXAMPLE} --scenario c1 --date 2026-11-30 --year 2045 --out {{out}}",
            ),
            command(
                "report-few",
                f"report {OKUYAMA}/{_EXAMPLE} --region {OKUYAMA} --scenario c1 --few --meeting statutory --out {{out}}",
                plain=True,
            ),
        ),
    ),
    Group("model_chiku", of_region(CHIKU, plan=f"{CHIKU}/{_EXAMPLE}", scenario="c2", places=("s01", "s02"))),
    Group(
        "sanson",
        (
            *of_region(SANSON, plan=RICH, scenario="c9", places=("f001", "s01", "s02")),
            *_sheets(SANSON, ("v001", "v003"), f"--plan {RICH} --scenario c9"),
        ),
        quick=False,
    ),
    Group("sanson-buses", _BUSES),
    Group("sanson-choices", _CHOICES, quick=False),
    Group("money", _MONEY),
    Group("refused", _REFUSED),
    Group("batch", _BATCH),
    Group("two-towns", _TWO_TOWNS),
    Group("import", _IMPORTS, first=("villages",)),
    Group("fetch", _FETCHED),
    Group("screens-okuyama", _screens([("region", "okuyama")], f"{OKUYAMA}/{_EXAMPLE}", "案3*")),
    Group("screens-sanson", _screens([("region", "sanson")], RICH, "案9*", buses=True)),
    Group("screens-model_chiku", _screens([("region", "model_chiku")], f"{CHIKU}/{_EXAMPLE}", "案2*"), quick=False),
    Group("screens-work", (_PAPERS, _DOCUMENTS, _IMPORT_PAGE, _SEARCH_PAGE)),
    Group(
        "noto",
        (
            *_BUILD_NOTO,
            *of_region("noto", plan=NOTO_PLAN, scenario="s1", places=("E1746300182111", "E1746300065111")),
            *_sheets("noto", ("174630110", "17463001002"), f"--plan {NOTO_PLAN} --scenario s1"),
            *_screens(_OPEN_NOTO, NOTO_PLAN, "二つの拠点", farmland=False),
        ),
        quick=False,
        needs="noto",
        first=tuple(case["name"] for case in _BUILD_NOTO),
    ),
    *(
        Group(name, (command("import", f"import {kind} published/{path} --region {{out}}/r"),), quick=False, needs=path)
        for name, kind, path in _PUBLISHED
    ),
)
