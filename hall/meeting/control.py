"""What the facilitator does with a meeting: opens and closes questions, hides answers, writes down what was counted by hand."""

from __future__ import annotations

import time
from dataclasses import replace

from geo.texts.errors import ValueRefusedError
from hall.meeting.answers import checked_count
from hall.meeting.questions import HallQuestion, HallState
from hall.meeting.store import Store, put_question


def set_state(store: Store, number: int, state: HallState) -> None:
    """Open a question, close it, or let it wait; when, is noted beside what the wall shows."""
    _change(store, number, state=state)
    store.connection.execute("INSERT INTO wall (question, state, at_s) VALUES (?, ?, ?)", (number, state, time.time()))


def reveal(store: Store, number: int, answer: str) -> None:
    """Show the answer of a question to the phones; empty takes it back."""
    _change(store, number, revealed=answer.strip())


def _change(store: Store, number: int, **changes: str) -> None:
    question = store.question(number)
    if question is not None:
        with store.writing() as rows:
            put_question(rows, replace(question, **changes))  # type: ignore[arg-type]


def add_question(store: Store, question: HallQuestion) -> int:
    """Add a question after the others and return its number."""
    number = max((q.number for q in store.questions()), default=0) + 1
    with store.writing() as rows:
        put_question(rows, replace(question, number=number))
    return number


def change_question(store: Store, question: HallQuestion) -> bool:
    """Put a question in the place of the one with its number, as long as nobody has answered; tell whether it was done."""
    with store.writing() as rows:
        asked = rows.execute("SELECT count(*) FROM answers WHERE question = ?", (question.number,)).fetchone()[0]
        counted = rows.execute("SELECT count(*) FROM by_hand WHERE question = ?", (question.number,)).fetchone()[0]
        if asked or counted:
            return False
        put_question(rows, question)
    return True


def close_meeting(store: Store) -> None:
    """End the meeting: no phone is let in any more and no answer taken; what was said stays."""
    with store.writing() as rows:
        rows.execute("UPDATE questions SET state = 'closed' WHERE state = 'open'")
        rows.execute("INSERT OR REPLACE INTO about VALUES ('closed', 'yes')")


def reopen_meeting(store: Store) -> None:
    """Go on with a meeting that was ended; its questions stay closed until they are opened."""
    store.tell("closed", "")


def hide(store: Store, answer: int, *, hidden: bool = True) -> None:
    """Hide an answer by its number, or show it again."""
    store.connection.execute("UPDATE answers SET hidden = ? WHERE number = ?", (int(hidden), answer))


def delete_words(store: Store, answer: int | None = None) -> None:
    """Delete the words of an answer, or all words, for good: they are gone from the file too."""
    if answer is None:
        store.connection.execute("UPDATE answers SET words = ''")
    else:
        store.connection.execute("UPDATE answers SET words = '' WHERE number = ?", (answer,))
    # Pages that were written before lie in the log until it is emptied.
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def set_by_hand(store: Store, number: int, option: str, count: float) -> None:
    """Write how many hands or ballots an option had, in place of what was written before; nobody takes it away.

    Raises
    ------
    ValueRefusedError
        When the option is none of the question's, or nobody can have counted so many.
    """
    question = store.question(number)
    if question is None or (question.options and option.partition("　")[0] not in question.options):
        raise ValueRefusedError("hall_option_missing")
    _set_count(store, "by_hand", number, option, checked_count(count))


def by_hand(store: Store, number: int) -> dict[str, float]:
    """Return what was counted by hand for a question, by option."""
    rows = store.connection.execute("SELECT option, count FROM by_hand WHERE question = ? ORDER BY rowid", (number,))
    return dict(rows)


def set_at_door(store: Store, kind: str, name: str, count: float) -> None:
    """Write how many came by a village (``village``) or an age band (``age``), as counted at the door."""
    _set_count(store, "at_door", kind, name, checked_count(count))


def at_door(store: Store, kind: str) -> dict[str, float]:
    """Return what was counted at the door."""
    return dict(store.connection.execute("SELECT name, count FROM at_door WHERE kind = ? ORDER BY rowid", (kind,)))


def _set_count(store: Store, table: str, first: object, second: str, count: float) -> None:
    columns = {"by_hand": ("question", "option"), "at_door": ("kind", "name")}[table]
    if count:
        store.connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (first, second, count))
    else:
        store.connection.execute(f"DELETE FROM {table} WHERE {columns[0]} = ? AND {columns[1]} = ?", (first, second))
