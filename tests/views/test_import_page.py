"""データ, files to import: dropped, told apart, changed by hand, imported, and shown; nothing is lost and nothing harms."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.workspace.uploads import keep, upload_folder, uploaded_files
from tests.plan.import_files import PLACES, VILLAGES, write_roads
from tests.views.small_region import write_small_region
from tests.views.table import Table
from views.opening import open_region

DROP = "0123abcd"
SCRIPT = "<script>alert(1)</script>"
WAIT_S = 60


@pytest.fixture
def roads(tmp_path: Path) -> bytes:
    return write_roads(tmp_path).read_bytes()


def dropped(**files: bytes) -> Table:
    """The page with files in the store, as a reload finds them by the address."""
    for name, content in files.items():
        keep(upload_folder(DROP), name.replace("__", "."), content)
    table = Table(drop=DROP)
    return table.go("data")


def dropped_into(table: Table) -> Path:
    """Where files go that are dropped on the page now."""
    drop = table.session.importing.drop
    assert drop is not None
    return upload_folder(drop)


def town(roads: bytes, villages: str = VILLAGES, **more: bytes) -> Table:
    return dropped(jinko__csv=villages.encode(), michi__geojson=roads, **more)


def job(table: Table, file: str) -> str:
    return next(i for i, w in table.session.importing.jobs.items() if w.path.name == file)


def choose(table: Table, file: str) -> Table:
    return table.press(f"show-{job(table, file)}")


def import_as(table: Table, name: str | None = None) -> Table:
    if name is not None:
        next(t for t in table.app.text_input if t.label == "地域の名前").set_value(name)
        table.run()
    table.press("import-begin")
    return until_over(table)


def until_over(table: Table) -> Table:
    deadline = time.monotonic() + WAIT_S
    while table.session.importing.run is not None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        table.run()
    return table


def folder(table: Table) -> Path:
    return table.work.folder


def kind_of(table: Table, file: str):
    return table.app.selectbox(key=f"kind-{job(table, file)}")


def test_files_are_told_apart_and_become_a_region_that_opens_everywhere(samples, roads):
    table = town(roads, byoin__csv=PLACES.encode())
    assert "3 つのファイルを見分け" in table.answer
    assert [kind_of(table, f).value for f in ("jinko.csv", "michi.geojson", "byoin.csv")] == ["villages", "roads", "facilities"]  # fmt: skip
    import_as(table, "谷村")
    assert folder(table).parts[-2:] == ("regions", "谷村")
    assert "2集落 42人、施設 1" in table.answer
    assert list(table.frame(column="入った数")["入った数"]) == [2, 1, 1]
    assert "もとのファイル" not in table.text
    assert uploaded_files(upload_folder(DROP)) == []
    again = Table(**{k: v[0] if isinstance(v, list) else v for k, v in table.app.query_params.items()})
    assert folder(again) == folder(table)
    for page in ("now", "hubs", "data"):
        assert "谷村" in table.go(page).text


def test_files_dropped_on_the_page_are_kept_and_the_same_one_twice_is_one(samples, store):
    table = Table().go("data").press("to-import")
    for number, content in enumerate((VILLAGES, VILLAGES, VILLAGES.replace("12,5", "13,5"))):
        table.app.file_uploader[0].set_value(("jinko.csv", content.encode(), "text/csv"))
        table.run()
        text = ("", "一つとして扱います", "いま置いたものに替えました")[number]
        assert text in table.text
    assert len(table.session.importing.jobs) == 1
    table.go("now").go("data")
    assert "1 つのファイルを見分け" in table.answer, "going to another page loses nothing"
    address = table.app.query_params["drop"]
    reloaded = Table(drop=address[0] if isinstance(address, list) else address).go("data")
    assert "1 つのファイルを見分け" in reloaded.answer, "nor does a reload"


def test_a_wrong_kind_changes_nothing_and_says_what_to_do(samples, roads):
    table = town(roads)
    kind_of(table, "michi.geojson").set_value("gtfs")
    import_as(table.run(), "谷村")
    assert "取り込む前のままにしました" in table.text
    assert "michi.geojson" in table.text
    assert not (folder(table).parent / "regions").exists()
    assert "たにま村" in table.go("now").text, "the region that was open stays open"
    table.go("data")
    kind_of(table, "michi.geojson").set_value("roads")
    import_as(table.run())
    assert "2集落 42人" in table.answer


def test_a_name_that_is_taken_or_no_name_is_told(samples, roads):
    table = import_as(town(roads), "谷村")
    table.press("to-import")
    keep(dropped_into(table), "jinko.csv", VILLAGES.encode())
    table.run()
    assert "もうあります" in import_as(table, "谷村").text
    assert "使えません" in import_as(table, "a/b").text


def test_files_are_added_to_a_region_and_its_plan_stays(samples, roads):
    table = import_as(town(roads), "谷村")
    before = table.plan
    table.press("to-import")
    keep(dropped_into(table), "byoin.csv", PLACES.encode())
    table.run()
    target = table.app.selectbox(key="import-target")
    target.set_value(str(folder(table)))
    import_as(table.run())
    assert "施設 1" in table.answer
    assert table.plan == before
    assert len(open_region(folder(table)).villages) == 2


def test_a_sample_is_no_place_to_add_to(samples, roads):
    table = town(roads)
    assert table.app.selectbox(key="import-target").options == ["新しい地域を作る"]


def test_columns_are_mapped_by_hand(samples, roads):
    text = VILLAGES.replace("人口", "ひと")
    table = town(roads, text)
    assert kind_of(table, "jinko.csv").value == "", "without a column of people nobody could know"
    kind_of(table, "jinko.csv").set_value("villages")
    table.run()
    import_as(table, "谷村")
    assert "「列の読み替え」で選んでください" in table.text
    choose(table, "jinko.csv")
    picked = table.app.selectbox(key=f"column-{job(table, 'jinko.csv')}-villages-population")
    assert "ひと" in picked.options
    picked.set_value("ひと")
    import_as(table.run())
    assert "2集落 42人" in table.answer


def test_a_file_is_used_for_two_things_and_taken_away_again(samples, roads):
    table = town(roads)
    choose(table, "jinko.csv")
    first = job(table, "jinko.csv")
    table.press(f"again-{first}")
    assert len(table.session.importing.jobs) == 3
    second = next(i for i, w in table.session.importing.jobs.items() if w.path.name == "jinko.csv" and i != first)
    table.app.selectbox(key=f"kind-{second}").set_value("sites")
    import_as(table.run(), "谷村")
    region = read_region(folder(table))
    assert (len(region.villages), len(region.sites)) == (2, 2)


def test_a_file_is_taken_away(samples, roads):
    table = town(roads)
    table.press(f"away-{job(table, 'michi.geojson')}")
    assert [p.name for p in uploaded_files(upload_folder(DROP))] == ["jinko.csv"]
    assert "1 つのファイルを見分け" in table.answer


def test_settings_stay_while_another_file_is_looked_at(samples, roads):
    table = town(roads, byoin__csv=PLACES.encode())
    choose(table, "byoin.csv")
    key = job(table, "byoin.csv")
    table.app.selectbox(key=f"category-{key}").set_value("medical")
    next(t for t in table.app.text_input if t.label == "出典の名前").set_value("町の一覧, 2020版")
    table.run()
    choose(table, "jinko.csv")
    choose(table, "byoin.csv")
    assert table.app.selectbox(key=f"category-{key}").value == "medical"
    import_as(table, "谷村")
    (source,) = read_region(folder(table)).sources
    assert source.name == "町の一覧、 2020版"


def test_what_nobody_can_read_is_said_so_and_left_out(samples, roads):
    table = town(roads, tegami__pdf=b"%PDF", nazo__csv="あ,い\n1,2\n".encode())
    captions = " ".join(c.value for c in table.app.caption)
    assert "文書や画像は読めません" in captions
    assert "緯度・経度の列も図形もなく" in captions
    assert "残りの 2 つは、種類が決まっていないか、使えません" in table.answer
    import_as(table, "谷村")
    assert "2集落 42人" in table.answer


def captions(table: Table) -> str:
    return " ".join(c.value.replace("\\", "") for c in table.app.caption)


def lines(*ways: list[list[float]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"道路種別": "市町村道"},
            "geometry": {"type": "LineString", "coordinates": way},
        }
        for way in ways
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


WEST, EAST = [[137.10, 36.10], [137.11, 36.11]], [[137.11, 36.10], [137.12, 36.11]]


def test_what_is_unsure_waits_for_a_person(samples, roads):
    table = town(roads, ten__csv="番号,緯度,経度\nA-1,36.10,137.11\n".encode())
    assert kind_of(table, "ten.csv").value == ""
    assert "施設かもしれません" in captions(table)
    assert "残りの 1 つは、種類が決まっていない" in table.answer
    import_as(table, "谷村")
    assert "2集落 42人、施設 0" in table.answer


def test_how_each_guessed_heading_will_be_read_is_listed_by_name(samples, roads):
    table = town(roads, byoin__csv=PLACES.encode())
    assert "列の読み方：名前 ← 集落名、緯度 ← 緯度、経度 ← 経度、人口 ← 人口、世帯数 ← 世帯数" in captions(table)
    assert "推測：点があり、名前（施設名）から施設の分類が分かります。" in captions(table)
    assert "名前 ← 施設名、緯度 ← 緯度" in captions(table)
    import_as(table, "谷村")
    assert "列の読み替え：名前 ← 施設名" in table.text


def test_of_two_layers_of_roads_one_or_the_other_is_taken(samples, roads):
    table = town(lines(WEST, EAST), michi2__geojson=lines(WEST, EAST, WEST[::-1]))
    kinds = {f: kind_of(table, f).value for f in ("michi.geojson", "michi2.geojson")}
    assert kinds == {"michi.geojson": "", "michi2.geojson": "roads"}
    assert "どちらか一つだけ" in captions(table)
    kind_of(table, "michi.geojson").set_value("roads")
    table.run()
    kinds = {f: kind_of(table, f).value for f in ("michi.geojson", "michi2.geojson")}
    assert kinds == {"michi.geojson": "roads", "michi2.geojson": ""}


def test_roads_far_beyond_the_villages_are_offered_to_be_clipped(samples, roads):
    table = town(lines(WEST, EAST, [[137.12, 36.10], [138.5, 36.10]], [[137.9, 36.2], [138.0, 36.2]]))
    # From 137.12 to 138.5 at 36 degrees north: 124 km.
    assert "124km 先まで" in captions(table)
    table.press(f"clip-roads-{job(table, 'michi.geojson')}")
    table.run()
    assert "km 先まで" not in captions(table), "the settings beside the list do not take it back"
    import_as(table, "谷村")
    assert read_region(folder(table)).roads.number_of_edges() == 6, "whole lines that touch stay"


def test_a_list_without_any_facility_does_not_stop_a_new_region(samples, roads):
    table = town(roads, jutaku__csv="施設名,緯度,経度,種別\n桜ケ丘住宅,36.1,137.11,住宅\n".encode())
    if not kind_of(table, "jutaku.csv").value:
        kind_of(table, "jutaku.csv").set_value("facilities")
        table.run()
    import_as(table, "谷村")
    assert "2集落 42人、施設 0" in table.answer
    assert "除いたファイル：jutaku" in captions(table)
    assert "日々の生活サービス" in table.text


def test_markup_and_formulas_in_files_stay_text(samples, roads):
    text = VILLAGES.replace("上の集落", SCRIPT).replace("下の集落", '"=HYPERLINK(""http://x"")"')
    places = PLACES.replace("町立病院", f"{SCRIPT}病院")
    table = town(roads, text, byoin__csv=places.encode(), **{"<b>nazo__pdf": b"x"})
    assert "<script>" not in table.markup
    assert not any("<b>" in m.value.replace("\\<b\\>", "") for m in (*table.app.markdown, *table.app.caption))
    import_as(table, "谷村")
    assert "<script>" not in table.markup
    assert SCRIPT in set(read_region(folder(table)).villages["name"])
    kept = (folder(table) / "villages.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in kept
    for page in ("now", "hubs", "data"):
        assert "<script>" not in table.go(page).markup


def test_an_import_is_stopped_on_the_page(samples, roads, monkeypatch):
    table = town(roads)
    import threading

    import plan.workspace.import_run

    go_on = threading.Event()
    do = plan.workspace.import_run._do

    def wait_then_do(*args):
        assert go_on.wait(30)
        return do(*args)

    monkeypatch.setattr(plan.workspace.import_run, "_do", wait_then_do)
    next(t for t in table.app.text_input if t.label == "地域の名前").set_value("谷村")
    table.run().press("import-begin")
    assert "ファイルを取り込んでいます" in table.text
    table.press("import-stop")
    go_on.set()
    assert "取り込みを止めました" in until_over(table).text
    assert len(table.session.importing.jobs) == 2, "the files wait for another try"
    assert "たにま村" in table.text


def test_an_own_folder_can_be_added_to(samples, tmp_path, roads):
    own = write_small_region(tmp_path / "own")
    before = sorted(p.name for p in own.iterdir())
    table = Table().go("data")
    table.app.text_input(key="own-folder").set_value(str(own))
    table.app.button(key="open-own").click()
    table.run().press("to-import")
    keep(dropped_into(table), "byoin.csv", PLACES.encode())
    table.run()
    table.app.selectbox(key="import-target").set_value(str(own))
    facilities = len(read_region(own).facilities)
    import_as(table.run())
    assert len(read_region(own).facilities) == facilities + 1
    assert sorted(p.name for p in own.iterdir()) == before
