"""The command batch: many regions, one table, and what it does a second time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from cli import cli
from tests.plan.batch.copies import copied

ROOT = Path(__file__).resolve().parents[1]
DASK = ("dask", "distributed")


def run(*call: str) -> tuple[int, dict[str, Any], str]:
    found = CliRunner().invoke(cli, ["batch", *call, "--json"])
    return found.exit_code, json.loads(found.stdout), found.stderr


def test_regions_are_counted_once_and_a_bad_one_is_named(tmp_path):
    regions = tmp_path / "all"
    for name in "ab":
        copied(regions / name)
    (regions / "bad").mkdir()
    (regions / "bad" / "region.toml").touch()
    out = tmp_path / "県.parquet"
    asked = (str(regions), "--out", str(out), "--xlsx", str(tmp_path / "県.xlsx"), "--workers", "2", "--curve", "1")

    status, first, told = run(*asked)
    assert status == 1
    assert (first["regions"], len(first["finished"]), first["kept"]) == (3, 2, [])
    assert [Path(f["region"]).name for f in first["failed"]] == ["bad"]
    assert [n["code"] for n in first["notices"]] == ["batch_region_failed"]
    assert "2/2" in told
    table = pd.read_parquet(out)
    assert table["population"].notna().tolist() == [True, True, False]
    assert (tmp_path / "県.xlsx").is_file()

    before = out.read_bytes()
    # What is kept needs neither Dask nor another process.
    line = [sys.executable, "-c", SECOND, *asked, "--json"]
    second = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    document = json.loads(second)
    assert (document["finished"], len(document["kept"])) == ([], 2)
    assert out.read_bytes() == before


def test_a_batch_of_a_later_year_says_the_year(tmp_path):
    copied(tmp_path / "a")
    out = tmp_path / "県.parquet"
    quick = ("--out", str(out), "--workers", "1", "--curve", "0", "--to", "0")
    _, found, _ = run(str(tmp_path / "a"), *quick, "--year", "2045")
    assert found["year"] == 2045
    assert pd.read_parquet(out)[["base_year", "people_year"]].to_numpy().tolist() == [[2020, 2045]]
    words = CliRunner().invoke(cli, ["batch", str(tmp_path / "a"), *quick, "--year", "2045"]).stdout
    assert words.startswith("2045年の人口で数えました")


SECOND = f"""
import sys, cli
try:
    cli.cli.main(["batch", *sys.argv[1:]])
except SystemExit:
    assert not set({DASK}) & set(sys.modules)
"""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--scheduler tcp://127.0.0.1:1 --workers 2", "--scheduler"),
        ("--tls-ca ca.pem", "tls://"),
        ("--tls-key key.pem --scheduler tcp://127.0.0.1:1", "tls://"),
        ("--scenario c1", "--plan"),
        ("--workers 0", "--workers"),
    ],
)
def test_wrong_usage_is_told_at_once(options, says):
    found = CliRunner().invoke(cli, ["batch", "r", "--out", "o.parquet", *options.split()])
    assert found.exit_code == 2
    assert says in found.stderr
