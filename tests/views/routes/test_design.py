"""路線 → 提案: a design is asked for, waited for, looked at and taken over as a scenario that can be undone."""

from __future__ import annotations

import io

import streamlit as st
from python_calamine import CalamineWorkbook

from tests.views.table import Table


def test_a_design_becomes_a_scenario(samples, monkeypatch):
    table = Table().go("routes")
    table.app.session_state["route_tab"] = "提案"
    table.run()
    before = len(table.work.history.present.scenarios)
    table.app.number_input(key="bus_design_vehicles").set_value(1)
    table.app.number_input(key="bus_design_changes").set_value(2)
    table.app.checkbox(key="bus_design_what_if").check()
    table.app.button(key="bus_design_run").click()
    table.run()
    assert table.session.routes.design is not None
    _, run = table.session.routes.design
    run.stop()
    state = run.wait(300)
    assert state.found is not None
    offered, button = {}, st.download_button
    monkeypatch.setattr(
        st,
        "download_button",
        lambda label, data, *a, **k: (offered.update({k["key"]: data}), button(label, data, *a, **k))[1],
    )
    table.run()
    files = {key: data() for key, data in offered.items() if key.startswith("bus_design_d1-")}
    assert {key.rpartition("-")[2]: content[:2] for key, content in files.items()} == {
        "xlsx": b"PK",
        "gpkg": b"SQ",
        "gtfs": b"PK",
    }
    first = state.found.designs.designs[0]
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["bus_design_d1-xlsx"]))
    cost = book.get_sheet_by_name("費用の内訳").to_python()[-1]
    assert (cost[0], cost[-1]) == ("合計", round(first.cost_yen))
    monkeypatch.undo()
    told = " ".join(str(one.value) for one in table.app.caption)
    assert "案の順" in told
    assert "今の便" in told
    table.app.button(key="bus_design_take_d1").click()
    table.run()
    plan = table.work.history.present
    assert len(plan.scenarios) == before + 1
    assert plan.scenarios[-1].services
    assert plan.scenarios[-1].name.startswith("バスの設計")
