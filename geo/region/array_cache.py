"""Arrays kept on disk between runs, by content: what was costly to make of files is there at the next start.

A name says from what something was made and by which code, so nothing old is ever found. Whatever cannot be read (damaged,
half-written, foreign) is thrown away in silence, and the files are read as if nothing had been there.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import io
import json
import os
import secrets
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.region.fingerprint import bytes_fingerprint
from geo.texts.notices import Notice

HOME_VARIABLE = "KYOTEN_HOME"
FORMAT = "kyoten-arrays-1"
LIMIT_BYTES = 256 * 2**20
"""How much may be kept in all; the oldest goes first."""

Arrays = Mapping[str, NDArray[np.generic]]
_MARK = "format and name"
_HOUSE = Path(__file__).resolve().parents[2]
_CODE = ("geo", "network/roads")
_LIBRARIES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "pyogrio", "geopandas", "networkx", "osmium")
_PLAIN = (str, int, float, bool, type(None))


def home_folder() -> Path:
    """Return where Kyoten keeps what it writes for itself: the folder named by KYOTEN_HOME, else .kyoten in the user's home."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else Path.home() / ".kyoten"


def cache_folder() -> Path:
    """Return the folder of the arrays."""
    return home_folder() / "cache"


@functools.cache
def code_version(*further: str) -> str:
    """Compute the fingerprint of the code and the reference values that regions and road networks are made with.

    Parameters
    ----------
    further
        Rooms and modules that take part too, as paths in the house.
    """
    files: list[Path] = []
    for part in (*_CODE, *further):
        where = _HOUSE / part
        files += [where] if where.is_file() else sorted(p for kind in ("py", "toml") for p in where.rglob(f"*.{kind}"))
    # Asked of what was installed: to load these libraries only for their versions would take longer than what is kept.
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    made_with = [sys.version, shapely.geos_version_string, *libraries]
    return bytes_fingerprint(FORMAT, *made_with, *(p.read_bytes() for p in files))


def cache_name(*made_of: bytes | str) -> str:
    """Name something by all that it is made of, and by the code."""
    return bytes_fingerprint(code_version(), *made_of)


def load_arrays(name: str) -> dict[str, NDArray[np.generic]] | None:
    """Load arrays by their name; None where there are none that can be used."""
    path = _path(name)
    try:
        # numpy loads no Python objects unless it is told to.
        with np.load(io.BytesIO(path.read_bytes())) as stored:
            arrays = {key: stored[key] for key in stored.files}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile, NotImplementedError):
        _throw_away(path)
        return None
    if _MARK not in arrays or arrays.pop(_MARK).tolist() != [FORMAT, name]:
        _throw_away(path)
        return None
    return arrays


def save_arrays(name: str, arrays: Arrays) -> None:
    """Keep arrays under a name, as far as there is room; several may do so at once, and a disk that is full stops nobody.

    Raises
    ------
    ValueError
        When an array holds Python objects, which could only be pickled.
    """
    if any(array.dtype.hasobject for array in arrays.values()):
        raise ValueError("arrays of Python objects are not kept")
    file = io.BytesIO()
    marked: dict[str, Any] = {_MARK: np.array([FORMAT, name]), **arrays}
    np.savez(file, **marked)
    content = file.getvalue()
    if len(content) > LIMIT_BYTES:
        return
    path = _path(name)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        _throw_away(beside)
        return
    _make_room(path)


def is_plain(value: Any) -> bool:
    """Return whether text gives a value back as it was, types included; numbers of numpy, for one, would come back as others.

    Examples
    --------
    >>> is_plain([{"a": 1.5}, None]), is_plain((1, 2)), is_plain(np.float64(1.5))
    (True, False, False)
    """
    if type(value) is list:
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(type(key) is str for key in value) and all(map(is_plain, value.values()))
    return type(value) in _PLAIN


def text_array(value: Any) -> NDArray[np.uint8]:
    """Write a plain value as the bytes of its text."""
    return np.frombuffer(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), dtype=np.uint8)


def value_of(characters: NDArray[Any]) -> Any:
    """Read a value that `text_array` wrote."""
    return json.loads(characters.tobytes())


def notices_array(notices: Iterable[Notice]) -> NDArray[np.uint8]:
    """Write notices as the bytes of their text."""
    return text_array([asdict(n) for n in notices])


def notices_of(characters: NDArray[Any]) -> list[Notice]:
    """Read notices that `notices_array` wrote."""
    return [Notice(**{**fields, "details": tuple(fields["details"])}) for fields in value_of(characters)]


def _path(name: str) -> Path:
    return cache_folder() / f"{name}.npz"


def _make_room(newest: Path) -> None:
    """Throw the oldest away until all that is kept fits; what another process removes meanwhile is gone all the same."""
    found = []
    for path in newest.parent.iterdir():
        with contextlib.suppress(OSError):
            state = path.stat()
            found.append((path == newest, state.st_mtime_ns, path.name, state.st_size, path))
    left = sum(size for *_, size, _ in found)
    for *_, size, path in sorted(found):
        if left <= LIMIT_BYTES:
            return
        _throw_away(path)
        left -= size


def _throw_away(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
