"""The small region and its plan, read once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.file.plan_file import read_plan
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Plan
from tests.importing.test_noto import build as build_noto
from tests.small_region import small_plan, write_small_region


@pytest.fixture(scope="session")
def region_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_region(tmp_path_factory.mktemp("region") / "tameshi")


@pytest.fixture(scope="session")
def region(region_folder: Path) -> Region:
    return read_region(region_folder)


@pytest.fixture(scope="session")
def noto_region(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Region:
    """能登町 from its published layers, built once for all who ask."""
    return read_region(build_noto(real_data, tmp_path_factory.mktemp("noto") / "noto"))


@pytest.fixture
def plan(region: Region) -> Plan:
    return read_plan(json.dumps(small_plan(region.fingerprint)).encode())


@pytest.fixture
def today(region: Region) -> Evaluation:
    return evaluate(apply(region))


@pytest.fixture
def one_hub(region: Region, plan: Plan) -> Evaluation:
    return evaluate(apply(region, plan, "s1"))
