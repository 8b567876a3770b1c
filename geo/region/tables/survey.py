"""What residents answered (住民アンケート): who goes where, how often, with whose car; wishes.csv of a region folder.

Names, addresses, telephone numbers and birth dates have no column here: an answer is known by a running number.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from geo.files.columns import Column, typed, with_all_columns
from geo.files.tables import read_table
from geo.region.tables.residents import of_known_villages
from geo.texts.messages import notice
from geo.texts.notices import Notice

FILE = "wishes.csv"
PURPOSES = {
    "clinic": "通院",
    "shopping": "買物",
    "office": "役場・郵便局",
    "school": "通学",
    "work": "通勤",
    "visit": "交流・習い事",
    "other": "その他",
}
MEANS = {
    "own_car": "自分の車",
    "family_car": "家族や知人の車",
    "bus": "バス",
    "taxi": "タクシー",
    "shuttle": "施設の送迎",
    "walk": "徒歩",
    "bike": "自転車",
    "motorbike": "バイク",
    "train": "鉄道",
    "other": "その他",
}
COLUMNS = (
    Column("answer_id", required=True),
    Column("village_id"),
    Column("district"),
    Column("age_group"),
    Column("purpose", "choice", required=True, choices=tuple(PURPOSES)),
    Column("destination_id"),
    Column("destination"),
    Column("means", "choice", choices=tuple(MEANS)),
    Column("trips_per_week", "number"),
    Column("weight", "number", default="1", say_default=False),
    Column("wish"),
    Column("source"),
)
MOST_TRIPS_PER_WEEK = 7 * 24
"""No one leaves home more often than once an hour: a larger number was meant to be something else."""


def read_survey_responses(
    path: Path, villages: pd.DataFrame, places: Collection[str] = ()
) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read wishes.csv.

    Parameters
    ----------
    path
        The file.
    villages
        Index village_id.
    places
        Ids of facilities and sites.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        One row per answer and purpose: `answer_id`, `village_id` and `district` (empty where not known), `age_group` (65-74, 75-,
        -64), `purpose`, `destination_id`, `destination`, `means`, `trips_per_week` (round trips, NaN where not known), `weight`
        (residents for whom the answer stands), `wish`, `source`. None when the file cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return None, notices
    frame = with_all_columns(frame, COLUMNS)
    with_village = frame[frame["village_id"] != ""]
    known, new_notices = of_known_villages(with_village, table.file, villages)
    notices += new_notices
    frame = frame.loc[~frame.index.isin(with_village.index.difference(known.index))]
    lost = (frame["destination_id"] != "") & ~frame["destination_id"].isin(list(places))
    for line, place in frame.loc[lost, "destination_id"].items():
        notices.append(
            notice("destination_unknown", file=table.file, row=int(str(line)), field="destination_id", id=place)
        )
    often = frame["trips_per_week"] > MOST_TRIPS_PER_WEEK
    for line, value in frame.loc[often, "trips_per_week"].items():
        place_of = {"file": table.file, "row": int(str(line)), "field": "trips_per_week"}
        notices.append(notice("trips_too_many", **place_of, value=f"{value:g}"))  # type: ignore[arg-type]
    frame.loc[lost, "destination_id"] = ""
    frame.loc[often, "trips_per_week"] = float("nan")
    return frame.reset_index(drop=True), notices
