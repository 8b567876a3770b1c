"""Links in a region's folder: those that stay inside are followed, those that lead out are refused."""

from __future__ import annotations

import os
from pathlib import Path

from geo.texts.messages import notice
from geo.texts.notices import Notice


def leading_out(folder: Path) -> list[Notice]:
    """Find the links of a region's folder that lead out of it, or nowhere.

    Parameters
    ----------
    folder
        May be a link itself: it is what the user named.

    Returns
    -------
    list of Notice
        One for each, in the order of their names. A region that somebody handed on could otherwise show, or have overwritten,
        any file of the machine.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.files.links import leading_out
    >>> leading_out(Path("sample_regions/okuyama"))
    []
    """
    home = folder.resolve()
    found = []
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(where) / name
            if path.is_symlink() and not _stays(path, home):
                found.append(notice("link_leads_out", file=path.relative_to(folder).as_posix()))
    return sorted(found, key=lambda link: link.file or "")


def _stays(path: Path, home: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(home)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        return False
