"""The comparison of two checkouts leaves out no command, no export and no sample; it sees a byte; and it finds nothing in twins."""

from __future__ import annotations

import ast
import fnmatch
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli import cli
from tests.checkouts.cases import GROUPS
from tests.checkouts.differences import differing, findings, masked, without_path

ROOT = Path(__file__).resolve().parents[1]
COMPARE = ROOT / "tests" / "compare_checkouts.py"
COMMANDS = [case["args"] for group in GROUPS for case in group.cases if "args" in case]
STEPS = [step for group in GROUPS for case in group.cases for step in case.get("steps", ())]
ANSWERING = {name: command for name, command in cli.commands.items() if name not in ("run", "hall")}
"""The commands that end with an answer; run and hall serve until they are stopped (tests/test_cli_run.py, tests/hall/test_served.py)."""
WORDS = {word for args in COMMANDS for word in args}


def runs_of(command: str) -> list[list[str]]:
    return [args for args in COMMANDS if args[0] == command]


def options() -> Iterator[tuple[str, click.Option]]:
    for name, command in sorted(ANSWERING.items()):
        yield from ((name, p) for p in command.params if isinstance(p, click.Option))


def choices_made(command: str, option: click.Option) -> set[object]:
    """What the cases of a command choose; who leaves an option out chooses its default."""
    name = option.opts[0]
    return {args[args.index(name) + 1] if name in args else option.default for args in runs_of(command)}


def test_every_command_is_asked_for_json_and_in_words() -> None:
    for command in ANSWERING:
        assert {"--json" in args for args in runs_of(command)} == {True, False}, command


def test_every_option_is_used() -> None:
    unused = [f"{c} {o.opts[0]}" for c, o in options() if not any(o.opts[0] in args for args in runs_of(c))]
    assert unused == []


def test_every_choice_is_made() -> None:
    chosen = [(c, o, set(o.type.choices)) for c, o in options() if isinstance(o.type, click.Choice)]
    assert len(chosen) > 8
    missing = {f"{c} {o.opts[0]}": choices - choices_made(c, o) for c, o, choices in chosen}
    assert {name: left for name, left in missing.items() if left} == {}


def test_every_kind_of_file_is_imported() -> None:
    differences = re.search(r"KIND は (.*) のどれか", cli.commands["import"].help or "")
    assert differences is not None
    kinds = {kind.partition("（")[0].partition(":")[0] for kind in differences[1].split("、")}
    assert kinds == {args[1].partition(":")[0] for args in COMMANDS if args[0] == "import"}


def offered_labels() -> list[str]:
    """The labels of all files that pages hand out; what is put into one is a ``*``."""
    labels = []
    for path in sorted((ROOT / "views").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "download_button"
            ):
                labels.append(label_of(node.args[0], path))
    return labels


def label_of(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr), f"{path.name}: a label must be written at the button"
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def test_every_file_that_a_page_offers_is_taken() -> None:
    labels = offered_labels()
    assert len(labels) >= 11
    taken = [pattern for deed, *patterns in STEPS if deed == "take" for pattern in patterns]
    assert [label for label in labels if not any(fnmatch.fnmatch(label, pattern) for pattern in taken)] == []


def test_every_page_is_looked_at() -> None:
    # The page that opens first has no address of its own; /hubs leads there.
    pages = set(re.findall(r'url_path="(\w+)"(?!, default=True)', (ROOT / "app.py").read_text(encoding="utf-8")))
    assert pages == {page for deed, *text in STEPS if deed == "open" for page in text}


def test_every_sample_region_is_asked_about() -> None:
    for sample in sorted(p.parent.name for p in (ROOT / "sample_regions").glob("*/region.toml")):
        assert any(word.startswith(f"samples/{sample}") for word in WORDS)
        assert ["region", sample] in STEPS
    assert "noto" in WORDS


def test_cases_have_names_of_their_own() -> None:
    names = [f"{group.name}/{case['name']}" for group in GROUPS for case in group.cases]
    assert len(names) == len(set(names)) == len(set(map(str.lower, names)))


