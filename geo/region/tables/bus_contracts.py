"""Contracts under which buses run (運行委託・補助): who is paid how much for what; bus_contracts.csv of a region folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.columns import ROW_LEFT_OUT, Column, typed, with_all_columns
from geo.files.periods import period_as_written
from geo.files.tables import read_table
from geo.texts.messages import notice
from geo.texts.notices import Notice

FILE = "bus_contracts.csv"
KINDS = ("fixed", "on_demand", "paid_private", "taxi_voucher", "mobile", "school", "other")
"""Kinds of service: fixed routes, 予約制乗合, 自家用有償, taxi vouchers, mobile services, school buses, others."""

COLUMNS = (
    Column("name", required=True),
    Column("operator"),
    Column("kind", "choice", default="fixed", choices=KINDS, say_default=False),
    Column("routes"),
    Column("from", required=True),
    Column("to", required=True),
    Column("fee_yen", "number", required=True),
    Column("fares_yen", "number"),
    Column("fares_go_to", "choice", default="town", choices=("town", "operator"), say_default=False),
    Column("subsidies_yen", "number"),
    Column("vehicles", "number"),
    Column("annual_km", "number"),
    Column("annual_hours", "number"),
    Column("source"),
)
KEY = ("name", "operator", "from", "to")
"""What tells one contract from another."""

ROUTE_SEPARATOR = "、"


def read_bus_contracts(path: Path) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read bus_contracts.csv.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        One row per contract: `routes` (ids or names joined by 、), `from` and `to` (days), `fee_yen` (what the town pays for the
        span), `fares_yen` (what passengers paid), `fares_go_to` (``town``: the fee is the whole cost; ``operator``: the fee comes
        on top of the fares that the operator keeps), `subsidies_yen` (what others than the town pay of it), `vehicles`,
        `annual_km`, `annual_hours`; NaN where not known. None when the file cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return None, notices
    frame = with_all_columns(frame, COLUMNS)
    days = {field: [_day(text) for text in frame[field]] for field in ("from", "to")}
    keep = []
    for line, first, last in zip(frame.index, days["from"], days["to"], strict=True):
        place: dict[str, Any] = {"file": table.file, "row": int(line)}
        wrong = [field for field, day in (("from", first), ("to", last)) if day is None]
        notices += [
            notice("cell_not_day", **place, field=field, value=frame.loc[line, field], consequence=ROW_LEFT_OUT)
            for field in wrong
        ]
        if first is None or last is None:
            continue
        if first > last:
            notices.append(notice("span_backwards", **place, field="to", first=first, last=last))
        else:
            keep.append(line)
    frame["from"], frame["to"] = days["from"], days["to"]
    frame = frame.loc[keep]
    twice = frame.duplicated(list(KEY))
    notices += [notice("contract_twice", file=table.file, row=int(line)) for line in frame.index[twice]]
    return frame.loc[~twice].reset_index(drop=True), notices


def _day(text: str) -> str | None:
    written = period_as_written(text)
    return written if written is not None and len(written) == len("2024-04-01") else None
