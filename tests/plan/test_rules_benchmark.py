"""The benchmark of the rules: it draws a whole plan, edits it, and says what it ran on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ran(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "rules.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


def test_quick_json_is_one_document_with_every_edit() -> None:
    result = ran("--quick", "--json", "--region", str(ROOT / "sample_regions" / "okuyama"))
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["region"], found["quick"], found["goal_s"], found["rules"]) == ("okuyama", True, 0.5, 28)
    assert found["hub_areas"] >= found["hubs"] == 1
    assert found["conservation_areas"] > 0
    for what, edits in (("area_edited", 12), ("hub_moved", 3)):
        assert found[what]["edits"] == edits
        assert 0 < found[what]["median_s"] <= found[what]["worst_s"]


def test_without_the_region_it_says_so_in_japanese(tmp_path: Path) -> None:
    result = ran("--region", str(tmp_path / "nowhere"))
    assert (result.returncode, result.stdout) == (1, "")
    assert "フォルダが見つかりません" in result.stderr
