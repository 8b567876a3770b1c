"""Finding which column of a file is which: as given, else by the names under which towns publish them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.counts import plain
from importing.columns.kind_names import column_name
from importing.columns.kinds import ALIASES, LABELS, ImportKind


def known_headers(kind: ImportKind) -> frozenset[str]:
    """Return every header under which a column of this kind is published."""
    aliases = ALIASES.get(kind.name, {})
    return frozenset(plain(name) for column in kind.columns for name in (column, *aliases.get(column, ())))


def match_columns(
    kind: ImportKind,
    available: Iterable[str],
    given: Mapping[str, str],
    file: str,
    *,
    skip_place: bool = False,
    labels: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], list[Notice]]:
    """Match the columns of a file with those of the region's file.

    Parameters
    ----------
    kind
        What is imported.
    available
        Headers of the file.
    given
        Column of the region → header, as the user gave it; these win.
    file
        Name to show in notices.
    skip_place
        True where the file has shapes: its columns of coordinates are then not looked for.
    labels
        Header → what it means, where headers are codes.

    Returns
    -------
    dict of str to str, list of Notice
        Column of the region → header; guesses are noted.

    Raises
    ------
    geo.texts.errors.RequestError
        When a given column is not in the file, or no column of the region bears the given name.
    """
    headers = [str(h) for h in available]
    _refuse_wrong_columns(kind, headers, given, file)
    by_name = {plain(label): h for h, label in reversed([*(labels or {}).items()]) if h in headers}
    by_name |= {plain(h): h for h in reversed(headers)}
    matched = dict(given)
    guessed: dict[str, str] = {}
    for column in kind.columns:
        if column in matched or (skip_place and column in ("lat", "lon")):
            continue
        for alias in (column, *ALIASES.get(kind.name, {}).get(column, ())):
            header = by_name.get(plain(alias))
            if header is not None and header not in matched.values():
                matched[column] = header
                if header != column:
                    guessed[column] = header
                break
    return matched, [columns_used(kind.name, guessed, file)] if guessed else []


def columns_used(kind: str, guessed: Mapping[str, str], file: str) -> Notice:
    """Tell what each header was taken for, by the column's name and by the key that `--columns` takes."""
    names = ((column, column_name(kind, column), header) for column, header in guessed.items())
    text = "、".join(f"{name if name == key else f'{name}（{key}）'} ← {header}" for key, name, header in names)
    return notice("import_columns_used", file=file, columns=text)


def require(matched: Mapping[str, str], columns: Iterable[str], available: Iterable[str], file: str) -> None:
    """Refuse a file in which a needed column was not found.

    Raises
    ------
    geo.texts.errors.RequestError
        Naming every column that is wanting and the headers of the file.
    """
    known = "、".join(str(h) for h in available)
    wanting = [
        notice("import_column_unguessed", file=file, field=c, name=f"「{LABELS.get(c, c)}」", key=c, known=known)
        for c in columns
        if c not in matched
    ]
    if wanting:
        raise RequestError(*wanting)


def _refuse_wrong_columns(kind: ImportKind, headers: list[str], given: Mapping[str, str], file: str) -> None:
    known = "、".join(headers)
    wrong = [
        notice("import_column_key_unknown", file=file, field=column, column=column, known="、".join(kind.columns))
        for column in given
        if column not in kind.columns
    ]
    wrong += [
        notice("import_column_not_found", file=file, field=header, column=header, known=known)
        for header in given.values()
        if header not in headers
    ]
    if wrong:
        raise RequestError(*wrong)
