"""The house keeps its own rules: what README, docs and requirements say is what stands in the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from geo.reference.categories import CATEGORIES

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("geo", "network", "importing", "plan", "layers", "reports", "hall", "views", "commands")
CODE = (*ROOMS, "sample_regions", "benchmarks")
MODULES = ("app.py", "cli.py")
LONGEST_FILE_LINES = 400
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
# Their files are used, their code never runs: Leaflet's scripts, the Japanese font.
SERVED_NOT_IMPORTED = {"django-leaflet", "matplotlib-fontja"}

REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.|crates\.io|conda\.anaconda|--(?:extra-)?index-url", re.I)
CDNS = re.compile(r"unpkg\.com|jsdelivr|cdnjs|googleapis\.com|bootstrapcdn|code\.jquery", re.I)
MACHINE_PATHS = re.compile(r"(?<![\w.~)}$-])/(?:work|tmp|home|root|Users)/\w|\b[A-Z]:\\Users")

SECTIONS = ("結果が変わります", "加えたもの（Added）", "変えたもの（Changed）", "直したもの（Fixed）")
LONGEST_ENTRY, LONGEST_SUBJECT = 120, 72
# Subjects have had this form since; what was committed before keeps the form that it had.
LAST_FREE_SUBJECT = ("e5087b694d55266e319546e82d3cea1a996499fc", "2026-11-28T00:19:57+00:00")

FIELD_WORDS = {
    "village": "集落",
    "household": "世帯",
    "facility": "施設",
    "service": "生活サービス",
    "candidate site": "候補地",
    "hub": "拠点",
    "hub area": "地域再生拠点区域",
    "living sphere": "集落生活圏",
    "induced facility": "誘導施設",
    "conservation area": "農用地等保全利用区域",
    "land-use plan": "地域再生土地利用計画",
    "regional plan": "地域再生計画",
    "community organisation": "地域運営組織",
    "regeneration corporation": "地域再生推進法人",
    "community bus": "コミュニティバス",
    "paid private transport": "自家用有償旅客運送",
    "demand-responsive": "デマンド",
    "transfer point": "乗継拠点",
    "outing": "外出",
    "scenario": "案",
    "transit gap": "公共交通空白",
}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def files_of_the_project() -> list[Path]:
    """Everything that is, or is about to be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(ROOT / name for name in set(listed.split("\0")) - {""} if (ROOT / name).is_file())


def code_files() -> list[Path]:
    """Every Python file but the tests."""
    return [p for p in files_of_the_project() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] != "tests"]


def texts() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text, with its content."""
    for path in files_of_the_project():
        raw = path.read_bytes()
        if b"\0" not in raw[:8192]:
            yield path.relative_to(ROOT), raw.decode("utf-8", errors="replace")


def imported_modules(path: Path) -> set[str]:
    """Full names of the modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            source = ".".join([*above, *filter(None, [node.module])])
            found |= {f"{source}.{alias.name}" for alias in node.names}
    return found


def pinned(path: str) -> dict[str, str]:
    """Packages of a requirements file with their versions; a line that pins nothing fails."""
    pins: dict[str, str] = {}
    for line in read(path).splitlines():
        if not line or line.startswith(("#", "-r ", "-c ")):
            continue
        pin = re.fullmatch(r"([a-z0-9][a-z0-9._-]*)==([\w.]+)", line)
        assert pin, f"{path}: {line!r} is not a plain name==version"
        pins[pin[1]] = pin[2]
    return pins