def test_nothing_of_the_house_is_imported() -> None:
    house = {p.parent.name for p in ROOT.glob("*/__init__.py")}
    assert {"geo", "network", "plan", "views"} <= house
    for path in (COMPARE, *(ROOT / "tests" / "checkouts").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & house


def test_seconds_alone_are_masked() -> None:
    printed = '{"seconds": 0.25, "travel_seconds": 1e-3, "minutes": 2, "message": "1.5秒で見つけました"}'.encode()
    assert (
        masked(printed).decode() == '{"seconds": 0, "travel_seconds": 0, "minutes": 2, "message": "…秒で見つけました"}'
    )


def test_folders_are_masked_also_where_markdown_is_made_harmless() -> None:
    shown = "場所：/x/a_b/screens\\-work\\-home/x、/x/a_b/screens-work-home".encode()
    assert without_path(shown, "/x/a_b/screens-work-home", "{home}").decode() == "場所：{home}/x、{home}"


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (b'{"a": {"b": [1, 2]}}', b'{"a": {"b": [1, 3]}}', "a.json: $.a.b[1]: 2 → 3"),
        (b'{"a": 1}', b'{"a": 1, "c": 2}', "a.json: $.c: only in new"),
        (b'{"a": 1}', b'{"a": 1.0}', "a.json: $.a: 1 → 1.0"),
        (b'{"a": 1}', b'{"a":  1}', "a.json: byte 6 of 8 and 9: '{\"a\": 1}' → '{\"a\":  1}'"),
        (b"\x00\x01", b"\x00\x01\x02", "a.json: byte 2 of 2 and 3: '\\x00\\x01' → '\\x00\\x01\\x02'"),
        (b"", None, "a.json: only in old"),
        (None, b"", "a.json: only in new"),
    ],
)
def test_a_difference_is_told_in_short(tmp_path: Path, old: bytes | None, new: bytes | None, text: str) -> None:
    for side, content in (("old", old), ("new", new)):
        (tmp_path / side).mkdir()
        if content is not None:
            (tmp_path / side / "a.json").write_bytes(content)
    assert list(differing(tmp_path / "old", tmp_path / "new")) == [text]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [("0\n", "0\n", []), ("1\n", "1\n", ["wrong"]), ("2\n", "0\n", ["new"]), ("0\n", "2\n", ["differs"]), ("0\n", "1\n", ["differs"]),
     ("2\n", "2\n", ["wrong"]), ("3. press x: LookupError\n", "0\n", ["new"]), ("", "", ["wrong"])],
)  # fmt: skip
def test_what_the_old_checkout_cannot_do_yet_is_new(tmp_path: Path, old: str, new: str, kinds: list[str]) -> None:
    for side, status in (("old", old), ("new", new)):
        (tmp_path / side / "out" / "a").mkdir(parents=True)
        if status:
            (tmp_path / side / "out" / "a" / "status").write_text(status)
    assert [f.kind for f in findings("g", ["a"], tmp_path / "old", tmp_path / "new")] == kinds


def test_a_refusal_is_an_answer_where_one_is_asked_for(tmp_path: Path) -> None:
    for side in ("old", "new"):
        (tmp_path / side / "out" / "refused-id").mkdir(parents=True)
        (tmp_path / side / "out" / "refused-id" / "status").write_text("1\n")
    assert list(findings("g", ["refused-id"], tmp_path / "old", tmp_path / "new")) == []


CLI = """\
import sys, pathlib
import {module}
if sys.argv[1] == "check":
    print({module}.ANSWER)
else:
    sys.exit(2)
"""
APP = """\
import streamlit as st
shown, handed_out = st.tabs(["図", "書き出し"], key="which", on_change="rerun")
chosen = st.selectbox("案", ["案1", "案2"])
with handed_out:
    if handed_out.open:
        st.caption(chosen + "の値は{answer}")
        st.download_button("表", lambda: chosen + "{answer}", "a.csv")
"""


def made_up_checkout(folder: Path, *, module: str = "words", answer: str = "4") -> Path:
    """A checkout with one command and one page, whose only module has a name of its own."""
    (folder / "sample_regions").mkdir(parents=True)
    (folder / "cli.py").write_text(CLI.format(module=module), encoding="utf-8")
    (folder / f"{module}.py").write_text(f"ANSWER = {answer!r}\n", encoding="utf-8")
    (folder / "app.py").write_text(APP.format(answer=answer), encoding="utf-8")
    return folder


def compared(old: Path, new: Path, only: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, str(COMPARE), str(old), str(new), "--only", only]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_twins_whose_modules_have_other_names_are_the_same(tmp_path: Path) -> None:
    old, new = made_up_checkout(tmp_path / "old"), made_up_checkout(tmp_path / "new", module="other")
    differences = compared(old, new, "model_chiku/check")
    assert differences.returncode == 0, differences.stdout + differences.stderr
    assert "1 cases, 0 new, 0 differences" in differences.stdout


def test_another_answer_is_found(tmp_path: Path) -> None:
    old, new = made_up_checkout(tmp_path / "old"), made_up_checkout(tmp_path / "new", answer="5")
    differences = compared(old, new, "model_chiku/check")
    assert differences.returncode == 1
    assert "differs: model_chiku/check: stdout: $: 4 → 5" in differences.stdout


def test_a_user_takes_steps_on_a_page(tmp_path: Path) -> None:
    steps = [
        ["region", "x"],
        ["choose", "案", "案2*"],
        ["tab", "書き出し"],
        ["look"],
        ["take", "表"],
        ["press", "消す"],
        ["look"],
    ]
    (tmp_path / "cases.json").write_text(json.dumps([{"name": "walk", "steps": steps}]), encoding="utf-8")
    checkout = made_up_checkout(tmp_path / "checkout")
    line = [sys.executable, str(ROOT / "tests" / "checkouts" / "drive.py"), str(checkout), "cases.json"]
    subprocess.run(line, cwd=tmp_path, check=True, capture_output=True)
    left = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "out" / "walk").iterdir()}
    assert sorted(left) == ["01-表-a.csv", "page-01.txt", "status"]
    assert left["01-表-a.csv"] == "案24"
    assert left["page-01.txt"] == "案2の値は4\n表\n"
    assert left["status"] == "6. press 消す: LookupError: not on the page: 消す\n"
