"""What the residents of a finished region folder answered in a survey: wishes.csv, from its own villages and facilities."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from sample_regions.generator.write import write_csv

SOURCE = "霧森町 外出についての住民調査 2024年（架空）"

# Age group: how many answer of 100, how many of them have no car where a village is like most, how many go out for each purpose.
AGES: Mapping[str, tuple[int, float, Mapping[str, float]]] = {
    "18-39": (12, 0.03, {"clinic": 0.2, "shopping": 0.9, "office": 0.4, "work": 0.75, "visit": 0.35}),
    "40-64": (26, 0.03, {"clinic": 0.35, "shopping": 0.95, "office": 0.5, "work": 0.7, "visit": 0.3}),
    "65-74": (31, 0.12, {"clinic": 0.75, "shopping": 0.97, "office": 0.6, "work": 0.2, "visit": 0.45}),
    "75-84": (22, 0.36, {"clinic": 0.9, "shopping": 0.9, "office": 0.55, "visit": 0.4}),
    "85-": (9, 0.72, {"clinic": 0.92, "shopping": 0.7, "office": 0.35, "visit": 0.25}),
}
# Purpose: round trips a week that people answer, the more usual ones more often.
TRIPS: Mapping[str, tuple[float, ...]] = {
    "clinic": (0.23, 0.23, 0.23, 0.23, 0.46, 0.12, 1.0),
    "shopping": (1.0, 1.0, 2.5, 2.5, 3.5, 0.46, 5.0),
    "office": (0.23, 0.23, 0.46, 0.12, 1.0),
    "work": (5.0, 5.0, 5.0, 3.0, 4.0),
    "visit": (0.46, 1.0, 1.0, 0.23, 2.0),
}
WITHOUT_CAR = ("family_car",) * 11 + ("bus",) * 4 + ("taxi",) * 2 + ("walk",) * 2 + ("bike",)
FREE_TEXTS = (
    "診療所の受付に間に合う朝の便がほしい。",
    "帰りの便まで三時間待つので、昼前に一便あると助かる。",
    "土曜日も走ってほしい。",
    "家の前の坂が急で、停留所まで歩くのがつらい。",
    "娘に送ってもらっているが、気がねなく一人で出かけたい。",
    "免許を返したあとの買物が心配です。",
    "役場と診療所と店が一か所にあると、一日で用が済む。",
    "冬は道がこおるので、バスで行けるとありがたい。",
    "予約して家の近くまで来てくれる車なら使いたい。",
    "移動販売が週に一度来てくれるので助かっている。",
)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answer_rows(
    villages: Sequence[Mapping[str, str]],
    places: Mapping[str, Mapping[str, Sequence[str]]],
    ids: Mapping[str, str],
    *,
    answers: int,
    seed: int,
) -> list[dict[str, Any]]:
    """A row for each person and purpose.

    `places` gives, by district and purpose, the names of the destinations, the more usual ones more often; `ids` the id of a
    name, none for what lies beyond the map.
    """
    rng = Random(seed)
    grown = [int(v["population"]) - int(v["pop_0_14"]) for v in villages]
    homes = rng.choices(range(len(villages)), weights=grown, k=answers)
    counted = Counter(villages[h]["district"] for h in homes)
    people: Counter[str] = Counter()
    for village, count in zip(villages, grown, strict=True):
        people[village["district"]] += count
    rows = []
    for number, home in enumerate(homes, start=1):
        village = villages[home]
        district = village["district"]
        age = rng.choices(list(AGES), weights=[share for share, _, _ in AGES.values()])[0]
        _, without, purposes = AGES[age]
        has_car = rng.random() >= min(0.95, without * float(village["no_car_share"]) / 0.3)
        free_text = FREE_TEXTS[rng.randrange(len(FREE_TEXTS))] if rng.random() < 0.12 else ""
        for purpose, share in purposes.items():
            if rng.random() >= share:
                continue
            known = places[district][purpose]
            place = known[rng.randrange(len(known))]
            rows.append(
                {
                    "answer_id": f"{number:04d}",
                    "village_id": village["village_id"],
                    "district": district,
                    "age_group": age,
                    "purpose": purpose,
                    "destination_id": ids.get(place, ""),
                    "destination": place,
                    "means": _means(has_car, purpose, rng),
                    "trips_per_week": TRIPS[purpose][rng.randrange(len(TRIPS[purpose]))],
                    "weight": round(people[district] / counted[district]),
                    "wish": free_text,
                    "source": SOURCE,
                }
            )
            free_text = ""
    return rows


def _means(has_car: bool, purpose: str, rng: Random) -> str:
    draw = rng.random()
    if has_car:
        return "own_car" if draw < 0.92 else "family_car" if draw < 0.97 else "walk"
    if purpose == "clinic" and draw < 0.08:
        return "shuttle"
    return WITHOUT_CAR[rng.randrange(len(WITHOUT_CAR))]


def write_answers(folder: Path, places: Mapping[str, Mapping[str, Sequence[str]]], *, answers: int, seed: int) -> None:
    """Write wishes.csv."""
    ids = {r["name"]: r["facility_id"] for r in _rows(folder / "facilities.csv")}
    rows = answer_rows(_rows(folder / "villages.csv"), places, ids, answers=answers, seed=seed)
    write_csv(folder / "wishes.csv", rows)
