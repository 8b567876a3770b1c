"""Kyoten as others install it: what the wheel holds, and that the command works far from the checkout and writes nothing there."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser import MAP_FRAME, Watched, answering
from tests.test_house import ROOT, files_of_the_project

pytestmark = pytest.mark.slow

BESIDE_THE_PACKAGES = {"app.py", "cli.py", ".streamlit/config.toml"}
NOT_INSTALLED = {"tests", "benchmarks", "docs"}
CALLS = "KYOTEN_TEST_CALLS"
# Put into the environment's site-packages, where Python runs it first: what goes out is written down, whoever sends it.
LISTENER = f"""
import os, sys

def heard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        place = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        host = place[0] if isinstance(place, tuple) else place
        if isinstance(place, tuple) or event == "socket.getaddrinfo":
            if host not in (None, "", "localhost", "127.0.0.1", "::1", b"localhost"):
                with open(os.environ["{CALLS}"], "a") as calls:
                    calls.write(f"{{event}} {{host}}\\n")

sys.addaudithook(heard)
"""
THEIR_SETTINGS = """
server.address = "0.0.0.0"
browser.gatherUsageStats = true
theme.primaryColor = "#ff0000"
theme.font = "monospace"
"""
WRONG_ONE = "raise SystemExit('the folder of the user was taken for ours')\n"


def packages() -> set[str]:
    """Top folders with code, tests and benchmarks left out."""
    files = (path.relative_to(ROOT) for path in files_of_the_project())
    return {path.parts[0] for path in files if path.parts[1:] == ("__init__.py",)} - NOT_INSTALLED


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without internet."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (made,) = folder.glob("*.whl")
    return made


def pip(command: str, *arguments: str, python: Path | None = None) -> None:
    """Run pip without internet and without anything that it would bring along."""
    where = [f"--python={python}"] if python is not None else []
    line = [sys.executable, "-m", "pip", *where, command, "--quiet", "--no-deps", "--no-index", *arguments]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    done = subprocess.run(line, env={**os.environ, **quiet}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@dataclass(frozen=True)
class Installed:
    """Kyoten in an environment of its own, which borrows the libraries of the one that runs the tests."""

    scripts: Path
    site: Path

    @property
    def kyoten(self) -> str:
        """The installed command."""
        return str(self.scripts / ("kyoten.exe" if os.name == "nt" else "kyoten"))

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.scripts / ("python.exe" if os.name == "nt" else "python")

    def state(self) -> dict[str, tuple[int, int]]:
        """Sizes and times of all files beside the code, compiled code apart."""
        files = (p for p in self.site.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return {p.relative_to(self.site).as_posix(): (p.stat().st_size, p.stat().st_mtime_ns) for p in files}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel into a fresh environment."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    places = {"base": str(folder), "platbase": str(folder)}
    here = Installed(*(Path(sysconfig.get_path(kind, "venv", places)) for kind in ("scripts", "purelib")))
    borrowed = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (here.site / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")
    (here.site / "sitecustomize.py").write_text(LISTENER, encoding="utf-8")
    pip("install", str(wheel), python=here.python)
    for place in (here.site, *here.site.rglob("*")):
        place.chmod(place.stat().st_mode & ~0o222)  # the administrator alone could still write: state() is compared too
    return here


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(home: Path, tmp_path: Path) -> dict[str, str]:
    """The variables of a user who has set none for us, whose browser only writes down what it is asked for."""
    ours = re.compile(r"KYOTEN_|STREAMLIT_|PYTHON|XDG_|MPL")
    variables = {name: value for name, value in os.environ.items() if not ours.match(name)}
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        (programs / name).write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path / "opened.txt"}"\n')
        (programs / name).chmod(0o755)
    # Only who has a screen is asked for an address; on Windows no program on the path opens the browser.
    variables["STREAMLIT_SERVER_HEADLESS"] = "true" if os.name == "nt" else "false"
    path = os.pathsep.join([str(programs), variables["PATH"]])
    at_home = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    return {**variables, **at_home, "PATH": path, CALLS: str(tmp_path / "calls.txt")}


@pytest.fixture(params=["an empty folder", "a folder with our names and other settings"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where the user is when they start Kyoten."""
    here = tmp_path / "here"
    here.mkdir()
    if request.param != "an empty folder":
        (here / ".streamlit").mkdir()
        (here / ".streamlit" / "config.toml").write_text(THEIR_SETTINGS)
        for name in ("geo.py", "app.py", "plan/__init__.py", "reports/__init__.py", "commands/__init__.py"):
            (here / name).parent.mkdir(exist_ok=True)
            (here / name).write_text(WRONG_ONE)
    return here


