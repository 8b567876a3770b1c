"""過疎地域 (国土数値情報 A17): which kind of area a municipality was by the law of that time, offered for region.toml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.region.legal_status import DEPOPULATED
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.cells.cells import cells_of
from importing.columns.ksj import Dataset, recognised
from importing.files.layers import Layer, Reading, read_layer
from importing.layers.work import Work

DATASET = "A17"
_NEEDED = "A17_002、A17_009"
_CODE_LENGTH, _PREFECTURE_LENGTH = 5, 2
_TO_CONFIRM = "2021年の法で要確認"
_WIDEST_FIRST = ("whole", "deemed", "partial")
"""A municipality may stand in several rows; the kind that takes in most of it holds."""


def import_depopulated(work: Work, files: Sequence[Path]) -> int:
    """Find the region's municipality in the lists and keep its kind for region.toml.

    Parameters
    ----------
    work
        Its `legal_status` is filled in.
    files
        Of one or several prefectures.

    Returns
    -------
    int
        Rows of the municipality; none where it is on no list, which is a finding too.

    Raises
    ------
    geo.texts.errors.RequestError
        When a file is no A17, the region's code is not known, or its prefecture is on no list.
    """
    code = (work.municipality_code or "")[:_CODE_LENGTH]
    if not code:
        raise RequestError(notice("legal_status_code_unknown", file="region.toml", field="municipality_code"))
    kinds: list[str] = []
    prefectures: set[str] = set()
    years: set[int] = set()
    for path in files:
        work.step(f"{path.name} を読んでいます")
        layer = read_layer(path, how=Reading(work.crs, work.fictional, (), work.municipality_code))
        found = _of_a17(layer)
        work.rows_read += len(layer.table)
        work.matched = work.matched or dict(found.columns)
        work.source_crs, work.encoding = work.source_crs or layer.crs, work.encoding or layer.encoding
        work.notices += [*layer.notices, found.as_notice(layer.file)]
        work.sources.append(found.source)
        codes = cells_of(layer.table[found.columns["code"]]).str.zfill(_CODE_LENGTH).str[:_CODE_LENGTH]
        prefectures |= set(codes.str[:_PREFECTURE_LENGTH])
        years |= set() if found.year is None else {found.year}
        meanings = found.about["codes"]
        own = cells_of(layer.table[found.columns["status"]])[codes == code].str.zfill(2)
        kinds += [str(meanings[status]) for status in own if status in meanings]
    if code[:_PREFECTURE_LENGTH] not in prefectures:
        raise RequestError(notice("legal_status_elsewhere", file=files[0].name, municipality=code))
    kind = next((kind for kind in _WIDEST_FIRST if kind in kinds), "none")
    work.legal_status = _entries(kind, max(years, default=None))
    text = DEPOPULATED[kind]  # type: ignore[index]
    work.notices.append(
        notice("legal_status_found", file=files[0].name, municipality=code, status=text, confirm=_TO_CONFIRM)
    )
    return len(kinds)


def _of_a17(layer: Layer) -> Dataset:
    found = recognised(layer.file, layer.table)
    if found is None or found.id != DATASET or not {"code", "status"} <= set(found.columns):
        raise RequestError(
            notice("legal_status_not_a17", file=layer.file, needed=_NEEDED, columns="、".join(map(str, layer.table)))
        )
    return found


def _entries(kind: str, year: int | None) -> dict[str, Any]:
    edition = "" if year is None else f"、{year}年版"
    known: dict[str, Any] = {"depopulated": kind} | ({} if year is None else {"year": year})
    return known | {"source": f"国土数値情報 過疎地域（{DATASET}{edition}）。{_TO_CONFIRM}"}
