"""Answers of residents come in without who they are; words become purposes, means and round trips a week."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from importing.office_tables.survey_vocabulary import survey_vocabulary, trips_per_week
from tests.importing.office_region import codes, imported, message_of, write_office_region

LONG = """\
整理番号,氏名,電話番号,ご住所,集落名,年齢,目的,行き先,頻度,交通手段,自由意見
101,山田 太郎,0120-000-000,試し村上野12番地,上野,78,通院,上野診療所,月１〜２回,家族の車,朝の便がほしい 0120-000-000
101,山田 太郎,0120-000-000,試し村上野12番地,上野,78,買い物,下野商店,週2～3回,1.バス,
102,佐藤 花子,,試し村谷口3,谷口,65～74歳,買物,となり町のスーパー,ほぼ毎日,自分の車,
103,鈴木 一,,試し村沖1-2,どこか,75歳以上,その他,,わからない,一輪車,
"""
WIDE = """\
外出についての調査（令和5年10月）,,,,,,,,
票番号,お名前,集落名,年代,通院,,,買い物,,
,,,,行き先,回数,手段,行き先,回数,手段
1,山田,上野,70代,上野診療所,月1〜2回,家族の車,下野商店,週2〜3回,バス
2,佐藤,谷口,65～74歳,,,,となり町のスーパー,ほぼ毎日,自分の車
3,鈴木,下野,80代,,,,,,
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_office_region(tmp_path / "tameshi")


def responses(region: Path) -> pd.DataFrame:
    frame = read_region(region).survey_responses
    assert frame is not None
    return frame


def answers(region: Path) -> list[tuple[object, ...]]:
    frame = responses(region)
    columns = ["answer_id", "village_id", "age_group", "purpose", "destination_id", "means"]
    return [tuple(row) for row in frame[columns].to_numpy().tolist()]


EXPECTED = [
    ("0001", "v1", "70-79", "clinic", "f-clinic", "family_car"),
    ("0001", "v1", "70-79", "shopping", "f-shop", "bus"),
    ("0002", "v4", "65-74", "shopping", "", "own_car"),
]


def test_rows_of_answers_are_understood(region: Path) -> None:
    report = imported("wishes", LONG, region)
    assert answers(region)[:3] == EXPECTED
    frame = responses(region)
    assert list(frame["trips_per_week"])[:3] == pytest.approx([1.5 / 4.345, 2.5, 5], abs=1e-4)
    assert frame["trips_per_week"].isna().tolist() == [False, False, False, True]
    assert list(frame["district"]) == ["", "", "", "どこか"]
    assert list(frame["means"])[3] == "other"
    assert "月１〜２回＝0.3452" in message_of(report, "wishes_frequencies")
    assert "一輪車" in " ".join(n.message for n in report.notices if n.code == "wishes_words_unknown")
    assert "どこか" in message_of(report, "wishes_villages_unknown")


def test_questions_side_by_side_mean_the_same_as_rows(region: Path) -> None:
    report = imported("wishes", WIDE, region)
    assert answers(region) == EXPECTED
    assert report.rows_read == 3
    assert "import_personal_left" in codes(report)


def test_who_answered_is_not_in_the_region(region: Path) -> None:
    report = imported("wishes", LONG, region)
    text = "".join(p.read_text(encoding="utf-8-sig") for p in region.glob("*") if p.suffix in (".csv", ".toml"))
    for secret in ("山田", "佐藤", "鈴木", "0120-000-000", "12番地", "試し村谷口", "101", ",78,"):
        assert secret not in text
    assert "氏名、電話番号、ご住所" in message_of(report, "import_personal_left")
    assert "朝の便がほしい （伏せました）" in text
    assert {"wishes_hidden", "wishes_texts"} <= set(codes(report))


def test_a_personal_column_is_not_copied_even_when_it_is_asked_for(region: Path) -> None:
    report = imported("wishes", LONG, region, columns={"wish": "氏名", "district": "ご住所"})
    text = (region / "wishes.csv").read_text(encoding="utf-8-sig")
    assert "山田" not in text
    assert "番地" not in text
    assert "import_personal_left" in codes(report)


def test_an_address_in_a_column_of_districts_is_hidden(region: Path) -> None:
    report = imported("wishes", "地区,目的\n奥谷3-4,通院\n東区,買物\n", region)
    assert list(responses(region)["district"]) == ["", "東区"]
    assert "wishes_hidden" in codes(report)


def test_the_same_survey_again_replaces_its_answers_and_no_others(region: Path) -> None:
    imported("wishes", LONG, region, name="一回目.csv")
    imported("wishes", WIDE, region, name="二回目.csv")
    imported("wishes", LONG, region, name="一回目.csv")
    frame = responses(region)
    assert frame["source"].value_counts().to_dict() == {"一回目": 4, "二回目": 3}


def test_answers_that_are_bare_numbers_stay_empty_and_it_is_said(region: Path) -> None:
    report = imported("wishes", "目的,手段,頻度\n通院,1,週1回\n買物,2,週2回\n", region)
    frame = responses(region)
    assert list(frame["means"]) == ["", ""]
    assert "選択肢の番号だけの列" in message_of(report, "wishes_words_unknown")


def test_a_survey_without_purposes_is_refused(region: Path) -> None:
    with pytest.raises(RequestError) as caught:
        imported("wishes", "集落名,年代\n上野,70代\n谷口,80代\n", region)
    assert [n.code for n in caught.value.notices] == ["import_column_unguessed"]


@pytest.mark.parametrize("n", range(1, 8))
def test_times_a_month_and_a_year_agree_with_times_a_week(n: int) -> None:
    table = survey_vocabulary()
    assert trips_per_week(f"週{n}回") == n
    assert trips_per_week(f"月{n}回") == pytest.approx(n / table.weeks_per_month, abs=1e-4)
    assert trips_per_week(f"年に{n}回くらい") == pytest.approx(n / table.weeks_per_year, abs=1e-4)
    assert trips_per_week(f"{n}週間に1回") == pytest.approx(1 / n, abs=1e-4)
    assert table.weeks_per_year == pytest.approx(12 * table.weeks_per_month, rel=0.002)
