"""ARRIVALS: making a region folder from the files that a town has: any vector layer, list or feed, by guess and by option."""

from importing.region_files.report import ImportOptions, ImportReport
from importing.run import import_files

__all__ = ["ImportOptions", "ImportReport", "import_files"]
