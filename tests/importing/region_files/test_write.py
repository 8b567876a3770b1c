"""What cannot be written is said in Japanese, and nothing is left behind."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from importing.layers.feeds import import_feed
from importing.region_files.write import put, write_whole
from tests.geo.gtfs.small_feed import TABLES, write_tables, write_zip

DENIED = OSError(errno.EACCES, "Permission denied")
FULL = OSError(errno.ENOSPC, "No space left on device")
READ_ONLY = OSError(errno.EROFS, "Read-only file system")


def reason(work: Callable[[], object]) -> str:
    """Why it was refused: one notice, without a word of English from the system."""
    with pytest.raises(RequestError) as caught:
        work()
    [message_of] = caught.value.notices
    assert (message_of.code, message_of.severity) == ("output_unwritable", "error")
    found = re.search("（(.*)）。場所と空き容量を", message_of.message)
    assert found is not None
    assert not re.search("[A-Za-z]", found[1])
    return found[1]


def failing(problem: OSError) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise problem

    return fail


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (DENIED, "読み書きが許されていません"),
        (FULL, "書き込む場所に空きがありません"),
        (READ_ONLY, "計算機が読み書きを断りました（番号 30）"),
    ],
)
def test_a_disk_that_refuses_is_said_in_japanese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, message: str
) -> None:
    path = tmp_path / "villages.csv"
    write_whole(path, b"old")
    feed = write_tables(tmp_path / "bus")
    monkeypatch.setattr("os.fsync", failing(problem))
    assert reason(lambda: write_whole(path, b"new")) == message
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["villages.csv"]
    assert path.read_bytes() == b"old"
    zipped = write_zip(tmp_path / "bus.zip", TABLES)
    assert reason(lambda: import_feed(zipped, tmp_path / "r", replace=False)) == message
    monkeypatch.setattr("importing.layers.feeds.write_files", failing(problem))
    assert reason(lambda: import_feed(feed, tmp_path / "r", replace=False)) == message
    assert not list((tmp_path / "r" / "gtfs").iterdir())


def test_a_file_where_a_folder_should_be_is_said_in_japanese(tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"")
    assert reason(lambda: put(tmp_path / "r" / "a.csv", b"x", replace=False))
    feed = write_tables(tmp_path / "bus")
    assert reason(lambda: import_feed(feed, tmp_path / "r", replace=False))
