"""Zips: members stay below the folder, names are read as Japanese, and nothing swells."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

import importing.files.archives as module
from geo.texts.errors import RequestError
from importing.files.archives import unpacked


def archive(path: Path, *members: tuple[str | zipfile.ZipInfo, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return path


def refusal(path: Path, folder: Path) -> str:
    with pytest.raises(RequestError) as caught:
        unpacked(path, folder)
    return caught.value.notices[0].code


def test_members_are_written_below_the_folder(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("b.csv", "2"), ("町/a.csv", "1"), ("町/", ""))
    out = tmp_path / "out"
    files, notices = unpacked(path, out)
    assert ([f.relative_to(out).as_posix() for f in files], notices) == (["b.csv", "町/a.csv"], [])
    assert files[1].read_text(encoding="utf-8") == "1"


def test_what_leads_out_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = archive(
        tmp_path / "a.zip", ("../up.csv", "1"), ("/root.csv", "1"), ("c:x.csv", "1"), (link, "/"), ("b.csv", "2")
    )
    files, notices = unpacked(path, tmp_path / "out")
    assert [f.name for f in files] == ["b.csv"]
    assert [n.code for n in notices] == ["archive_member_refused"] * 4
    assert sorted(p.name for p in tmp_path.rglob("*.csv")) == ["b.csv"]


def test_names_without_a_flag_are_shift_jis(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("aabb.csv", "1"))
    path.write_bytes(path.read_bytes().replace(b"aabb.csv", "集落".encode("cp932") + b".csv"))
    files, _ = unpacked(path, tmp_path / "out")
    assert [f.name for f in files] == ["集落.csv"]


def test_what_is_too_much_or_no_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"file_bytes": 10_000.0, "unpacked_bytes": 5_000.0, "unpacked_ratio": 20.0, "unpacked_files": 2.0}
    monkeypatch.setattr(module, "limit", limits.__getitem__)
    three = archive(tmp_path / "three.zip", ("a", "1"), ("b", "1"), ("c", "1"))
    assert refusal(three, tmp_path / "1") == "archive_too_many"
    assert refusal(archive(tmp_path / "swells.zip", ("a", "0" * 4_900)), tmp_path / "2") == "archive_too_large"
    assert refusal(archive(tmp_path / "large.zip", ("a", "0" * 5_100)), tmp_path / "3") == "archive_too_large"
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK no zip")
    assert refusal(broken, tmp_path / "4") == "file_unreadable"
    assert not list((tmp_path / "1").glob("*"))
