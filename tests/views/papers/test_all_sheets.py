"""All sheets from 現況: the work goes on while other pages are looked at, and ends in a file."""

from __future__ import annotations

import pytest

from plan.villages.sheet import groups_of
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("now")


def labels(table: Table) -> list[str]:
    return [button.proto.label for button in table.app.get("download_button")]


def test_the_file_is_there_after_a_visit_to_another_page(table):
    assert table.session.sheets is None
    table.press("sheets_all")
    run = table.session.sheets
    assert run is not None
    table.go("hubs").go("land")
    assert run.wait(120).stage == "done"
    table.go("now")
    assert table.session.sheets is run
    count = len(groups_of(table.evaluation("base"), by="village"))
    assert labels(table)[-1] == f"まとめた PDF を受け取る（{count}枚）"
    pdf = run.state.pdf
    assert pdf is not None
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page ") == count


def test_what_was_stopped_says_so_and_offers_no_file(table):
    table.press("sheets_all")
    run = table.session.sheets
    assert run is not None
    run.stop()
    run.wait(60)
    table.run()
    if run.state.stage == "stopped":  # a small region may have been quicker
        assert "途中で止めました" in " ".join(c.value for c in table.app.caption)
        assert labels(table)[-1] == "地域の地図（A3）"
