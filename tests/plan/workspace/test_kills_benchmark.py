"""The script that kills servers counts right: nothing lost as it is, and what would be lost is seen."""

from __future__ import annotations

import os

import pytest

import benchmarks.kills
from benchmarks.kills import kill_often
from plan.workspace.saving import Saved


def test_fifty_kills_lose_nothing_and_leave_no_file_behind(tmp_path):
    count = kill_often(50, tmp_path)
    assert (count.kills, count.lost, count.broken, count.left_behind) == (50, 0, 0, 0)
    assert count.saved > 0


def test_a_saving_that_writes_in_place_is_seen_to_lose(tmp_path, monkeypatch):
    def in_place(seen, content):
        with seen.path.open("wb", buffering=0) as file:
            for start in range(0, len(content), 64):
                file.write(content[start : start + 64])
        return Saved.of(seen.path, content), []

    monkeypatch.setattr(benchmarks.kills, "save", in_place)
    count = kill_often(40, tmp_path)
    assert count.broken + count.lost > 0


def test_a_system_that_does_not_fork_is_told(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "fork")
    with pytest.raises(RuntimeError, match="does not fork"):
        kill_often(1, tmp_path)
