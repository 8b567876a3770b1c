"""Reading the first sheet of a workbook as text, as if it were a CSV file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from geo.importing.cells import cell_of
from geo.messages import notice
from geo.notices import Notice
from geo.reasons import reason_of
from geo.tables import RawTable, as_spreadsheet_text, table_of


def read_workbook(path: Path) -> tuple[RawTable | None, list[Notice]]:
    """Read the first sheet of a workbook (.xlsx, .xls, .ods).

    Returns
    -------
    RawTable or None, list of Notice
        Rows are numbered as the spreadsheet shows them; None and a notice when it cannot be read.
    """
    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False) if names else []
    except (CalamineError, OSError, ValueError) as problem:
        return None, [notice("file_unreadable", file=path.name, reason=reason_of(problem))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([as_spreadsheet_text(cell_of(c)) for c in row] for row in rows)
    table, notices = table_of(out.getvalue().encode("utf-8"), path.name)
    if len(names) > 1:
        notices.append(notice("layer_chosen", file=path.name, used=names[0], others="、".join(names[1:])))
    return table, notices
