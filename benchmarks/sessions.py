"""How the screens stand several people at once: sessions without browsers, each a click every ten seconds.

The app is served as it is, on the sample `sanson`. A session speaks Streamlit's own websocket protocol, as the browser's side
does: it opens 拠点, then drags a hub, takes that back, and asks for a village, in turn. A click counts from when it is sent
until the server says that the run is finished. First one session alone, then all at once, in the same server; memory is the
server's resident set, read every two seconds.

    python benchmarks/sessions.py             6 sessions, 3 minutes each way
    python benchmarks/sessions.py --quick     3 sessions, 20 seconds each way, a click every 2 seconds
    python benchmarks/sessions.py --json      one JSON document
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402 - the checkout comes first
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402

from benchmarks.browser import served  # noqa: E402
from layers.map_component.map_events import Event, HubDropped, ThingClicked, reported  # noqa: E402
from plan.file.plan_file import read_plan  # noqa: E402
from plan.reach.reach import places_of  # noqa: E402
from views.opening import EXAMPLE, SAMPLES_FOLDER, open_region  # noqa: E402

SAMPLE, MAP = "sanson", "map"
SESSIONS, MINUTES, EVERY_S = 6, 3.0, 10.0
QUICK_SESSIONS, QUICK_S, QUICK_EVERY_S = 3, 20.0, 2.0
PATIENCE_S = 120.0
MEMORY_EVERY_S = 2.0
GOAL_RATIO, GOAL_GROWTH = 3.0, 1.03
_WARM_UP = 1 / 3


@dataclass(frozen=True)
class Load:
    """How many sessions there are, how long each part lasts, and how often each session clicks, in seconds."""

    sessions: int
    seconds: float
    every_s: float


@dataclass
class Person:
    """One session: what it was shown, and how long its clicks took.

    Parameters
    ----------
    socket
        Its connection.
    widgets
        Ids of the widgets that were shown, by the keys that the pages give them, with the fragment that each stands in.
    states
        What the widgets hold that were used.
    clicks_s
        How long each click took.
    errors
        What went wrong on the page.
    """

    socket: ClientConnection
    widgets: dict[str, tuple[str, str]] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    clicks_s: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    events: int = 0

    async def open(self) -> None:
        """Open the first page."""
        await self._run("", {})

    async def on_map(self, event: Event) -> None:
        """Do something on the map."""
        self.events += 1
        widget, fragment = self.widgets[MAP]
        value = {"json_value": json.dumps(reported(event, first=self.events, mount="session"))}
        await self._click(widget, fragment, value, lasts=True)

    async def press(self, key: str) -> None:
        """Press a button."""
        widget, fragment = self.widgets[key]
        await self._click(widget, fragment, {"trigger_value": True}, lasts=False)

    async def _click(self, widget: str, fragment: str, value: dict[str, Any], *, lasts: bool) -> None:
        began = time.monotonic()
        await self._run(fragment, {**self.states, widget: value})
        self.clicks_s.append(time.monotonic() - began)
        if lasts:
            self.states[widget] = value

    async def _run(self, fragment: str, states: dict[str, dict[str, Any]]) -> None:
        """Ask for a run of the page, and take what comes until it is finished."""
        message = BackMsg()
        message.rerun_script.fragment_id = fragment
        for widget, value in states.items():
            message.rerun_script.widget_states.widgets.add(id=widget, **value)
        await self.socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(await asyncio.wait_for(self.socket.recv(), PATIENCE_S))
            kind = told.WhichOneof("type")
            if kind == "delta":
                self._take(told)
            elif kind == "session_event" and told.session_event.WhichOneof("type") == "script_compilation_exception":
                self.errors.append("the script could not be read")
            elif kind == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _take(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.errors.append(f"{element.exception.type}: {element.exception.message}")
        elif kind is not None:
            widget = getattr(getattr(element, kind), "id", "")
            if isinstance(widget, str) and widget.startswith("$$ID-"):
                key = MAP if kind == "component_instance" else widget.split("-", 2)[2]
                self.widgets[key] = (widget, told.delta.fragment_id)


@dataclass
class Measured:
    """What a number of sessions came to: seconds of clicks, and the server's memory in MB over the time."""

    sessions: int
    clicks: int
    p50_s: float
    p95_s: float
    worst_s: float
    errors: list[str]
    memory_mb: list[float]

    @property
    def growth(self) -> float:
        """The last third's memory against the one before, once warm."""
        third = max(1, int(len(self.memory_mb) * _WARM_UP))
        return statistics.median(self.memory_mb[-third:]) / statistics.median(self.memory_mb[third : 2 * third])


