"""The command line: everything the screens do, without a browser. It reads arguments and prints; the rest is in plan."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date as date_type
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from geo.errors import RegionUnreadableError, RequestError
from geo.messages import notice
from geo.notices import Notice, has_error
from geo.reasons import reason_of
from plan.json_words import json_bytes
from reports.plain_text import check_lines, comparison_lines, diagnosis_lines, notice_lines

if TYPE_CHECKING:
    from plan.destinations import BusQuestion

# What takes long to load (geopandas, scipy) is imported inside the commands: --help answers at once.

PURPOSE_NAMES = ("clinic", "shopping", "school", "office", "errands")

_JAPAN = timezone(timedelta(hours=9), "JST")

F = TypeVar("F", bound=Callable[..., Any])


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
            _tell_failure(problem.notices, as_json="--json" in given)
        except click.Abort:
            _tell_failure([notice("interrupted")], as_json="--json" in given)
        except click.exceptions.NoArgsIsHelpError as problem:
            click.echo(problem.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as problem:
            command = problem.ctx.command_path if problem.ctx is not None else "cli.py"
            click.echo(f"{_usage_words(problem)}\n使い方は「{command} --help」で見られます。", err=True)
            sys.exit(2)
        except OSError as problem:
            _tell_failure([_file_trouble(problem)], as_json="--json" in given and problem.filename is not None)
        sys.exit(1)


def _tell_failure(notices: Iterable[Notice], *, as_json: bool) -> None:
    if as_json:
        _print_json({"notices": [n.as_dict() for n in notices]})
    else:
        _say(*notice_lines(notices))


def _file_trouble(problem: OSError) -> Notice:
    if problem.filename is not None:
        file = Path(os.fsdecode(problem.filename)).name
        return notice("file_unreadable", file=file, severity="error", reason=reason_of(problem))
    # No file is named: the answer itself found no place.
    return notice("output_unwritable", file="標準出力", reason=reason_of(problem))


def _usage_words(problem: click.UsageError) -> str:
    match problem:
        case click.NoSuchOption():
            return f"「{problem.option_name}」という指定はありません。"
        case click.NoSuchCommand():
            known = "、".join(sorted(cli.commands))
            return f"「{problem.command_name}」という命令はありません。あるのは {known} です。"
        case click.MissingParameter(param=click.Parameter() as param):
            return f"{_named(param)} を指定してください。"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as param):
            return f"{_named(param)} には {'、'.join(map(str, choice.choices))} のどれかを指定してください。"
        case click.BadParameter(param=click.Parameter() as param) if param.type in (click.INT, click.FLOAT):
            return f"{_named(param)} には数を指定してください。"
        case click.BadOptionUsage():
            return f"{problem.option_name} の値を書いてください。"
    return problem.format_message()


def _named(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else str(param.metavar)


def _unforeseen(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Tell a defect of the program in words; no traceback reaches a user."""
    if issubclass(kind, KeyboardInterrupt):
        _tell_failure([notice("interrupted")], as_json="--json" in sys.argv)
        return
    steps = traceback.extract_tb(trace)
    where = f"、{Path(steps[-1].filename).name} の {steps[-1].lineno} 行目" if steps else ""
    reason = f"{kind.__name__}：{problem}{where}"
    _tell_failure([notice("unforeseen", reason=reason)], as_json="--json" in sys.argv)


def _say(*lines: str) -> None:
    for line in lines:
        click.echo(line, err=True)


def _print_json(document: Mapping[str, object]) -> None:
    click.echo(json_bytes(document), nl=False)


def _answer(document: Mapping[str, object], lines: Iterable[str], notices: Iterable[Notice], *, as_json: bool) -> int:
    """Print an answer; give the exit status."""
    notices = list(notices)
    if as_json:
        _print_json({**document, "notices": [n.as_dict() for n in notices]})
    else:
        for line in (*lines, *notice_lines(notices)):
            click.echo(line)
    return 1 if has_error(notices) else 0


def _json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="結果を JSON で出します（標準出力には JSON だけ）。")(
        command
    )


def _region_argument(command: F) -> F:
    return click.argument("region", metavar="REGION", type=click.Path(path_type=Path))(command)


def _plan_options(command: F) -> F:
    command = click.option("--scenario", "scenario_id", metavar="ID", help="案の id。省くと最初の案。現況は base。")(
        command
    )
    path = click.Path(path_type=Path)
    return click.option("--plan", "plan_path", metavar="P", type=path, help="案のファイル（.plan.json）。")(command)


