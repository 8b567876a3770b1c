"""What Kyoten remembers of its first use on this machine: whether it has been opened before, and how far the guided tour was walked."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass

from geo.texts.errors import RequestError
from plan.workspace.atomic_write import write_atomically
from plan.workspace.store import any_work, store_folder

_FILE = "first_use.json"


@dataclass(frozen=True)
class FirstUse:
    """What is remembered.

    Parameters
    ----------
    is_over
        Whether anybody has chosen how to begin.
    step
        Id of the step at which the guided tour was left; empty where it was never begun, or was walked to its end.
    """

    is_over: bool = False
    step: str = ""


def first_use() -> FirstUse:
    """Read what is remembered; whoever has saved work, or a file that cannot be read, is past the first opening."""
    try:
        known = json.loads((store_folder() / _FILE).read_text(encoding="utf-8"))
        return FirstUse(is_over=bool(known["is_over"]), step=str(known["step"]))
    except FileNotFoundError:
        return FirstUse(is_over=any_work())
    except (OSError, ValueError, KeyError, TypeError):
        return FirstUse(is_over=True)


def remember_first_use(known: FirstUse) -> None:
    """Remember it; a home that cannot be written to, which the page says, forgets it with the session."""
    with contextlib.suppress(RequestError):
        write_atomically(store_folder() / _FILE, json.dumps(asdict(known)).encode("utf-8"))
