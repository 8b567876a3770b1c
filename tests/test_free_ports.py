"""A server whose free port is taken by another program at the last moment starts on another; one that breaks says why."""

from __future__ import annotations

import os
import sys
import urllib.request
from pathlib import Path

import pytest

from benchmarks.browser import answering

# The first time it finds that another program listens on its port; the second time it serves.
SERVER = """
import http.server, pathlib, subprocess, sys
tries, port = pathlib.Path(sys.argv[1]), int(sys.argv[-1])
tries.write_text(tries.read_text() + f"{port} ")
if len(tries.read_text().split()) == 1:
    other = f"import socket, sys; s = socket.create_server(('127.0.0.1', {port})); print(flush=True); sys.stdin.read()"
    started = subprocess.Popen([sys.executable, "-c", other], stdin=0, stdout=subprocess.PIPE)
    started.stdout.read(1)
    sys.exit("the port is taken")

class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"served")

http.server.HTTPServer(("127.0.0.1", port), Healthy).serve_forever()
"""


def test_a_port_that_another_program_takes_first_is_left_to_it(tmp_path: Path) -> None:
    script, tries = tmp_path / "server.py", tmp_path / "tries.txt"
    script.write_text(SERVER, encoding="utf-8")
    tries.write_text("", encoding="utf-8")
    command = [sys.executable, str(script), str(tries), "--port"]
    with answering(command, tmp_path / "log.txt", tmp_path, dict(os.environ)) as address:
        first, second = tries.read_text(encoding="utf-8").split()
        assert (address, first != second) == (f"http://127.0.0.1:{second}", True)
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.read() == b"served"


def test_a_server_that_breaks_is_not_tried_again(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; print('here'); sys.exit('broken')"]
    with pytest.raises(RuntimeError, match="broken"), answering(command, tmp_path / "log", tmp_path, dict(os.environ)):
        pass
    assert (tmp_path / "log").read_text(encoding="utf-8").count("here") == 1