def _checked_plan(plan_path: Path | None, scenario_id: str | None) -> None:
    if plan_path is None and scenario_id not in (None, "base"):
        raise click.UsageError("--scenario を使うときは、--plan で案のファイルも指定してください。")


@click.group(
    cls=Commands,
    help="拠点（Kyoten）：集落・施設・道のデータを調べ、案を比べます。",
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
def cli() -> None:
    """Gather the commands."""


@cli.command(help="地域フォルダ REGION を読み、数と、気づいたことをすべて示します。")
@_region_argument
@_json_option
def check(region: Path, *, as_json: bool) -> int:
    """Check a region."""
    from geo.region import read_region
    from plan.applied import road_graph
    from plan.region_check import check_notices, region_check

    place = read_region(region, on_step=_say)
    found = region_check(place)
    return _answer(found, check_lines(found), check_notices(place, road_graph(place)), as_json=as_json)


@cli.command(help="集落から行き先までの分を CSV に書きます。行けない所は inf です。")
@_region_argument
@click.option("--mode", type=click.Choice(["car", "walk", "bus"]), default="car", show_default=True, help="移動手段。")
@click.option("--date", metavar="YYYY-MM-DD", help="バスの日。省くと、便がいちばん多いはじめの火曜日。")
@click.option("--depart", metavar="HH:MM-HH:MM", help="バスで出かける時間帯。省くと、その日いちばん短い所要時間。")
@click.option("--percentile", metavar="P", type=float, help="時間帯の各分の所要時間の百分位（0〜100、省くと 50）。")
@click.option("--to", "ids", metavar="ID[,ID…]", required=True, help="行き先（施設・候補地・拠点の id）。")
@_plan_options
@click.option("--out", metavar="F.csv", type=click.Path(path_type=Path), required=True, help="書き出す CSV。")
@_json_option
def times(
    region: Path,
    mode: str,
    ids: str,
    plan_path: Path | None,
    scenario_id: str | None,
    out: Path,
    *,
    as_json: bool,
    **of_buses: Any,
) -> int:
    """Write the minutes to places; `unreachable` counts the pairs of village and place without a way."""
    from plan.destinations import bus_minutes_to_places, minutes_to_places, pairs_without_way
    from plan.opening import opened
    from plan.saving import write_atomically
    from reports.tables import csv_bytes

    _checked_plan(plan_path, scenario_id)
    if mode != "bus" and any(value is not None for value in of_buses.values()):
        raise click.UsageError("--date、--depart、--percentile は、バスの所要時間（--mode bus）のための指定です。")
    question = _bus_question(**of_buses)
    found = opened(region, plan_path, on_step=_say)
    measured = found.scenario(scenario_id)
    wanted = [i.strip() for i in ids.split(",") if i.strip()]
    document: dict[str, Any] = {}
    notices = found.notices([measured])
    if mode == "bus":
        minutes, timetable = bus_minutes_to_places(measured.applied, wanted, question)
        document["date"] = timetable.date.isoformat()
        notices += timetable.notices
    else:
        minutes = minutes_to_places(measured.applied, wanted, "walk" if mode == "walk" else "car")
    write_atomically(out, csv_bytes(minutes.rename_axis("village_id").reset_index(), decimals=4, mark=False))
    unreachable = pairs_without_way(minutes)
    document |= {
        "rows": len(minutes),
        "unreachable": unreachable,
        "out": str(out),
        "scenario": measured.applied.scenario_id,
    }
    lines = [
        f"{measured.applied.scenario_name}：{len(minutes):,} 集落から {minutes.shape[1]:,} か所までの分を {out} に書きました。",
        f"行けない組（集落と行き先）は {unreachable:,} です。",
        *([f"バスの日は {document['date']} です。"] if mode == "bus" else []),
    ]
    return _answer(document, lines, notices, as_json=as_json)


def _day(date: str | None) -> date_type | None:
    try:
        return None if date is None else datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=_JAPAN).date()
    except ValueError:
        raise click.UsageError("--date は 2026-04-07 のように、暦にある日を書いてください。") from None


def _bus_question(*, date: str | None, depart: str | None, percentile: float | None) -> BusQuestion:
    from plan.destinations import BusQuestion

    if percentile is not None and depart is None:
        raise click.UsageError("--percentile を使うときは、--depart で時間帯も指定してください。")
    window = None
    if depart is not None:
        times = re.fullmatch(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)", depart, re.ASCII)
        if times is None:
            raise click.UsageError("--depart は 08:00-10:00 のように書いてください。")
        hours = [int(word) for word in times.groups()]
        window = (hours[0] * 60 + hours[1]) * 60, (hours[2] * 60 + hours[3]) * 60
    try:
        return BusQuestion(_day(date), window, 50 if percentile is None else percentile)
    except ValueError:
        words = "--depart は前の時刻から後の時刻まで、--percentile は 0 から 100 までで指定してください。"
        raise click.UsageError(words) from None


