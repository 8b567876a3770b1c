"""What Streamlit would say in English by itself: lists without a word of their own, seconds beside a spinner, grids without a row."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import views.opening
from layers.features.villages import hub_time
from tests.browser import ROOT
from tests.views.small_region import write_small_region
from tests.views.table import Table
from views.lists import NO_SERVICES

MODULES = sorted((ROOT / "views").rglob("*.py"))
WORDING = (ROOT / "views" / "wording.css").read_text(encoding="utf-8")


def told(source: str) -> Iterator[str]:
    """Name the calls of a module after which Streamlit speaks English."""
    tree = ast.parse(source)
    for scope in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Module)):
        with_none = {
            target.id
            for node in scope.body
            if isinstance(node, ast.Assign) and _has_none(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            yield from _of_call(call, with_none, scope)


def _has_none(value: ast.expr) -> bool:
    return isinstance(value, ast.List | ast.Tuple) and any(
        isinstance(e, ast.Constant) and e.value is None for e in value.elts
    )


def _of_call(call: ast.Call, with_none: set[str], scope: ast.FunctionDef | ast.Module) -> Iterator[str]:
    given = {word.arg: word.value for word in call.keywords}
    what = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if what == "multiselect":
        if "placeholder" not in given:
            yield f"{call.lineno}: Choose options"
        if not isinstance(given.get("select_all"), ast.Constant) or given["select_all"].value is not False:  # type: ignore[attr-defined]
            yield f"{call.lineno}: Select all"
    if what == "selectbox" and "placeholder" not in given:
        options = call.args[1] if len(call.args) > 1 else given.get("options", ast.Constant(0))
        index = call.args[2] if len(call.args) > 2 else given.get("index", ast.Constant(0))
        is_open = isinstance(index, ast.Constant) and index.value is None
        if is_open or _has_none(options) or (isinstance(options, ast.Name) and options.id in with_none):
            yield f"{call.lineno}: Choose an option"
    if what == "spinner" and "show_time" in given:
        yield f"{call.lineno}: seconds"
    if what == "file_uploader" and "type" in given:
        for key in _keys(given.get("key", ast.Constant("")), scope):
            if f'.st-key-{key} [data-testid="stFileUploaderFileErrorMessage"]' not in WORDING:
                yield f"{call.lineno}: files are not allowed"


def _keys(key: ast.expr, scope: ast.FunctionDef | ast.Module) -> list[str]:
    """List the keys that a widget has: its own, or those that the callers of its function hand over first."""
    if isinstance(key, ast.Constant):
        return [str(key.value)]
    if isinstance(scope, ast.Module):
        return []  # its function is looked at by itself
    calls = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    found = [
        str(ast.literal_eval(call.args[0]))
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == scope.name
    ]
    assert found, f"nobody calls {scope.name}"
    return found


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("st.multiselect('谷', ids)", ["1: Choose options", "1: Select all"]),
        ("st.multiselect('谷', ids, placeholder='なし', select_all=False)", []),
        ("st.selectbox('谷', [None, *ids])", ["1: Choose an option"]),
        ("st.selectbox('谷', ids, index=None)", ["1: Choose an option"]),
        ("known = [None, *ids]\nleft.selectbox('谷', known, 0)", ["2: Choose an option"]),
        ("st.selectbox('谷', ids, index=None, placeholder='選ぶ')", []),
        ("st.selectbox('谷', ids)", []),
        ("with st.spinner('数えています', show_time=True):\n    pass", ["1: seconds"]),
        ("st.file_uploader('写真', type=['jpg'], key='nanika')", ["1: files are not allowed"]),
    ],
)
def test_calls_after_which_english_would_stand_there_are_seen(source: str, said: list[str]) -> None:
    assert list(dict.fromkeys(told(source))) == said


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_lets_streamlit_speak_english(path: Path) -> None:
    assert list(dict.fromkeys(told(path.read_text(encoding="utf-8")))) == []


def assert_every_grid_has_rows(table: Table) -> None:
    """An empty grid says "empty"."""
    assert [len(one.value) for one in table.app.dataframe if not len(one.value)] == []


@pytest.mark.usefixtures("store")
def test_a_region_without_facilities_has_words_where_a_grid_would_be_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_small_region(tmp_path / "samples" / "tanima")
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", folder.parent)
    for name in ("facilities.csv", "sites.csv"):
        (folder / name).unlink()
    toml = folder / "region.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('today_hubs = ["f1"]\n', ""), encoding="utf-8")
    table = Table()
    for page in ("now", "siting", "land", "routes", "future", "compare", "isolated", "data"):
        assert_every_grid_has_rows(table.go(page))
    table.go("now")
    assert NO_SERVICES in " ".join(c.value for c in table.app.caption)
    # Nor is the map of a present without hubs one of villages whose roads would lead nowhere.
    colour = table.app.selectbox(key="now_colour")
    assert (colour.value, "今の拠点までの時間" in colour.options) == ("people", False)
    for mode in ("car", "walk"):
        assert hub_time(mode, table.evaluation("base")).classes.missing.label == "拠点がまだない"
    if table.scenario == "base":
        table.go("hubs").press("make-first-scenario")
    for tab in ("サービス", "集落", "拠点", "増減"):
        assert_every_grid_has_rows(table.go("hubs").tab(tab))
    table.work.selected_village = "v1"
    assert_every_grid_has_rows(table.tab("集落"))
