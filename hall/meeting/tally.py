"""What the answers to a question add up to: counts by option, by rank, by number; no winner is declared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hall.meeting.questions import LATEST_COUNTS, HallQuestion
from hall.meeting.store import StoredAnswer


@dataclass(frozen=True)
class Tally:
    """The answers to a question, added up.

    Parameters
    ----------
    question
        Which was asked.
    counts
        Answers by option, those by hand included; of a ranking by option and rank (``下の案　1位``), of a guess by the number.
    by_hand
        Of them, those that were counted by hand.
    answered
        People who answered on a phone.
    words
        Answers that say something in words, hidden ones left out.
    """

    question: HallQuestion
    counts: Mapping[str, float]
    by_hand: Mapping[str, float]
    answered: int
    words: tuple[StoredAnswer, ...]


def counting(question: HallQuestion, answers: Iterable[StoredAnswer]) -> list[StoredAnswer]:
    """List the answers that count: none that is hidden, and of one person the last where one has but one answer."""
    shown = [a for a in answers if not a.hidden and a.question == question.number]
    if question.kind not in LATEST_COUNTS:
        return shown
    return list({(a.client, a.person): a for a in shown}.values())


def tally(question: HallQuestion, answers: Sequence[StoredAnswer], hands: Mapping[str, float]) -> Tally:
    """Add up the answers to a question.

    Parameters
    ----------
    question
        Which was asked.
    answers
        All of the meeting's, or those to this question.
    hands
        What was counted by hand, by the same names as the counts.
    """
    counted = counting(question, answers)
    on_phones = Counter(name for answer in counted for name in _names(question, answer))
    known = [*_order(question), *sorted({*on_phones, *hands} - {*_order(question)}, key=_as_number)]
    counts = {name: float(on_phones[name] + hands.get(name, 0)) for name in known}
    if question.kind not in ("choice", "checklist", "pin", "line"):
        counts = {name: count for name, count in counts.items() if count}
    people = {(answer.client, answer.person) for answer in counted}
    return Tally(question, counts, dict(hands), len(people), tuple(answer for answer in counted if answer.words))


def ranked(option: str, rank: int) -> str:
    """Return the name of a rank of an option."""
    return f"{option}　{rank}位"


def _names(question: HallQuestion, answer: StoredAnswer) -> list[str]:
    content = answer.content
    match question.kind:
        case "choice" | "checklist":
            return list(content["options"])
        case "ranking":
            return [ranked(option, rank) for rank, option in enumerate(content["order"], start=1)]
        case "guess":
            return [str(content["number"])]
    return [content["kind"]]


def _order(question: HallQuestion) -> list[str]:
    if question.kind == "ranking":
        return [ranked(o, rank) for o in question.options for rank in range(1, len(question.options) + 1)]
    return list(question.options)


def _as_number(name: str) -> tuple[float, str]:
    return (float(name) if name.isascii() and name.isdigit() else math.inf, name)


def middle_guess(added: Tally) -> float:
    """Return the number that half of those who guessed are not above; 0 where nobody guessed."""
    left = sum(added.counts.values()) / 2
    for name, count in added.counts.items():
        left -= count
        if left <= 0:
            return float(name)
    return 0.0
