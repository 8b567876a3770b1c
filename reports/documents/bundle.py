"""The bundle that a town hands in: each file with what it holds, made one after the other, and the manifest of all."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.gtfs.writing import feed_files, zip_of_files
from geo.texts.errors import RequestError
from geo.texts.notices import Notice, as_warnings
from plan.background import StopSign
from plan.documents.blocks import DRAFT, Document
from plan.documents.catalogue import CHOICES, CIRCULAR, DESIGN, DOCUMENTS, PRINTED
from plan.documents.material import Material
from plan.file.plan_file import plan_bytes
from plan.services.gtfs_export import export_feed
from plan.workspace.atomic_write import write_atomically
from reports.documents.book import report_workbook
from reports.documents.page_alone import page_alone
from reports.documents.typeset import OFFICE, ROUND, TypeSizes, typeset
from reports.documents.word import word_bytes
from reports.files.geopackage import geopackage_bytes, land_layers
from reports.printed.glyphs import glyph_notices
from reports.printed.page import A3_WIDE_MM, A4_WIDE_MM, Page, enlarged, pdf_bytes, png_bytes
from reports.printed.region_map import region_page
from reports.printed.sheet_files import file_name

MANIFEST = "目録.json"
_WORD_DPI, _LARGE_DPI, _A1_FACTOR = 150, 90, 2.0


@dataclass(frozen=True)
class Piece:
    """One file of the bundle.

    Parameters
    ----------
    key
        By which it is chosen; the same for PDF and PNG of one map.
    name
        Of the file.
    holds
        What it holds, in Japanese.
    make
        Its bytes.
    pages
        Its sheets, by which it is looked at before it is opened; None for what is no paper.
    notices
        What a reader of this file must know.
    """

    key: str
    name: str
    holds: str
    make: Callable[[], bytes]
    pages: Callable[[], list[Page]] | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Made:
    """A file that is made: its piece and its bytes."""

    piece: Piece
    content: bytes


@dataclass(frozen=True, eq=False)
class Bundle:
    """Everything that can be handed in for a scenario.

    Parameters
    ----------
    found
        What it is written from.
    pieces
        In the order of the manifest.
    notices
        What the reader of any of them must know, and why something can't be made.
    not_made
        What can't be made, by its name, and why.
    """

    found: Material
    pieces: tuple[Piece, ...]
    notices: tuple[Notice, ...]
    not_made: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def notices_of(self, pieces: Iterable[Piece]) -> tuple[Notice, ...]:
        """Return what a reader of some pieces must know, each notice once."""
        return tuple(dict.fromkeys((*self.notices, *(n for piece in pieces for n in piece.notices))))

    def made(self, keys: Iterable[str] | None = None, sign: StopSign | None = None) -> Iterator[Made]:
        """Make the files one after the other, all where no keys are given; stops between two where the sign asks for it."""
        wanted = None if keys is None else set(keys)
        for piece in self.pieces:
            if sign is not None and sign.asked:
                return
            if wanted is None or piece.key in wanted:
                yield Made(piece, piece.make())

    def manifest(self, files: Iterable[Made]) -> bytes:
        """List files with what they hold and their digests, and on which region and plan they rest."""
        effective = self.found.chosen.effective
        content: dict[str, Any] = {
            "region": {"id": effective.region.id, "name": effective.region.name, "fingerprint": effective.region.fingerprint},
            "plan": {"fingerprint": hashlib.sha256(plan_bytes(self.found.plan)).hexdigest()},
            "scenario": {"id": effective.scenario_id, "name": effective.scenario_name},
            "date": self.found.written_on.isoformat(),
            "status": DRAFT,
            "people_under_ten": "told" if self.found.few_told else "left out",
            "people_under_ten_remark": _FEW[self.found.few_told],
            "files": [
                {"file": m.piece.name, "holds": m.piece.holds, "bytes": len(m.content), "sha256": hashlib.sha256(m.content).hexdigest()}
                for m in files
            ],
            "missing": {known.name: list(names) for known in (*DOCUMENTS, *PRINTED) if (names := known.lacks(self.found))},
            "not_made": {name: list(why) for name, why in self._not_made().items()},
        }  # fmt: skip
        return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()

    def _not_made(self) -> Mapping[str, tuple[str, ...]]:
        """Add the projection of people, where the counts allow none, to what can't be made."""
        if self.found.future is not None:
            return self.not_made
        return {**self.not_made, "人口の見通し": tuple(n.message for n in self.found.future_notices)}


_FEW = {
    True: "10人未満の集落の年齢と、10人未満の人の答えも載せています。取扱いに注意してください。",
    False: "10人未満の集落の年齢と、10人未満の人の答えは載せていません。",
}


