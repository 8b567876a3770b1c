"""What a meeting gives to the wall: the way in for phones, and answers as they arrive; who answered what, nobody sees."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from hall.facilitator.addresses import qr_svg, urls_of
from hall.facilitator.heat import heat
from hall.meeting.control import by_hand
from hall.meeting.questions import ON_MAP, HallQuestion
from hall.meeting.store import Store, opened_meeting
from hall.meeting.tally import Tally, middle_guess, ranked, tally
from layers.features.heat import heat as heat_parts
from layers.hall.wall import Board, BoardRow
from layers.style.map_part import Part
from plan.scenario.scenes import Scene
from plan.scenes.layers import layer_of
from plan.scenes.message import NO_MEETING, BigFigure, Message
from views import session
from views.projection.meeting_now import meeting_now

_LAN = "0.0.0.0"


@dataclass(frozen=True)
class OfMeeting:
    """What the wall says of a meeting: the message, and what stands over the map."""

    message: Message
    lines: tuple[str, ...] = ()
    board: Board | None = None


def of_meeting(scene: Scene) -> OfMeeting:
    """Return what a scene shows of the meeting that goes on; where none does, how one begins."""
    layer, path = layer_of(scene.layer), meeting_now()
    if path is None:
        return OfMeeting(Message(layer.name, scene.caption or NO_MEETING))
    with opened_meeting(path) as store:
        if layer.kind == "join":
            return _way_in(store, scene.caption)
        question = store.question(int(layer.detail))
        if question is None:
            return OfMeeting(Message(layer.name, scene.caption or "この番号の問いは、この集まりにありません。"))
        added = tally(question, store.answers(question.number), by_hand(store, question.number))
    return _answers(question, added, scene.caption)


def marks_of_question(layer_id: str) -> list[Part]:
    """Draw where the marks of a question lie thick; nothing for what is not answered on the map."""
    path = meeting_now()
    if path is None:
        return []
    with opened_meeting(path) as store:
        question = store.question(int(layer_of(layer_id).detail))
        if question is None or question.kind not in ON_MAP:
            return []
        cells = heat(session.region(), store.answers(question.number))
    return heat_parts([(cell.lat, cell.lon, cell.marks) for cell in cells], "印の重なり（250m四方）")


def stands_at(scene: Scene) -> Hashable:
    """Return what changes when a scene of a meeting must be drawn anew: all that is said, and every mark."""
    path = meeting_now()
    if path is None:
        return None
    with opened_meeting(path) as store:
        marks = tuple((a.number, a.hidden) for a in store.answers()) if layer_of(scene.layer).kind == "answers" else ()
    return of_meeting(scene), marks


def _way_in(store: Store, caption: str) -> OfMeeting:
    came = BigFigure("入った人", f"{len(store.persons()):,}", "人")
    if not store.about("served"):
        text = "電話の受付は、いま止まっています。挙手と紙で答えられます。"
        return OfMeeting(Message("電話で入る", caption or text, (came,)))
    url, code = urls_of(_LAN, int(store.about("port")))[0], store.about("code")
    text = "電話で QR を読むか、住所を開いて番号を入れてください。お名前は要りません。"
    figures = (BigFigure("番号", code, ""), came)
    return OfMeeting(Message("電話で入る", caption or text, figures), (url,), Board(qr_svg(url, code)))


def _answers(question: HallQuestion, added: Tally, caption: str) -> OfMeeting:
    title, text = f"問い{question.number}", caption or question.text
    answered = BigFigure("電話で答えた人", f"{added.answered:,}", "人")
    hands = sum(added.by_hand.values())
    lines = (f"挙手と紙の {hands:,.0f} を足してあります。",) if hands else ()
    if question.kind in ON_MAP:
        marks = BigFigure("印", f"{sum(added.counts.values()):,.0f}", "")
        return OfMeeting(Message(title, text, (marks, answered)), lines)
    if question.kind == "guess":
        return _guesses(question, added, Message(title, text, (answered,)), lines)
    most = max(added.counts.values(), default=0) or 1
    if question.kind == "ranking":
        rows = tuple(_ranks(question, added, option, most) for option in question.options)
    else:
        rows = tuple(BoardRow(name, f"{count:,.0f}人", count / most) for name, count in added.counts.items())
    return OfMeeting(Message(title, text, (answered,)), lines, Board(rows=rows))


def _ranks(question: HallQuestion, added: Tally, option: str, most: float) -> BoardRow:
    """Tell how many set an option at which rank; the bar is that of the first, and nobody has won."""
    counts = [added.counts.get(ranked(option, rank), 0) for rank in range(1, len(question.options) + 1)]
    told = "　".join(f"{rank}位 {count:,.0f}" for rank, count in enumerate(counts, start=1))
    return BoardRow(option, told, counts[0] / most)


def _guesses(question: HallQuestion, added: Tally, message: Message, lines: tuple[str, ...]) -> OfMeeting:
    """Keep the guesses back while people guess; the answer stands there once it is revealed."""
    if question.state == "open" and not question.revealed:
        return OfMeeting(message, lines)
    most = max(added.counts.values(), default=0) or 1
    rows = tuple(BoardRow(f"{name}人", f"{count:,.0f}人", count / most) for name, count in added.counts.items())
    figures = (
        (BigFigure("まん中の答え", f"{middle_guess(added):,.0f}", "人"), *message.figures) if rows else message.figures
    )
    text = question.revealed or message.text
    return OfMeeting(Message(f"{message.title}　{question.text}", text, figures), lines, Board(rows=rows))
