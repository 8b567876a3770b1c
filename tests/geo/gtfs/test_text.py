"""Feeds are read whole and written back whole; what is unsafe or broken is left out with a word."""

from __future__ import annotations

import contextlib
import csv
import io
import random
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gtfs.rules.registry import check_feed
from geo.gtfs.text import FeedText, read_feed_text, table_of_rows, table_of_text
from geo.gtfs.views import GtfsFeed
from geo.gtfs.writing import feed_files, table_text, write_feed, zip_of_files
from geo.texts.errors import RequestError
from importing.layers.feeds import import_feed
from tests.geo.gtfs.small_feed import TABLES, write_tables, write_zip

PUBLISHED = {
    "feed_kitakyushucity_okura_20231221_150210": (25, 5, 32),
    "feed_kitakyushucity_tashiro-kawachi_20231221_150201": (10, 2, 18),
    "feed_mizuhotown_communitybus_20231020_160021": (90, 5, 135),
    "feed_katsushikacity_sakura_20240109_104907": (11, 1, 38),
    "mlit_sample_2017": (48, 2, 6),
    "toyota_kikan_GTFS.zip": (491, 72, 825),
}


def whole(feed: FeedText) -> dict[str, list[tuple[str, ...]]]:
    return {
        f: [t.header, *([] if not t.columns else zip(*t.columns, strict=True))] for f, t in sorted(feed.tables.items())
    }


def independent(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """Every table of a published feed as the standard library alone reads it."""
    if path.is_dir():
        contents = {p.name: p.read_bytes() for p in path.iterdir()}
    else:
        with zipfile.ZipFile(path) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
    rows = {n: csv.reader(io.StringIO(c.decode("utf-8-sig"), newline="")) for n, c in sorted(contents.items())}
    return {name: [tuple(row) for row in table if row] for name, table in rows.items()}


@pytest.mark.real_data
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_feeds_lose_nothing(real_data: Path, tmp_path: Path, name: str) -> None:
    path = real_data / "gtfs_jp" / name
    feed, notices = read_feed_text(path, "f")
    assert feed is not None
    assert notices == []
    assert whole(feed) == independent(path)
    for target in (tmp_path / "out.zip", tmp_path / "out"):
        write_feed(feed, target)
        again, new_notices = read_feed_text(target, "f")
        assert again is not None
        assert new_notices == []
        assert whole(again) == whole(feed)
        assert zip_of_files(feed_files(again)) == zip_of_files(feed_files(feed))


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "counts"), PUBLISHED.items())
def test_published_feeds_are_imported_with_their_counts(
    real_data: Path, tmp_path: Path, name: str, counts: tuple[int, int, int]
) -> None:
    feed, notices = import_feed(real_data / "gtfs_jp" / name, tmp_path, replace=False)
    assert (feed.stops, feed.routes, feed.trips) == counts
    assert [n for n in notices if n.severity == "error"] == []
    assert notices[-1].code == "import_feed_counted"


def test_a_mark_and_cp932_are_read_and_said() -> None:
    text = "stop_id,stop_name\nS1,峠\n"
    marked, notices = table_of_text("stops.txt", b"\xef\xbb\xbf" + text.encode(), "stops.txt")
    assert marked is not None
    assert (marked.header[0], marked.encoding, notices) == ("stop_id", "UTF-8 (BOM)", [])
    old, notices = table_of_text("stops.txt", text.encode("cp932"), "stops.txt")
    assert old is not None
    assert (old.cells("stop_name").tolist(), old.encoding) == (["峠"], "cp932")
    assert [n.code for n in notices] == ["encoding_guessed"]


def test_unknown_tables_columns_and_other_files_are_kept(tmp_path: Path) -> None:
    more: dict[str, str | bytes | None] = {
        "memo.txt": "b,a\n2,1\n", "stops.txt": TABLES["stops.txt"].replace("zone_id", "好きな列"),
        "locations.geojson": b"{}", "broken.txt": b"\0\1\2",
    }  # fmt: skip
    feed, notices = read_feed_text(write_tables(tmp_path / "a", more), "a")
    assert feed is not None
    assert [(n.code, n.file) for n in notices] == [("file_unreadable", "a/broken.txt")]
    files = feed_files(feed)
    assert (files["memo.txt"], files["locations.geojson"], files["broken.txt"]) == (b"b,a\r\n2,1\r\n", b"{}", b"\0\1\2")
    assert "好きな列" in files["stops.txt"].decode()


def test_rows_that_do_not_fit_are_kept_but_not_counted() -> None:
    table, _ = table_of_text("a.txt", b"x,y\n1,2\n3\n4,5,6\n7,8,\n,\n\n9,9\n", "a.txt")
    assert table is not None
    assert (len(table), table.sound_lines.tolist(), table.cells("x").tolist()) == (3, [2, 5, 8], ["1", "7", "9"])
    assert table_text(table) == b"x,y,\r\n1,2,\r\n3,,\r\n4,5,6\r\n7,8,\r\n,,\r\n9,9,\r\n"


