"""会場 without phones: a meeting begins, a question opens, hands are counted, an answer from a phone arrives, a record is kept."""

from __future__ import annotations

import pytest

from hall.meeting.store import NewAnswer, opened_meeting
from tests.views.table import Table


@pytest.fixture
def hall(tmp_path, monkeypatch) -> Table:
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path))
    table = Table()
    return table.go("hall")


def shown(table: Table) -> str:
    elements = (*table.app.markdown, *table.app.caption, *(e for e in table.app.expander))
    return " ".join(str(getattr(e, "value", "") or getattr(e, "label", "")) for e in elements)


def test_an_evening_goes_on_without_phones(hall, tmp_path):
    assert not list(tmp_path.glob("halls/*/*.sqlite"))
    hall.press("hall-begin")
    (file,) = tmp_path.glob("halls/*/*.sqlite")
    assert "電話がなくても" in shown(hall)
    hall.press("hall-open-5")
    with opened_meeting(file) as store:
        choice = store.question(5)
        assert choice is not None
        assert choice.state == "open"
        client = store.join()
        assert client is not None
        sent = NewAnswer(client, 1, 1, 5, {"options": [choice.options[0]]}, "近い")
        assert store.accept([sent]) == ["accepted"]
    hall.run()
    assert "電話で答えた人：**1人**" in shown(hall)
    hall.app.number_input(key="hall-hand-count-5-0-0").set_value(4.0)
    hall.run()
    hall.press("hall-hide-1")
    assert "（隠しています）近い" in shown(hall)
    hall.press("hall-hide-1")
    hall.press("hall-delete-1")
    hall.press("hall-keep-5")
    record = hall.work.history.present.records[-1]
    assert record.counts[choice.options[0]] == 5
    assert record.counts_by_hand == {choice.options[0]: 4}
    assert (record.participants, record.remarks) == (1, ())
    hall.press("hall-closed-5")
    with opened_meeting(file) as store:
        assert store.questions()[4].state == "closed"
    hall.press("hall-end")
    assert any(b.key == "hall-begin" for b in hall.app.button)


def test_before_a_meeting_there_is_one_button_and_nothing_is_written(hall, tmp_path):
    assert [b.key for b in hall.app.button if str(b.key).startswith("hall-")] == ["hall-begin"]
    assert not list(tmp_path.glob("halls/*"))