async def measured(address: str, server: int, load: Load, *, seed: int) -> Measured:
    """Let sessions click for a while."""
    memory_mb: list[float] = []
    watching = asyncio.create_task(_watch(server, memory_mb))
    people = await asyncio.gather(*(_person(address, load, seed * 100 + n) for n in range(load.sessions)))
    watching.cancel()
    clicks = sorted(s for person in people for s in person.clicks_s)
    errors = [error for person in people for error in person.errors]
    return Measured(
        load.sessions, len(clicks), statistics.median(clicks), percentile(clicks, 95), clicks[-1], errors, memory_mb
    )


def percentile(ordered: Sequence[float], of: float) -> float:
    """Return the nearest-rank percentile of figures in order."""
    return ordered[max(0, -(-len(ordered) * int(of) // 100) - 1)]


async def _person(address: str, load: Load, seed: int) -> Person:
    hand = random.Random(seed)
    region = open_region(SAMPLES_FOLDER / SAMPLE)
    hub = read_plan((SAMPLES_FOLDER / SAMPLE / EXAMPLE).read_bytes(), EXAMPLE).scenarios[0].hubs[0]
    villages = list(zip(map(str, region.villages.index), places_of(region.villages), strict=True))
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], origin=address, max_size=None) as socket:  # type: ignore[list-item, arg-type]
        person = Person(socket)
        await person.open()
        await asyncio.sleep(hand.uniform(0, load.every_s))  # people do not click in step
        ends = time.monotonic() + load.seconds
        turn = 0
        while time.monotonic() < ends:
            began = time.monotonic()
            village, (lat, lon) = hand.choice(villages)
            if turn % 3 == 0:
                await person.on_map(HubDropped(hub.id, round(lat + 0.001, 6), round(lon + 0.001, 6)))
            elif turn % 3 == 1:
                await person.press("undo")
            else:
                await person.on_map(ThingClicked("village", village, lat, lon))
            turn += 1
            await asyncio.sleep(max(0.0, load.every_s - (time.monotonic() - began)))
    return person


async def _watch(server: int, memory_mb: list[float]) -> None:
    while True:
        memory_mb.append(_resident_mb(server))
        await asyncio.sleep(MEMORY_EVERY_S)


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    (line,) = (row for row in status.splitlines() if row.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _process_at(port: str) -> int:
    """Find the server: the process that was started with this port."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"streamlit" in words and port.encode() in words:
            return int(folder.name)
    raise RuntimeError("the server's process is not found: memory is read from /proc, which this system may not have")


def run(load: Load) -> dict[str, Any]:
    """Measure one session, then all of them; `saved` is the number of plans that stand on disk in the end, one for each."""
    with tempfile.TemporaryDirectory() as home:
        with served(ROOT / "app.py", Path(home) / "log.txt", {"KYOTEN_HOME": str(Path(home) / "store")}) as address:
            server = _process_at(address.rpartition(":")[2])
            alone = asyncio.run(measured(address, server, Load(1, load.seconds, load.every_s), seed=1))
            together = asyncio.run(measured(address, server, load, seed=2))
        saved = len(list((Path(home) / "store").glob("*.plan.json")))
        tracebacks = (Path(home) / "log.txt").read_text(encoding="utf-8").count("Traceback")
    return {
        "alone": asdict(alone),
        "together": asdict(together),
        "saved": saved,
        "tracebacks": tracebacks,
        "p95_ratio": together.p95_s / alone.p95_s,
        "memory_growth": together.growth,
        "goals": {"p95_ratio": GOAL_RATIO, "memory_growth": GOAL_GROWTH, "errors": 0},
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help=f"{QUICK_SESSIONS} sessions, {QUICK_S:.0f} seconds")
    options.add_argument("--json", action="store_true", help="one JSON document")
    asked = options.parse_args()
    load = Load(QUICK_SESSIONS, QUICK_S, QUICK_EVERY_S) if asked.quick else Load(SESSIONS, MINUTES * 60, EVERY_S)
    found = run(load)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print("| sessions | clicks | p50 s | p95 s | worst s | errors | memory MB, first to last |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for one in (found["alone"], found["together"]):
        memory = one["memory_mb"]
        print(
            f"| {one['sessions']} | {one['clicks']} | {one['p50_s']:.2f} | {one['p95_s']:.2f} | {one['worst_s']:.2f} "
            f"| {len(one['errors'])} | {memory[0]:.0f} to {memory[-1]:.0f} |"
        )
    print(f"p95 together / alone: {found['p95_ratio']:.2f} (goal {GOAL_RATIO})")
    print(f"memory, last third / middle third: {found['memory_growth']:.3f} (goal {GOAL_GROWTH})")
    print(f"plans saved: {found['saved']} of {load.sessions + 1}")
    print(f"tracebacks in the server's log: {found['tracebacks']}")


if __name__ == "__main__":
    main()
