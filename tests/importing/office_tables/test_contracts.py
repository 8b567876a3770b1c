"""Contracts come in as yen and days, whatever unit and span the town's list was written in."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from tests.importing.office_region import codes, imported, message_of, write_office_region

YEN = """\
契約名,事業者名,年度,運行委託料（円）,運賃収入（円）,国県補助金（円）,車両数,走行キロ,対象路線
コミュニティバス運行業務,試し交通,令和5年度,"24,600,000","1,830,000","6,100,000",3台,"88,200",西線・東線
予約制乗合タクシー,谷口タクシー,令和5年度,"3,200,000","210,000",-,1台,"12,400",
合計,,,"27,800,000","2,040,000","6,100,000",4台,"100,600",
"""
THOUSANDS = """\
令和5年度 バス運行経費,,,,,,,（単位：千円）
契約名,事業者名,運行委託料,運賃収入,国県補助金,車両数,走行キロ,対象路線
コミュニティバス運行業務,試し交通,"２４,６００","1,830","6,100",3,"88,200",西線、東線
予約制乗合タクシー,谷口タクシー,"3,200",210,-,1,"12,400",
合 計,,"27,800","2,040","6,100",4,"100,600",
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_office_region(tmp_path / "tameshi")


def contracts_of(region: Path) -> pd.DataFrame:
    frame = read_region(region).bus_contracts
    assert frame is not None
    return frame


@pytest.mark.parametrize("text", [YEN, THOUSANDS], ids=["yen", "thousands"])
def test_units_and_spans_are_turned_into_yen_and_days(region: Path, text: str) -> None:
    report = imported("contracts", text, region)
    frame = contracts_of(region)
    assert report.rows_kept == len(frame) == 2
    assert frame[["fee_yen", "fares_yen", "subsidies_yen"]].to_numpy().tolist() == [
        [24_600_000, 1_830_000, 6_100_000], [3_200_000, 210_000, 0],
    ]  # fmt: skip
    assert list(frame["from"]) == ["2023-04-01"] * 2
    assert list(frame["to"]) == ["2024-03-31"] * 2
    assert list(frame["kind"]) == ["fixed", "on_demand"]
    assert list(frame["routes"]) == ["r1、r2", ""]
    assert list(frame["vehicles"]) == [3, 1]
    assert list(frame["annual_km"]) == [88_200, 12_400]
    assert "table_totals_left" in codes(report)
    assert ("千円" in message_of(report, "import_unit")) if text is THOUSANDS else "import_unit" not in codes(report)


def test_the_span_of_a_contract_is_read_from_its_days(region: Path) -> None:
    imported(
        "contracts",
        "件名,契約期間,契約金額\n西線運行,令和5年10月1日〜令和6年9月30日,5000000\n東線運行,2023/4/1から2024/3/31,100\n",
        region,
    )
    frame = contracts_of(region)
    assert list(zip(frame["from"], frame["to"], strict=True)) == [
        ("2023-10-01", "2024-09-30"), ("2023-04-01", "2024-03-31"),
    ]  # fmt: skip


def test_a_subsidy_leaves_the_fares_with_the_operator_and_it_is_said(region: Path) -> None:
    report = imported(
        "contracts", "令和5年度,,\n路線名,補助金額,運賃収入\n西線,4000000,900000\n東線,3000000,500000\n", region
    )
    frame = contracts_of(region)
    assert list(frame["fares_go_to"]) == ["operator"] * 2
    assert list(frame["routes"]) == ["r1", "r2"]
    assert "contracts_fares_kept" in codes(report)


def test_rows_without_money_or_span_are_said(region: Path) -> None:
    report = imported(
        "contracts", "契約名,年度,委託料\n西線,R5年度,未定\n東線,不明,100\n北線,R5年度,300\n南線,R5年度,△5\n", region
    )
    assert [(n.code, n.row) for n in report.notices if n.severity == "warning"] == [
        ("cell_not_number", 2), ("cell_empty", 2), ("contract_no_span", 3), ("cell_negative", 5), ("cell_empty", 5),
    ]  # fmt: skip
    assert list(contracts_of(region)["name"]) == ["北線"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("契約名,年度\n西線,R5年度\n東線,R5年度\n", "import_column_unguessed"),
        ("契約名,委託料\n西線,1\n", "import_nothing_left"),
    ],
)
def test_a_list_that_says_too_little_is_refused(region: Path, text: str, code: str) -> None:
    with pytest.raises(RequestError) as caught:
        imported("contracts", text, region)
    assert code in [n.code for n in caught.value.notices]
    assert not (region / "bus_contracts.csv").exists()


def test_the_same_contract_again_is_replaced(region: Path) -> None:
    imported("contracts", YEN, region)
    imported("contracts", YEN.replace("24,600,000", "25,000,000"), region, name="訂正.csv")
    assert list(contracts_of(region)["fee_yen"]) == [25_000_000, 3_200_000]
