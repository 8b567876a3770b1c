"""The files of a feed: from a folder or a zip, without what does not belong there."""

from __future__ import annotations

from pathlib import Path

from geo.gtfs.members import read_members
from tests.geo.gtfs.small_feed import write_zip


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("stops.txt", "agency.txt", ".hidden"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "stops.txt")
    members, notices = read_members(tmp_path, "feed")
    assert members is not None
    assert members.contents == {"agency.txt": b"agency.txt", "stops.txt": b"stops.txt"}
    assert (members.refused, [(n.code, n.file) for n in notices]) == (
        frozenset({"link.txt"}),
        [("gtfs_member_link", "feed/link.txt")],
    )
    some, _ = read_members(tmp_path, "feed", only=["stops.txt"])
    assert some is not None
    assert list(some.contents) == ["stops.txt"]


def test_a_zip_with_paths_that_lead_out(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", {"stops.txt": "s", "../agency.txt": "a", "__MACOSX/stops.txt": "m"})
    members, notices = read_members(path, "feed")
    assert members is not None
    assert (dict(members.contents), members.refused) == ({"stops.txt": b"s"}, frozenset({"agency.txt"}))
    assert [n.code for n in notices] == ["gtfs_member_path"]


def test_a_zip_whose_feed_lies_in_a_folder(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", {"town/stops.txt": "s", "town/agency.txt": "a"})
    members, _ = read_members(path, "feed")
    assert members is not None
    assert (members.subfolder, sorted(members.contents)) == ("town", ["agency.txt", "stops.txt"])


def test_what_is_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    path.write_bytes(b"no zip")
    members, notices = read_members(path, "feed")
    assert (members, [n.code for n in notices]) == (None, ["file_unreadable"])
