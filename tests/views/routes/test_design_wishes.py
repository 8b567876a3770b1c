"""路線 → 提案 → 守ること: what is chosen becomes the request's wishes."""

from __future__ import annotations

import datetime
from dataclasses import replace

from plan.bus_design.request import BusDesignRequest
from plan.bus_design.run import DesignRun, start
from plan.bus_design.wishes import RunWish
from tests.views.table import Table


def test_what_is_chosen_must_be_kept(samples, monkeypatch):
    asked: list[BusDesignRequest] = []

    def refused(effective, plan, request) -> DesignRun:
        asked.append(request)
        return start(effective, plan, replace(request, vehicles=0))

    monkeypatch.setattr("views.routes.design.start", refused)
    table = Table().go("routes")
    table.app.session_state["route_tab"] = "提案"
    table.run()
    table.app.selectbox(key="bus_design_depot").select_index(1)
    village = table.app.multiselect(key="bus_design_run_villages").options[0]
    table.app.multiselect(key="bus_design_run_villages").set_value([village])
    table.app.time_input(key="bus_design_run_time").set_value(datetime.time(8, 10))
    table.app.number_input(key="bus_design_detour").set_value(1.5)
    table.app.checkbox(key="bus_design_same_minute").check()
    table.app.checkbox(key="bus_design_run_school").check()
    table.app.multiselect(key="bus_design_days").set_value(["tue", "fri"])
    table.app.checkbox(key="bus_design_saturday").check()
    table.app.checkbox(key="bus_design_connections").check()
    table.app.text_input(key="bus_design_holidays").set_value("7/21-8/31、12/25-1/7")
    table.app.checkbox(key="bus_design_what_if").check()
    table.app.number_input(key="bus_design_changes").set_value(3)
    table.app.button(key="bus_design_run").click()
    table.run()
    (request,) = asked
    wishes = request.wishes
    (wish,) = wishes.runs
    assert isinstance(wish, RunWish)
    assert (len(wish.villages), wish.time_s, wish.back) == (1, 29_400, True)
    assert (wishes.detour, wishes.same_minute, wishes.not_on, wishes.closed_as) == (1.5, True, (), None)
    assert wishes.depot_id is not None
    assert (wish.school_days, wishes.days, wishes.saturday) == (True, ("tue", "fri"), True)
    assert wishes.connections
    assert wishes.school_holidays == ("7/21-8/31", "12/25-1/7")
    assert (request.what_if, request.changes) == (True, 3)