@cli.command(help="地域 REGION の現況か案を診断します。指標、サービスごとの人数、集落ごとの値を示します。")
@_region_argument
@_plan_options
@_json_option
def diagnose(region: Path, plan_path: Path | None, scenario_id: str | None, *, as_json: bool) -> int:
    """Diagnose a scenario."""
    from plan.diagnosis import diagnosis
    from plan.opening import opened

    _checked_plan(plan_path, scenario_id)
    found = opened(region, plan_path, on_step=_say)
    measured = found.scenario(scenario_id)
    document: dict[str, Any] = diagnosis(measured)
    lines = [
        f"{found.region.name}：{measured.applied.scenario_name}",
        *diagnosis_lines(document, measured.applied.assumptions["daily_min"]),
    ]
    document["scenario"] = measured.applied.scenario_id
    return _answer(document, lines, found.notices([measured]), as_json=as_json)


@cli.command(help="集落から行き先へ、バスで行って用を済ませ、その日のうちに帰れる組合せを数えます。")
@_region_argument
@click.option("--to", "place_id", metavar="ID", required=True, help="行き先（施設・候補地・拠点の id）。")
@click.option("--purpose", type=click.Choice(PURPOSE_NAMES), default=PURPOSE_NAMES[0], show_default=True, help="用事。")
@click.option("--date", metavar="YYYY-MM-DD", help="その日。省くと、便がいちばん多いはじめの火曜日。")
@_plan_options
@_json_option
def outings(
    region: Path,
    place_id: str,
    purpose: str,
    date: str | None,
    plan_path: Path | None,
    scenario_id: str | None,
    *,
    as_json: bool,
) -> int:
    """Count outings."""
    from plan.opening import opened
    from plan.outing_answer import outing_document
    from plan.outing_measures import outings_to
    from reports.outing_lines import outing_lines

    _checked_plan(plan_path, scenario_id)
    day = _day(date)
    found = opened(region, plan_path, on_step=_say)
    measured = found.scenario(scenario_id)
    answer = outings_to(measured, place_id, purpose, day)
    document = outing_document(measured, answer)
    names = {str(i): str(name) for i, name in found.region.villages["name"].items()} | {place_id: answer.place_name}
    lines = outing_lines(document, names, answer.purpose.name)
    return _answer(document, lines, [*found.notices([measured]), *answer.notices], as_json=as_json)


@cli.command(help="地区カルテ（A4）と地域の地図（A3）を、PDF か PNG で DIR に書きます。")
@_region_argument
@click.option("--village", "village_ids", metavar="ID", multiple=True, help="この集落だけ。省くとすべての集落。")
@click.option(
    "--by", type=click.Choice(["village", "district"]), default="village", show_default=True, help="何ごとに。"
)
@click.option(
    "--format", "kind", type=click.Choice(["pdf", "png"]), default="pdf", show_default=True, help="書き出す形。"
)
@_plan_options
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), required=True, help="書き出すフォルダー。")
@_json_option
def sheets(region: Path, out: Path, *, as_json: bool, **wishes: Any) -> int:
    """Write the sheets of villages or districts, and the region's map."""
    from plan.opening import opened
    from reports.sheet_files import write_sheets

    _checked_plan(wishes["plan_path"], wishes["scenario_id"])
    found = opened(region, wishes["plan_path"], on_step=_say)
    measured = found.scenario(wishes["scenario_id"])
    files = write_sheets(
        measured, out, by=wishes["by"], village_ids=wishes["village_ids"], kind=wishes["kind"], on_step=_say
    )
    document = {"files": [str(path) for path in files], "scenario": measured.applied.scenario_id}
    lines = [f"{measured.applied.scenario_name}：{len(files):,} 個のファイルを {out} に書きました。"]
    return _answer(document, lines, found.notices([measured]), as_json=as_json)


