"""Builds a folder from which Kyoten opens on Windows by a double click: Python inside, nothing to install, no administrator.

    python tests/make_portable.py OUT --python python-3.11.9-embed-amd64.zip --wheels FOLDER

The zip is Python's own "embeddable package" for 64-bit Windows; FOLDER holds the wheels of requirements.txt and all that they
bring along for that Python (`pip download --only-binary=:all: --platform win_amd64 --python-version 3.11 -r requirements.txt`).
Nothing is fetched. What lacks, doesn't fit or is of another version than pinned is named, and then nothing is written.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from email import message_from_string
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, NormalizedName, canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    "app.py", "cli.py", "LICENSE", ".streamlit", "requirements.txt", "constraints.txt", "sample_regions", "docs", "geo", "network",
    "importing", "plan", "layers", "reports", "hall", "views", "commands",
)  # fmt: skip
"""What the app is made of."""
STARTERS = ("kyoten.bat", "kyoten.vbs")
PLATFORM = "win_amd64"


class PortableError(Exception):
    """The folder cannot be built; the lines say what lacks and what to do."""


@dataclass(frozen=True)
class Embedded:
    """Python's embeddable package.

    Parameters
    ----------
    path
        The zip.
    version
        Such as (3, 11).
    """

    path: Path
    version: tuple[int, int]

    @property
    def name(self) -> str:
        """How its library is called, such as python311."""
        return "python{}{}".format(*self.version)


@dataclass(frozen=True)
class Wheel:
    """A wheel and what it asks for."""

    path: Path
    name: NormalizedName
    version: str
    requires: tuple[Requirement, ...]


def build(out: Path, python: Path, wheels: Path) -> None:
    """Build the folder; it must not exist yet.

    Raises
    ------
    PortableError
        When the folder is there, the zip is no embeddable Python, or a library lacks or doesn't fit.
    """
    if out.exists():
        raise PortableError(f"{out} はもうあります。別の名前にするか、消してください。")
    embedded = read_embedded(python)
    chosen = chosen_wheels(embedded, read_wheels(embedded, wheels))
    unpack(embedded.path, out / "python")
    for wheel in chosen:
        _install(wheel, out / "python" / "Lib" / "site-packages")
    # What stands here is all that this Python looks at: neither the machine's own libraries nor its settings.
    lines = (f"{embedded.name}.zip", ".", r"Lib\site-packages", r"..\app", "import site")
    (out / "python" / f"{embedded.name}._pth").write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    for part in PARTS:
        source, target = ROOT / part, out / "app" / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    for starter in STARTERS:
        shutil.copyfile(ROOT / "starters" / starter, out / starter)


def read_embedded(path: Path) -> Embedded:
    """Look at Python's zip.

    Raises
    ------
    PortableError
        When it is none, or older than 3.11.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (OSError, zipfile.BadZipFile) as problem:
        raise PortableError(
            f"{path} を zip として開けません。Python の embeddable package（64-bit）を指定してください。"
        ) from problem
    found = [match for name in names if (match := re.fullmatch(r"python(\d)(\d+)\._pth", name))]
    if "python.exe" not in names or len(found) != 1:
        raise PortableError(
            f"{path} は Python の embeddable package ではありません（python.exe と python3xx._pth がありません）。"
        )
    version = int(found[0][1]), int(found[0][2])
    if version < (3, 11):
        raise PortableError(f"{path} は Python {version[0]}.{version[1]} です。3.11 以上を指定してください。")
    return Embedded(path, version)


def read_wheels(embedded: Embedded, folder: Path) -> dict[NormalizedName, Wheel]:
    """Read the wheels of a folder that fit 64-bit Windows and this Python.

    Raises
    ------
    PortableError
        When a file is no wheel, doesn't fit, or a library is there twice.
    """
    fitting = frozenset(_fitting(embedded))
    found: dict[NormalizedName, Wheel] = {}
    wrong: list[str] = []
    for path in sorted(folder.glob("*.whl")):
        try:
            name, version, _, tags = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            wrong.append(f"{path.name}：wheel の名前ではありません")
            continue
        if not tags & fitting:
            wrong.append(
                f"{path.name}：64-bit の Windows の Python {embedded.version[0]}.{embedded.version[1]} では動きません"
            )
        elif name in found:
            wrong.append(f"{path.name}：{found[name].path.name} と同じライブラリーです")
        else:
            found[name] = Wheel(path, name, str(version), _requires(path))
    if wrong:
        raise PortableError("\n".join(wrong))
    return found


