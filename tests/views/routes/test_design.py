"""路線 → 提案: a design is asked for, waited for, looked at and taken over as a scenario that can be undone."""

from __future__ import annotations

from tests.views.table import Table


def test_a_design_becomes_a_scenario(samples):
    table = Table().go("routes")
    table.app.session_state["route_tab"] = "提案"
    table.run()
    before = len(table.work.history.present.scenarios)
    table.app.number_input(key="bus_design_vehicles").set_value(1)
    table.app.button(key="bus_design_run").click()
    table.run()
    assert table.session.routes.design is not None
    _, run = table.session.routes.design
    run.stop()
    state = run.wait(300)
    assert state.found is not None
    table.run()
    table.app.button(key="bus_design_take_d1").click()
    table.run()
    plan = table.work.history.present
    assert len(plan.scenarios) == before + 1
    assert plan.scenarios[-1].services
    assert plan.scenarios[-1].name.startswith("バスの設計")