@pytest.mark.parametrize(
    "name", ["../stops.txt", "/etc/stops.txt", "a/../../stops.txt", "C:\\stops.txt", "..\\stops.txt"]
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / "a.zip", {**TABLES, name: "stop_id\nX\n"})
    feed, notices = read_feed_text(path)
    assert feed is not None
    assert feed.tables["stops.txt"].cells("stop_id").tolist() == ["S1", "S2", "S3"]
    assert [n.code for n in notices] == ["gtfs_member_path"]
    _, new_notices = import_feed(path, tmp_path / "r", replace=False)
    assert "gtfs_rewritten" in {n.code for n in new_notices}
    with zipfile.ZipFile(tmp_path / "r" / "gtfs" / "a.zip") as archive:
        assert sorted(archive.namelist()) == sorted(TABLES)


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("stop_id\nX\n", encoding="utf-8")
    folder = write_tables(tmp_path / "a", {"shapes.txt": None})
    (folder / "shapes.txt").symlink_to(tmp_path / "secret")
    link = zipfile.ZipInfo("shapes.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = write_zip(tmp_path / "a.zip", {n: w for n, w in TABLES.items() if n != "shapes.txt"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "../secret")
    for source in (folder, path):
        feed, notices = read_feed_text(source)
        assert feed is not None
        assert [n.code for n in notices] == ["gtfs_member_link"]
        assert "shapes.txt" not in {*feed.tables, *feed.others}


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {**TABLES, "shapes.txt": b"0" * 60_000_000})
    feed, notices = read_feed_text(path)
    assert feed is not None
    assert [n.code for n in notices] == ["gtfs_member_too_large"]
    lying = bytearray(path.read_bytes())
    lying[:] = lying.replace((60_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(lying)
    _, notices = read_feed_text(path)
    assert [n.code for n in notices] == ["file_unreadable"]


def test_too_many_files_are_not_opened(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {f"{i}.txt": "a\n" for i in range(510)})
    _, notices = read_feed_text(path)
    assert [n.code for n in notices] == ["gtfs_feed_too_large"] * 10


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=6)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=6)))
def test_any_cells_come_back_as_they_were(rows: list[list[str]]) -> None:
    table = table_of_rows("a.txt", rows[0], rows[1:])
    again, notices = table_of_text("a.txt", table_text(table), "a.txt")
    assert again is not None
    assert notices == []
    assert again.header == table.header
    assert [c.tolist() for c in again.columns] == [c.tolist() for c in table.columns]
    assert np.array_equal(again.sound, table.sound)


PIECES = ["a", "1", " ", "\u3000", ",", ",", ",", '"', '""', "\n", "\n", "\r\n", "\r", "停", "NA", "\ufeff"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_any_text_gives_the_table_that_reading_row_by_row_gives(text: str) -> None:
    table, _ = table_of_text("a.txt", text.encode(), "a.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geo.gtfs.text.even_columns", lambda _: None)
        slow, _ = table_of_text("a.txt", text.encode(), "a.txt")
    assert (table is None) == (slow is None)
    if table is not None and slow is not None:
        assert (table.header, table.encoding) == (slow.header, slow.encoding)
        assert [c.tolist() for c in table.columns] == [c.tolist() for c in slow.columns]
        assert (table.lines.tolist(), table.sound.tolist()) == (slow.lines.tolist(), slow.sound.tolist())


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Damage a table in one of the ways in which files come to harm."""
    lines = content.split(b"\n")
    match chance.randrange(8):
        case 0:
            return content[: chance.randrange(len(content) + 1)]
        case 1:
            return content.decode("utf-8-sig").encode(chance.choice(["cp932", "utf-16", "euc_jp"]), "replace")
        case 2:
            return b"\n".join(line.partition(b",")[2] for line in lines)
        case 3:
            return b"\n".join([*lines, *lines[1:]])
        case 4:
            return b"\n".join(b",".join(reversed(line.split(b","))) for line in lines)
        case 5:
            digits = bytes.maketrans(
                b"0123456789", chance.choice([b"x123456789", b"----------", b"9999999999", b"::::::::::"])
            )
            return lines[0] + b"\n" + b"\n".join(lines[1:]).translate(digits)
        case 6:
            at = chance.randrange(len(content) + 1)
            return (
                content[:at] + chance.choice([b'"', b"\0", b"\r", b",,,", b"\xff", b"<script>", b"=1+1"]) + content[at:]
            )
        case _:
            return b"\n".join([*lines[:1], *chance.sample(lines[1:], k=len(lines) - 1)])


def survives(files: dict[str, bytes], folder: Path, chance: random.Random) -> None:
    """Read, check, look at, write and import a damaged feed: something is said, nothing is raised."""
    path = folder / "a.zip"
    content = zip_of_files(files)
    if chance.random() < 0.15:
        at = chance.randrange(len(content))
        content = content[:at] + bytes([chance.randrange(256)]) * chance.randrange(1, 9) + content[at + 1 :]
    path.write_bytes(content)
    text, notices = read_feed_text(path)
    if text is None:
        assert notices
        return
    check_feed(GtfsFeed(text))
    again = {
        file: table_of_text(file, cells, file)[0] for file, cells in feed_files(text).items() if file in text.tables
    }
    assert all(table is not None and table.header == text.tables[file].header for file, table in again.items())
    with contextlib.suppress(RequestError):
        import_feed(path, folder / "r", replace=True)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_damaged_feeds_end_in_notices(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = {name: text.encode() for name, text in TABLES.items()}
    for name in chance.sample(sorted(files), k=chance.randrange(1, 4)):
        files[name] = mutated(files[name], chance)
    survives(files, tmp_path, chance)


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_damaged_published_feeds_end_in_notices(real_data: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = real_data / "gtfs_jp" / chance.choice([n for n in sorted(PUBLISHED) if not n.endswith(".zip")])
    files = {p.name: p.read_bytes() for p in sorted(folder.iterdir())}
    for name in chance.sample(sorted(files), k=3):
        files[name] = mutated(files[name], chance)
    survives(files, tmp_path, chance)
