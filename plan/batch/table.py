"""The results of a batch as one table: a row for each region, and Parquet that other tools open."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from plan.batch.run import BatchOutcome
from plan.batch.settings import FORMAT
from plan.indicators.registry import INDICATORS

_TEXTS = ("problem", "lacking")
"""Columns of text, even where no region has any."""

MUNICIPALITIES = "municipalities"
"""Column of what is known of each municipality of a region that has several."""

KEY = b"kyoten"
"""Under which the file says what its columns mean."""


def batch_table(outcome: BatchOutcome) -> pd.DataFrame:
    """Put results into a table.

    Returns
    -------
    pandas.DataFrame
        A row for each region in the order of the batch: ``folder``, ``problem`` (why there is no result), what the region is, a
        column for each indicator by its id, ``sites_N`` and ``sites_N_value`` (the best set of N candidate sites, and its
        person-minutes), ``people_YEAR`` with ``_low``, ``_high`` and, where a region has several municipalities, ``municipalities``:
        as JSON what `plan.overview.by_municipality.municipal_values` gives. What is not known is missing.
    """
    rows = []
    for folder in outcome.regions:
        if folder in outcome.failed:
            rows.append({"folder": folder, "problem": _messages(outcome.failed[folder])})
        elif folder in outcome.results:
            result = outcome.results[folder]
            lacking = _messages(result["lacking"]) or None
            row = {"folder": folder, "problem": None, **result["region"], "lacking": lacking, **result["indicators"]}
            towns = _municipalities(result["municipalities"])
            rows.append({**row, **_sites(result["siting"]), **_people(result["people"]), **towns})
    columns = list(dict.fromkeys(key for row in sorted(rows, key=len, reverse=True) for key in row))
    table = pd.DataFrame(rows, columns=columns)
    texts = [column for column in columns if column in _TEXTS or table[column].map(_is_text).any()]
    return table.astype(dict.fromkeys(texts, "string"))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def parquet_bytes(outcome: BatchOutcome) -> bytes:
    """Write the table as Parquet; its own words for the indicators go with it, so that a page needs nothing else.

    Returns
    -------
    bytes
        The same for the same results.
    """
    names: dict[str, str] = next((r["names"] for r in outcome.results.values()), {})
    about = {
        "format": FORMAT,
        "indicators": [
            {"id": known.id, "name": names[known.id], "unit": known.unit, "better": known.better}
            for known in INDICATORS
            if known.id in names
        ],
    }
    table = pa.Table.from_pandas(batch_table(outcome), preserve_index=False)
    metadata = {**(table.schema.metadata or {}), KEY: json.dumps(about, ensure_ascii=False).encode()}
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), buffer)
    return buffer.getvalue()


def _messages(notices: Sequence[Mapping[str, Any]]) -> str:
    return "　".join(str(n["message"]) for n in notices)


def _sites(siting: Mapping[str, Any] | None) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for row in siting["rows"] if siting is not None else ():
        rows |= {f"sites_{row['number']}": ",".join(row["hubs"]), f"sites_{row['number']}_value": row["value"]}
    return rows


def _municipalities(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {MUNICIPALITIES: json.dumps(found, ensure_ascii=False)} if found else {}


def _people(people: Mapping[str, Any] | None) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if people is not None:
        for year, total, (low, high) in zip(people["years"], people["total"], people["band"], strict=True):
            columns |= {f"people_{year}": total, f"people_{year}_low": low, f"people_{year}_high": high}
    return columns
