"""A notice: one thing about the data that its owner should know, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Notice:
    """One finding in the data.

    Parameters
    ----------
    code
        Name of the text in the catalogue of `geo.texts.messages`.
    severity
        ``error`` (the region or the request fails), ``warning`` (a row or file is left out) or ``info``.
    file, row, field
        Where it stands: file name, line number as a spreadsheet shows it (the header is 1), column.
    message
        What, where and what to do, in plain Japanese.
    details
        Lines of a list that is opened on request: names, or the places of notices that are alike. Empty where there is none.
    """

    code: str
    severity: Severity
    file: str | None
    row: int | None
    field: str | None
    message: str
    details: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a severity that nobody knows."""
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity must be one of {SEVERITIES}, not {self.severity!r}")

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the notice with the keys of the command line's JSON, which has every row by itself and no lists."""
        known = asdict(self)
        del known["details"]
        return known


def has_error(notices: Iterable[Notice]) -> bool:
    """Return whether any of the notices is an error."""
    return any(n.severity == "error" for n in notices)


def as_warnings(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Let errors be warnings: of what was left out while the rest was done."""
    return tuple(replace(n, severity="warning") if n.severity == "error" else n for n in notices)


def most_serious_first(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Order notices by severity, keeping the order in which they were found within each."""
    return tuple(sorted(notices, key=lambda n: SEVERITIES.index(n.severity)))
