"""Wishes become jobs: in the order in which a region is built, equal ones together."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from importing.columns.kind_names import kinds_on_offer, order_of
from plan.workspace.import_jobs import AboutRegion, Wish, jobs_of

TODAY = datetime.date(2026, 4, 1)
KINDS = st.sampled_from(["", *kinds_on_offer()])


@given(st.lists(st.tuples(KINDS, st.booleans()), max_size=8))
def test_every_file_with_a_kind_is_in_one_job_and_kinds_stand_in_order(made: list[tuple[str, bool]]) -> None:
    wishes = [Wish(str(i), Path(f"{i}.csv"), kind, dissolve=d) for i, (kind, d) in enumerate(made)]
    jobs = jobs_of(wishes, AboutRegion("谷村"), TODAY)
    assert sorted(f.name for job in jobs for f in job.files) == sorted(w.path.name for w in wishes if w.kind)
    assert [order_of(j.kind) for j in jobs] == sorted(order_of(j.kind) for j in jobs)
    assert [j.options.region_name for j in jobs] == [None if n else "谷村" for n in range(len(jobs))]


def test_only_the_first_of_a_kind_replaces() -> None:
    first = Wish("1", Path("a.csv"), "facilities", replace=True)
    second = replace(first, id="2", path=Path("b.csv"), category="medical")
    jobs = jobs_of([first, second], AboutRegion(), TODAY)
    assert [j.options.replace for j in jobs] == [True, False]


def test_settings_reach_the_options() -> None:
    wish = Wish("1", Path("a.csv"), "sites", (("name", "X"),), Path("c.gpkg"), 2.0, "EPSG:6675", only=("学校",), source="町,2020,")  # fmt: skip
    (job,) = jobs_of([wish], AboutRegion(notes=("断り",)), TODAY)
    assert (job.columns, job.clip, job.margin_km, job.crs) == (wish.columns, wish.clip, 2.0, "EPSG:6675")
    assert (job.options.only, job.options.sources, job.options.notes, job.options.on) == (("学校",), ("町,2020,",), ("断り",), TODAY)  # fmt: skip
    (job,) = jobs_of([Wish("2", Path("m.txt"), "mesh", set_population=True)], AboutRegion(), TODAY)
    assert job.options.set_population
