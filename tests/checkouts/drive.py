"""Run cases in one checkout, as users do: commands through its cli.py, screens through its app.py.

python tests/checkouts/drive.py CHECKOUT CASES.json   (compare_checkouts.py calls it, in a folder made for one group)

It knows nothing of the checkout but these two files: modules may move between the checkouts that are compared.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

if __name__ == "__main__":
    # A script's own folder comes first where Python looks for modules: here the checkout shall.
    sys.path[0] = sys.argv[1]


def main(checkout: Path, cases: Sequence[dict[str, object]]) -> None:
    """Run cases one after the other; each leaves its answers in out/ and its name."""
    for case in cases:
        folder = Path("out") / str(case["name"])
        folder.mkdir(parents=True)
        if "args" in case:
            args = [str(a).replace("{out}", folder.as_posix()) for a in case["args"]]  # type: ignore[attr-defined]
            run_command(checkout, args, folder)
        else:
            run_screen(checkout, case["steps"], folder)  # type: ignore[arg-type]


def run_command(checkout: Path, args: Sequence[str], folder: Path) -> None:
    """Run a command as ``python cli.py`` does; keep its status and both its streams."""
    script = str(checkout / "cli.py")
    with _streams_in(folder), _arguments([script, *args]):
        try:
            runpy.run_path(script, run_name="__main__")
            status: object = 0
        except SystemExit as end:
            status = end.code or 0
        except Exception as problem:  # noqa: BLE001 - a defect is an answer too, and both checkouts must give it
            status = f"{type(problem).__name__}: {problem}"
    (folder / "status").write_text(f"{status}\n", encoding="utf-8")


def run_screen(checkout: Path, steps: Sequence[Sequence[str]], folder: Path) -> None:
    """Take the steps of a user on the screens; where one can't be taken, say which and leave the rest."""
    from screens import Screens  # type: ignore[import-not-found]  # beside this file; it loads Streamlit

    status = "0"
    with _streams_in(folder):
        screens = Screens(checkout / "app.py", folder)
        for number, (deed, *text) in enumerate(steps, start=1):
            try:
                getattr(screens, deed)(*text)
            except Exception as problem:  # noqa: BLE001 - as above
                status = f"{number}. {deed} {' '.join(text)}: {type(problem).__name__}: {problem}"
                break
    # What Streamlit writes to its log is no answer.
    (folder / "stdout").unlink()
    (folder / "stderr").unlink()
    (folder / "status").write_text(f"{status}\n", encoding="utf-8")


@contextlib.contextmanager
def _streams_in(folder: Path) -> Iterator[None]:
    """Keep what is printed, byte for byte."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield
    finally:
        for name, stream in (("stdout", out), ("stderr", err)):
            stream.flush()
            (folder / name).write_bytes(stream.buffer.getvalue())


@contextlib.contextmanager
def _arguments(text: list[str]) -> Iterator[None]:
    before, hook = sys.argv, sys.excepthook
    sys.argv = text
    try:
        yield
    finally:
        sys.argv, sys.excepthook = before, hook


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parent))
    main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