@cli.command(help="案のファイル PLAN の案を、現況（base）と並べて比べます。")
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_ids", metavar="ID", multiple=True, help="比べる案の id。省くとすべての案。")
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域フォルダ。省くと PLAN のある所。")
@click.option("--xlsx", metavar="F", type=click.Path(path_type=Path), help="比べた表を Excel の形で書き出します。")
@_json_option
def compare(
    plan_path: Path, scenario_ids: tuple[str, ...], region: Path | None, xlsx: Path | None, *, as_json: bool
) -> int:
    """Compare scenarios with the present."""
    from plan.comparison import comparison
    from plan.opening import opened

    found = opened(region, plan_path, on_step=_say)
    scenarios = found.scenarios(scenario_ids)
    names = {m.applied.scenario_id: m.applied.scenario_name for m in scenarios}
    document: dict[str, Any] = {**comparison(scenarios), "scenarios": names}
    if xlsx is not None:
        from plan.saving import write_atomically
        from reports.workbook import comparison_workbook

        write_atomically(xlsx, comparison_workbook(scenarios))
        document["xlsx"] = str(xlsx)
    lines = [f"{found.region.name}：{'、'.join(names.values())}", *comparison_lines(document, names)]
    return _answer(document, lines, found.notices(scenarios), as_json=as_json)


@cli.command(
    "import",
    help="ファイルを取り込み、地域フォルダを作るか足します。"
    "KIND は villages、roads、facilities、sites、residents、bus_stops、bus_lines、gtfs、"
    "riders（乗車人数）、contracts（運行契約）、wishes（住民アンケート）、zone:名前 のどれかです。",
)
@click.argument("kind", metavar="KIND")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--region", metavar="DIR", required=True, type=click.Path(path_type=Path), help="作るか、足す地域フォルダ。"
)
@click.option("--columns", metavar="name=列名,…", multiple=True, help="列の読み替え。ないものは推しはかって示します。")
@click.option("--clip", metavar="FILE", type=click.Path(path_type=Path), help="この図形のまわりだけを残します。")
@click.option("--margin-km", type=float, default=10.0, show_default=True, help="--clip の余白。")
@click.option("--crs", metavar="EPSG:n", help="ファイルの座標系（書かれていないか、誤っているとき）。")
@click.option("--replace", is_flag=True, help="同じ名前のファイルを置き換えます（省くと足します）。")
@click.option("--dissolve", is_flag=True, help="同じ id の面（zone ではすべての面）を一つにまとめます。")
@click.option("--places", metavar="FILE", multiple=True, type=click.Path(path_type=Path), help="面の中の住まいの位置。")
@click.option("--only", metavar="語,…", multiple=True, help="名前にこの語を含む施設・候補地だけを取り込みます。")
@click.option("--category", metavar="分類", help="施設の分類（列にないとき）。")
@click.option("--name", metavar="名前", help="地域の名前。")
@click.option("--code", metavar="番号", help="市町村コード（5桁か6桁）。")
@click.option("--year", type=int, help="人口の基準年（西暦）。")
@click.option("--note", metavar="文", multiple=True, help="画面に出す断り書き。")
@click.option("--source", metavar="名前,年,利用条件", multiple=True, help="データの出典。")
@_json_option
def import_(kind: str, files: tuple[Path, ...], region: Path, *, as_json: bool, **wishes: Any) -> int:
    """Make or extend a region folder."""
    from geo.importing.report import ImportOptions
    from geo.importing.run import import_files

    options = ImportOptions(
        replace=wishes["replace"],
        dissolve=wishes["dissolve"],
        places=wishes["places"],
        only=tuple(word for words in wishes["only"] for word in words.split(",") if word),
        category=wishes["category"],
        region_name=wishes["name"],
        municipality_code=wishes["code"],
        base_year=wishes["year"],
        notes=wishes["note"],
        sources=wishes["source"],
        on=datetime.now(_JAPAN).date(),
    )
    report = import_files(
        kind,
        files,
        region,
        columns=_column_pairs(wishes["columns"]),
        clip=wishes["clip"],
        margin_km=wishes["margin_km"],
        crs=wishes["crs"],
        options=options,
        on_step=_say,
    )
    lines = [f"{report.kind}：{report.rows_read:,} 件を読み、{report.rows_kept:,} 件を {region} に入れました。"]
    return _answer(report.as_dict(), lines, report.notices, as_json=as_json)


def _column_pairs(words: Iterable[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for word in words for pair in word.split(",") if pair.strip()]
    if not all(column.strip() and header.strip() for column, _, header in pairs):
        raise click.UsageError("--columns は population=JINKO のように、列=ファイルの列名 の形で書いてください。")
    return {column.strip(): header.strip() for column, _, header in pairs}


if __name__ == "__main__":
    sys.excepthook = _unforeseen
    cli.main()
