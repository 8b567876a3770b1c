"""Which column is which: what the user says, else the names under which towns publish them."""

from __future__ import annotations

import pytest

from geo.texts.errors import RequestError
from importing.columns.guess_columns import columns_used, known_headers, match_columns, require
from importing.columns.kinds import ALIASES, ImportKind

SITES = ImportKind("sites")


def refused(available: list[str], given: dict[str, str]) -> list[str]:
    with pytest.raises(RequestError) as caught:
        match_columns(SITES, available, given, "a.csv")
    return [n.code for n in caught.value.notices]


def test_own_names_need_no_guess() -> None:
    assert match_columns(SITES, ["name", "lat", "lon", "memo"], {}, "a.csv") == (
        {"name": "name", "lat": "lat", "lon": "lon"},
        [],
    )


def test_published_names_are_guessed_and_noted() -> None:
    matched, notices = match_columns(SITES, ["名称", "緯度", "経度"], {}, "a.csv")
    assert matched == {"name": "名称", "lat": "緯度", "lon": "経度"}
    assert [n.code for n in notices] == ["import_columns_used"]
    assert match_columns(SITES, ["名称", "緯度", "経度"], {}, "a.csv", skip_place=True)[0] == {"name": "名称"}


@pytest.mark.parametrize(
    ("kind", "guessed", "words"),
    [
        ("villages", {"name": "S_NAME", "population": "JINKO"}, "名前（name） ← S_NAME、人口（population） ← JINKO"),
        ("sites", {"site_id": "共通ID", "kind": "区分"}, "候補地id（site_id） ← 共通ID、種別（kind） ← 区分"),
        ("facilities", {"days": "診療曜日", "opens": "診療開始時間"}, "利用可能曜日（days） ← 診療曜日、開館時間（opens） ← 診療開始時間"),
        ("riders", {"boardings": "乗客"}, "乗車人数（boardings） ← 乗客"),
        ("roads", {"speed_kph": "速さ"}, "速度（speed_kph） ← 速さ"),
    ],
)  # fmt: skip
def test_what_each_header_was_taken_for_is_told_by_name_and_by_key(
    kind: str, guessed: dict[str, str], words: str
) -> None:
    assert f"列の読み替え：{words}。" in columns_used(kind, guessed, "a.csv").message


def test_what_the_user_says_wins_and_a_header_is_used_once() -> None:
    matched, _ = match_columns(SITES, ["名称", "通称", "緯度", "経度"], {"name": "通称"}, "a.csv")
    assert matched["name"] == "通称"
    matched, _ = match_columns(SITES, ["名称"], {"kind": "名称"}, "a.csv")
    assert matched == {"kind": "名称"}


def test_headers_that_are_codes_go_by_what_they_mean() -> None:
    matched, _ = match_columns(SITES, ["T1", "T2"], {}, "a.csv", labels={"T1": "緯度", "T2": "経度", "T3": "名称"})
    assert matched == {"lat": "T1", "lon": "T2"}


def test_wrong_columns_are_refused_together() -> None:
    assert refused(["名称"], {"colour": "名称", "name": "通称"}) == [
        "import_column_key_unknown",
        "import_column_not_found",
    ]


def test_needed_columns() -> None:
    require({"name": "名称"}, ["name"], ["名称"], "a.csv")
    with pytest.raises(RequestError) as caught:
        require({"name": "名称"}, ["name", "lat", "lon"], ["名称"], "a.csv")
    assert [(n.code, n.field) for n in caught.value.notices] == [
        ("import_column_unguessed", "lat"),
        ("import_column_unguessed", "lon"),
    ]


def test_every_alias_is_known() -> None:
    known = known_headers(SITES)
    assert {"name", "lat", "lon"} <= known
    assert len(known) > len(SITES.columns)
    assert ALIASES["sites"]
