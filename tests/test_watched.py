"""What a page asks from outside is noted and never answered, whether it names a machine or its number; its own server answers."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.browser import Watched

ASKS = "url => fetch(url, {mode: 'no-cors'}).then(() => 'answered', () => 'refused')"


class Plain(http.server.BaseHTTPRequestHandler):
    """Answers whatever is asked."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>plain</title>")

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay silent."""


@pytest.fixture
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Plain) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("outside", ["http://example.org/tile.png", "http://192.0.2.1/tile.png"])
def test_what_is_asked_from_outside_is_noted_and_refused(
    address: str, outside: str, open_page: Callable[..., Watched]
) -> None:
    watched = open_page(address)
    assert watched.page.evaluate(ASKS, f"{address}/own") == "answered"
    assert watched.outside == []
    assert watched.page.evaluate(ASKS, outside) == "refused"
    assert watched.outside == [outside]
    with pytest.raises(AssertionError):
        watched.assert_quiet()


def test_what_leads_outside_is_noted_too(address: str, open_page: Callable[..., Watched]) -> None:
    watched = open_page(address)
    watched.page.evaluate("() => { new Image().src = 'http://localhost:9/picture.png' }")
    watched.page.wait_for_function("() => performance.getEntriesByType('resource').length > 0")
    assert watched.outside == ["http://localhost:9/picture.png"]