def _fitting(embedded: Embedded) -> Iterator[Tag]:
    yield from cpython_tags(embedded.version, platforms=[PLATFORM])
    yield from compatible_tags(embedded.version, "cp{}{}".format(*embedded.version), [PLATFORM])


def _requires(path: Path) -> tuple[Requirement, ...]:
    with zipfile.ZipFile(path) as packed:
        (about,) = [n for n in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n)]
        told = message_from_string(packed.read(about).decode("utf-8"))
    return tuple(Requirement(line) for line in told.get_all("Requires-Dist", []))


def chosen_wheels(embedded: Embedded, wheels: dict[NormalizedName, Wheel]) -> list[Wheel]:
    """Follow what the app needs, and what that needs on Windows.

    Raises
    ------
    PortableError
        When a wheel lacks or has another version than is pinned.
    """
    pins = {canonicalize_name(one.name): one for one in _listed("constraints.txt")}
    chosen: dict[NormalizedName, Wheel] = {}
    wrong: dict[str, None] = {}
    asked = [(one, "requirements.txt") for one in _listed("requirements.txt")]
    seen: set[tuple[NormalizedName, frozenset[str]]] = set()
    while asked:
        wanted, by = asked.pop()
        name, extras = canonicalize_name(wanted.name), frozenset(wanted.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        wheel = wheels.get(name)
        if wheel is None:
            wrong[f"{wanted.name}（{by} が使います）の wheel がありません"] = None
            continue
        limits = [wanted.specifier, *([pins[name].specifier] if name in pins else [])]
        if not all(limit.contains(wheel.version, prereleases=True) for limit in limits):
            wrong[f"{wheel.path.name}：{'、'.join(str(limit) for limit in limits)} の版にしてください"] = None
        chosen[name] = wheel
        asked += [(one, wheel.path.name) for one in wheel.requires if _applies(one, extras, embedded)]
    if wrong:
        raise PortableError("\n".join(sorted(wrong)))
    return [chosen[name] for name in sorted(chosen)]


def _listed(file: str) -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def _applies(wanted: Requirement, extras: Iterable[str], embedded: Embedded) -> bool:
    """Return whether a library is needed on Windows, for any of the extras that were asked for."""
    if wanted.marker is None:
        return True
    version = "{}.{}".format(*embedded.version)
    windows: dict[str, str | AbstractSet[str]] = {
        "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
        "python_version": version, "python_full_version": f"{version}.0", "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }  # fmt: skip
    return any(wanted.marker.evaluate({**windows, "extra": extra}) for extra in ("", *extras))


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip, of which no name may lead out of the folder.

    Raises
    ------
    PortableError
        When one does.
    """
    with zipfile.ZipFile(archive) as packed:
        for one in packed.infolist():
            parts = PurePosixPath(one.filename.replace("\\", "/")).parts
            if ".." in parts or one.filename.startswith("/") or (parts and ":" in parts[0]):
                raise PortableError(f"{archive}：フォルダーの外へ出る名前があります（{one.filename}）。")
        packed.extractall(folder)


def _install(wheel: Wheel, folder: Path) -> None:
    unpack(wheel.path, folder)
    for data in folder.glob("*.data"):
        for library in ("purelib", "platlib"):
            if (data / library).is_dir():
                shutil.copytree(data / library, folder, dirs_exist_ok=True)
        # Scripts and headers are for machines on which things are installed.
        shutil.rmtree(data)


def main(arguments: list[str] | None = None) -> int:
    """Build, or say what lacks."""
    parser = argparse.ArgumentParser(description="Windows で二回押せば開くフォルダーを作ります。何も取りに行きません。")
    parser.add_argument("out", type=Path, help="作るフォルダー（まだないもの）")
    parser.add_argument("--python", type=Path, required=True, help="Python の embeddable package（64-bit の zip）")
    parser.add_argument("--wheels", type=Path, required=True, help="requirements.txt のすべての wheel のあるフォルダー")
    given = parser.parse_args(arguments)
    try:
        build(given.out, given.python, given.wheels)
    except PortableError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(f"{given.out} を作りました。{STARTERS[0]} を二回押すと開きます。Windows では試していません。\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