@contextlib.contextmanager
def running(installed: Installed, folder: Path, environment: dict[str, str]) -> Iterator[tuple[str, Path]]:
    """Run `kyoten run` as a user does who answers nothing; its address, once it is served, and what it printed."""
    log = Path(environment[CALLS]).with_name("log.txt")
    with answering([installed.kyoten, "run", "--port"], log, folder, environment) as address:
        yield address, log


def other_addresses() -> set[str]:
    """This machine's addresses but 127.0.0.1: what listens everywhere answers there too."""
    found = {str(at[0]) for *_, at in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return (found | {"127.0.0.2"}) - {"127.0.0.1"}


def style(table: Watched, selector: str, name: str) -> str:
    """How the browser draws something."""
    found = table.page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}")
    assert isinstance(found, str)
    return found


def answers(host: str, port: int) -> bool:
    """Whether anyone listens there."""
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return False
    return True


def test_the_wheel_holds_what_the_packages_hold_and_nothing_else(wheel):
    folders = packages()
    files = {path.relative_to(ROOT).as_posix() for path in files_of_the_project()}
    wanted = {f for f in files if f.partition("/")[0] in folders} | BESIDE_THE_PACKAGES
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert (sorted(wanted - held), sorted(held - wanted)) == ([], [])
    assert {Path(name).suffix for name in held} >= {".py", ".toml", ".css", ".js", ".png", ".csv", ".geojson", ".json"}


def test_the_command_answers_from_any_folder(installed, folder, environment):
    sample = installed.site / "sample_regions" / "sanson"
    line = [installed.kyoten, "check", str(sample), "--json"]
    # The hardest case: a variable that many set puts the folder first of all.
    variables = {**environment, "PYTHONPATH": "."}
    done = subprocess.run(line, cwd=folder, env=variables, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["region"] == "sanson"


@pytest.mark.browser
def test_the_app_is_served_to_this_machine_alone_and_asks_nothing(
    installed: Installed,
    folder: Path,
    home: Path,
    environment: dict[str, str],
    open_page: Callable[..., Watched],
) -> None:
    code, here = installed.state(), sorted(folder.rglob("*"))
    with running(installed, folder, environment) as (address, log):
        port = int(address.rpartition(":")[2])
        assert [host for host in sorted(other_addresses()) if answers(host, port)] == []

        table = open_page(address)
        table.wait_for_map()
        assert "BIZ UDPGothic" in style(table, ".stApp", "fontFamily")
        assert style(table, "[data-testid=stTab][aria-selected=true]", "color") == "rgb(0, 101, 158)"
        box = table.page.locator(MAP_FRAME).first.bounding_box()
        assert box is not None
        table.page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
        table.page.wait_for_url(re.compile("work="))
        assert "Traceback" not in table.page.content()
        table.assert_quiet()
    url, logged = address.replace("127.0.0.1", "localhost"), log.read_text(encoding="utf-8")
    assert url in logged
    if os.name != "nt":
        assert (Path(environment[CALLS]).with_name("opened.txt")).read_text().split() == [url]
    assert "Traceback" not in logged
    assert not Path(environment[CALLS]).exists(), Path(environment[CALLS]).read_text()
    assert installed.state() == code
    assert sorted(folder.rglob("*")) == here
    (saved,) = (home / ".kyoten").glob("*.plan.json")
    assert saved.with_name(saved.name.replace(".plan.json", ".region")).read_text(encoding="utf-8") == "sample:sanson"
