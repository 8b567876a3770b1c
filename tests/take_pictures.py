"""Takes the README's pictures anew: the app on the sample `sanson` in headless Chromium, one screen for each kind of user, and newer pages.

    python tests/take_pictures.py [NAME…]        all of them, or those that are named

Run it from the repository with what the tests need installed, and look at the pictures before committing them.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
sys.path.insert(0, str(ROOT))

from tests.browser import FLAGS, LAPTOP, Watched, chromium_executable, open_list, served, watch  # noqa: E402

COLOURS = 256
AT_REST_MS = 5_000
PATIENCE_MS = 240_000


def planner(table: Watched) -> None:
    """Who comes nearer and who is left out, with three hubs."""
    turn_to(table, "拠点")
    choose(table.page, "案", "案3")


def consultant(table: Watched) -> None:
    """A line of today's copied into a scenario: its trips in the diagram, what it costs, whom it serves."""
    turn_to(table, "路線")
    page = table.page
    choose(page, "案", "案2")
    new, copy = page.get_by_role("button", name="新しい路線"), page.get_by_role("button", name="写す", exact=True)
    new.click()
    copy.click()
    page.get_by_text("収支率").first.wait_for(timeout=PATIENCE_MS)
    rest(page)
    if copy.is_visible():  # on a busy machine the box may open once more
        new.click()
    page.get_by_role("tab", name="ダイヤ図").click()


def facilitator(table: Watched) -> None:
    """A village and its day: when the bus leaves, how long one can stay, when one is home again."""
    turn_to(table, "現況")
    choose(table.page, "集落を探す", "蕗ヶ迫")
    rest(table.page)
    table.page.get_by_role("tab", name="集落の一日").click()


def future(table: Watched) -> None:
    """Who will live where in 2050, with the band, if things go on as they do."""
    turn_to(table, "将来")


def money(table: Watched) -> None:
    """Ten years of hub, buses and business, and what the town pays."""
    turn_to(table, "運営・資金")
    table.page.get_by_role("tab", name="資金", exact=True).click()
    table.page.locator(".ky-burden").wait_for(timeout=PATIENCE_MS)


def wall(table: Watched) -> None:
    """The map on the wall of a hall, with one message."""
    turn_to(table, "映す")
    table.page.mouse.move(5, 5)


PICTURES: dict[str, Callable[[Watched], None]] = {
    "planner": planner,
    "consultant": consultant,
    "facilitator": facilitator,
    "future": future,
    "money": money,
    "wall": wall,
}


def turn_to(table: Watched, page: str) -> None:
    """Open the sample, turn to a page and wait until it is drawn."""
    table.page.goto(f"{table.address}/?region=sanson")
    table.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
    table.wait_for_map()
    rest(table.page)
    table.page.get_by_test_id("stSidebarNavLink").filter(has_text=page).first.click()
    rest(table.page)


def choose(page: Page, label: str, begins: str) -> None:
    """Choose from a list in the side bar what begins with some words."""
    box = page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").filter(has_text=label).first.locator("input")
    open_list(box, page.get_by_role("option", name=begins).first).click()
    rest(page)


def rest(page: Page) -> None:
    """Wait until nothing moves any more."""
    page.wait_for_timeout(AT_REST_MS)


def small(picture: bytes) -> bytes:
    """Return the picture with 256 colours: a third of the bytes, and no difference that one sees."""
    packed = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as full:
        few = full.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
        few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def take(names: Sequence[str]) -> None:
    """Take pictures, each with a home of its own, so that no earlier work is seen in it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
        for name in names:
            with tempfile.TemporaryDirectory() as home:
                settings = {"KYOTEN_HOME": str(Path(home) / "kyoten")}
                with served(ROOT / "app.py", Path(home) / "log.txt", settings) as address:
                    page = chromium.new_context(viewport=LAPTOP, locale="ja-JP").new_page()
                    page.set_default_timeout(PATIENCE_MS)  # on a busy machine pages take long
                    table = Watched(page, address)
                    watch(table)
                    PICTURES[name](table)
                    rest(page)
                    (FOLDER / f"{name}.png").write_bytes(small(page.screenshot()))
                    table.assert_quiet()
        chromium.close()


if __name__ == "__main__":
    take(sys.argv[1:] or list(PICTURES))
