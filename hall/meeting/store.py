"""The file of a meeting: SQLite in WAL mode, so that the facilitator reads while answers are written, and a crash loses none.

Every answer bears its phone's id and a number that counts that phone's answers: a repeated one is known, and one that comes too
early is sent back, so that each arrives once and each phone's in order.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from geo.reference import reference_table
from hall.meeting.questions import HallQuestion

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS questions (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, options TEXT NOT NULL, state TEXT NOT NULL,
    revealed TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS persons (
    client TEXT NOT NULL, person INTEGER NOT NULL, village TEXT NOT NULL, age TEXT NOT NULL, PRIMARY KEY (client, person));
CREATE TABLE IF NOT EXISTS answers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, client TEXT NOT NULL, sequence INTEGER NOT NULL, person INTEGER NOT NULL,
    question INTEGER NOT NULL, content TEXT NOT NULL, words TEXT NOT NULL, accepted_s REAL NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0, digest TEXT NOT NULL, UNIQUE (client, sequence));
CREATE TABLE IF NOT EXISTS by_hand (
    question INTEGER NOT NULL, option TEXT NOT NULL, count REAL NOT NULL, PRIMARY KEY (question, option));
CREATE TABLE IF NOT EXISTS at_door (
    kind TEXT NOT NULL, name TEXT NOT NULL, count REAL NOT NULL, PRIMARY KEY (kind, name));
CREATE TABLE IF NOT EXISTS wall (
    number INTEGER PRIMARY KEY AUTOINCREMENT, scene TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
    question INTEGER, state TEXT NOT NULL DEFAULT '', at_s REAL NOT NULL);
"""

Outcome = Literal["accepted", "known", "changed", "early", "closed", "unknown"]


@dataclass(frozen=True)
class NewAnswer:
    """An answer that a phone sends.

    Parameters
    ----------
    client, sequence
        The phone, and the number of the answer among its own: 1, 2, 3 …
    person
        Which of those who share the phone.
    question
        Number of the question.
    content, words
        From `hall.meeting.answers.checked_answer`.
    """

    client: str
    sequence: int
    person: int
    question: int
    content: dict[str, Any]
    words: str = ""


@dataclass(frozen=True)
class StoredAnswer:
    """An answer as it is kept.

    Parameters
    ----------
    number
        In the order in which the meeting took them.
    client, sequence, person, question, content, words
        As it was sent.
    accepted_s
        When it was taken, in seconds since 1970.
    hidden
        Whether the facilitator hides it.
    """

    number: int
    client: str
    sequence: int
    person: int
    question: int
    content: dict[str, Any]
    words: str
    accepted_s: float
    hidden: bool


