"""The benchmark of outings: it runs, measures each change and says what it ran on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ran(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "outings.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


def test_quick_json_is_one_document_with_every_change() -> None:
    result = ran("--quick", "--json", "--region", str(ROOT / "sample_regions" / "okuyama"))
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["region"], found["quick"], found["goal_s"]) == ("okuyama", True, 0.5)
    assert {change: found[change]["changes"] for change in ("purpose", "day", "hub", "indicators")} == {
        "purpose": 4, "day": 7, "hub": 6, "indicators": 6,
    }  # fmt: skip
    for change in ("purpose", "day", "hub", "indicators"):
        assert 0 < found[change]["median_s"] <= found[change]["worst_s"]


def test_without_the_region_it_says_so_in_japanese(tmp_path: Path) -> None:
    result = ran("--region", str(tmp_path / "nowhere"))
    assert (result.returncode, result.stdout) == (1, "")
    assert "フォルダが見つかりません" in result.stderr
