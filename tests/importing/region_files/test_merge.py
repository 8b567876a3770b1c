"""A second import changes what it brings and nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.texts.errors import RequestError
from importing.columns.kinds import ImportKind
from importing.region_files.merge import ids_elsewhere, rows_so_far, write_rows

SITES = ImportKind("sites")


def rows(*cells: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["site_id", "name", "kind"], dtype=object)


def lines(folder: Path, name: str = "sites.csv") -> list[str]:
    return (folder / name).read_text(encoding="utf-8-sig").split()


def test_rows_are_changed_by_id_and_new_ones_follow(tmp_path: Path) -> None:
    assert (
        write_rows(tmp_path, SITES, rows_so_far(tmp_path, "sites"), rows(("s1", "谷小", "廃校"), ("s2", "店", "")))
        == []
    )
    before = rows_so_far(tmp_path, "sites")
    (merged,) = write_rows(tmp_path, SITES, before, rows(("s3", "蔵", ""), ("s1", "旧谷小", "廃校"), ("s2", "店", "")))
    assert merged.code == "import_merged"
    assert lines(tmp_path) == ["site_id,name,kind", "s1,旧谷小,廃校", "s2,店,", "s3,蔵,"]


def test_columns_that_are_not_brought_keep_their_cells(tmp_path: Path) -> None:
    write_rows(tmp_path, SITES, pd.DataFrame(), rows(("s1", "谷小", "廃校")))
    write_rows(tmp_path, SITES, rows_so_far(tmp_path, "sites"), rows(("s1", "旧谷小", ""))[["site_id", "name"]])
    assert lines(tmp_path)[1:] == ["s1,旧谷小,廃校"]
    assert rows_so_far(tmp_path, "sites", start_anew=True).empty


def test_homes_of_a_village_are_replaced_together(tmp_path: Path) -> None:
    def homes(*cells: tuple[str, str]) -> pd.DataFrame:
        return pd.DataFrame(cells, columns=["village_id", "population"], dtype=object)

    before = homes(("v1", "1"), ("v1", "2"), ("v2", "3"))
    write_rows(tmp_path, ImportKind("residents"), before, homes(("v1", "5")))
    assert lines(tmp_path, "residents.csv") == ["village_id,population", "v2,3", "v1,5"]


def test_ids_of_other_tables(tmp_path: Path) -> None:
    write_rows(tmp_path, SITES, pd.DataFrame(), rows(("s1", "谷小", "廃校")))
    assert ids_elsewhere(tmp_path, "facilities") == {"s1"}
    assert ids_elsewhere(tmp_path, "sites") == set()


def test_a_table_that_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_bytes(b"\xff\xfe\x00\x00\xff\x81\x81")
    with pytest.raises(RequestError):
        rows_so_far(tmp_path, "sites")
