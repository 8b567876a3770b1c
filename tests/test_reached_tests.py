"""Which tests a change reaches, on a tree of a few files, and how many of them fit a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reached_tests import Tree, module_of, nearest_within, read_tree, with_neighbours
from tests.timed import known_seconds

FILES = {
    "geo/__init__.py": "",
    "geo/crs.py": "A = 1\n",
    "geo/law.toml": "",
    "geo/law.py": 'from pathlib import Path\nPath(__file__).with_name("law.toml")\n',
    "geo/mesh.py": '"""Mesh.\n\n>>> 1\n1\n"""\nfrom geo import crs\n',
    "network/__init__.py": "",
    "network/roads/__init__.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from network.roads.graph import G\n",
    "network/roads/graph.py": "def late():\n    import geo.crs\n",
    "network/roads/other.py": "",
    "views/page.py": "from network.roads.graph import late\n",
    "app.py": "from views.page import show\n",
    "tests/conftest.py": "",
    "tests/browser.py": "",
    "tests/geo/conftest.py": "import geo.law\n",
    "tests/geo/test_crs.py": "import geo.crs\n",
    "tests/geo/test_none.py": "",
    "tests/network/test_door.py": "from network.roads import G\n",
    "tests/network/test_other.py": "from network.roads.other import x\n",
    "tests/views/table.py": 'APP = "../app.py"\n',
    "tests/views/test_page.py": "from tests.views.table import Table\n",
    "tests/views/test_in_browser.py": "from tests.browser import Watched\nimport views.page\n",
    "layers/web/map.js": "",
    "layers/page.py": 'WEB = "web"\n',
    "tests/layers/test_page.py": "import layers.page\n",
    "tests/test_names.py": 'HERE = "tests/browser.py"\n',
    "benchmarks/roads.py": "",
    "tests/network/test_benchmark.py": 'RUN = "benchmarks/roads.py"\n',
}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return read_tree(tmp_path, FILES)


def reached(tree: Tree, *changed: str) -> dict[str, int]:
    return tree.reached_by(with_neighbours(changed, FILES))


def test_imports_reach_as_far_as_they_go_the_lazy_ones_and_doors_too(tree: Tree) -> None:
    assert reached(tree, "geo/crs.py") == {
        "tests/geo/test_crs.py": 1,
        "geo/mesh.py": 1,  # for its example
        "tests/network/test_door.py": 3,
        "tests/views/test_in_browser.py": 3,
        "tests/views/test_page.py": 5,
    }


def test_what_is_run_by_its_path_counts_as_imported(tree: Tree) -> None:
    assert reached(tree, "app.py") == {"tests/views/test_page.py": 2}


def test_data_reaches_who_names_it_and_who_lies_beside_it(tree: Tree) -> None:
    found = reached(tree, "geo/law.toml")
    assert {"tests/geo/test_none.py", "tests/geo/test_crs.py", "geo/mesh.py"} <= set(found)
    assert "tests/network/test_other.py" not in found


def test_a_folder_of_data_reaches_who_names_the_folder(tree: Tree) -> None:
    assert reached(tree, "layers/web/map.js") == {"tests/layers/test_page.py": 2}


def test_tests_that_mirror_a_changed_module_are_near(tree: Tree) -> None:
    assert reached(tree, "views/page.py") == {"tests/views/test_in_browser.py": 1, "tests/views/test_page.py": 1}


def test_a_conftest_serves_its_folder(tree: Tree) -> None:
    assert reached(tree, "tests/geo/conftest.py") == {"tests/geo/test_crs.py": 1, "tests/geo/test_none.py": 1}
    assert set(reached(tree, "tests/conftest.py")) == {f for f in FILES if "/test_" in f}


def test_a_package_stands_for_all_that_lies_in_it(tree: Tree) -> None:
    assert set(reached(tree, "network/__init__.py")) >= {"tests/network/test_other.py", "tests/network/test_door.py"}


def test_a_test_reaches_itself_and_a_stranger_nothing(tree: Tree) -> None:
    assert reached(tree, "tests/geo/test_none.py") == {"tests/geo/test_none.py": 0}
    assert reached(tree, "README.md") == {}


def test_heavy_tests_are_those_with_a_browser_or_a_benchmark(tree: Tree) -> None:
    assert tree.heavy() == {"tests/views/test_in_browser.py", "tests/network/test_benchmark.py"}


def test_the_nearest_come_first_and_what_does_not_fit_is_named() -> None:
    distance = {"far": 4, "near": 1, "long": 0, "quick": 1}
    seconds = {"far": 1.0, "near": 3.0, "long": 9.0, "quick": 2.0}
    assert nearest_within(distance, seconds, 20) == (["long", "quick", "near", "far"], [])
    assert nearest_within(distance, seconds, 6) == (["quick", "near", "far"], ["long"])


def test_names_of_modules() -> None:
    assert [module_of(f) for f in ("geo/crs.py", "geo/__init__.py", "app.py")] == ["geo.crs", "geo", "app"]


def test_seconds_are_kept_by_pytest_and_summed_by_file(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    assert known_seconds(tmp_path / "nowhere") == {}
    folder = tmp_path / ".pytest_cache" / "v" / "kyoten"
    folder.mkdir(parents=True)
    (folder / "seconds").write_text(
        '{"tests/test_a.py::a": 1.5, "tests/test_a.py::b[x::y]": 2, "geo/b.py::geo.b": 0.25}'
    )
    assert known_seconds(tmp_path) == {"tests/test_a.py": 3.5, "geo/b.py": 0.25}
