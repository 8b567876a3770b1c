"""Meetings to test on: a question of each kind, open, and a town of two villages drawn by hand."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from hall.meeting.answers import Ground
from hall.meeting.questions import HallQuestion
from hall.meeting.store import Store

VILLAGES = MappingProxyType({"v1": (35.0, 137.0), "v2": (35.05, 137.05)})
GROUND = Ground(34.9, 136.9, 35.1, 137.1, VILLAGES)
QUESTIONS = (
    HallQuestion(1, "pin", "どこですか", ("こうなってほしい", "残したい"), "open"),
    HallQuestion(2, "line", "どの道ですか", ("よく歩く道",), "open"),
    HallQuestion(3, "choice", "どれがよいですか", ("下", "奥"), "open"),
    HallQuestion(4, "ranking", "順番は", ("下", "奥", "谷"), "open"),
    HallQuestion(5, "guess", "何人ですか", (), "open"),
    HallQuestion(6, "checklist", "困りごとは", ("空き家の増加", "働き口の減少"), "open"),
)


def new_meeting(path: Path) -> Store:
    """A meeting that has begun."""
    store = Store(path)
    store.begin(QUESTIONS, region="r")
    return store
