"""Around every command: failures in plain Japanese, one JSON document where asked for, the exit statuses of the contract."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

import click

from geo.texts.errors import RegionUnreadableError, RequestError
from geo.texts.messages import notice, text
from geo.texts.notices import Notice, has_error
from geo.texts.reasons import reason_of
from plan.file.result_json import json_bytes
from reports.plain_text.answer_lines import notice_lines


class Commands(click.Group):
    """Commands that answer every failure in plain Japanese, with the exit status of the contract."""

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run a command and leave with 0 (done), 1 (the data or the request is at fault) or 2 (wrong usage)."""
        given = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            sys.exit(super().main(args, **{**extra, "standalone_mode": False}) or 0)
        except (RegionUnreadableError, RequestError) as problem:
            tell_failure(problem.notices, as_json="--json" in given)
        except click.Abort:
            tell_failure([notice("interrupted")], as_json="--json" in given)
        except click.exceptions.NoArgsIsHelpError as problem:
            click.echo(problem.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as problem:
            command = problem.ctx.command_path if problem.ctx is not None else "cli.py"
            click.echo(f"{_usage_text(problem)}\n使い方は「{command} --help」で見られます。", err=True)
            sys.exit(2)
        except OSError as problem:
            tell_failure([_file_trouble(problem)], as_json="--json" in given and problem.filename is not None)
        sys.exit(1)


def tell_failure(notices: Iterable[Notice], *, as_json: bool) -> None:
    """Print why a request failed."""
    if as_json:
        _print_json({"notices": [n.as_dict() for n in notices]})
    else:
        say(*notice_lines(notices))


def _file_trouble(problem: OSError) -> Notice:
    if problem.filename is not None:
        file = Path(os.fsdecode(problem.filename)).name
        return notice("file_unreadable", file=file, severity="error", reason=reason_of(problem))
    # No file is named: the answer itself found no place.
    return notice("output_unwritable", file="標準出力", reason=reason_of(problem))


def _usage_text(problem: click.UsageError) -> str:
    match problem:
        case click.NoSuchOption():
            return text("usage_option_unknown", {"option": problem.option_name})
        case click.NoSuchCommand(ctx=click.Context(command=click.Group() as group)):
            known = "、".join(sorted(group.commands))
            return text("usage_command_unknown", {"command": problem.command_name, "known": known})
        case click.MissingParameter(param=click.Parameter() as param):
            return text("usage_option_missing", {"option": _named(param)})
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as param):
            known = "、".join(map(str, choice.choices))
            return text("usage_choice_wrong", {"option": _named(param), "known": known})
        case click.BadParameter(param=click.Parameter() as param) if param.type in (click.INT, click.FLOAT):
            return text("usage_number_wrong", {"option": _named(param)})
        case click.BadOptionUsage():
            return text("usage_value_missing", {"option": problem.option_name})
    return problem.format_message()


def _named(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else str(param.metavar)


def unforeseen(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Tell a defect of the program in words; no traceback reaches a user."""
    if issubclass(kind, KeyboardInterrupt):
        tell_failure([notice("interrupted")], as_json="--json" in sys.argv)
        return
    steps = traceback.extract_tb(trace)
    where = f"、{Path(steps[-1].filename).name} の {steps[-1].lineno} 行目" if steps else ""
    reason = f"{kind.__name__}：{problem}{where}"
    tell_failure([notice("unforeseen", reason=reason)], as_json="--json" in sys.argv)


def say(*lines: str) -> None:
    """Tell progress on stderr."""
    for line in lines:
        click.echo(line, err=True)


def _print_json(document: Mapping[str, object]) -> None:
    click.echo(json_bytes(document), nl=False)


def answer(
    document: Mapping[str, object],
    lines: Iterable[str],
    notices: Iterable[Notice],
    *,
    as_json: bool,
    year: int | None = None,
) -> int:
    """Print an answer, for another year than the base year with that; give the exit status."""
    notices = list(notices)
    of_year = {} if year is None else {"year": year}
    if as_json:
        _print_json({**document, **of_year, "notices": [n.as_dict() for n in notices]})
    else:
        heading = [] if year is None else [f"{year}年の人口で数えました（施設・時刻表・道は案のままです）。"]
        for line in (*heading, *lines, *notice_lines(notices)):
            click.echo(line)
    return 1 if has_error(notices) else 0
