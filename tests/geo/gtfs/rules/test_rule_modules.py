"""Each module's rules, asked alone: silent on a whole feed, and one that speaks when its table is broken."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import ModuleType

import pytest

from geo.gtfs.rules import days, files, jp, places, references, trips, values
from geo.gtfs.rules.registry import RULES
from geo.gtfs.rules.rule import Rule
from geo.texts.messages import severity_of
from tests.geo.gtfs.small_feed import TABLES, feed_of

TODAY = datetime.date(2026, 11, 23)
MODULES = (files, values, references, trips, days, places, jp)


def codes(module: ModuleType, folder: Path, file: str = "", old: str = "", new: str = "") -> list[str]:
    """Codes of a module's notices on the small feed, with some words of a table changed."""
    assert old in TABLES.get(file, "")
    feed = feed_of(folder, {file: TABLES[file].replace(old, new)} if file else None)
    return [notice.code for rule in module.RULES for notice in rule.find(feed, TODAY)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_whole_feed_breaks_none_of_a_modules_rules(tmp_path: Path, module: ModuleType) -> None:
    assert codes(module, tmp_path) == []


@pytest.mark.parametrize(
    ("module", "file", "old", "new", "code"),
    [
        (files, "stops.txt", "峠", "峠 ", "leading_or_trailing_whitespaces"),
        (values, "agency.txt", "Asia/Tokyo", "Asia/Kyoto", "invalid_timezone"),
        (references, "stop_times.txt", "S3,2", "S9,2", "foreign_key_violation"),
        (trips, "stop_times.txt", "1,2000", "1,899", "decreasing_or_equal_stop_time_distance"),
        (days, "feed_info.txt", "20270331", "20260331", "start_and_end_range_out_of_order"),
        (days, "feed_info.txt", "20270331", "20261222", "feed_expiration_date30_days"),
        (places, "routes.txt", "FFFFFF", "0072B3", "route_color_contrast"),
        (jp, "translations.txt", "峠", "上", "gtfs_jp_reading_missing"),
    ],
)
def test_a_broken_table_breaks_the_rule(
    tmp_path: Path, module: ModuleType, file: str, old: str, new: str, code: str
) -> None:
    assert code in codes(module, tmp_path, file, old, new)


def test_days_count_from_the_day_of_the_check(tmp_path: Path) -> None:
    feed = feed_of(tmp_path)
    last = datetime.date(2027, 3, 31)
    assert list(days.expired_calendar(feed, last)) == []
    assert [n.code for n in days.expired_calendar(feed, last + datetime.timedelta(days=1))] == ["expired_calendar"]
    assert list(days.expired_calendar(feed, None)) == []
    # A month is 30 days.
    assert list(days.feed_expires(feed, last - datetime.timedelta(days=30))) == []
    assert len(list(days.feed_expires(feed, last - datetime.timedelta(days=29)))) == 1


def test_a_feed_of_another_country_owes_nothing_to_the_standard_of_japan(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {
        "agency.txt": TABLES["agency.txt"].replace("Asia/Tokyo", "Europe/Berlin"),
        "agency_jp.txt": None,
        "fare_rules.txt": None,
        "translations.txt": None,
    }
    feed = feed_of(tmp_path, changes)
    assert not jp.is_japanese(feed)
    assert [n for rule in jp.RULES for n in rule.find(feed, TODAY)] == []


def test_the_registry_has_every_rule_of_every_module_once() -> None:
    own = [rule for module in MODULES for rule in module.RULES]
    assert sorted(rule.code for rule in RULES) == sorted(rule.code for rule in own)
    assert len({rule.code for rule in own}) == len(own)


def test_a_rule_weighs_what_its_message_weighs() -> None:
    rule = Rule("duplicate_key", "here", lambda _feed, _on: ())
    assert rule.severity == severity_of("duplicate_key") == "error"
