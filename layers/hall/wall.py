"""The wall's own part of a map: the message, the room, where the scene looks; and the button that remembers a view."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from layers.hall.theme import DARK, LIGHT, LOOKS
from layers.style.map_part import Part
from plan.scenario.scenes import View
from plan.scenes.message import Message


@dataclass(frozen=True)
class Room:
    """How the wall is looked at.

    Parameters
    ----------
    dark
        Whether the room is dark.
    look
        A key of `theme.LOOKS`.
    """

    dark: bool = False
    look: str = ""


@dataclass(frozen=True)
class Showing:
    """Which scene is shown.

    Parameters
    ----------
    scene
        Its id.
    position
        Where it stands in the running order, in words: 「3／8」.
    view
        Where it looks; None for the whole town.
    place
        Where it stands among the plan's scenes, counted from 0: keys move it from there; None where they move none.
    spot
        Latitude and longitude of what the light falls on, or None.
    """

    scene: str
    position: str = ""
    view: View | None = None
    spot: tuple[float, float] | None = None
    place: int | None = None


@dataclass(frozen=True)
class BoardRow:
    """A line of the board: what was answered, how often in words, and its share of the longest bar (0 to 1)."""

    name: str
    told: str
    share: float


@dataclass(frozen=True)
class Board:
    """What stands over the map where a meeting is shown: a picture (the QR code, as SVG) or rows with bars."""

    picture: str = ""
    rows: tuple[BoardRow, ...] = ()


def wall(
    message: Message,
    showing: Showing,
    room: Room,
    *,
    lines: Sequence[str] = (),
    board: Board | None = None,
    news: tuple[str, int] = ("", 0),
) -> Part:
    """Put the message over the map; keys step the scenes from now on.

    Parameters
    ----------
    message
        What is said, with its big figures.
    showing
        Which scene it is.
    room
        Dark or light, and through whose eyes.
    lines
        What else is said, in smaller words: who can and who cannot.
    board
        What stands over the map, if anything.
    news
        Of which wall it is, and how often that has changed: other windows of the browser that show it follow.
    """
    view = showing.view
    return Part(
        "wall",
        {
            "title": message.title,
            "text": message.text,
            "lines": list(lines),
            "figures": [{"name": f.name, "digits": f.digits, "unit": f.unit} for f in message.figures],
            "board": None if board is None else _board(board),
            "shown": showing.scene,
            "position": showing.position,
            "place": showing.place,
            "ground": None if view is None else [view.lat, view.lon, view.zoom],
            "spot": None if showing.spot is None else list(showing.spot),
            "dark": room.dark,
            "theme": (DARK if room.dark else LIGHT).properties(),
            "matrix": LOOKS[room.look][1],
            "keys": True,
            "of": news[0],
            "version": news[1],
        },
    )


def _board(board: Board) -> dict[str, object]:
    picture = base64.b64encode(board.picture.encode()).decode() if board.picture else ""
    return {
        "picture": f"data:image/svg+xml;base64,{picture}" if picture else None,
        "rows": [{"name": row.name, "told": row.told, "share": row.share} for row in board.rows],
    }


def remember_button() -> Part:
    """Put the button onto a map that makes a scene of what it shows."""
    return Part(
        "remember", {"label": "この画面を", "short": "覚える", "help": "いま見えている地図を、「映す」の画面に加えます"}
    )
