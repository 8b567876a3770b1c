"""A whole evening: the facilitator's page in Chromium, ten phones in Chromium, twenty over HTTP, and the hall killed in the middle.

Run by ``python benchmarks/hall.py``. The app serves its page 会場 as a facilitator has it; what its page shows is read in the
browser every 20 ms, and held against when the server had taken each answer.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright
from playwright.async_api import Error as BrowserError

from benchmarks.browser import FLAGS, chromium_executable
from hall.meeting.control import add_question, set_state
from hall.meeting.questions import HallQuestion
from hall.meeting.store import StoredAnswer, opened_meeting

ROOT = Path(__file__).resolve().parents[1]
REGION = "model_chiku"
ON_PHONES, OVER_HTTP = 10, 20
PAUSE_S = 1.0
LONGEST_MS = 120_000
ASKED = (
    HallQuestion(0, "pin", "どこですか", ("こうなってほしい", "困っている・心配"), "open"),
    HallQuestion(0, "guess", "何人だと思いますか", (), "open"),
    HallQuestion(0, "choice", "どれがよいですか", ("いまのまま", "下の案"), "open"),
)
# The sum of the counts of the question in hand, noted whenever it changes.
WATCH = """() => { window.seen = []; let last = -1; setInterval(() => {
    const cells = [...document.querySelectorAll('.ky-counts tr td.n:nth-child(3)')];
    const sum = cells.reduce((all, cell) => all + Number(cell.textContent.replace(/,/g, '')), 0);
    if (sum !== last) { last = sum; window.seen.push([Date.now() / 1000, sum]); } }, 20); }"""


@dataclass
class Sent:
    """What one participant sent, in order: the question's place in `ASKED`, and what stands in the answer."""

    client: str
    answers: list[tuple[int, Any]] = field(default_factory=list)


class App:
    """The app with its page 会場 open, a meeting begun and phones let in."""

    def __init__(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.home = home
        line = ["-m", "streamlit", "run", "app.py", "--server.port", str(self.port), "--server.headless", "true"]
        self.process = subprocess.Popen(
            [sys.executable, *line], cwd=ROOT, env={**os.environ, "KYOTEN_HOME": str(home)}, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    async def open(self, browser: Browser) -> Page:
        """Open the page, begin the meeting with a pin, a guess and a vote, and let phones in."""
        page = await (await browser.new_context(locale="ja-JP")).new_page()
        page.set_default_timeout(LONGEST_MS)
        while True:
            try:
                await page.goto(f"http://127.0.0.1:{self.port}/hall?region={REGION}")
                break
            except BrowserError:
                await asyncio.sleep(0.5)
        await page.get_by_role("button", name="集まりを始める").click()
        await page.get_by_role("button", name="電話を受け付ける").click()
        await page.locator(".ky-door b").wait_for()
        with opened_meeting(self.meeting) as store:
            self.numbers = [add_question(store, question) for question in ASKED]
            for number in self.numbers:
                set_state(store, number, "open")
            self.code, self.hall_port = store.about("code"), int(store.about("port"))
        await page.get_by_role("radio", name=str(self.numbers[0]), exact=True).click()
        await page.get_by_text("下の案").or_(page.locator(".ky-counts")).first.wait_for()
        await page.wait_for_timeout(2_000)
        await page.evaluate(WATCH)
        return page

    @property
    def meeting(self) -> Path:
        """Its file."""
        (found,) = self.home.glob("halls/*/*.sqlite")
        return found

    def hall_pid(self) -> int:
        """Find the hall's process among the app's children."""
        told = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "cli.py hall"], capture_output=True, text=True, check=True
        )
        return int(told.stdout.split()[0])

    def is_hall(self, pid: int) -> bool:
        """Tell whether a process still is the hall's: one that was killed is none, even before its end was noticed."""
        told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return bool(told.stdout.strip()) and not told.stdout.startswith("Z")

    def end(self) -> None:
        """End the app; the hall ends with it."""
        self.process.terminate()
        self.process.wait()


async def over_http(app: App, phone: Any, end_s: float, first: int) -> Sent:
    """Send pin, guess and vote in turn until the time is over."""
    while not phone.cookie:
        try:
            await phone.join(app.code)
        except (OSError, asyncio.IncompleteReadError):
            phone.hang_up()
            await asyncio.sleep(PAUSE_S)
    sent = Sent(phone.cookie.partition("=")[2].rpartition(".")[0])
    while time.time() < end_s:
        turn, value = phone.sent % len(ASKED), first + phone.sent
        fields = {"number": value} if turn == 1 else {"option": ASKED[turn].options[value % 2], "village": app.village}
        await phone.answer(app.numbers[turn], **fields)
        sent.answers.append((turn, value if turn == 1 else ASKED[turn].options[value % 2]))
        await asyncio.sleep(PAUSE_S)
    return sent


async def joined(app: App, browser: Browser) -> Page:
    """Come in with a phone's browser, and say who one is."""
    page = await (await browser.new_context(viewport={"width": 390, "height": 844}, locale="ja-JP")).new_page()
    page.set_default_timeout(LONGEST_MS)
    await go(page, f"http://127.0.0.1:{app.hall_port}/j/{app.code}")
    await page.get_by_role("button", name="参加する").click()
    await page.locator(".many button").first.click()
    await page.get_by_role("button", name="75歳以上").click()
    await page.locator("#now").wait_for()
    return page


