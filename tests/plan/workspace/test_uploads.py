"""Dropped files are kept under safe names, once each, until they are taken away; own regions are named and packed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.texts.errors import RequestError
from plan.workspace.own_regions import new_region_folder, own_regions, region_zip
from plan.workspace.uploads import (
    clear,
    is_upload_id,
    keep,
    safe_name,
    take_away,
    unpacked_folder,
    upload_folder,
    uploaded_files,
)


@given(st.text(max_size=300))
def test_a_kept_name_never_leads_out_of_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe not in (".", "..")
    assert not set(safe) & set('/\\:*?"<>|\0')
    assert (Path("a") / safe).parent == Path("a")
    assert safe_name(safe) == safe


def test_the_same_file_twice_is_one_and_another_of_its_name_takes_its_place(tmp_path: Path) -> None:
    assert keep(tmp_path, "a.csv", b"1") == []
    assert [n.code for n in keep(tmp_path, "a.csv", b"1")] == ["drop_same"]
    assert [n.code for n in keep(tmp_path, "a.csv", b"2")] == ["drop_replaced"]
    assert [(p.name, p.read_bytes()) for p in uploaded_files(tmp_path)] == [("a.csv", b"2")]


def test_an_empty_or_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RequestError, match="0 バイト"):
        keep(tmp_path, "a.csv", b"")
    monkeypatch.setattr("plan.workspace.uploads.limit", lambda name: 3)
    with pytest.raises(RequestError, match=r"a\.csv"):
        keep(tmp_path, "a.csv", b"1234")
    assert uploaded_files(tmp_path) == []


def test_what_is_taken_away_goes_with_what_was_unpacked_of_it(tmp_path: Path) -> None:
    keep(tmp_path, "a.zip", b"1")
    keep(tmp_path, "b.csv", b"1")
    inside = unpacked_folder(tmp_path) / "a.zip"
    inside.mkdir(parents=True)
    take_away(tmp_path, ("a.zip",))
    assert [p.name for p in uploaded_files(tmp_path)] == ["b.csv"]
    assert not inside.exists()
    clear(tmp_path)
    assert uploaded_files(tmp_path) == []


def test_an_id_cannot_lead_out_of_the_store() -> None:
    assert is_upload_id("0a1b2c3d")
    for text in ("../../x", "", "g" * 8, "a" * 80):
        assert not is_upload_id(text)
        with pytest.raises(ValueError, match="no id"):
            upload_folder(text)


def test_a_new_region_needs_a_name_that_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path))
    for name in ("", "  ", "a/b", "..", "x:y", "<script>"):
        with pytest.raises(RequestError, match="使えません"):
            new_region_folder(name)
    folder = new_region_folder(" 能登町 ")
    assert folder == tmp_path / "regions" / "能登町"
    (folder / "zones").mkdir(parents=True)
    (folder / "region.toml").write_text("x", encoding="utf-8")
    (folder / "zones" / "flood.geojson").write_text("{}", encoding="utf-8")
    (folder / "my.plan.json").write_text("{}", encoding="utf-8")
    assert own_regions() == {"能登町": folder}
    with pytest.raises(RequestError, match="もうあります"):
        new_region_folder("能登町")
    packed = region_zip(folder)
    assert packed == region_zip(folder)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["能登町/region.toml", "能登町/zones/flood.geojson"]
