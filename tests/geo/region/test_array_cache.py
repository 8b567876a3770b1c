"""Arrays kept on disk: found again by content and code, thrown away when they can't be trusted, never more than fits."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from geo.region import array_cache
from geo.region.array_cache import (
    cache_folder,
    cache_name,
    code_version,
    is_plain,
    load_arrays,
    notices_array,
    notices_of,
    save_arrays,
    text_array,
    value_of,
)
from geo.texts.messages import notice

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(array_cache.HOME_VARIABLE, str(tmp_path))
    return tmp_path


def file_of(name: str) -> Path:
    return cache_folder() / f"{name}.npz"


def test_what_was_kept_is_found_again_to_the_bit():
    name = cache_name("a")
    values = {"x": np.array([0.1, np.inf, -0.0]), "ids": np.array([3, 1]), "none": np.zeros((0, 2))}
    save_arrays(name, values)
    found = load_arrays(name)
    assert found is not None
    assert list(found) == list(values)
    for key, array in values.items():
        assert (found[key].dtype, found[key].shape, found[key].tobytes()) == (array.dtype, array.shape, array.tobytes())
    assert load_arrays(cache_name("b")) is None


def test_other_content_other_settings_and_other_code_have_other_names(monkeypatch):
    names = [cache_name("ab", "c"), cache_name("a", "bc"), cache_name(b"abc")]
    monkeypatch.setattr(array_cache, "code_version", lambda: "other code")
    assert len({*names, cache_name("ab", "c")}) == 4


def test_the_version_follows_every_byte_of_code_and_reference_values(tmp_path, monkeypatch):
    (tmp_path / "geo" / "reference").mkdir(parents=True)
    values = tmp_path / "geo" / "reference" / "speeds.toml"
    values.write_text("speed = 30\n")
    monkeypatch.setattr(array_cache, "_HOUSE", tmp_path)
    before = code_version.__wrapped__()
    values.write_text("speed = 31\n")
    after = code_version.__wrapped__()
    assert after != before
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "one.py").write_text("a = 1\n")
    both = {code_version.__wrapped__(), code_version.__wrapped__("plan/one.py"), code_version.__wrapped__("plan")}
    assert both == {after, code_version.__wrapped__("plan")}
    (tmp_path / "plan" / "one.py").write_text("a = 2\n")
    assert not both & {code_version.__wrapped__("plan/one.py"), code_version.__wrapped__("plan")}


def test_another_version_of_a_library_is_another_version(monkeypatch):
    before = code_version.__wrapped__()
    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0" if name == "pandas" else real(name))
    assert code_version.__wrapped__() != before


def test_values_come_back_from_their_text_as_they_were():
    value = [{"名": [1, 1.5, True, None, float("inf")]}, [], {}]
    assert is_plain(value)
    assert value_of(text_array(value)) == value
    assert not is_plain([(1, 2)])
    assert not is_plain({1: 2})
    notices = [notice("folder_missing", file="a"), notice("no_villages", file="b", details=("一", "二"))]
    assert notices_of(notices_array(notices)) == notices
    assert len({*notices_of(notices_array(notices)), *notices}) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-30],
        lambda content: content.replace(b"\x01\x02\x03\x04", b"\x01\x02\x03\x05"),
        lambda content: b"not ours at all",
    ],
    ids=["empty", "half written", "its end lost", "a bit fallen over", "foreign"],
)
def test_what_cannot_be_trusted_is_thrown_away_in_silence(damage, capfd):
    name = cache_name("a")
    save_arrays(name, {"x": np.array([1, 2, 3, 4], dtype=np.uint8)})
    whole = file_of(name).read_bytes()
    spoilt = damage(whole)
    assert spoilt != whole
    file_of(name).write_bytes(spoilt)
    assert load_arrays(name) is None
    assert not file_of(name).exists()
    assert capfd.readouterr() == ("", "")


def test_a_file_under_another_name_and_one_without_our_mark_are_foreign():
    save_arrays(cache_name("a"), {"x": np.arange(3)})
    file_of(cache_name("a")).rename(file_of(cache_name("b")))
    assert load_arrays(cache_name("b")) is None
    np.savez(file_of(cache_name("c")), x=np.arange(3))
    assert load_arrays(cache_name("c")) is None
    assert list(cache_folder().iterdir()) == []


def test_nothing_is_pickled_or_unpickled():
    with pytest.raises(ValueError, match="objects"):
        save_arrays(cache_name("a"), {"x": np.array([object()])})
    cache_folder().mkdir(parents=True)
    np.savez(file_of(cache_name("a")), x=np.array([{"a": 1}], dtype=object))
    assert load_arrays(cache_name("a")) is None
    save_arrays(cache_name("b"), {"x": np.arange(3)})
    with zipfile.ZipFile(file_of(cache_name("b"))) as file:
        assert all(inner.endswith(".npy") for inner in file.namelist())


def test_the_oldest_makes_room_and_what_is_too_large_is_not_kept(monkeypatch):
    names = [cache_name(str(i)) for i in range(4)]
    for age, name in enumerate(names[:3]):
        save_arrays(name, {"x": np.zeros(1000)})
        os.utime(file_of(name), (1_000 + age, 1_000 + age))
    monkeypatch.setattr(array_cache, "LIMIT_BYTES", 3 * file_of(names[0]).stat().st_size)
    save_arrays(names[3], {"x": np.zeros(1000)})
    assert [file_of(name).exists() for name in names] == [False, True, True, True]
    save_arrays(names[0], {"x": np.zeros(10_000)})
    assert not file_of(names[0]).exists()


def test_a_home_that_cannot_be_written_stops_nobody(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(array_cache.HOME_VARIABLE, str(tmp_path / "file"))
    save_arrays(cache_name("a"), {"x": np.arange(3)})
    assert load_arrays(cache_name("a")) is None


def test_two_processes_may_write_and_read_the_same_at_once(home):
    script = """
import numpy as np
from geo.region.array_cache import cache_name, load_arrays, save_arrays
for _ in range(60):
    save_arrays(cache_name("a"), {"x": np.arange(50_000)})
    found = load_arrays(cache_name("a"))
    assert found is not None and (found["x"] == np.arange(50_000)).all()
"""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, env={**os.environ, array_cache.HOME_VARIABLE: str(home)}
        )
        for _ in range(2)
    ]
    assert [one.wait(120) for one in both] == [0, 0]
    assert [path.name for path in cache_folder().iterdir()] == [file_of(cache_name("a")).name]
