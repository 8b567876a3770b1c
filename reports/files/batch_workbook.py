"""The results of a batch as a workbook: regions, their indicators, sets of hubs, people by year, and what is lacking."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import xlsxwriter

from plan.batch.run import BatchOutcome
from plan.indicators.registry import INDICATORS
from plan.overview.by_municipality import municipal_indicators
from reports.files.workbook import CREATED, OPTIONS, write_sheet

_ABOUT = {
    "name": "地域",
    "municipality_code": "市区町村コード",
    "base_year": "基準年",
    "people_year": "人口の年",
    "villages": "集落",
    "segments": "道の区間",
    "scenario": "案",
    "hubs": "拠点",
    "organisations": "地域運営組織",
}


def batch_workbook(outcome: BatchOutcome) -> bytes:
    """Write a workbook (xlsx) of a batch.

    Returns
    -------
    bytes
        Sheets 地域, 指標, 市町村 (where a region has several), 候補の組合せ, 将来の人口, お知らせ: figures unrounded, one row for each
        region (for each municipality, number of hubs, year, notice). Text that a spreadsheet could take for a formula is quoted.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": "多くの地域の指標", "created": CREATED})
        for name, table in batch_tables(outcome).items():
            write_sheet(book, name, table)
    return buffer.getvalue()


def batch_tables(outcome: BatchOutcome) -> dict[str, pd.DataFrame]:
    """Return the workbook's sheets by name."""
    done = [(folder, outcome.results[folder]) for folder in outcome.regions if folder in outcome.results]
    return {
        "地域": _table(
            ["フォルダー", *_ABOUT.values()],
            [[folder, *(found["region"][key] for key in _ABOUT)] for folder, found in done],
        ),
        "指標": _table(
            ["フォルダー", "地域", *_indicator_heads(outcome)],
            [[folder, found["region"]["name"], *_indicators(found)] for folder, found in done],
        ),
        **_municipalities(done),
        "候補の組合せ": _table(
            ["フォルダー", "地域", "拠点の数", "候補地", "人×分の合計", "限界"],
            [
                [folder, found["region"]["name"], row["number"], "、".join(row["hubs"]), row["value"], row["bound"]]
                for folder, found in done
                for row in (found["siting"] or {"rows": ()})["rows"]
            ],
        ),
        "将来の人口": _table(
            ["フォルダー", "地域", "年", "人", "下の端", "上の端"],
            [
                [folder, found["region"]["name"], year, total, *band]
                for folder, found in done
                if (people := found["people"]) is not None
                for year, total, band in zip(people["years"], people["total"], people["band"], strict=True)
            ],
        ),
        "お知らせ": _table(
            ["フォルダー", "お知らせ"],
            [
                [folder, n["message"]]
                for folder in outcome.regions
                for n in (outcome.failed.get(folder) or outcome.results[folder]["lacking"])
            ],
        ),
    }


def _municipalities(done: list[tuple[str, dict[str, Any]]]) -> dict[str, pd.DataFrame]:
    """Return the sheet of the municipalities of regions that have several; none where no region has."""
    rows = [
        [folder, found["region"]["name"], town["name"], town["villages"], *town["indicators"].values()]
        for folder, found in done
        for town in found["municipalities"]
    ]
    names: dict[str, str] = next((found["names"] for _, found in done), {})
    heads = [f"{names.get(known.id, known.name)}（{known.unit}）" for known in municipal_indicators("")]
    return {"市町村": _table(["フォルダー", "地域", "市町村", "集落", *heads], rows)} if rows else {}


def _table(heads: list[str], rows: list[list[Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=heads)


def _indicator_heads(outcome: BatchOutcome) -> list[str]:
    names: dict[str, str] = next((found["names"] for found in outcome.results.values()), {})
    return [f"{names[known.id]}（{known.unit}）" for known in INDICATORS if known.id in names]


def _indicators(found: dict[str, Any]) -> list[float | None]:
    return [found["indicators"][known.id] for known in INDICATORS]
