"""What the windows of one wall share: the scene that is shown, the room, what is tried; one window steps, the others follow."""

from __future__ import annotations

import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from layers.hall.wall import Room
from plan.scenario.scenario import Plan


@dataclass
class SharedWall:
    """The wall of one piece of work.

    Parameters
    ----------
    scene
        Id of the scene that is shown.
    version
        Counts the changes: a window that shows an older one draws anew.
    room
        Dark or light, and through whose eyes.
    tried
        Where a hub is tried, as lat, lon.
    village
        Id of the village that somebody named.
    evening
        Which of the series, counted from 0, is the one whose scenes are stepped; None for all scenes.
    plan
        As the window that edits it has it.
    began_s
        When the evening began (seconds since 1970); None before.
    drawn_s
        When a window last drew it (seconds since 1970); None before.
    lock
        Held while it changes.
    """

    scene: str = ""
    version: int = 0
    room: Room = field(default_factory=Room)
    tried: tuple[float, float] | None = None
    village: str | None = None
    evening: int | None = None
    plan: Plan | None = None
    began_s: float | None = None
    drawn_s: float | None = None
    lock: AbstractContextManager[Any] = field(default_factory=threading.RLock, repr=False, compare=False)

    def change(self, **changes: Any) -> None:
        """Change something for all windows; what is the same stays, and nobody draws anew."""
        with self.lock:
            if all(getattr(self, name) == value for name, value in changes.items()):
                return
            for name, value in changes.items():
                setattr(self, name, value)
            self.version += 1

    def begin_anew(self) -> None:
        """Let the clock begin anew, from now on."""
        self.change(began_s=time.time())

    def show(self, scene_id: str) -> None:
        """Turn to a scene: what was tried and named on the one before is over, and the evening has begun."""
        self.change(scene=scene_id, tried=None, village=None)
        if self.began_s is None:
            self.began_s = time.time()
