"""The command line: kyoten COMMAND, from a checkout python cli.py COMMAND. Everything the screens do, without a browser."""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path

import click

# The user's own folder may hold a geo.py or a folder called reports, and may come first: ours go before.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from commands.batch import batch
from commands.fetching import fetch
from commands.finance import company, tax
from commands.frame import Commands, unforeseen
from commands.future import project
from commands.hall import hall
from commands.handing_over import export_gtfs, report
from commands.importing import import_
from commands.land_use import rules
from commands.paper import paper_map, read_marks, sheets
from commands.region import check, compare, diagnose
from commands.rides.bus_design import bus
from commands.rides.freight import freight
from commands.rides.on_demand import on_demand
from commands.rides.travel import outings, times
from commands.serving import run
from commands.siting import site
from commands.spheres import spheres


@click.group(
    cls=Commands,
    help="拠点（Kyoten）：集落・施設・道のデータを調べ、案を比べます。",
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
def cli() -> None:
    """Gather the commands."""


for command in (
    check,
    times,
    diagnose,
    outings,
    bus,
    site,
    spheres,
    project,
    sheets,
    paper_map,
    read_marks,
    compare,
    batch,
    rules,
    freight,
    on_demand,
    tax,
    company,
    export_gtfs,
    report,
    import_,
    fetch,
    run,
    hall,
):
    cli.add_command(command)


_UNCOLLECTED = 1_000_000
"""So many objects more may there be before Python looks for cycles among them."""


def main() -> None:
    """Run a command and leave with its exit status; no traceback reaches a user."""
    sys.excepthook = unforeseen
    # What a command makes (modules, roads, tables) lives until its end. To look for cycles in it again and again, and once more
    # before everything is given back anyway, took up to a third of its time.
    gc.set_threshold(_UNCOLLECTED)
    atexit.register(gc.freeze)
    cli.main()


if __name__ == "__main__":
    main()