async def on_phone(app: App, page: Page, end_s: float, first: int) -> Sent:
    """Answer by hand in a phone's browser until the time is over."""
    cookies = {str(c.get("name")): str(c.get("value")) for c in await page.context.cookies()}
    sent, count = Sent(cookies["kyoten-hall"].rpartition(".")[0]), 0
    while time.time() < end_s:
        turn, value = count % len(ASKED), first + count
        await go(page, f"http://127.0.0.1:{app.hall_port}/q/{app.numbers[turn]}")
        if turn == 1:
            await page.locator("#number").fill(str(value))
        else:
            await page.locator("label.pick").nth(value % 2).click()
        if turn == 0:
            await page.locator("#here").click()
        await page.get_by_role("button", name="送る").click()
        # The phone keeps the answer, and sends it again, until the laptop says that it has it.
        await page.wait_for_function("() => location.pathname === '/now'", timeout=LONGEST_MS)
        count += 1
        sent.answers.append((turn, value if turn == 1 else ASKED[turn].options[value % 2]))
        await page.wait_for_timeout(PAUSE_S * 1000)
    return sent


async def go(page: Page, address: str) -> None:
    """Open a page, again and again as long as the hall is away."""
    while True:
        try:
            await page.goto(address)
            return
        except BrowserError:
            await asyncio.sleep(0.5)


def said(answer: StoredAnswer, numbers: list[int]) -> tuple[int, Any]:
    """Return what an answer says, as it is noted in `Sent`."""
    turn, content = numbers.index(answer.question), answer.content
    return turn, content["kind"] if turn == 0 else content["number"] if turn == 1 else content["options"][0]


async def whole_evening(home: Path, make_phone: Any, alone_s: float, seconds: float) -> dict[str, Any]:
    """Measure: the twenty alone first, then all thirty, with a kill in the middle."""
    app = App(home)
    try:
        return await _evening(app, make_phone, alone_s, seconds)
    finally:
        app.end()


async def _evening(app: App, make_phone: Any, alone_s: float, seconds: float) -> dict[str, Any]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
        page = await app.open(browser)
        app.village = await asyncio.to_thread(_a_village)
        phones = [make_phone(app.hall_port) for _ in range(OVER_HTTP)]
        end_s = time.time() + alone_s
        first = await asyncio.gather(*(over_http(app, p, end_s, 10_000 * (i + 1)) for i, p in enumerate(phones)))
        await page.wait_for_timeout(2_000)
        delays = _delays(await page.evaluate("window.seen"), _pins(app))
        by_hand = [await joined(app, browser) for _ in range(ON_PHONES)]
        end_s = time.time() + seconds
        killed: dict[str, float] = {}

        async def disaster() -> None:
            await asyncio.sleep(seconds / 2)
            pid = app.hall_pid()
            os.kill(pid, signal.SIGKILL)
            begun_s = time.time()
            # The system closes the dead one's port a moment later: what answers until then is no new hall.
            while app.is_hall(pid):
                await asyncio.sleep(0.05)
            while True:
                try:
                    reader, writer = await asyncio.open_connection("127.0.0.1", app.hall_port)
                    writer.write(b"GET / HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n")
                    answered = (await reader.readline()).startswith(b"HTTP/1.1 200")
                    writer.close()
                    if answered:
                        killed["away_s"] = round(time.time() - begun_s, 1)
                        return
                except OSError:
                    pass
                await asyncio.sleep(0.1)

        rest = await asyncio.gather(
            disaster(),
            *(over_http(app, p, end_s, 10_000 * (i + 1) + 5_000) for i, p in enumerate(phones)),
            *(on_phone(app, phone, end_s, 10_000 * (i + 31)) for i, phone in enumerate(by_hand)),
        )
        await page.wait_for_timeout(5_000)
        shown = (await page.evaluate("window.seen"))[-1][1]
        await browser.close()
    sent: dict[str, list[tuple[int, Any]]] = {}
    for one in (*first, *rest[1:]):
        sent.setdefault(one.client, []).extend(one.answers)
    with opened_meeting(app.meeting) as store:
        answers = store.answers()
    kept: dict[str, list[tuple[int, Any]]] = {}
    for answer in answers:
        kept.setdefault(answer.client, []).append(said(answer, app.numbers))
    in_sequence = all(
        [a.sequence for a in answers if a.client == client] == list(range(1, len(told) + 1))
        for client, told in kept.items()
    )
    return {
        "participants": {"chromium_390x844": ON_PHONES, "http": OVER_HTTP}, "seconds": seconds, "answers": len(answers),
        "pins": sum(a.question == app.numbers[0] for a in answers), "each_once_and_in_order": kept == sent and in_sequence,
        "all_pins_shown": shown == sum(a.question == app.numbers[0] for a in answers), "killed_with": "SIGKILL",
        "phones_served_again_after_s": killed.get("away_s"),
        "to_facilitators_page_s": {
            "answers": len(delays), "median": round(statistics.median(delays), 3),
            "p95": round(statistics.quantiles(delays, n=100, method="inclusive")[94], 3), "most": round(max(delays), 3),
        },
        "load_average": [round(one, 1) for one in os.getloadavg()],
    }  # fmt: skip


def _a_village() -> str:
    from geo.region.region import read_region

    return str(read_region(ROOT / "sample_regions" / REGION).villages.index[0])


def _pins(app: App) -> list[float]:
    with opened_meeting(app.meeting) as store:
        return [a.accepted_s for a in store.answers(app.numbers[0])]


def _delays(seen: list[list[float]], accepted_s: list[float]) -> list[float]:
    """Return for each pin how long after its acceptance the page showed as many."""
    return [next(at_s for at_s, count in seen if count > place) - taken_s for place, taken_s in enumerate(accepted_s)]
