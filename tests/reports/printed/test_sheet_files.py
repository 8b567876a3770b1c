"""Names of files: whatever a place is called, every system can write it, and two places stay two files."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan.workspace.atomic_write import write_atomically
from reports.printed.sheet_files import file_name
from tests.hostile_names import HOSTILE

SIXTY = "長い名前の谷" * 10
MOST_BYTES = 255
"""What ext4, NTFS and APFS take for a name, while it is written beside its place too."""


@pytest.mark.parametrize("name", [*HOSTILE, SIXTY, f"{SIXTY}_{SIXTY}_A3", f"v001_{SIXTY}", "𠮟" * 120, "../" * 90])
def test_every_name_can_be_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{file_name(name)}.pdf"
    write_atomically(path, b"x")
    assert [p.parent for p in tmp_path.iterdir()] == [tmp_path]
    assert len(f".{path.name}.01234567".encode("utf-8", "surrogatepass")) <= MOST_BYTES


def test_long_names_that_begin_alike_are_two_files() -> None:
    one, other = (file_name(f"{SIXTY * 2}{end}") for end in ("東", "西"))
    assert one != other
    assert one == file_name(f"{SIXTY * 2}東")


def test_a_name_of_sixty_characters_stays_whole() -> None:
    assert file_name(SIXTY) == SIXTY
