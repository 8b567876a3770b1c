"""Days of service in words: what is written again is the same span, with all that it carries."""

from __future__ import annotations

import datetime

from network.services.calendar import Pause
from plan.services.calendar_text import read_pauses, written_pauses


def test_a_pause_that_is_written_again_stays_the_same() -> None:
    summer = Pause(datetime.date(2026, 7, 21), datetime.date(2026, 8, 31), {"memo": "夏休み"})
    again = read_pauses(f"{written_pauses([summer])} 2026-12-29〜2027-01-03", [summer])
    assert again[0] is summer
    assert [pause.unknown_fields for pause in again[1:]] == [{}]
