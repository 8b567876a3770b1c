"""A facility is what the last noun of its name says; what is beside, behind or left of one is not, and what nothing tells stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reference.categories import CATEGORIES
from importing import ImportOptions, import_files
from importing.columns.facility_kinds import OTHER, _words, category_of, category_of_both, kind_of, says_closed

NOT_SERVED = (
    "総合病院（医師住宅）",
    "スマートタウン小公園",
    "中消防署東出張所",
    "中学校給食センター",
    "駅前児童公園",
    "温泉スタンド",
    "水質浄化センター",
    "クリーンセンター埋立処分場",
    # further ones of the kind
    "県立中央病院第2駐車場",
    "郵便局前",
    "村診療所職員宿舎",
    "小学校児童遊園",
    "マートビル駐輪場",
    "○○家畜診療所",
    "道の駅さくら公衆トイレ",
    "土木事務所北出張所",
    "県総合庁舎",
    "まちの駅",
)


@pytest.mark.parametrize("name", NOT_SERVED)
def test_what_stands_beside_a_service_is_none(name: str) -> None:
    assert kind_of(name) == OTHER
    assert category_of(name) is None


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("地域包括支援センター", "care"),
        ("港公民館", "community"),
        ("山中町役場北支所", "government"),
        ("JA山中北支所", "finance"),
        ("東銀行港支店", "finance"),
        ("ローソン港店", "shopping"),
        ("スーパー駅前店", "shopping"),
        ("みどり薬局港店", "medical"),
        ("市立図書館港分館", "education"),
        ("公民館北分館", "community"),
        ("道の駅 弘前", "employment"),
        ("特別養護老人ホームひまわり苑", "care"),
        ("町立特別養護老人ホームひまわり", "care"),
        ("サービス付き高齢者向け住宅", "care"),
        ("旧三波小学校跡地", "education"),
        ("郵便局（役場内）", "finance"),
        ("（仮称）西こども園", "childcare"),
        ("ＪＡ西給油所", "fuel"),
        ("ＪＲ港駅", "transport"),
        ("通運港営業所", "logistics"),
    ],
)
def test_the_end_of_a_name_or_the_kind_in_front_of_it_decides(name: str, category: str) -> None:
    assert category_of(name) == category


@pytest.mark.parametrize("name", ["町民体育館", "コメリ", "バス営業所", "すこやか", "小学校体育館", "病院企業団", ""])
def test_what_no_word_tells_stays_open(name: str) -> None:
    assert kind_of(name) is None


def test_a_kind_as_written_goes_before_the_name_but_never_makes_a_service_of_flats() -> None:
    assert category_of_both("病院", "すこやか") == "medical"
    assert category_of_both("医療", "なんでも") == "medical"
    assert category_of_both("病院", "医師住宅") == OTHER
    assert category_of_both("都市公園", "港小学校") == OTHER
    assert category_of_both("その他", "西郵便局") == "finance"
    assert category_of_both("その他", "西の丘") is None


def test_a_closed_place_says_so_in_brackets() -> None:
    assert says_closed("西保育園（令和6年4月休園）")
    assert says_closed("西保育園（休園中）")
    assert not says_closed("西保育園（新館）")


def test_every_word_means_a_category_or_none_and_stands_once() -> None:
    words = _words()
    assert set(words.ends.values()) | set(words.starts.values()) <= {*CATEGORIES, OTHER}
    assert {kind for kinds in words.branches.values() for kind in kinds} <= set(CATEGORIES)
    import tomllib

    import geo.reference

    content = tomllib.loads(Path(geo.reference.__file__).with_name("facility_words.toml").read_text(encoding="utf-8"))
    listed = [word for those in content["ends"].values() for word in those]
    assert sorted(set(listed)) == sorted(listed)


LISTED = ("総合病院（医師住宅）", "スマートタウン小公園", "中消防署東出張所", "中学校給食センター", "港公民館", "駅前児童公園", "温泉スタンド",
          "水質浄化センター", "クリーンセンター埋立処分場", "地域包括支援センター")  # fmt: skip


def test_a_public_list_gives_only_what_serves_and_names_every_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "名称,緯度,経度\n" + "".join(f"{n},36.0,137.0{i}\n" for i, n in enumerate(LISTED)), encoding="utf-8"
    )
    report = import_files("facilities", [path], tmp_path / "r")
    assert (report.rows_read, report.rows_kept) == (10, 2)
    rows = (tmp_path / "r" / "facilities.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [",".join(r.split(",")[1:3]) for r in rows[1:]] == ["港公民館,community", "地域包括支援センター,care"]
    guessed = next(n for n in report.notices if n.code == "import_categories_guessed")
    assert guessed.details == ("介護・福祉 1：地域包括支援センター", "公民館・交流 1：港公民館")
    assert "介護・福祉 1（地域包括支援センター）、公民館・交流 1（港公民館）" in guessed.message
    left = [n for n in report.notices if n.code == "import_category_other"]
    assert [n.row for n in left] == [2, 3, 4, 5, 7, 8, 9, 10]
    assert all(
        name in n.message
        for name, n in zip([n for n in LISTED if n not in guessed.details[0] + guessed.details[1]], left, strict=True)
    )


def test_the_person_at_the_table_decides_after_all(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("名称,緯度,経度\n町民体育館,36.0,137.0\n", encoding="utf-8")
    report = import_files("facilities", [path], tmp_path / "r", options=ImportOptions(category="community"))
    assert report.rows_kept == 1
    assert "import_categories_guessed" not in {n.code for n in report.notices}
