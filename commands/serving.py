"""run: the screens, served to this machine alone, from whatever folder it is started in."""

from __future__ import annotations

import contextlib
import gc
import runpy
import socket
import sys
from pathlib import Path

import click

from commands.frame import answer
from commands.options import json_option
from geo.texts.errors import RequestError
from geo.texts.messages import notice

APP = Path(__file__).resolve().parents[1] / "app.py"
"""The script that Streamlit runs; its settings lie beside it, in .streamlit/config.toml, and go before the user's own."""

FIRST_PORT, LAST_PORT = 8501, 8600
"""Where a free port is looked for when none is named; the first is Streamlit's own."""

_COLLECTING = gc.get_threshold()
"""How Python collects garbage by itself, before `cli.main` spares the other commands that."""


@click.command(help="画面を開きます。この機械からだけ見られます。止めるときは Ctrl+C を押します。")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(1, 65535),
    help=f"待ち受ける番号。省くと {FIRST_PORT} から順に、空いているものを使います。",
)
@json_option
def run(port: int | None, *, as_json: bool) -> None:
    """Serve the screens until the user stops them.

    Raises
    ------
    geo.texts.errors.RequestError
        When the port is in use, or none is free.
    """
    asked = (port,) if port is not None else range(FIRST_PORT, LAST_PORT + 1)
    free = next((p for p in asked if _is_free(p)), None)
    if free is None:
        raise RequestError(notice("port_taken", port=port if port is not None else f"{FIRST_PORT}–{LAST_PORT}"))
    url = f"http://localhost:{free}"
    answer(
        {"urls": [url]},
        [f"拠点（Kyoten）を {url} で開きます。止めるときは Ctrl+C を押してください。"],
        [],
        as_json=as_json,
    )
    gc.set_threshold(*_COLLECTING)  # screens are served for days
    quiet = ("--logger.hideWelcomeMessage=true", "--logger.level=warning")
    sys.argv = ["streamlit", "run", str(APP), f"--server.port={free}", *quiet]
    # Started as the program that it is: the command line itself knows no screen. What it says is progress.
    with contextlib.redirect_stdout(sys.stderr):
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("localhost", port)).close()
    except OSError:
        return False
    return True