def bundle(found: Material) -> Bundle:
    """Gather what can be handed in for a scenario.

    Parameters
    ----------
    found
        What it is written from.
    """
    maps = {paper: functools.cache(functools.partial(_map_page, found, paper)) for paper in _PAPERS}
    picture = functools.cache(functools.partial(_as_png, maps["A4"], _WORD_DPI))
    pieces = [*_documents(found, picture), *_maps(found, maps, picture), *_data(found)]
    notices = list(glyph_notices(found.chosen))
    not_made: dict[str, tuple[str, ...]] = {}
    try:
        export = export_feed(found.chosen.effective)
    except RequestError as problem:
        # The rest is made without it: what the region or the plan lacks is named, and stops nothing.
        notices += as_warnings(problem.notices)
        not_made[CHOICES["gtfs"]] = tuple(n.message for n in problem.notices)
    else:
        feed = zip_of_files(feed_files(export.feed))
        holds = "案のバスの時刻表データ（GTFS-JP）"
        pieces.append(Piece("gtfs", "gtfs.zip", holds, lambda: feed, notices=tuple(export.notices)))
    return Bundle(found, tuple(pieces), tuple(dict.fromkeys(notices)), not_made)


def _documents(found: Material, picture: Callable[[], bytes]) -> Iterator[Piece]:
    """What is written in words; each document is composed once, for its file and for its sheets."""
    for known in DOCUMENTS:
        write = functools.cache(functools.partial(known.write, found))
        yield Piece(
            known.key, f"{file_name(known.name)}_{DRAFT}.docx", known.holds,
            functools.partial(_as_word, write, picture), functools.partial(_as_sheets, write, picture),
        )  # fmt: skip
    for known, sizes in ((CIRCULAR, ROUND), (DESIGN, OFFICE)):
        write = functools.cache(functools.partial(known.write, found))
        pages = functools.cache(functools.partial(_printed_pages, write, sizes))
        yield Piece(known.key, f"{known.name}.pdf", known.holds, functools.partial(_printed, write, pages), pages)


def _as_word(write: Callable[[], Document], picture: Callable[[], bytes]) -> bytes:
    return word_bytes(write(), picture)


def _as_sheets(write: Callable[[], Document], picture: Callable[[], bytes]) -> list[Page]:
    return typeset(write(), draw_map=picture)


def _printed_pages(write: Callable[[], Document], sizes: TypeSizes) -> list[Page]:
    return typeset(write(), sizes)


def _printed(write: Callable[[], Document], pages: Callable[[], list[Page]]) -> bytes:
    return pdf_bytes(pages(), title=write().title)


_PAPERS = {"A4": "案の地図（A4）", "A3": "案の地図（A3）", "A1": "案の地図（A1、壁に貼る大きさ）"}


def _maps(found: Material, maps: Mapping[str, Callable[[], Page]], picture: Callable[[], bytes]) -> Iterator[Piece]:
    title = f"{found.place} {found.chosen.effective.scenario_name}"
    pictures: dict[str, Callable[[], bytes]] = {
        "A4": picture,
        "A3": functools.partial(_as_png, maps["A3"], _WORD_DPI),
        "A1": functools.partial(_as_png, maps["A1"], _LARGE_DPI),
    }
    for paper, holds in _PAPERS.items():
        sheet = functools.partial(_as_list, maps[paper]) if paper == "A4" else None
        whole = functools.partial(_as_pdf, maps[paper], title)
        yield Piece(f"map_{paper}", f"地図_{paper}.pdf", holds, whole, sheet)
        yield Piece(f"map_{paper}", f"地図_{paper}.png", f"{holds}、画像", pictures[paper])


def _as_list(page: Callable[[], Page]) -> list[Page]:
    return [page()]


def _as_pdf(page: Callable[[], Page], title: str) -> bytes:
    return pdf_bytes([page()], title=title)


def _as_png(page: Callable[[], Page], dpi: int) -> bytes:
    return png_bytes(page(), dpi=dpi)


def _map_page(found: Material, paper: str) -> Page:
    if paper == "A4":
        return region_page(found.chosen, size_mm=A4_WIDE_MM, day=found.written_on)
    page = region_page(found.chosen, size_mm=A3_WIDE_MM, day=found.written_on)
    return enlarged(page, _A1_FACTOR) if paper == "A1" else page


def _data(found: Material) -> Iterator[Piece]:
    yield Piece("workbook", "計画の表.xlsx", "すべての表、定義、出典、前提", lambda: report_workbook(found))
    yield Piece(
        "geopackage", "計画の図形.gpkg", "圏域・区域・集落・施設・拠点（QGIS 用、見た目つき）",
        lambda: geopackage_bytes(land_layers(found.chosen.effective), found.written_on),
    )  # fmt: skip
    yield Piece(
        "page",
        "一枚で開く地図.html",
        "インターネットなしで開く地図と数字（案を切り替えられます）",
        lambda: page_alone(found),
    )


def write_bundle(of: Bundle, folder: Path, on_step: Callable[[str], None]) -> list[Path]:
    """Write every file and the manifest into a folder.

    Parameters
    ----------
    of
        What is written.
    folder
        Made where there is none.
    on_step
        Called with what is being written, in Japanese.

    Raises
    ------
    OSError
        When the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files, written = [], []
    for number, made in enumerate(of.made(), start=1):
        on_step(f"書いています {number}/{len(of.pieces)}：{made.piece.name}")
        write_atomically(folder / made.piece.name, made.content)
        written.append(folder / made.piece.name)
        files.append(made)
    write_atomically(folder / MANIFEST, of.manifest(files))
    return [*written, folder / MANIFEST]
