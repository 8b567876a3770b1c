"""The municipality's legal status is read from region.toml, and what is wrong in it is told and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.legal_status import LegalStatus, legal_status_of, legal_status_texts
from geo.region.region import read_region
from tests.small_region import write_small_region

FULL = {
    "depopulated": "deemed", "mountain_village": True, "remote_island": False, "peninsula": True, "specified_farm_village": False,
    "heavy_snow": "very_heavy", "year": 2022, "source": "総務省の一覧",
}  # fmt: skip


def test_everything_is_read() -> None:
    status, notices = legal_status_of({"legal_status": FULL}, "region.toml")
    assert status == LegalStatus("deemed", True, False, True, False, "very_heavy", 2022, "総務省の一覧")
    assert notices == []
    assert status is not None
    assert legal_status_texts(status) == [
        "みなし過疎（2022年）",
        "振興山村（2022年）",
        "半島（2022年）",
        "特別豪雪地帯（2022年）",
    ]


def test_nothing_told_is_nothing_known() -> None:
    assert legal_status_of({}, "region.toml") == (None, [])
    empty = LegalStatus()
    assert (empty.is_depopulated, empty.is_hilly) == (None, None)


@pytest.mark.parametrize(
    ("status", "depopulated", "hilly"),
    [
        (LegalStatus("whole"), True, True),
        (LegalStatus("partial"), True, True),
        (LegalStatus("deemed"), True, True),
        (LegalStatus("none"), False, None),
        (LegalStatus("none", peninsula=True), False, True),
        (LegalStatus(heavy_snow="heavy"), None, True),
        (LegalStatus("none", False, False, False, False, "none"), False, False),
        (LegalStatus(None, False, False, False, False, "none"), None, None),
    ],
)
def test_one_area_is_enough_and_none_needs_all(
    status: LegalStatus, *, depopulated: bool | None, hilly: bool | None
) -> None:
    assert (status.is_depopulated, status.is_hilly) == (depopulated, hilly)


@pytest.mark.parametrize(
    ("table", "field", "code"),
    [
        ({"kaso": True}, "legal_status.kaso", "legal_status_unknown"),
        ({"depopulated": "yes"}, "legal_status.depopulated", "legal_status_wrong"),
        ({"depopulated": ["whole"]}, "legal_status.depopulated", "legal_status_wrong"),
        ({"heavy_snow": True}, "legal_status.heavy_snow", "legal_status_wrong"),
        ({"peninsula": 1}, "legal_status.peninsula", "legal_status_wrong"),
        ({"year": "2022"}, "legal_status.year", "legal_status_wrong"),
        ({"year": True}, "legal_status.year", "legal_status_wrong"),
        ("whole", "legal_status", "legal_status_wrong"),
    ],
)
def test_what_is_wrong_is_told_and_left_out(table: object, field: str, code: str) -> None:
    status, notices = legal_status_of({"legal_status": table}, "region.toml")
    assert [(n.code, n.field, n.severity) for n in notices] == [(code, field, "warning")]
    assert status in (None, LegalStatus())


def test_a_region_holds_it_and_opens_whatever_it_says(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    assert read_region(folder).legal_status is None
    toml = folder / "region.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8") + '\n[legal_status]\ndepopulated = "whole"\nyear = "x"\n', encoding="utf-8"
    )
    region = read_region(folder)
    assert region.legal_status == LegalStatus("whole")
    assert "legal_status_wrong" in {n.code for n in region.notices}
