"""The future of a region as a workbook: villages by year, ages, the band, method and sources; unrounded."""

from __future__ import annotations

import io

import pandas as pd
import xlsxwriter

from geo.reference import reference_table
from geo.region.region import Region
from plan.future.projection import Projection
from reports.files.workbook import CREATED, OPTIONS, write_sheet

_SEX_NAMES = {"f": "女", "m": "男", "t": "男女計"}
_METHOD_NAMES = {
    "cohort": "コーホート変化率法（男女・五歳階級）",
    "age_groups": "年齢の区分ごとの対数直線",
    "given": "渡された推計（あいだの年は直線）",
    "totals": "合計の対数直線",
}


def future_workbook(region: Region, projection: Projection, scenario_name: str) -> bytes:
    """Write a workbook (xlsx) of a projection.

    Returns
    -------
    bytes
        Sheets 集落と年, 幅, 男女と年齢, 移住, 方法と出典. Persons are not rounded: sums and shares can be made of them.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": "将来の人口", "created": CREATED})
        for name, table in future_tables(region, projection, scenario_name).items():
            write_sheet(book, name, table)
    return buffer.getvalue()


def future_tables(region: Region, projection: Projection, scenario_name: str) -> dict[str, pd.DataFrame]:
    """Return the workbook's sheets by name."""
    names = region.villages["name"].astype(str)
    years = list(projection.years)

    def named(table: pd.DataFrame) -> pd.DataFrame:
        table.insert(0, "集落", [names.get(v, v) for v in table["village_id"]])
        return table.rename(columns={"village_id": "集落の id"})

    totals = projection.totals.reset_index()
    whole = pd.DataFrame([["", *projection.totals.sum().tolist()]], columns=totals.columns)
    totals = named(pd.concat([totals, whole], ignore_index=True))
    totals.loc[totals.index[-1], "集落"] = "合計"
    bands = named(projection.bands.copy()).rename(columns={"year": "年", "low": "下の端", "high": "上の端"})
    band = pd.DataFrame(
        [("合計", "", year, low, high) for year, (low, high) in zip(years, projection.band_of(), strict=True)],
        columns=bands.columns,
    )
    people = named(projection.people.copy()).rename(
        columns={"year": "年", "sex": "男女", "age_from": "年齢（から）", "persons": "人"}
    )
    people["男女"] = people["男女"].map(lambda sex: _SEX_NAMES.get(str(sex), str(sex)))
    return {
        "集落と年": totals.rename(columns={year: f"{year}年" for year in years}),
        "幅": pd.concat([bands, band], ignore_index=True),
        "男女と年齢": people,
        "移住": _settled(projection, names),
        "方法と出典": _method(region, projection, scenario_name),
    }


def _settled(projection: Projection, names: pd.Series) -> pd.DataFrame:
    """Return who settled, with their descendants, by village and step; and when houses ran out."""
    by_village = projection.settled.sum((-2, -1)).T
    table = pd.DataFrame(by_village, columns=[f"{year}年" for year in projection.step_years])
    table.insert(0, "空き家が足りなくなる年", [str(projection.houses_full.get(v, "")) for v in projection.villages])
    table.insert(0, "集落の id", list(projection.villages))
    table.insert(0, "集落", [names.get(v, v) for v in projection.villages])
    return table


def _method(region: Region, projection: Projection, scenario_name: str) -> pd.DataFrame:
    values = reference_table("future")
    rows = [
        ("地域", region.name),
        ("案", scenario_name),
        ("方法", _METHOD_NAMES[projection.method]),
        ("数字", "丸めていません。画面と紙では、集落の推計を10人ごとに丸め、10人未満は出しません。"),
        ("幅", f"真の値が入ると見込む割合 {values['band_share'].value:.0%}（{values['band_share'].source}）"),
        ("変化率のずれ（全体、五年）", f"{projection.drift.together:.4f}"),
        ("変化率のずれ（集落ごと、五年）", f"{projection.drift.apart:.4f}"),
    ]
    for stage, strength in projection.strengths.items():
        rows.append(
            (f"寄せ方（{stage}）", f"場所の違い {strength.between:.4f}、自分の比を残す割合 {strength.kept_median:.1%}")
        )
    rows += [("お知らせ", notice.message) for notice in projection.notices]
    rows += [("地域の注記", note) for note in region.notes]
    rows += [("出典", f"{source.name}（{source.year}、{source.licence}）") for source in region.sources]
    return pd.DataFrame(rows, columns=["項目", "内容"])
