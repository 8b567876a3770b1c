"""The screens of a checkout's app.py without a browser: what a user does, the files offered, the words shown.

Everything is found by what a user sees (labels) and by page addresses; no module of the house is named.
"""

from __future__ import annotations

import fnmatch
import functools
import html
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

TIMEOUT_S = 600
_WAIT_S = 180
# As Streamlit brings them: whoever walks over the screens listens at both anew.
_TABS, _DOWNLOAD_BUTTON, _MAIN = DeltaGenerator.tabs, DeltaGenerator.download_button, st.tabs.__self__  # type: ignore[attr-defined]
_REST_S = 0.1


class Screens:
    """The app as one person uses it; each public method is a deed that a case may name."""

    def __init__(self, app: Path, folder: Path) -> None:
        self._folder = folder
        self._wanted: tuple[str, ...] = ()
        self._taken: set[str] = set()
        self._tabs: dict[str, str] = {}
        self._looks = 0
        self._listen()
        self._app = AppTest.from_file(str(app), default_timeout=TIMEOUT_S)

    def region(self, name: str) -> None:
        """Open a sample region by its address."""
        self._app.query_params["region"] = name
        self._run()

    def open(self, page: str) -> None:
        """Open a page by its address."""
        self._app._page_hash = calc_hash(page)  # AppTest switches to pages that are files only
        self._run()

    def tab(self, label: str) -> None:
        """Open a tab."""
        self._app.session_state[self._tabs[label]] = label
        self._run()

    def press(self, label: str) -> None:
        """Press a button."""
        _named(self._app.button, label).click()
        self._run()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list, or one of several."""
        found = _named([*self._app.selectbox, *self._app.radio, *self._app.button_group], label)
        number = next(i for i, o in enumerate(found.options) if fnmatch.fnmatch(_text_of(o), option))
        if hasattr(found, "select_index"):
            found.select_index(number)
        else:
            found.set_value(found.options[number])
        self._run()

    def write(self, label: str, text: str) -> None:
        """Write into a field."""
        _named(self._app.text_input, label).set_value(text)
        self._run()

    def upload(self, label: str, *paths: str) -> None:
        """Hand over files."""
        field = _named(self._app.file_uploader, label)
        files = [(Path(p).name, Path(p).read_bytes(), "application/octet-stream") for p in paths]
        field.set_value(files if len(files) > 1 else files[0])
        self._run()

    def wait(self, label: str) -> None:
        """Wait until a button, of any kind, can be pressed: when work in the background is done."""
        deadline = time.monotonic() + _WAIT_S
        while not any(fnmatch.fnmatch(seen, label) for seen in self._buttons()):
            if time.monotonic() > deadline:
                raise TimeoutError(label)
            time.sleep(_REST_S)
            self._run()

    def take(self, *labels: str) -> None:
        """Take files that the page offers."""
        self._wanted, self._taken = labels, set()
        self._run()
        self._wanted = ()
        missing = [w for w in labels if not any(fnmatch.fnmatch(label, w) for label in self._taken)]
        if missing:
            raise LookupError(f"not offered: {'、'.join(missing)}")

    def look(self) -> None:
        """Keep the words of the page: what is written, and the tables."""
        self._looks += 1
        (self._folder / f"page-{self._looks:02}.txt").write_text("\n".join(self._shown()) + "\n", encoding="utf-8")

    def _run(self) -> None:
        self._app.run()
        if self._app.exception:
            raise RuntimeError(self._app.exception[0].message)

    def _listen(self) -> None:
        """Hear which tabs are drawn and which files are offered, wherever the pages do it."""

        def heard_tabs(place: Any, labels: Sequence[str], **more: Any) -> Any:
            self._tabs.update({label: str(more.get("key")) for label in labels})
            return _TABS(place, labels, **more)

        def heard_button(place: Any, label: str, data: Any, *rest: Any, **more: Any) -> Any:
            if any(fnmatch.fnmatch(label, w) for w in self._wanted):
                self._keep(label, data, rest[0] if rest else more.get("file_name"))
            return _DOWNLOAD_BUTTON(place, label, data, *rest, **more)

        for name, heard in (("tabs", heard_tabs), ("download_button", heard_button)):
            setattr(st, name, functools.partial(heard, _MAIN))
            setattr(DeltaGenerator, name, heard)

    def _keep(self, label: str, data: Any, file_name: object) -> None:
        content = data() if callable(data) else data
        if hasattr(content, "read"):
            content = content.read()
        name = f"{len(list(self._folder.iterdir())):02}-{label}-{file_name}".replace("/", "／")
        (self._folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        self._taken.add(label)

    def _buttons(self) -> list[str]:
        """Return the labels of all that can be pressed."""
        return [b.label for b in self._app.button if not b.proto.disabled] + [
            b.proto.label for b in self._app.get("download_button")
        ]

    def _shown(self) -> list[str]:
        app = self._app
        bodies = [element.proto.body for element in app.get("html")]
        shown = [_text_of(body) for body in bodies if not body.startswith("<style>")]
        for kind in (
            app.title,
            app.header,
            app.markdown,
            app.caption,
            app.text,
            app.warning,
            app.info,
            app.error,
            app.metric,
        ):
            shown += [_text_of(str(element.value)) for element in kind]
        shown += [table.value.to_csv() for table in app.dataframe]
        return [*shown, *self._buttons()]


def _named(widgets: Iterable[Any], label: str) -> Any:
    for widget in widgets:
        if fnmatch.fnmatch(widget.label, label):
            return widget
    raise LookupError(f"not on the page: {label}")


def _text_of(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup))).strip()
