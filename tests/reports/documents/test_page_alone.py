"""The page that works alone: opened from a file with every request refused, on a desk and in a hand; hostile words are words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reports.documents.page_alone import page_alone
from tests.hostile_names import HOSTILE
from tests.plan.documents.written_up import CHOSEN, with_words, written_up


def content_of(page: bytes) -> dict:
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', page.decode(), re.S)
    assert found is not None
    return json.loads(found[1])


def test_figures_are_those_of_every_page() -> None:
    found = written_up()
    told = content_of(page_alone(found))
    at = [s["id"] for s in told["scenarios"]].index(CHOSEN)
    by_name = {v.name: i for i, v in found.figures.items()}
    assert told["figures"]
    for name, _, *values in told["figures"]:
        assert values[at][0] == found.figure(by_name[name])
        assert values[0][0] == found.figure(by_name[name], "base")


def test_the_page_is_small_the_same_and_asks_for_nothing() -> None:
    page = page_alone(written_up())
    assert page == page_alone(written_up())
    assert len(page) < 8_000_000
    markup = re.sub(rb"<script.*?</script>", b"", page, flags=re.S)
    assert not re.search(rb"(src|href)=|@import|url\(", markup)


def test_hostile_words_are_only_words() -> None:
    words = "".join(HOSTILE[4:12]) + "</script><!--" + "長" * 60
    page = page_alone(with_words(words))
    assert page.count(b"</script>") == 3
    assert content_of(page)["scenarios"][1]["name"] == words


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_it_opens_from_a_file_with_every_request_refused(browser, tmp_path: Path, size) -> None:
    path = tmp_path / "一枚.html"
    path.write_bytes(page_alone(with_words("<b>谷</b>" + "長" * 60)))
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    asked, troubles = [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: troubles.append(m.text))
    page.on("pageerror", lambda e: troubles.append(str(e)))
    page.route("**/*", lambda r: r.continue_() if r.request.url == path.as_uri() else r.abort())
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready=yes]")
    assert [u for u in asked if u != path.as_uri() and not u.startswith(("data:", "blob:"))] == []
    assert troubles == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    figures = page.locator("#side table tr").count()
    page.select_option("select", "base")
    assert page.locator("#side table tr").count() == figures > 5
    assert page.locator(".leaflet-tooltip.name b").count() == 0
    page.close()
