"""候補を探す, beside the map: how evenly the ways are shared out, and who gains and loses against the scenario's own hubs."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from plan.figure_texts import minutes, persons
from plan.siting.run import SitingRun
from reports.plain_text.siting_lines import value_text
from views.figures import plain
from views.lists import minutes_column, name_column, village_list

CHANGES = "siting-changes"
"""Key of the list of villages."""


def show_fairness(run: SitingRun, document: dict[str, Any]) -> None:
    """Show how evenly the ways are shared out, and who gains and loses against the hubs that there are now."""
    villages, year = run.effective.region.villages, run.effective.year
    compared = [("この組合せ", document["equity"]), ("今の案", document["equity_today"])]
    sides = [(title, _shares(shares, villages, year)) for title, shares in compared if shares is not None]
    rows = "".join(
        f"<tr><td>{name}</td>{''.join(_cell(cells[i]) for _, cells in sides)}</tr>"
        for i, name in enumerate(_share_names(document["equity"]))
    )
    heads = "".join(f'<th class="n">{title}</th>' for title, _ in sides)
    st.html(f'<div class="ky-list"><table><tr><th></th>{heads}</tr>{rows}</table></div>')
    st.caption("ジニ係数は、所要時間の偏り。0 は全員が同じ時間、1 に近いほど一部の人だけが遠いことを表します。")
    for one, figures in document.get("by_year", {}).items():
        more = value_text(figures["regret"], document["objective"], year)
        st.caption(f"{plain(str(one))}年：その年だけの組合せより {plain(more)} 多くかかります。")
    changes = [*document["losers"], *document["gainers"]]
    if document["equity_today"] is None or not changes:
        st.caption("今の案の拠点と比べて、近くなる集落も遠くなる集落もありません。")
        return
    table = villages.loc[[row["village_id"] for row in changes], ["name"]].assign(
        before=[row["before_min"] for row in changes], after=[row["after_min"] for row in changes]
    )
    people = {str(v): float(n) for v, n in zip(villages.index, villages["population"].tolist(), strict=True)}
    gained, lost = (sum(people[row["village_id"]] for row in document[side]) for side in ("gainers", "losers"))
    st.markdown(
        f"近くなる：**{len(document['gainers'])}集落 {persons(gained, year)}**　"
        f"遠くなる：**{len(document['losers'])}集落 {persons(lost, year)}**"
    )
    columns = {"name": name_column(), "before": minutes_column("今の案"), "after": minutes_column("この組合せ")}
    village_list(CHANGES, table, columns, height=200)


def _share_names(shares: dict[str, Any]) -> list[str]:
    beyond = [f"{minutes(row['minutes'])}を超える人" for row in shares["beyond"]]
    return ["平均", "最も遠い集落", "ジニ係数", *beyond, "行けない人"]


def _shares(shares: dict[str, Any], villages: pd.DataFrame, year: int | None) -> list[str]:
    worst = shares["worst_village"]
    far = "" if worst is None else f"<br>{html.escape(str(villages.at[worst, 'name']))}"
    beyond = [persons(row["population"], year) for row in shares["beyond"]]
    first = [minutes(shares["mean_min"]), f"{minutes(shares['worst_min'])}{far}", f"{shares['gini']:.2f}"]
    return [*first, *beyond, persons(shares["unreached_population"], year)]


def _cell(label: str) -> str:
    return f'<td class="n">{label}</td>'