class Store:
    """An open meeting.

    Parameters
    ----------
    path
        Its file; made where it is missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        for line in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self.connection.execute(f"PRAGMA {line}").fetchall()
        self.connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Change something whole or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        whole = False
        try:
            yield self.connection
            whole = True
        finally:
            self.connection.execute("COMMIT" if whole else "ROLLBACK")

    def begin(self, questions: Sequence[HallQuestion], **about: str) -> None:
        """Begin the meeting, or go on with what is there: what a meeting has is never begun anew."""
        with self.writing() as rows:
            if rows.execute("SELECT count(*) FROM about").fetchone()[0]:
                return
            own = {"code": f"{secrets.randbelow(900_000) + 100_000}", "secret": secrets.token_hex(32), "closed": ""}
            rows.executemany("INSERT INTO about VALUES (?, ?)", sorted({**about, **own}.items()))
            for question in questions:
                put_question(rows, question)

    def about(self, name: str) -> str:
        """Return something of the meeting by its name; empty where nothing is known."""
        row = self.connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def tell(self, name: str, value: str) -> None:
        """Note something of the meeting."""
        self.connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    @property
    def is_closed(self) -> bool:
        """Whether the meeting is over."""
        return bool(self.about("closed"))

    def questions(self) -> tuple[HallQuestion, ...]:
        """List the questions in their order."""
        rows = self.connection.execute("SELECT * FROM questions ORDER BY number").fetchall()
        return tuple(HallQuestion(n, kind, text, tuple(json.loads(o)), state, r) for n, kind, text, o, state, r in rows)

    def question(self, number: int) -> HallQuestion | None:
        """Find a question by its number."""
        return next((q for q in self.questions() if q.number == number), None)

    def join(self) -> str | None:
        """Let a phone in and return its id; None where the hall is full."""
        client = secrets.token_urlsafe(12)
        return client if self._add_person(client, 1) else None

    def next_person(self, client: str) -> bool:
        """Let the next of those who share a phone answer; tell whether there was room."""
        return self._add_person(client, self.last_person(client) + 1)

    def _add_person(self, client: str, person: int) -> bool:
        most = int(reference_table("hall")["participants_most"].value)
        with self.writing() as rows:
            if rows.execute("SELECT count(*) FROM persons").fetchone()[0] >= most:
                return False
            rows.execute("INSERT INTO persons VALUES (?, ?, '', '')", (client, person))
        return True

    def last_person(self, client: str) -> int:
        """Return who answers on a phone now: 1 for its first; 0 for a phone that nobody knows."""
        row = self.connection.execute("SELECT max(person) FROM persons WHERE client = ?", (client,)).fetchone()
        return int(row[0] or 0)

    def last_sequence(self, client: str) -> int:
        """Return the number of a phone's last answer; 0 before its first."""
        row = self.connection.execute("SELECT max(sequence) FROM answers WHERE client = ?", (client,)).fetchone()
        return int(row[0] or 0)

    def tell_person(self, client: str, **told: str) -> None:
        """Note the village or the age band of who answers on a phone now."""
        for column in ("village", "age"):
            if column in told:
                self.connection.execute(
                    f"UPDATE persons SET {column} = ? WHERE client = ? AND person = ?",
                    (told[column], client, self.last_person(client)),
                )

    def persons(self) -> list[tuple[str, str]]:
        """List the participants, each with village and age band as far as told."""
        return [(v, a) for v, a in self.connection.execute("SELECT village, age FROM persons ORDER BY client, person")]

    def accept(self, answers: Iterable[NewAnswer]) -> list[Outcome]:
        """Take answers, all on the disk when this returns; tell of each what became of it."""
        with self.writing():
            return [self._accept(answer) for answer in answers]

    def _accept(self, answer: NewAnswer) -> Outcome:
        rows, content = self.connection, json.dumps(answer.content, ensure_ascii=False, sort_keys=True)
        digest = json.dumps([answer.person, answer.question, content, answer.words], ensure_ascii=False)
        known = rows.execute(
            "SELECT digest FROM answers WHERE client = ? AND sequence = ?", (answer.client, answer.sequence)
        ).fetchone()
        if known is not None:
            return "known" if known[0] == _short(digest) else "changed"
        if not 1 <= answer.person <= self.last_person(answer.client):
            return "unknown"
        if answer.sequence != self.last_sequence(answer.client) + 1:
            return "early"
        question = self.question(answer.question)
        if question is None or question.state != "open" or self.is_closed:
            return "closed"
        rows.execute(
            "INSERT INTO answers (client, sequence, person, question, content, words, accepted_s, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                answer.client,
                answer.sequence,
                answer.person,
                answer.question,
                content,
                answer.words,
                time.time(),
                _short(digest),
            ),
        )
        return "accepted"

    def answers(self, question: int | None = None) -> list[StoredAnswer]:
        """List the answers in the order in which they came, hidden ones too."""
        where, values = ("", ()) if question is None else ("WHERE question = ?", (question,))
        rows = self.connection.execute(
            "SELECT number, client, sequence, person, question, content, words, accepted_s, hidden FROM answers"
            f" {where} ORDER BY number",
            values,
        )
        return [
            StoredAnswer(number, client, sequence, person, asked, json.loads(content), words, accepted_s, bool(hidden))
            for number, client, sequence, person, asked, content, words, accepted_s, hidden in rows
        ]


def put_question(rows: sqlite3.Connection, question: HallQuestion) -> None:
    """Write a question in the place of the one with its number."""
    rows.execute(
        "INSERT OR REPLACE INTO questions VALUES (?, ?, ?, ?, ?, ?)",
        (
            question.number,
            question.kind,
            question.text,
            json.dumps(question.options, ensure_ascii=False),
            question.state,
            question.revealed,
        ),
    )


def _short(digest: str) -> str:
    """Shorten what tells answers apart, so that words that are deleted do not stay there."""
    return hashlib.sha256(digest.encode("utf-8", "backslashreplace")).hexdigest()


@contextlib.contextmanager
def opened_meeting(path: Path) -> Iterator[Store]:
    """Open a meeting for a moment, as the facilitator's page does."""
    store = Store(path)
    try:
        yield store
    finally:
        store.close()
