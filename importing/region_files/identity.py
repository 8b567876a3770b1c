"""Ids and names: kept where a file has them, made where it has none, the same ones for the same file."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pandas as pd

from geo.texts.messages import notice
from geo.texts.notices import Notice

PREFIXES = {"villages": "v", "facilities": "f", "sites": "s", "bus_stops": "b"}
"""First letter of the ids that are made, by kind."""

MADE_NAMES = {"villages": "集落", "facilities": "施設", "sites": "候補地", "bus_stops": "停留所"}
"""First word of the names that are made, by kind."""


def with_names(rows: pd.DataFrame, kind: str, file: str, *, numbered: bool = True) -> tuple[pd.DataFrame, list[Notice]]:
    """Give a name to rows without one, and number rows of one name, so that lists can be told apart.

    Parameters
    ----------
    rows
        Text cells; column name may be absent.
    numbered
        Whether rows of one name get numbers (stops on both sides of a street keep theirs).
    """
    names = list(rows["name"]) if "name" in rows else [""] * len(rows)
    made = [f"{MADE_NAMES[kind]}{number}" if not name else "" for number, name in enumerate(names, start=1)]
    names = [name or other for name, other in zip(names, made, strict=True)]
    notices = []
    new = [m for m in made if m]
    if new:
        notices.append(notice("import_names_made", file=file, field="name", count=len(new), first=new[0]))
    if not numbered:
        return rows.assign(name=names), notices
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    again = [n for n, before in zip(apart, names, strict=True) if n != before]
    if again:
        notices.append(notice("import_names_numbered", file=file, field="name", count=len(again), first=again[0]))
    return rows.assign(name=apart), notices


def with_ids(
    rows: pd.DataFrame, id_column: str, kind: str, *, before: pd.DataFrame, elsewhere: Collection[str], file: str
) -> tuple[pd.DataFrame, list[Notice]]:
    """Give every row an id that is its own.

    Parameters
    ----------
    rows
        Text cells with name, lat, lon; the id column may be absent.
    before
        Rows of the region's file so far: a row of the same name and place keeps its id.
    elsewhere
        Ids that other tables of the region bear.
    """
    wanted = list(rows[id_column]) if id_column in rows else [""] * len(rows)
    prefix = PREFIXES[kind]
    notices: list[Notice] = []
    own, borrowed = [], []
    for identity in wanted:
        own.append(f"{prefix}-{identity}" if identity and identity in elsewhere else identity)
        borrowed.append(identity) if own[-1] != identity else None
    if borrowed:
        notices.append(notice("import_ids_taken", file=file, field=id_column, count=len(borrowed), first=borrowed[0]))
    own, repeated = _suffixed(own)
    if repeated:
        first = repeated[0]
        notices.append(notice("import_ids_repeated", file=file, field=id_column, count=len(repeated), first=first))
    known = _ids_by_place(before, id_column)
    used = {*own, *before.get(id_column, []), *elsewhere}
    following = _numbers(prefix, used)
    made = []
    for position, (name, lat, lon) in enumerate(rows[["name", "lat", "lon"]].itertuples(index=False)):
        if own[position]:
            continue
        same = known.get((name, lat, lon))
        own[position] = same.pop(0) if same else following()
        made.append(own[position])
    if made:
        notices.append(notice("import_ids_made", file=file, field=id_column, count=len(made), first=made[0]))
    return rows.assign(**{id_column: own}), notices


def _suffixed(ids: list[str]) -> tuple[list[str], list[str]]:
    used = set(ids)
    seen: set[str] = set()
    out, repeated = [], []
    for identity in ids:
        new = identity
        if identity and identity in seen:
            number = 2
            while f"{identity}-{number}" in used:
                number += 1
            new = f"{identity}-{number}"
            repeated.append(identity)
            used.add(new)
        seen.add(new)
        out.append(new)
    return out, repeated


def _ids_by_place(before: pd.DataFrame, id_column: str) -> dict[tuple[str, str, str], list[str]]:
    known: dict[tuple[str, str, str], list[str]] = {}
    if {id_column, "name", "lat", "lon"} <= set(before.columns):
        for identity, *place in before[[id_column, "name", "lat", "lon"]].itertuples(index=False):
            known.setdefault((place[0], place[1], place[2]), []).append(identity)
    return known


def _numbers(prefix: str, used: Collection[str]) -> Callable[[], str]:
    number = 0

    def following() -> str:
        nonlocal number
        number += 1
        while f"{prefix}{number:03d}" in used:
            number += 1
        return f"{prefix}{number:03d}"

    return following
