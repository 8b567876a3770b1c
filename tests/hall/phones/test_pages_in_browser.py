"""The phones' pages in a real Chromium of a phone's size: every kind is answered by hand, and axe finds no serious fault."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has none
from playwright.sync_api import Browser, Page, ViewportSize

from hall.meeting.control import set_state
from hall.meeting.questions import KIND_NAMES
from hall.meeting.store import opened_meeting
from tests.hall.test_served import Process, free_port

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
SMALLEST_PX = 48
HEIGHTS = """() => [...document.querySelectorAll('button, select, input:not([type=hidden]), textarea, a, label.pick')]
    .filter((e) => e.checkVisibility() && !e.closest('label.pick label, .leaflet-control-attribution') && !e.matches('.pick input'))
    .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])"""
WIDTH = "() => document.documentElement.scrollWidth"


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    serious = [f for f in found if f["impact"] in ("serious", "critical")]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in serious for node in fault["nodes"]]


def looked_at(page: Page) -> None:
    assert faults(page) == []
    assert [told for told, height in page.evaluate(HEIGHTS) if height < SMALLEST_PX] == []
    assert page.evaluate(WIDTH) <= PHONE["width"]


def test_a_resident_joins_and_answers_each_kind_by_hand(browser: Browser, tmp_path) -> None:
    hall = Process(tmp_path, free_port())
    told = hall.ready()
    with opened_meeting(hall.meeting) as store:
        numbers = {q.kind: q.number for q in store.questions()}
        for number in numbers.values():
            set_state(store, number, "open")
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    outside, problems = [], []
    page.on(
        "request", lambda asked: None if asked.url.startswith((told["urls"][0], "data:")) else outside.append(asked.url)
    )
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.goto(f"{told['urls'][0]}j/{told['code']}")
    looked_at(page)
    page.get_by_role("button", name="参加する").click()
    looked_at(page)
    page.locator(".many button").first.click()
    page.get_by_role("button", name="75歳以上").click()
    looked_at(page)
    for kind, number in numbers.items():
        page.locator(f"a[href='/q/{number}']").click()
        if kind in ("pin", "line"):
            page.locator(".leaflet-container path, .leaflet-container canvas").first.wait_for()
            page.locator("#map").click(position={"x": 150, "y": 150})
            page.locator("#map").click(position={"x": 200, "y": 190})
            page.locator("#words").fill("<b>ここ</b>")
        elif kind == "guess":
            page.locator("#number").fill("１２")
        elif kind == "ranking":
            page.locator("select").first.select_option("1")
        else:
            page.locator("label.pick").first.click()
        looked_at(page)
        page.get_by_role("button", name="送る").click()
        page.wait_for_url(re.compile("/now"))
        assert "届きました" in page.get_by_role("status").inner_text()
    context.close()
    hall.end()
    assert (outside, problems) == ([], [])
    with opened_meeting(hall.meeting) as store:
        answers = store.answers()
        assert [(a.sequence, a.question) for a in answers] == list(enumerate(numbers.values(), start=1))
        assert len(answers) == len(numbers) <= len(KIND_NAMES)
        assert len(answers[1].content["path"]) == 2
        assert answers[0].words == "<b>ここ</b>"
