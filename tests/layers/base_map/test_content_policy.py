"""A browser is told to fetch nothing from elsewhere, and obeys: even a mark that slipped through would ask no other machine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from layers.base_map.base_map import GSI_TILES
from layers.base_map.content_policy import POLICY, TILES
from tests.browser import ROOT

OUTSIDE = """async address => {
    const image = new Image(), script = document.createElement('script'), style = document.createElement('link');
    const loaded = new Promise(done => { image.onload = () => done('loaded'); image.onerror = () => done('refused'); });
    image.src = address + '/x.png';
    script.src = address + '/x.js';
    Object.assign(style, {rel: 'stylesheet', href: address + '/x.css'});
    document.head.append(script, style);
    const asked = await fetch(address + '/x.json').then(() => 'loaded', () => 'refused');
    return [await loaded, asked];
}"""


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another machine, which hears who asks."""

    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    def log_message(self, *said: object) -> None:
        pass


@pytest.fixture
def elsewhere(monkeypatch) -> Iterator[str]:
    monkeypatch.setattr(Elsewhere, "heard", [], raising=False)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_tiles_come_from_where_the_policy_lets_them_come_from():
    assert GSI_TILES.startswith(f"{TILES}/")
    assert POLICY.count("http") == 1


@pytest.mark.browser
def test_the_browser_asks_no_other_machine_whatever_stands_on_the_page(tmp_path, serve_app, open_page, elsewhere):
    address = serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path))
    for path in ("/", "/hubs", "/_stcore/health"):
        with urlopen(address + path) as answer:
            assert answer.headers["Content-Security-Policy"] == POLICY
    watched = open_page(address)
    watched.wait_for_map()
    watched.assert_quiet()
    assert watched.page.evaluate(OUTSIDE, elsewhere) == ["refused", "refused"]
    in_map = f"(body, address) => ({OUTSIDE})(address)"
    assert watched.map.locator("body").evaluate(in_map, elsewhere) == ["refused", "refused"]
    assert Elsewhere.heard == []
