"""Tables of offices that are bent, cut and mixed up end in rows or in words, never in a breakdown; rows that are kept can be read."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from importing import import_files
from importing.recognise.recognise import recognise
from tests.importing.office_region import write_office_region
from tests.importing.office_tables import test_contracts, test_riders
from tests.importing.office_tables import test_survey as survey_tables

TABLES = [
    *(("riders", w) for w in (test_riders.LONG, test_riders.WIDE, test_riders.TWO_HEADERS, test_riders.ROUTES_ACROSS)),
    *(("contracts", w) for w in (test_contracts.YEN, test_contracts.THOUSANDS)),
    *(("wishes", w) for w in (survey_tables.LONG, survey_tables.WIDE)),
]
ODD = ("", "△", "-", "4月", "合計", "1e400", "令和99年", "X", "=1+1", "nan", "<b>", "9" * 40, "13月", "2024-02-31", "月", "通院", "氏名")  # fmt: skip
OWN = {"boardings.csv", "bus_contracts.csv", "wishes.csv"}


def bent(text: str, rng: random.Random) -> str:
    """Lose, double, fill, cut, turn or shuffle rows and columns of a table."""
    rows = [line.split(",") for line in text.splitlines()]
    for _ in range(rng.randint(1, 6)):
        row, column, change = rng.randrange(len(rows)), rng.randrange(8), rng.randrange(8)
        if change == 0 and len(rows) > 1:
            rows.pop(row)
        elif change == 1:
            rows.insert(row, list(rows[rng.randrange(len(rows))]))
        elif change == 2:
            rows = [[c for i, c in enumerate(r) if i != column] for r in rows]
        elif change == 3 and rows[row]:
            rows[row][min(column, len(rows[row]) - 1)] = rng.choice(ODD)
        elif change == 4:
            rows[row] = rows[row][:column]
        elif change == 5:
            rows = [[*r[:column], *r[column : column + 1], *r[column:]] for r in rows]
        elif change == 6:
            rows = [list(r) for r in zip(*[[*r, *[""] * 12][:12] for r in rows], strict=True)]
        else:
            rng.shuffle(rows)
    return "\n".join(",".join(r) for r in rows)


@pytest.mark.parametrize("seed", range(40))
def test_bent_tables_end_in_rows_or_in_words(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    region = write_office_region(tmp_path / "tameshi")
    kind, text = TABLES[seed % len(TABLES)]
    path = tmp_path / "表_R5.csv"
    path.write_text(bent(text, rng), encoding="utf-8")
    report = None
    with contextlib.suppress(RequestError):
        report = import_files(kind, [path], region)
    if report is None:
        assert not OWN & {p.name for p in region.iterdir()}
        return
    assert report.rows_kept > 0
    assert [n for n in read_region(region).notices if n.file in OWN and n.severity != "info"] == []


def test_numbers_beyond_belief_are_no_amounts(tmp_path: Path) -> None:
    region = write_office_region(tmp_path / "tameshi")
    path = tmp_path / "契約.csv"
    path.write_text(f"契約名,年度,委託料,運賃収入\n西線,R5年度,100,{'9' * 40}\n東線,R5年度,1,2\n", encoding="utf-8")
    report = import_files("contracts", [path], region)
    assert "cell_not_number" in [n.code for n in report.notices]
    contracts = read_region(region).bus_contracts
    assert contracts is not None
    assert contracts["fares_yen"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("riders", test_riders.LONG),
        ("riders", "路線名,4月,5月,6月,合計\n西線,1,2,3,6\n東線,4,5,6,15\n"),
        ("contracts", test_contracts.YEN),
        ("wishes", survey_tables.LONG),
        ("wishes", "年代,通院の行き先,通院の頻度,買物の手段\n70代,診療所,月1回,バス\n80代,病院,月2回,徒歩\n"),
    ],
)
def test_a_dropped_table_is_taken_for_what_it_is(tmp_path: Path, kind: str, text: str) -> None:
    path = tmp_path / "表.csv"
    path.write_text(text, encoding="utf-8")
    (found,) = recognise([path], tmp_path / "unpacked")
    assert found.kind == kind
    import_files(kind, [path.rename(tmp_path / "表_R5.csv")], tmp_path / "region", columns=found.columns)
