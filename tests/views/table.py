"""The app without a browser: pages to run, events of their maps, and what they show."""

from __future__ import annotations

import html
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from layers.map_component.map_events import Event, reported
from plan.applied import apply
from plan.file.plan_file import read_plan
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import BASE, Plan
from views.session_state import OpenWork, Session

APP = Path(__file__).parents[2] / "app.py"
PAGES = {
    "now": "現況",
    "hubs": "拠点",
    "siting": "候補を探す",
    "land": "圏域・土地利用",
    "routes": "路線",
    "future": "将来",
    "compare": "比較",
    "isolated": "道が切れたら",
    "organisation": "運営・資金",
    "documents": "計画書",
    "hall": "会場",
    "prefecture": "都道府県",
    "projection": "映す",
    "paper": "紙の地図",
    "data": "データ",
}
WITHOUT_MAP = {"organisation", "documents", "hall", "prefecture", "paper"}
TIMEOUT_S = 120


class Table:
    """The app as one person uses it; after every step it must stand without an exception."""

    def __init__(self, **address: str) -> None:
        self.app = AppTest.from_file(str(APP), default_timeout=TIMEOUT_S)
        for name, value in address.items():
            self.app.query_params[name] = value
        self._events_reported = 0
        self.run()

    def run(self) -> Table:
        """Run the page, as a click on a widget would."""
        self.app.run()
        assert not self.app.exception, self.app.exception
        return self

    def go(self, page: str) -> Table:
        """Open another page."""
        # The first page has an address of its own besides "hubs", which leads there.
        self.app._page_hash = calc_hash(
            "first" if page == "hubs" else page
        )  # AppTest switches to pages that are files only
        return self.run()

    def do(self, *events: Event, on: str = "hubs") -> Table:
        """Do something on the map of a page."""
        self.app.session_state[on] = reported(*events, first=self._events_reported + 1)
        self._events_reported += len(events)
        return self.run()

    def take(self, plan: Plan) -> Table:
        """Make an edit that no widget makes: the plan becomes the one in work, and can be undone."""
        self.work.history = self.work.history.doing(plan)
        return self

    def tab(self, text: str, key: str = "hub_tab") -> Table:
        """Open a tab beside the map."""
        self.app.session_state[key] = text
        return self.run()

    def press(self, key: str) -> Table:
        """Press a button."""
        self.app.button(key=key).click()
        return self.run()

    @property
    def session(self) -> Session:
        """What the session holds."""
        return self.app.session_state["session"]

    @property
    def work(self) -> OpenWork:
        """The region and plan that are open."""
        opened = self.session.opened
        assert opened is not None
        return opened

    @property
    def plan(self) -> Plan:
        """The plan in work."""
        return self.work.history.present

    @property
    def scenario(self) -> str:
        """The id of the scenario in work."""
        ids = [s.id for s in self.plan.scenarios]
        chosen = self.work.scenario
        return chosen if chosen in ids else (ids[0] if ids else BASE)

    @property
    def hubs(self) -> dict[str, str]:
        """The names of the scenario's hubs by id."""
        return {h.id: h.name for h in self.plan.scenario(self.scenario).hubs}

    def evaluation(self, of: str | None = None, *, saved: Plan | None = None) -> Evaluation:
        """Ask the Python functions, about a saved plan where one is given."""
        from views.opening import open_region  # not before the sample folder is set

        region = open_region(self.work.folder)
        return evaluate(apply(region, saved or self.plan, of or self.scenario))

    @property
    def plan_path(self) -> Path:
        """Where the app keeps the plan."""
        saved = self.work.saved
        assert saved is not None
        return saved.path

    def saved_plan(self) -> Plan:
        """Read the plan file that the app keeps."""
        return read_plan(self.plan_path.read_bytes(), self.plan_path.name)

    @property
    def text(self) -> str:
        """Everything that st.html shows, as text."""
        return html.unescape(re.sub(r"<[^>]*>", " ", self.markup))

    @property
    def markup(self) -> str:
        """Everything that st.html shows, as it is."""
        bodies = [element.proto.body for element in self.app.get("html")]
        return "\n".join(body for body in bodies if not body.startswith("<style>"))

    @property
    def answer(self) -> str:
        """The sentence under the page's question."""
        found = re.search(r'data-testid="answer">(.*?)</p>', self.markup)
        assert found is not None
        return html.unescape(found[1])

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Digits and unit of the big figures."""
        return re.findall(r'ky-digits[^"]*">(.*?)</span><span class="ky-unit">(.*?)</span>', self.markup)

    def frame(self, *, column: str):
        """The table on the page that has a column."""
        return next(d.value for d in self.app.dataframe if column in d.value)
