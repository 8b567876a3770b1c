"""The bundle beside the page: it ends with all files and their pictures, stops when asked, and says why it could not."""

from __future__ import annotations

import io
import threading
import zipfile

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.documents.material import Material
from reports.documents.bundle import MANIFEST
from reports.documents.bundle_run import start_bundle
from tests.plan.documents.written_up import written_up


def test_it_ends_with_files_pictures_and_the_whole() -> None:
    state = start_bundle(written_up, ("circular", "geopackage"), ("a",)).wait(120)
    assert (state.stage, state.done, state.total, state.share) == ("done", 2, 2, 1.0)
    assert list(state.pictures) == ["回覧.pdf"]
    assert state.whole is not None
    with zipfile.ZipFile(io.BytesIO(state.whole)) as file:
        assert set(file.namelist()) == {"回覧.pdf", "計画の図形.gpkg", MANIFEST}


def test_it_stops_when_asked() -> None:
    go = threading.Event()

    def gather() -> Material:
        go.wait(60)
        return written_up()

    run = start_bundle(gather, ("circular", "geopackage"), ("a",))
    run.stop()
    go.set()
    state = run.wait(120)
    assert (state.stage, state.files, state.whole) == ("stopped", (), None)


def test_what_cannot_be_done_is_said() -> None:
    def refused() -> Material:
        raise RequestError(notice("sheets_broken"))

    state = start_bundle(refused, ("circular",), ("a",)).wait(120)
    assert state.stage == "refused"
    assert [n.code for n in state.notices] == ["sheets_broken"]
