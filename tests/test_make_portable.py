"""The portable folder for Windows, from an embeddable Python and wheels of our own making: what is in it, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests import make_portable
from tests.make_portable import PARTS, main

WINDOWS = "cp311-cp311-win_amd64"


def write_python(folder: Path, version: str = "311", *more: str) -> Path:
    path = folder / "python-embed-amd64.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("python.exe", f"python{version}.zip", f"python{version}._pth", *more):
            packed.writestr(name, "x")
    return path


def write_wheel(
    folder: Path, name: str, version: str, tag: str = "py3-none-any", requires: tuple[str, ...] = ()
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    about = "".join(f"Requires-Dist: {one}\n" for one in requires)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"{name}/__init__.py", "")
        packed.writestr(f"{name}-{version}.data/platlib/{name}_fast.pyd", "")
        packed.writestr(f"{name}-{version}.data/scripts/{name}.exe", "")
        packed.writestr(
            f"{name}-{version}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{about}"
        )
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with the parts of ours, two requirements and a pin."""
    root = tmp_path / "project"
    for part in PARTS:
        target = root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if "." in part[1:] or part == "LICENSE":
            target.write_text(part, encoding="utf-8")
        else:
            (target / "__pycache__").mkdir(parents=True)
            (target / "one.py").write_text("", encoding="utf-8")
    (root / "requirements.txt").write_text("# why\n-c constraints.txt\n\nbus==1.0\nmap==2.0\n", encoding="utf-8")
    (root / "constraints.txt").write_text("stop==3.1\n", encoding="utf-8")
    (root / "starters").mkdir()
    for starter in ("kyoten.bat", "kyoten.vbs"):
        (root / "starters" / starter).write_bytes(b"rem\r\n")
    monkeypatch.setattr(make_portable, "ROOT", root)
    return tmp_path


def built(folder: Path) -> int:
    return main(
        [str(folder / "out"), "--python", str(folder / "python-embed-amd64.zip"), "--wheels", str(folder / "wheels")]
    )


def write_all(folder: Path) -> None:
    write_python(folder)
    requires = (
        "stop>=3",
        'winonly; sys_platform == "win32"',
        'maconly; sys_platform == "darwin"',
        'more; extra == "more"',
    )
    write_wheel(folder / "wheels", "bus", "1.0", WINDOWS, requires)
    write_wheel(folder / "wheels", "map", "2.0", requires=("bus[more]",))
    for name, version in (("stop", "3.1"), ("winonly", "0.1"), ("more", "1.0"), ("unasked", "1.0")):
        write_wheel(folder / "wheels", name, version)


def test_python_libraries_and_the_app_lie_where_the_starter_looks(project: Path) -> None:
    write_all(project)
    assert built(project) == 0
    out = project / "out"
    lines = (out / "python" / "python311._pth").read_bytes()
    assert lines == b"python311.zip\r\n.\r\nLib\\site-packages\r\n..\\app\r\nimport site\r\n"
    libraries = out / "python" / "Lib" / "site-packages"
    assert {p.name for p in libraries.iterdir() if "." not in p.name} == {"bus", "map", "stop", "winonly", "more"}
    assert (libraries / "bus_fast.pyd").is_file()
    assert not [*libraries.glob("*.data")]
    assert {p.name for p in (out / "app").iterdir()} == set(PARTS)
    assert not [*out.rglob("__pycache__")]
    starter = (make_portable.ROOT.parent / "out" / "kyoten.bat").read_bytes()
    assert starter.endswith(b"\r\n")


def test_our_own_starter_looks_where_the_folder_has_python_and_the_app() -> None:
    text = (Path(__file__).parents[1] / "starters" / "kyoten.bat").read_text(encoding="utf-8")
    assert r"%~dp0python\python.exe" in text
    assert r"%~dp0app\cli.py" in text


def test_the_parts_are_those_of_the_repository() -> None:
    root = Path(__file__).parents[1]
    assert all((root / part).exists() for part in PARTS)
    code = {p.parent.name for p in root.glob("*/__init__.py")} - {"tests", "benchmarks", "sample_regions"}
    assert code <= set(PARTS)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "wheels" / "stop-3.1-py3-none-any.whl").unlink(), "stop（bus-1.0-cp311-cp311-win_amd64.whl が使います）"),
        (lambda f: (f / "wheels" / "winonly-0.1-py3-none-any.whl").unlink(), "winonly"),
        (lambda f: (f / "wheels" / "more-1.0-py3-none-any.whl").unlink(), "more（"),
        (lambda f: write_wheel(f / "wheels", "other", "1.0", "cp311-cp311-manylinux2014_x86_64"), "動きません"),
        (lambda f: write_wheel(f / "wheels", "map", "2.1"), "同じライブラリー"),
        (lambda f: (f / "wheels" / "nonsense.whl").write_bytes(b""), "nonsense.whl：wheel の名前ではありません"),
        (lambda f: (f / "out").mkdir(), "もうあります"),
        (lambda f: write_python(f, "310"), "3.11 以上"),
        (lambda f: (f / "python-embed-amd64.zip").write_bytes(b"no zip"), "embeddable package"),
        (lambda f: write_python(f, "311", "../evil.txt"), "外へ出る名前"),
    ],
)  # fmt: skip
def test_what_lacks_or_does_not_fit_is_named(
    project: Path, capsys: pytest.CaptureFixture[str], spoil, said: str
) -> None:
    write_all(project)
    spoil(project)
    assert built(project) == 1
    assert said in capsys.readouterr().err
    assert not (project / "evil.txt").exists()


def test_another_version_than_the_pinned_one_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_all(project)
    (project / "wheels" / "stop-3.1-py3-none-any.whl").unlink()
    write_wheel(project / "wheels", "stop", "3.2")
    assert built(project) == 1
    assert "stop-3.2-py3-none-any.whl：>=3、==3.1 の版に" in capsys.readouterr().err
    assert not (project / "out").exists()
