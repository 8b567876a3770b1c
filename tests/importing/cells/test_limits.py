"""Files larger than the limit are refused; exactly the limit is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import importing.cells.limits as module
from importing.cells.limits import limit, refuse_large


def test_limits_stand_in_the_reference() -> None:
    assert limit("file_bytes") > 1_000_000
    assert limit("unpacked_bytes") >= limit("file_bytes")
    with pytest.raises(KeyError):
        limit("no_such_limit")


def test_one_byte_more_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "limit", lambda _name: 4.0)
    path = tmp_path / "a.csv"
    path.write_bytes(b"1234")
    assert refuse_large(path) is None
    path.write_bytes(b"12345")
    refused = refuse_large(path)
    assert refused is not None
    assert (refused.code, refused.file) == ("file_too_large", "a.csv")
    assert refuse_large(tmp_path / "gone.csv") is None
