"""The check of a region kept on disk: the same answer to the byte while the files are the same, read anew otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.region.array_cache import HOME_VARIABLE, cache_folder
from geo.region.region import read_region
from geo.texts.errors import RegionUnreadableError
from plan.applied import road_graph
from plan.overview import region_check as module
from plan.overview.region_check import RegionCheck, check_notices, checked, region_check
from tests.small_region import write_small_region

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = [ROOT / "sample_regions" / name for name in ("model_chiku", "okuyama")]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read as regions, and not taken as they were kept."""
    found: list[Path] = []
    real = module._read

    def counted(folder: Path, on_step) -> RegionCheck:
        found.append(folder)
        return real(folder, on_step)

    monkeypatch.setattr(module, "_read", counted)
    return found


def silent(step: str) -> None:
    """Stand in for a listener."""


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_what_was_kept_is_what_the_files_say(folder: Path, readings: list[Path]):
    region = read_region(folder)
    steps: list[list[str]] = [[], []]
    first, again = (checked(folder, on_step=heard.append) for heard in steps)
    assert readings == [folder]
    assert first.document == again.document == region_check(region)
    assert first.notices == again.notices == check_notices(region, road_graph(region))
    assert list(first.document) == list(again.document)
    assert steps[0] == steps[1] != []


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "villages.csv").write_bytes((folder / "villages.csv").read_bytes() + b"\n"),
        lambda folder: (folder / "region.toml").write_bytes((folder / "region.toml").read_bytes() + b"[assumptions]\n"),
        lambda folder: (folder / "relief.png").mkdir(),
        lambda folder: (folder / "facilities.csv").unlink(),
        lambda folder: folder.rename(folder.with_name("elsewhere")),
    ],
    ids=["a byte more", "a setting", "a folder more", "a file less", "another place"],
)
def test_any_other_byte_and_any_other_name_are_read_anew(tmp_path: Path, readings: list[Path], change):
    folder = write_small_region(tmp_path / "tameshi")
    checked(folder, on_step=silent)
    change(folder)
    changed = folder if folder.exists() else folder.with_name("elsewhere")
    found = checked(changed, on_step=silent)
    assert readings == [folder, changed]
    region = read_region(changed)
    assert (found.document, found.notices) == (region_check(region), check_notices(region, road_graph(region)))
    checked(changed, on_step=silent)
    assert len(readings) == 2


def test_other_code_reads_anew(tmp_path: Path, readings: list[Path], monkeypatch):
    folder = write_small_region(tmp_path / "tameshi")
    checked(folder, on_step=silent)
    asked: set[str] = set()

    def version(*further: str) -> str:
        asked.update(further)
        return "other code"

    monkeypatch.setattr(module, "code_version", version)
    checked(folder, on_step=silent)
    assert len(readings) == 2
    assert all((ROOT / part).exists() for part in asked)
    assert "plan/overview" in asked


@pytest.mark.parametrize("damage", [lambda c: b"", lambda c: c[: len(c) // 2], lambda c: b"foreign"])
def test_a_damaged_answer_is_thrown_away_and_the_files_are_read(tmp_path: Path, readings: list[Path], damage, capfd):
    folder = write_small_region(tmp_path / "tameshi")
    first = checked(folder, on_step=silent)
    (kept,) = cache_folder().iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    again = checked(folder, on_step=silent)
    assert (again.document, again.notices) == (first.document, first.notices)
    assert len(readings) == 2
    assert kept.read_bytes() == whole
    assert capfd.readouterr() == ("", "")


def test_files_that_change_while_they_are_read_are_not_kept(tmp_path: Path, monkeypatch):
    folder = write_small_region(tmp_path / "tameshi")
    real = module._read

    def read_and_changed(where: Path, on_step) -> RegionCheck:
        found = real(where, on_step)
        (where / "sites.csv").write_text("site_id,name,lat,lon,kind\n", encoding="utf-8")
        return found

    monkeypatch.setattr(module, "_read", read_and_changed)
    checked(folder, on_step=silent)
    assert not cache_folder().exists()


def test_a_file_that_cannot_be_read_is_never_taken_from_what_was_kept(
    tmp_path: Path, readings: list[Path], monkeypatch
):
    folder = write_small_region(tmp_path / "tameshi")
    checked(folder, on_step=silent)

    def refused(path: Path) -> str:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr(module, "_hashed", refused)
    checked(folder, on_step=silent)
    assert len(readings) == 2


def test_what_cannot_be_opened_is_refused_each_time_and_not_kept(tmp_path: Path):
    folder = write_small_region(tmp_path / "tameshi")
    checked(folder, on_step=silent)
    (tmp_path / "secret.csv").write_text("secret")
    (folder / "boardings.csv").symlink_to(tmp_path / "secret.csv")
    for _ in range(2):
        with pytest.raises(RegionUnreadableError) as refused:
            checked(folder, on_step=silent)
        assert [n.code for n in refused.value.notices] == ["link_leads_out"]
    assert len(list(cache_folder().iterdir())) == 1


def test_the_command_prints_the_same_bytes_and_loads_no_tables_the_second_time(tmp_path: Path, home: Path):
    folder = write_small_region(tmp_path / "tameshi", roads=False)
    script = "import sys, cli\ntry: cli.main()\nfinally: print('pandas' in sys.modules, file=sys.stderr)"

    def printed(*more: str) -> tuple[int, bytes, bytes]:
        line = [sys.executable, "-c", script, "check", str(folder), *more]
        done = subprocess.run(
            line, cwd=ROOT, env={**os.environ, HOME_VARIABLE: str(home)}, capture_output=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    for more in ((), ("--json",)):
        for path in cache_folder().iterdir() if cache_folder().exists() else ():
            path.unlink()
        first, again = printed(*more), printed(*more)
        assert first[:2] == again[:2]
        assert first[0] == 1  # without roads the region is at fault, and stays so
        assert (first[2].splitlines()[-1], again[2].splitlines()[-1]) == (b"True", b"False")
        assert first[2].splitlines()[:-1] == again[2].splitlines()[:-1]
