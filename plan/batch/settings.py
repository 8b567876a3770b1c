"""What is counted for every region of a batch, and under which name a region's result is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geo.reference import reference_table
from geo.region.array_cache import code_version
from geo.region.fingerprint import bytes_fingerprint, region_fingerprint

FORMAT = "kyoten-batch-1"

_ROOMS = ("network", "plan", "importing")
"""Besides `geo`, whose code `code_version` always reads: what the figures of a region are computed by."""


@dataclass(frozen=True)
class BatchSettings:
    """What is asked of every region.

    Parameters
    ----------
    curve_to
        Sets of 1 to so many hubs are chosen among the candidate sites; 0 for none.
    to_year
        The last year of the projection of people; 0 for none.
    plan
        Name of the plan file that each folder may hold; regions without it are counted as they are today. Empty for none.
    scenario
        Id of the plan's scenario; empty for its first.
    year
        Whose people are counted; None: those of the base year.
    """

    curve_to: int = 0
    to_year: int = 0
    plan: str = ""
    scenario: str = ""
    year: int | None = None

    @classmethod
    def usual(cls) -> BatchSettings:
        """Return what holds where nobody says otherwise.

        Examples
        --------
        >>> BatchSettings.usual().to_year
        2050
        """
        values = reference_table("batch")
        return cls(curve_to=int(values["curve_to"].value), to_year=int(values["to_year"].value))

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> BatchSettings:
        """Read the settings that `document` wrote."""
        return cls(**document)

    def document(self) -> dict[str, Any]:
        """Return the settings as plain values, which a task takes with it."""
        return asdict(self)

    def plan_path(self, folder: Path) -> Path | None:
        """Return the plan file of a region, None where it has none."""
        path = folder / self.plan
        return path if self.plan and path.is_file() else None


def computed_by() -> str:
    """Compute the version of the code that figures of regions are computed by."""
    return code_version(*_ROOMS)


def made_of(folder: Path, settings: BatchSettings) -> str:
    """Compute the fingerprint of all that a region's result is made of: its files, its plan, the settings, the code.

    Returns
    -------
    str
        32 hexadecimal digits; the name under which the result is kept.

    Examples
    --------
    >>> folder = Path("sample_regions/okuyama")
    >>> made_of(folder, BatchSettings(1)) == made_of(folder, BatchSettings(2))
    False
    """
    plan = settings.plan_path(folder)
    content = b"" if plan is None else plan.read_bytes()
    asked = repr(sorted(settings.document().items()))
    return bytes_fingerprint(FORMAT, computed_by(), region_fingerprint(folder), content, asked)
