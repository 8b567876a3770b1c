"""ARRIVALS: making a region folder from the files that a town has: any vector layer, list or feed, by guess and by option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from importing.region_files.report import ImportOptions as ImportOptions
    from importing.region_files.report import ImportReport as ImportReport
    from importing.run import import_files as import_files
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "ImportOptions": "importing.region_files.report",
            "ImportReport": "importing.region_files.report",
            "import_files": "importing.run",
        },
    )
