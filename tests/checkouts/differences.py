"""Where the answers of two checkouts differ, byte by byte; masked are seconds, memory and the folders in which they were made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_AROUND = 60
_REFUSED = "1\n"
_JSON_SECONDS = re.compile(rb'("(?:[a-z]+_)?seconds": )[-+0-9.eE]+')
_JSON_MEMORY = re.compile(rb'("memory_mb": )[-+0-9.eE]+')
_TOLD_MEMORY = re.compile("メモリー [0-9][0-9,]* MB".encode())
_KEPT = ".parquet.regions"
"""Folders whose files are named after the code that made them: what they hold stands in the table beside them."""
_TOLD_SECONDS = re.compile("[0-9][0-9,.]*秒".encode())


@dataclass(frozen=True)
class Finding:
    """What was found out about a case: ``differs``, ``new`` (the old checkout cannot do it yet) or ``wrong`` (neither can)."""

    case: str
    kind: str
    text: str


def findings(group: str, cases: list[str], old: Path, new: Path) -> Iterator[Finding]:
    """Compare all that a group left in two folders, case by case, and what lies beside the cases."""
    for case in cases:
        name = f"{group}/{case}"
        before, after = (_status(folder / "out" / case) for folder in (old, new))
        if before == after == _REFUSED and "refused" not in case:
            # Two refusals are alike whatever was asked: a case must be one that can be answered.
            yield Finding(name, "wrong", "both refuse it")
        elif _done(before) or _done(after):
            if not _done(before):
                yield Finding(name, "new", f"old: {before.strip()}")
                continue
            yield from (Finding(name, "differs", text) for text in differing(old / "out" / case, new / "out" / case))
        else:
            yield Finding(name, "wrong", f"old: {before.strip()}; new: {after.strip()}")
    for folder in sorted({p.name for side in (old, new) for p in side.iterdir()} - {"out"}):
        yield from (Finding(group, "differs", f"{folder}/{text}") for text in differing(old / folder, new / folder))


def _status(folder: Path) -> str:
    path = folder / "status"
    return path.read_text(encoding="utf-8") if path.is_file() else "did not run"


def _done(status: str) -> bool:
    """Return whether a checkout knows what it was asked: a refusal (1) is an answer, wrong usage (2) and a lost step are none."""
    return status in ("0\n", _REFUSED)


def differing(old: Path, new: Path) -> Iterator[str]:
    """Tell every file that only one of two folders holds, and where the others differ."""
    sides = [_files(folder) for folder in (old, new)]
    for name in sorted({*sides[0], *sides[1]}):
        if name not in sides[1]:
            yield f"{name}: only in old"
        elif name not in sides[0]:
            yield f"{name}: only in new"
        elif text := difference(name, *(side[name].read_bytes() for side in sides)):
            yield f"{name}: {text}"


def difference(name: str, old: bytes, new: bytes) -> str:
    """Return in a few words where two files differ; nothing where they are the same but for what is masked."""
    if name.rpartition("/")[2] in ("stdout", "stderr"):
        old, new = masked(old), masked(new)
    if old == new:
        return ""
    if path := _json_path(old, new):
        return path
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return f"byte {at} of {len(old)} and {len(new)}: {_near(old, at)} → {_near(new, at)}"


def masked(printed: bytes) -> bytes:
    """Take out what may differ in what a command prints: how many seconds it took, and how much memory."""
    printed = _TOLD_MEMORY.sub("メモリー … MB".encode(), _JSON_MEMORY.sub(rb"\g<1>0", printed))
    return _TOLD_SECONDS.sub("…秒".encode(), _JSON_SECONDS.sub(rb"\g<1>0", printed))


def without_path(content: bytes, path: str, instead: str) -> bytes:
    """Put something in a folder's place, wherever it stands in a text, also where Markdown's signs in it were made harmless."""
    pattern = rb"\\?".join(re.escape(bytes([byte])) for byte in path.encode())
    return re.sub(pattern, lambda _: instead.encode(), content)


def _files(folder: Path) -> dict[str, Path]:
    if folder.is_file():
        return {"": folder}
    return {
        p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file() and _KEPT not in p.parent.name
    }


def _near(content: bytes, at: int) -> str:
    return repr(content[max(0, at - _AROUND // 3) : at + _AROUND].decode("utf-8", "replace"))


def _json_path(old: bytes, new: bytes) -> str:
    try:
        return next(_json_differences("$", json.loads(old), json.loads(new)), "")
    except ValueError:
        return ""


def _json_differences(path: str, old: object, new: object) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            if key not in old or key not in new:
                yield f"{path}.{key}: only in {'new' if key in new else 'old'}"
            else:
                yield from _json_differences(f"{path}.{key}", old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _json_differences(f"{path}[{number}]", one, other)
    elif old != new or type(old) is not type(new):
        yield f"{path}: {str(old)[:_AROUND]} → {str(new)[:_AROUND]}"
