"""What is asked in the hall: questions of six kinds, each waiting, open or closed, and those that a meeting begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from geo.reference.national_statistics import national_survey
from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.agreements import Question, QuestionKind

HallKind = Literal["pin", "line", "choice", "ranking", "guess", "checklist"]
HallState = Literal["waiting", "open", "closed"]

KIND_NAMES: Mapping[HallKind, str] = MappingProxyType(
    {
        "pin": "地図に印を付ける",
        "line": "地図に線を引く",
        "choice": "よいと思うものを選ぶ",
        "ranking": "順番を付ける",
        "guess": "人数を当てる",
        "checklist": "困りごとに印を付ける",
    }
)
"""What residents do, by the kind of question."""

MARKS: Mapping[str, str] = MappingProxyType(
    {
        "wish": "こうなってほしい",
        "worry": "困っている・心配",
        "keep": "残したい",
        "walk": "よく歩く道",
        "fear": "車の運転がこわい道",
    }
)
"""What a mark on the map stands for, by its id."""

ON_MAP = ("pin", "line")
"""Kinds that are answered on the map."""

LATEST_COUNTS = ("choice", "ranking", "guess", "checklist")
"""Kinds of which a person has one answer, the last one; marks add up."""

_WITH_OPTIONS = ("pin", "line", "choice", "ranking", "checklist")


@dataclass(frozen=True)
class HallQuestion:
    """A question to the hall.

    Parameters
    ----------
    number
        Its number in the meeting, 1 for the first; 0 while it has none.
    kind, text
        What residents do, and the question as it is put.
    options
        To choose from; of a pin or a line what it may stand for. Each once.
    state
        Whether it waits, takes answers, or is closed.
    revealed
        The answer, once it is shown; empty before.
    """

    number: int
    kind: HallKind
    text: str
    options: tuple[str, ...] = ()
    state: HallState = "waiting"
    revealed: str = ""

    def __post_init__(self) -> None:
        """Refuse unknown kinds, questions of nothing, and options that are alike."""
        if self.kind not in get_args(HallKind):
            raise ValueRefusedError("organisation_choice_unknown", value=self.kind)
        if not self.text.strip():
            raise ValueRefusedError("hall_question_empty")
        if self.kind in _WITH_OPTIONS and not self.options:
            raise ValueRefusedError("hall_question_without_options")
        if len(set(self.options)) < len(self.options) or not all(option.strip() for option in self.options):
            raise ValueRefusedError("hall_options_alike")

    @property
    def in_plan(self) -> Question:
        """As a plan keeps it, where a line is a pin that is drawn."""
        kind: QuestionKind = "pin" if self.kind == "line" else self.kind
        return Question(kind, self.text, self.options, shape="line" if self.kind == "line" else "")


def mark_kind(option: str) -> str:
    """Return the id of what a mark stands for; words that somebody wrote for this meeting stand for themselves.

    Examples
    --------
    >>> mark_kind("残したい"), mark_kind("休みたい所")
    ('keep', '休みたい所')
    """
    return next((name for name, text in MARKS.items() if text == option), option)


TODAY = "いまのまま"
"""What people choose who want none of the scenarios."""


def kind_of(question: Question) -> HallKind | None:
    """Return how a question of a plan is answered in the hall; None for what is answered on paper alone."""
    if question.kind == "paper":
        return None
    return "line" if question.shape == "line" else question.kind


def options_of(question: Question, scenarios: Sequence[str]) -> tuple[str, ...]:
    """Return what a question of a plan offers; where it names nothing, what its kind is mostly about.

    Parameters
    ----------
    question
        Of a plan.
    scenarios
        Names of the plan's scenarios.

    Examples
    --------
    >>> options_of(Question("choice", "どれ"), ["下の案"]), options_of(Question("pin", "どこ", shape="line"), [])
    (('いまのまま', '下の案'), ('よく歩く道', '車の運転がこわい道'))
    """
    given = tuple(dict.fromkeys(option.strip() for option in question.options if option.strip()))
    if given:
        return given
    match kind_of(question):
        case "pin":
            return MARKS["wish"], MARKS["worry"], MARKS["keep"]
        case "line":
            return MARKS["walk"], MARKS["fear"]
        case "checklist":
            return tuple(item.name for item in national_survey("problems").items)
        case "choice" | "ranking":
            return TODAY, *dict.fromkeys(name for name in scenarios if name.strip() and name != TODAY)
    return ()


def asked_in(questions: Sequence[Question], scenarios: Sequence[str]) -> tuple[HallQuestion, ...]:
    """Return what an evening asks on phones; what has no text, and what is answered on paper alone, is left out.

    Examples
    --------
    >>> [(q.number, q.kind) for q in asked_in([Question("paper"), Question("guess", "何人ですか")], [])]
    [(1, 'guess')]
    """
    found: list[HallQuestion] = []
    for question in questions:
        kind = kind_of(question)
        if kind is not None and question.text.strip():
            found.append(HallQuestion(len(found) + 1, kind, question.text.strip(), options_of(question, scenarios)))
    return tuple(found)


def first_questions(scenarios: Sequence[str]) -> tuple[HallQuestion, ...]:
    """Return the questions that a meeting begins with.

    Parameters
    ----------
    scenarios
        Names of the scenarios that residents may choose between; with fewer than two nothing is chosen.

    Examples
    --------
    >>> [q.kind for q in first_questions(["下の案", "奥の案"])]
    ['pin', 'line', 'checklist', 'guess', 'choice', 'ranking']
    """
    names = tuple(dict.fromkeys(name for name in scenarios if name.strip()))
    asked: list[tuple[HallKind, str, tuple[str, ...]]] = [
        (
            "pin",
            "こうなってほしい所、困っている所、残したい所はどこですか",
            (MARKS["wish"], MARKS["worry"], MARKS["keep"]),
        ),
        ("line", "よく歩く道、車の運転がこわい道はどこですか", (MARKS["walk"], MARKS["fear"])),
        (
            "checklist",
            "あなたの集落で困っていることは何ですか",
            tuple(i.name for i in national_survey("problems").items),
        ),
        ("guess", "車のない人のうち、バスで診療所に行って、その日のうちに帰れる人は何人だと思いますか", ()),
    ]
    if len(names) > 1:
        asked.append(("choice", "よいと思う案はどれですか（いくつでも）", names))
        asked.append(("ranking", "よいと思う順に番号を付けてください", names))
    return tuple(HallQuestion(number, *one) for number, one in enumerate(asked, start=1))
