"""The hall under load: an evening with a kill in the middle, then three hundred phones at once beside a bare server of the same kind.

``python benchmarks/hall.py [--quick] [--json]``. In full, the evening is `benchmarks/hall_evening.py`: a facilitator and ten phones
in Chromium, twenty over HTTP. Quick, it is twenty phones over HTTP alone, without the page. Every phone sends its answers one after
the other and sends again what it got no answer for. What is measured: whether each answer stands in the meeting once and in order;
the time from the server's acceptance until the facilitator's page shows it (quick: until what reads as often as the page has it);
answers a second of 300 phones as a share of what a bare Starlette answers in the same run, and the 95th percentile of a phone's wait.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from hall.meeting.control import set_state  # noqa: E402
from hall.meeting.store import opened_meeting  # noqa: E402
from hall.meeting.tally import tally  # noqa: E402

PAGE_LOOKS_S = 0.25
SEND_AGAIN_S = 0.5
PEOPLE, CROWD = 20, 300
BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
async def answer(request):
    await request.body()
    return JSONResponse({"outcome": "accepted", "last": 1, "message": ""})
app = Starlette(routes=[Route("/answer", answer, methods=["POST"])])
uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning", http="h11", loop="asyncio", lifespan="off", ws="none")
"""


class Phone:
    """One phone with one open connection."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie, self.token, self.sent, self.waits_s = port, "", "", 0, []
        self.link: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, fields: dict[str, object] | None = None) -> tuple[int, dict[str, str], str]:
        """Ask once; any trouble with the connection is raised."""
        if self.link is None:
            self.link = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.link
        body = urlencode(fields).encode() if fields is not None else b""
        head = f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: application/json\r\n"
        head += f"Cookie: {self.cookie}\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        heads = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:]) if value}
        content = await reader.readexactly(int(heads.get("content-length", "0")))
        return int(lines[0].split()[1]), heads, content.decode()

    def hang_up(self) -> None:
        """Close the connection."""
        if self.link is not None:
            self.link[1].close()
            self.link = None

    async def join(self, code: str) -> None:
        """Come in with the six figures."""
        _, heads, _ = await self.ask("/join", {"code": code})
        self.cookie = heads["set-cookie"].partition(";")[0]
        page = (await self.ask("/about/age"))[2]
        found = re.search(r'name="token" value="(\w+)"', page)
        self.token = found[1] if found else ""

    async def answer(self, question: int, **given: object) -> None:
        """Send the next answer, its own number where nothing else is given, until the server says that it has it."""
        sequence, begun = self.sent + 1, time.perf_counter()
        fields = {
            "token": self.token,
            "person": 1,
            "sequence": sequence,
            "question": question,
            **(given or {"number": sequence}),
        }
        while True:
            try:
                status, _, body = await self.ask("/answer", fields)
                if status == 200:
                    break
                if status not in (429, 503):
                    raise SystemExit(f"refused: {status} {body}")
            except (OSError, asyncio.IncompleteReadError):
                self.hang_up()
            await asyncio.sleep(SEND_AGAIN_S)
        self.sent = sequence
        self.waits_s.append(time.perf_counter() - begun)


class Hall:
    """The hall's process, which may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.folder, self.meeting = folder, folder / "m.sqlite"
        self.start()

    def start(self) -> None:
        """Start it and wait for its line."""
        plan = "sample_regions/model_chiku/example.plan.json"
        scenario = json.loads((ROOT / plan).read_text(encoding="utf-8"))["scenarios"][0]["id"]
        line = [
            plan,
            "--scenario",
            scenario,
            "--address",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--meeting",
            str(self.meeting),
        ]
        self.process = subprocess.Popen(
            [sys.executable, "cli.py", "hall", *line], cwd=ROOT, env={**os.environ, "KYOTEN_HOME": str(self.folder)},
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.code = json.loads(self.process.stdout.readline())["code"]

    def kill(self) -> None:
        """Kill it without a word."""
        self.process.kill()
        self.process.communicate()


def open_guess(meeting: Path) -> int:
    """Open the question for a number."""
    with opened_meeting(meeting) as store:
        number = next(q.number for q in store.questions() if q.kind == "guess")
        set_state(store, number, "open")
    return number


async def facilitator(meeting: Path, question: int, done: asyncio.Event) -> list[float]:
    """Look as the page does; return for each answer how long after its acceptance it was seen."""
    seen, delays = 0, []
    while True:
        last = done.is_set()
        with opened_meeting(meeting) as store:
            answers = store.answers(question)
            asked = store.question(question)
            assert asked is not None
            tally(asked, answers, {})
        now = time.time()
        delays += [now - answer.accepted_s for answer in answers[seen:]]
        seen = len(answers)
        if last:
            return delays
        await asyncio.sleep(PAGE_LOOKS_S)


async def evening(folder: Path, seconds: float) -> dict[str, Any]:
    """Twenty phones; the hall is killed in the middle."""
    hall = await asyncio.to_thread(Hall, folder)
    phones = [Phone(hall.port) for _ in range(PEOPLE)]
    for phone in phones:
        await phone.join(hall.code)
    question, done = open_guess(hall.meeting), asyncio.Event()
    looking = asyncio.create_task(facilitator(hall.meeting, question, done))
    end = time.perf_counter() + seconds

    async def talk(phone: Phone) -> None:
        while time.perf_counter() < end:
            await phone.answer(question)
            await asyncio.sleep(1.0)

    async def disaster() -> None:
        await asyncio.sleep(seconds / 3)
        hall.kill()
        await asyncio.to_thread(hall.start)

    await asyncio.gather(disaster(), *(talk(phone) for phone in phones))
    done.set()
    delays = await looking
    hall.kill()
    with opened_meeting(hall.meeting) as store:
        kept = [(a.client, a.content["number"]) for a in store.answers(question)]
    by_phone = {client: [n for c, n in kept if c == client] for client, _ in kept}
    sent = {p.cookie.partition("=")[2].rpartition(".")[0]: list(range(1, p.sent + 1)) for p in phones}
    return {
        "phones": PEOPLE, "answers": len(kept), "each_once_and_in_order": by_phone == sent, "killed": True,
        "to_facilitator_p95_s": round(percentile(delays, 0.95), 3),
    }  # fmt: skip


async def load(folder: Path, seconds: float) -> dict[str, Any]:
    """Three hundred phones as fast as they may, then the same at a bare server."""
    hall = await asyncio.to_thread(Hall, folder)
    phones = [Phone(hall.port) for _ in range(CROWD)]
    for phone in phones:
        await phone.join(hall.code)
    question = open_guess(hall.meeting)
    ours = await rate(phones, question, seconds)
    hall.kill()
    with opened_meeting(hall.meeting) as store:
        whole = len(store.answers(question)) == sum(phone.sent for phone in phones)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    bare = subprocess.Popen([sys.executable, "-c", BARE, str(port)])
    others = [Phone(port) for _ in range(CROWD)]
    while True:
        try:
            await others[0].ask("/answer", {})
            break
        except OSError:
            await asyncio.sleep(0.2)
    floor = await rate(others, question, seconds)
    bare.kill()
    bare.wait()
    return {
        "phones": CROWD, "answers_a_second": ours[0], "p95_s": ours[1], "all_kept": whole,
        "bare_answers_a_second": floor[0], "bare_p95_s": floor[1],
        "share_of_bare": round(ours[0] / floor[0], 3), "p95_ratio": round(ours[1] / floor[1], 2),
        "load_average": [round(one, 1) for one in os.getloadavg()],
    }  # fmt: skip


async def rate(phones: list[Phone], question: int, seconds: float) -> tuple[float, float]:
    """Let all phones send for a while; return answers a second and the 95th percentile of their waits."""
    begun = time.perf_counter()

    async def talk(phone: Phone) -> None:
        while time.perf_counter() < begun + seconds:
            await phone.answer(question)

    await asyncio.gather(*(talk(phone) for phone in phones))
    waits = [wait for phone in phones for wait in phone.waits_s]
    for phone in phones:
        phone.hang_up()
    return round(len(waits) / (time.perf_counter() - begun), 1), round(percentile(waits, 0.95), 3)


def percentile(values: list[float], share: float) -> float:
    """Return the value under which a share of them lies."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def main() -> None:
    """Run both and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="under 50 s")
    options.add_argument("--json", action="store_true", help="figures as JSON")
    options.add_argument("--alone", type=float, default=60, help="seconds of the twenty alone")
    options.add_argument("--seconds", type=float, default=180, help="seconds of the evening")
    given = options.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        if given.quick:
            found["evening"] = asyncio.run(evening(Path(one), 15))
        else:
            from benchmarks.hall_evening import whole_evening

            found["evening"] = asyncio.run(whole_evening(Path(one), Phone, given.alone, given.seconds))
        found["load"] = asyncio.run(load(Path(two), 4 if given.quick else 20))
    if given.json:
        print(json.dumps(found))
        return
    for name, figures in found.items():
        print(name, *(f"  {key}: {value}" for key, value in figures.items()), sep="\n")


if __name__ == "__main__":
    main()
