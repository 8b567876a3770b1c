"""Making a region folder from the files that a town has: any vector layer, list or feed, by guess and by option."""

from geo.importing.report import ImportOptions, ImportReport
from geo.importing.run import import_files

__all__ = ["ImportOptions", "ImportReport", "import_files"]
