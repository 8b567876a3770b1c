"""The forms of a community organisation as a diagram: one body (一体型) or two (分離型), from talk down to business; SVG."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from layers.style.colours import HUB, SPHERE

WIDTH, HEIGHT = 560, 372
_LEFT, _RIGHT = 96, WIDTH - 8
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"
_INK, _GREY = "#222", "#57534D"
_LINE_PX, _MOST_LISTED = 17, 4


@dataclass(frozen=True)
class DrawnOrganisation:
    """What is drawn: form (``integrated``, ``separated`` or empty), names of the two bodies, activities of the two kinds."""

    form: str
    name: str
    executing_body: str
    life: Sequence[str]
    business: Sequence[str]


def organisation_diagram(drawn: DrawnOrganisation) -> str:
    """Draw the organisation.

    Returns
    -------
    str
        An SVG document; a form that is open is drawn as one body with a dashed outline.
    """
    name = drawn.name or "地域運営組織（名前はまだありません）"
    if drawn.form == "separated":
        bodies = [
            _body(8, 96, name, "協議する組織"),
            _link(104, 132),
            _body(132, HEIGHT - 8, drawn.executing_body or "実行する組織（名前はまだありません）", "実行する組織"),
        ]
        talk_y, work_y = 46, 184
    else:
        caption = "一体型" if drawn.form == "integrated" else "形は未定"
        bodies = [_body(8, HEIGHT - 8, name, caption, dashed=not drawn.form)]
        talk_y, work_y = 62, 150
    talk = _function(talk_y, 44, "協議機能", "課題を共有し、解決のしかたを話し合う", SPHERE)
    work = _function(work_y, 24, "実行機能", "", HUB)
    boxes_y = work_y + 32
    middle = (_LEFT + _RIGHT) / 2
    lists = [
        _list(_LEFT + 12, middle - 6, boxes_y, "生活サービス", drawn.life),
        _list(middle + 6, _RIGHT - 12, boxes_y, "コミュニティビジネス", drawn.business),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<g font-family="{_FONT}" font-size="13" fill="{_INK}">{_axis()}{"".join(bodies)}{talk}{work}{"".join(lists)}</g></svg>'
    )


def _axis() -> str:
    x = 44
    return (
        f'<line x1="{x}" y1="52" x2="{x}" y2="{HEIGHT - 52}" stroke="{_GREY}" stroke-width="2"/>'
        f'<path d="M{x} 44l-6 12h12zM{x} {HEIGHT - 44}l-6 -12h12z" fill="{_GREY}"/>'
        f'<g text-anchor="middle" font-size="12" fill="{_GREY}"><text x="{x}" y="18">話合い・</text>'
        f'<text x="{x}" y="34">協議重視</text><text x="{x}" y="{HEIGHT - 24}">経済活動</text>'
        f'<text x="{x}" y="{HEIGHT - 8}">重視</text></g>'
    )


def _body(top: float, bottom: float, name: str, caption: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    lines = wrapped(name, 26, 1)
    return (
        f'<rect x="{_LEFT}" y="{top}" width="{_RIGHT - _LEFT}" height="{bottom - top}" rx="10" fill="#FFFEFB"'
        f' stroke="{_GREY}" stroke-width="1.5"{dash}/>'
        f'<text x="{_LEFT + 12}" y="{top + 23}" font-weight="700" font-size="15">{html.escape(lines[0])}</text>'
        f'<text x="{_RIGHT - 12}" y="{top + 23}" text-anchor="end" fill="{_GREY}">{caption}</text>'
    )


def _function(top: float, height: float, title: str, words: str, colour: str) -> str:
    below = f'<text x="{_LEFT + 24}" y="{top + 36}" fill="#fff" font-size="12">{words}</text>' if words else ""
    return (
        f'<rect x="{_LEFT + 12}" y="{top}" width="{_RIGHT - _LEFT - 24}" height="{height}" rx="6" fill="{colour}"/>'
        f'<text x="{_LEFT + 24}" y="{top + 17}" fill="#fff" font-weight="700">{title}</text>{below}'
    )


def _list(left: float, right: float, top: float, title: str, names: Sequence[str]) -> str:
    height = 34 + _LINE_PX * (_MOST_LISTED + 1)
    shown = [wrapped(name, 14, 1)[0] for name in names[:_MOST_LISTED]] or ["まだありません"]
    more = [f"ほか {len(names) - _MOST_LISTED}"] if len(names) > _MOST_LISTED else []
    texts = "".join(
        f'<text x="{left + 10}" y="{top + 42 + _LINE_PX * i}">{html.escape(line)}</text>'
        for i, line in enumerate([*shown, *more])
    )
    return (
        f'<rect x="{left}" y="{top}" width="{right - left}" height="{height}" rx="6" fill="#fff" stroke="{HUB}"/>'
        f'<text x="{left + 10}" y="{top + 20}" font-weight="700">{title}</text>{texts}'
    )


def _link(top: float, bottom: float) -> str:
    x, middle = (_LEFT + _RIGHT) / 2, (top + bottom) / 2
    return (
        f'<line x1="{x}" y1="{top - 6}" x2="{x}" y2="{bottom - 2}" stroke="{_GREY}" stroke-width="2"/>'
        f'<text x="{x + 10}" y="{middle + 3}" fill="{_GREY}">連携</text>'
    )


def wrapped(text: str, letters: int, most: int) -> list[str]:
    """Break a text into lines of so many letters; what does not go into `most` lines ends in an ellipsis.

    Examples
    --------
    >>> wrapped("あいうえおかき", 3, 2)
    ['あいう', 'えお…']
    """
    line = " ".join(text.split())
    lines = [line[i : i + letters] for i in range(0, len(line), letters)] or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][: letters - 1]}…"]