def table_rows(path: str) -> list[list[str]]:
    """Cells of every table row in a Markdown file, without heads and rules."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in read(path).splitlines() if line[:1] == "|"
    ]
    rules = {i for i, row in enumerate(rows) if all(set(cell) <= set("-: ") for cell in row)}
    return [row for i, row in enumerate(rows) if i not in rules and i + 1 not in rules]


def test_the_readme_has_two_commands_and_the_makefile_knows_them() -> None:
    commands = set(re.findall(r"^make (\w+)$", read("README.md"), flags=re.M))
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.M))
    assert commands == {"run", "test"}
    assert commands <= targets


def test_the_readme_gives_windows_its_own_commands() -> None:
    blocks = re.findall(r"```powershell\n(.*?)```", read("README.md"), flags=re.S)
    commands = "\n".join(blocks)
    for needed in (
        "-m venv .venv",
        "-r requirements.txt",
        "-r requirements-test.txt",
        "streamlit run app.py",
        "-m pytest",
    ):
        assert needed in commands
    for named in re.findall(r"-r (\S+)", commands):
        assert (ROOT / named).is_file()


def test_ci_runs_the_readmes_own_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert re.search(r"^make test\b", script.read_text(encoding="utf-8"), flags=re.M)
    listed = subprocess.run(["git", "ls-files", "-s", ".ci/run"], cwd=ROOT, capture_output=True, check=True).stdout
    assert listed.startswith(b"100755")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"])
def test_links_and_pictures_exist(page: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", read(page))
    missing = [t for t in targets if "://" not in t and not (ROOT / page).parent.joinpath(t).exists()]
    assert missing == []


def test_the_architecture_page_names_every_folder_of_code() -> None:
    page = read("docs/architecture.md")
    folders = {p.relative_to(ROOT).parts[0] for p in code_files() if p.parent != ROOT}
    assert [f for f in sorted(folders) if f"`{f}/`" not in page] == []


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(REGISTRIES, "a package registry"), (MACHINE_PATHS, "a machine's path")],
    ids=["registry", "machine path"],
)
def test_no_file_mentions(pattern: re.Pattern[str], what: str) -> None:
    itself = Path(__file__).relative_to(ROOT)
    found = {str(path): hit[0] for path, text in texts() if path != itself and (hit := pattern.search(text))}
    assert found == {}, f"these mention {what}"


def test_no_code_names_a_content_network() -> None:
    code = {*CODE, *MODULES, ".streamlit"} - {"benchmarks"}
    found = {str(path): hit[0] for path, text in texts() if path.parts[0] in code and (hit := CDNS.search(text))}
    assert found == {}


@pytest.mark.parametrize("path", ["requirements.txt", "requirements-test.txt"])
def test_every_dependency_is_explained(path: str) -> None:
    explained = {row[0].strip("`") for row in table_rows("docs/dependencies.md")}
    assert sorted(set(pinned(path)) - explained) == []


def test_no_explanation_outlives_its_dependency() -> None:
    explained = {row[0].strip("`") for row in table_rows("docs/dependencies.md") if len(row) == 5}
    assert sorted(explained - set(pinned("requirements.txt")) - set(pinned("requirements-test.txt"))) == []


def test_a_version_is_pinned_in_one_place() -> None:
    files = [pinned(p) for p in ("requirements.txt", "requirements-test.txt", "constraints.txt")]
    assert len({name for pins in files for name in pins}) == sum(map(len, files))


def test_dependencies_stand_once_and_what_was_tested_fits_them() -> None:
    asked = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    bounds = {canonicalize_name(r.name): r for r in map(Requirement, asked)}
    pins = {canonicalize_name(name): version for name, version in pinned("requirements.txt").items()}
    assert sorted(bounds) == sorted(pins)
    assert [name for name, r in bounds.items() if [s.operator for s in r.specifier] != [">="]] == []
    assert [name for name, r in bounds.items() if not r.specifier.contains(pins[name])] == []


def test_what_is_imported_is_required_and_what_is_required_is_imported() -> None:
    distributions = packages_distributions()
    own = {*ROOMS, "sample_regions"} | {Path(m).stem for m in MODULES}
    # Benchmarks measure the code as the tests do, with what the tests need.
    running = [path for path in code_files() if path.relative_to(ROOT).parts[0] != "benchmarks"]
    outside = (
        {name.partition(".")[0] for path in running for name in imported_modules(path)} - own - sys.stdlib_module_names
    )
    provided = {dist.lower().replace("_", "-") for name in outside for dist in distributions.get(name, [name])}
    required = set(pinned("requirements.txt")) - SERVED_NOT_IMPORTED
    assert (sorted(provided - required), sorted(required - provided)) == ([], [])


def test_the_glossary_pairs_the_words_of_the_field() -> None:
    pairs = {row[0].strip("`"): row[1] for row in table_rows("docs/glossary.md")}
    assert {english: pairs.get(english) for english in FIELD_WORDS} == FIELD_WORDS
    assert {code: pairs.get(code) for code in CATEGORIES} == CATEGORIES


def test_the_glossary_explains_each_word_once() -> None:
    rows = table_rows("docs/glossary.md")
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    texts = [row[0] for row in rows]
    assert sorted({w for w in texts if texts.count(w) > 1}) == []


def test_files_are_short_and_named_after_what_they_hold() -> None:
    code = [p for p in code_files() if p.relative_to(ROOT).parts[0] in CODE]
    lengths = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in code}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE_LINES} == {}
    assert [str(p.relative_to(ROOT)) for p in code if p.stem in NAMELESS or p.parent.name in NAMELESS] == []


def test_no_error_is_swallowed_and_nothing_is_executed_from_data() -> None:
    found: list[str] = []
    for path in code_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if name := forbidden_construct(node):
                found.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)} {name}")
    assert found == []


def forbidden_construct(node: ast.AST) -> str | None:
    """Name what the node does that no code here may do, if anything."""
    match node:
        case ast.ExceptHandler(type=None):
            return "bare except"
        case ast.ExceptHandler(type=ast.expr() as kind) if any(
            isinstance(n, ast.Name) and n.id in {"Exception", "BaseException"} for n in ast.walk(kind)
        ):
            return "except Exception"
        case ast.Import(names=names) if any(a.name in {"pickle", "shelve", "marshal"} for a in names):
            return "pickle"
        case ast.ImportFrom(module="pickle" | "shelve" | "marshal"):
            return "pickle"
        case ast.Attribute(attr="read_pickle" | "to_pickle") | ast.keyword(arg="allow_pickle"):
            return "pickle"
        case ast.Call(func=ast.Name(id="eval" | "exec")):
            return "eval"
    return None


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept (OSError, Exception):\n    pass",
        "import pickle",
        "from pickle import loads",
        "pd.read_pickle(f)",
        "np.load(f, allow_pickle=True)",
        "eval(text)",
    ],
)
def test_a_forbidden_construct_is_recognised(code: str) -> None:
    assert any(forbidden_construct(node) for node in ast.walk(ast.parse(code)))


def test_app_py_is_navigation_only() -> None:
    allowed = {"streamlit", "views", "layers"} | sys.stdlib_module_names
    imports = imported_modules(ROOT / "app.py")
    assert sorted(name for name in imports if name.partition(".")[0] not in allowed) == []
    # The server that imports it needs two things of the maps: what browsers may fetch for them, and where they tell that they are drawn.
    of_maps = ("layers.base_map.assets", "layers.base_map.content_policy", "layers.map_component.first_map")
    assert [name for name in imports if name.startswith("layers") and not name.startswith(of_maps)] == []


def test_cli_py_works_without_a_browser() -> None:
    forbidden = {"streamlit", "folium", "streamlit_folium", "layers", "views", "app"}
    files = [ROOT / "cli.py", *sorted((ROOT / "commands").glob("*.py"))]
    assert sorted(n for path in files for n in imported_modules(path) if n.partition(".")[0] in forbidden) == []


def test_every_folder_of_code_is_under_contract() -> None:
    settings = tomllib.loads(read("pyproject.toml"))["tool"]
    linted = set(settings["importlinter"]["root_packages"])
    typed = set(settings["mypy"]["files"])
    assert {*ROOMS, "sample_regions"} == linted
    assert {*linted, *MODULES, "tests"} == typed


def test_streamlit_stays_on_this_machine() -> None:
    config = tomllib.loads(read(".streamlit/config.toml"))
    assert config["server"]["address"] == "localhost"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorLinks"] is False


def changelog_faults(text: str) -> list[str]:
    """What the record of changes has that its form (DESIGN §6.10) does not allow, each with its line."""
    faults: list[str] = []
    versions: list[tuple[int, ...]] = []
    sections: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if version := re.fullmatch(r"## (\d+)\.(\d+)（(作業中|20\d\d-\d\d-\d\d)）", line):
            below = (int(version[1]), int(version[2]))
            if versions and (below >= versions[-1] or version[3] == "作業中"):
                faults.append(f"{number}: a version stands below newer ones, and only the newest is in work")
            versions.append(below)
            sections = []
        elif line.startswith("### ") and line[4:] in SECTIONS:
            sections.append(SECTIONS.index(line[4:]))
            if sections != sorted(set(sections)):
                faults.append(f"{number}: sections stand once each, in their order")
        elif line.startswith("- "):
            if not sections or len(line) > LONGEST_ENTRY or not line.endswith(("。", "。）", "）")):
                faults.append(f"{number}: an entry is one line of at most {LONGEST_ENTRY} letters in a section")
            if SECTIONS[0] in line:
                faults.append(f"{number}: what changes figures stands in its own section")
        elif line and versions:
            faults.append(f"{number}: neither a version, a section nor an entry")
    return faults if versions else ["no version"]


def test_the_record_of_changes_keeps_its_form() -> None:
    assert changelog_faults(read("CHANGELOG.md")) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "## 0.1.0（作業中）\n- 。",
        "## 0.1（作業中）\n- 部屋のない行。",
        "## 0.1（作業中）\n### 直したもの（Fixed）\n- 二行に\n  わたる。",
        "## 0.1（作業中）\n### 直したもの（Fixed）\n- 長" + "い" * LONGEST_ENTRY + "。",
        "## 0.1（作業中）\n### 直したもの（Fixed）\n- 値が違います（結果が変わります）。",
        "## 0.1（作業中）\n### 直したもの（Fixed）\n- 一。\n### 結果が変わります\n- 二。",
        "## 0.1（2026-11-23）\n### 直したもの（Fixed）\n- 一。\n## 0.2（2026-11-24）\n### 直したもの（Fixed）\n- 二。",
    ],
    ids=["empty", "three numbers", "no section", "two lines", "long", "hidden figures", "order", "oldest first"],
)
def test_a_record_in_another_form_is_seen(text: str) -> None:
    assert changelog_faults(text) != []


def test_the_newest_version_is_the_projects() -> None:
    newest = re.search(r"^## (\d+\.\d+)（", read("CHANGELOG.md"), flags=re.M)
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    cited = re.search(r"^version: (\S+)$", read("CITATION.cff"), flags=re.M)
    assert newest
    assert cited
    assert (version.rpartition(".")[0], cited[1]) == (newest[1], version)


def subjects_since(commit: str, moment: str) -> list[str]:
    """Subjects of the commits that follow one: by it where history knows it, by its time where history is cut short."""
    if not (ROOT / ".git").exists():
        pytest.skip("no history: this is an unpacked copy, not a clone")
    git = ("git", "-C", str(ROOT))
    looked_up = subprocess.run([*git, "cat-file", "-e", f"{commit}^{{commit}}"], capture_output=True, check=False)
    since = [f"{commit}..HEAD"] if looked_up.returncode == 0 else [f"--since-as-filter={moment}", "HEAD"]
    log = subprocess.run([*git, "log", "--no-merges", "--format=%s", *since], capture_output=True, check=True)
    return log.stdout.decode("utf-8").splitlines()


def subject_fits(subject: str) -> bool:
    """Whether a subject reads `room: what changed` in at most 72 characters."""
    return (
        len(subject) <= LONGEST_SUBJECT
        and re.fullmatch(r"[\w./*{}-]+(?:, [\w./*{}-]+)*: \S.*[^.]", subject) is not None
    )


def test_subjects_of_commits_say_room_and_change_in_few_words() -> None:
    assert [subject for subject in subjects_since(*LAST_FREE_SUBJECT) if not subject_fits(subject)] == []


def test_subjects_are_found_by_time_where_history_is_cut_short() -> None:
    unknown = "0" * 40
    assert subjects_since(unknown, LAST_FREE_SUBJECT[1])[-1:] == subjects_since(*LAST_FREE_SUBJECT)[-1:]
    assert subjects_since(unknown, "2090-01-01T00:00:00+00:00") == []


@pytest.mark.parametrize(
    "subject", ["Everything is better now", "geo: " + "long " * 15, "geo:", "geo: ends with a dot."]
)
def test_a_subject_in_another_form_is_seen(subject: str) -> None:
    assert not subject_fits(subject)
    assert subject_fits("geo/texts, plan: notices say the row")
