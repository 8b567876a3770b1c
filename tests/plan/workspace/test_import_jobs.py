"""Wishes become jobs: in the order in which a region is built, equal ones together."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from importing.columns.kind_names import kinds_on_offer, order_of
from plan.workspace.import_jobs import AboutRegion, ImportJob, batches_of

TODAY = datetime.date(2026, 4, 1)
KINDS = st.sampled_from(["", *kinds_on_offer()])


@given(st.lists(st.tuples(KINDS, st.booleans()), max_size=8))
def test_every_file_with_a_kind_is_in_one_job_and_kinds_stand_in_order(made: list[tuple[str, bool]]) -> None:
    jobs = [ImportJob(str(i), Path(f"{i}.csv"), kind, dissolve=d) for i, (kind, d) in enumerate(made)]
    batches = batches_of(jobs, AboutRegion("谷村"), TODAY)
    assert sorted(f.name for batch in batches for f in batch.files) == sorted(w.path.name for w in jobs if w.kind)
    assert [order_of(j.kind) for j in batches] == sorted(order_of(j.kind) for j in batches)
    assert [j.options.region_name for j in batches] == [None if n else "谷村" for n in range(len(batches))]


def test_only_the_first_of_a_kind_replaces() -> None:
    first = ImportJob("1", Path("a.csv"), "facilities", replace=True)
    second = replace(first, id="2", path=Path("b.csv"), category="medical")
    batches = batches_of([first, second], AboutRegion(), TODAY)
    assert [j.options.replace for j in batches] == [True, False]


def test_settings_reach_the_options() -> None:
    job = ImportJob("1", Path("a.csv"), "sites", (("name", "X"),), Path("c.gpkg"), 2.0, "EPSG:6675", only=("学校",), source="町,2020,")  # fmt: skip
    (batch,) = batches_of([job], AboutRegion(notes=("断り",)), TODAY)
    assert (batch.columns, batch.clip, batch.margin_km, batch.crs) == (job.columns, job.clip, 2.0, "EPSG:6675")
    assert (batch.options.only, batch.options.sources, batch.options.notes, batch.options.on) == (("学校",), ("町,2020,",), ("断り",), TODAY)  # fmt: skip
    (batch,) = batches_of([ImportJob("2", Path("m.txt"), "mesh", set_population=True)], AboutRegion(), TODAY)
    assert batch.options.set_population
    job = ImportJob(
        "3", Path("t.xlsx"), "timetable", stops=(Path("s.csv"),), days=("平日",), first_day=TODAY, last_day=TODAY
    )
    (batch,) = batches_of([job], AboutRegion(), TODAY)
    assert (batch.options.stops, batch.options.days) == ((Path("s.csv"),), ("平日",))
    assert (batch.options.first_day, batch.options.last_day) == (TODAY, TODAY)
