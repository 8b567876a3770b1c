"""Results of regions kept on disk, each under the fingerprint of all that it is made of: a batch goes on where it was stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plan.batch.settings import FORMAT
from plan.file.result_json import json_bytes
from plan.workspace.atomic_write import sweep_folder, write_atomically


@dataclass(frozen=True)
class KeptResults:
    """A folder with one file for each region that was finished.

    Parameters
    ----------
    folder
        Made when the first result is kept.
    """

    folder: Path

    @classmethod
    def beside(cls, out: Path) -> KeptResults:
        """Return the folder that belongs to a batch's file.

        Examples
        --------
        >>> KeptResults.beside(Path("県.parquet")).folder.name
        '県.parquet.regions'
        """
        return cls(out.with_name(f"{out.name}.regions"))

    def load(self, name: str) -> dict[str, Any] | None:
        """Load a result; None where there is none or what is there cannot be used."""
        try:
            document = json.loads(self._path(name).read_bytes())
        except (OSError, ValueError):
            return None
        whole = isinstance(document, dict) and (document.get("format"), document.get("made_of")) == (FORMAT, name)
        return document if whole else None

    def save(self, result: Mapping[str, Any]) -> None:
        """Keep a result under its own name, whole or not at all.

        Raises
        ------
        geo.texts.errors.RequestError
            When the folder cannot be written to.
        """
        write_atomically(self._path(result["made_of"]), json_bytes({**result, "format": FORMAT}))

    def sweep(self) -> None:
        """Take away what a run that was killed left half-written long ago."""
        sweep_folder(self.folder)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.json"
