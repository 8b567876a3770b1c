"""Who gains and who loses between the two scenarios on the maps, by village, with people and names of places."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from network.outings.purposes import PURPOSES
from plan.figure_texts import minutes, persons
from plan.outings.changes import outing_changes, outing_gainers, outing_losers
from plan.overview.comparison import changes, gainers, losers
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import mode_label
from views import session
from views.compare.colouring import by_outings, cannot_say, compared_mode
from views.figures import plain
from views.lists import minutes_column, name_column, people_column, village_list
from views.map_parts import chosen_outing
from views.present.outings import day_label

CHANGED = "changed"
"""Key of the list."""

_NAMED = 4
"""How many villages the sentence names."""


@dataclass(frozen=True, eq=False)
class Change:
    """The villages that gain and those that lose, what the change is about, and the words and marks of both sides."""

    about: str
    gain: str
    loss: str
    gainers: pd.DataFrame
    losers: pd.DataFrame
    marks: tuple[str, str]
    by_outings: bool


def changes_between(before: Evaluation, after: Evaluation) -> Change | str:
    """Find who gains and who loses from one scenario to the other, by what the villages are coloured by.

    Why nobody can say, where one of them knows nothing of the buses that are asked about: a town without a timetable in its
    data may well have some. So with a scenario without hubs: nobody is nearer than to nothing.
    """
    if (reason := cannot_say(before, after)) is not None:
        return reason
    if by_outings():
        return _outings(before, after, *chosen_outing(after))
    if (without := next((m for m in (before, after) if m.effective.hubs.empty), None)) is not None:
        return f"「{without.effective.scenario_name}」には拠点がないので、近くなる・遠くなるは数えません。地図の上で、ほかの案を選んでください。"
    mode = compared_mode()
    felt_min = after.effective.assumptions["felt_change_min"]
    table = changes(before, after, mode)
    about = f"拠点まで{mode_label(mode)}の時間が{felt_min:g}分以上変わる集落です。"
    return Change(
        about,
        f"拠点が{mode_label(mode)}{minutes(felt_min)}以上近くなる",
        f"{minutes(felt_min)}以上遠くなる",
        gainers(table, felt_min),
        losers(table, felt_min),
        ("▲ 近くなる", "▼ 遠くなる"),
        by_outings=False,
    )


def _outings(before: Evaluation, after: Evaluation, purpose: str, date: datetime.date) -> Change:
    table = outing_changes(before, after, purpose, date)
    name = PURPOSES[purpose].name
    return Change(
        f"{day_label(date)}に、バスか歩いて「{name}」に行って帰れる組合せが変わる集落です。",
        f"「{name}」に行って帰れる組合せが増える",
        "減る",
        outing_gainers(table),
        outing_losers(table),
        ("▲ 増える", "▼ 減る"),
        by_outings=True,
    )


def change_sentence(pair: tuple[Evaluation, Evaluation], change: Change | str) -> str:
    """Answer the page's question in a sentence."""
    before, after = (m.effective for m in pair)
    if not session.plan().scenarios:
        return "案がまだありません。「拠点」のページで案を作ると、ここで現況と比べられます。"
    if before.scenario_id == after.scenario_id:
        return f"左右とも「{after.scenario_name}」です。違いを見る案を、地図の上で選んでください。"
    if isinstance(change, str):
        return change
    if change.gainers.empty and change.losers.empty:
        return f"「{before.scenario_name}」から「{after.scenario_name}」にしても、{change.gain}集落も、{change.loss}集落もありません。"
    return (
        f"「{before.scenario_name}」から「{after.scenario_name}」にすると、{change.gain}住民は {_who(change.gainers)}、"
        f"{change.loss}住民は {_who(change.losers)}です。"
    )


def _who(villages: pd.DataFrame) -> str:
    if villages.empty:
        return "0人"
    names = "・".join(villages["name"].head(_NAMED))
    more = "など" if len(villages) > _NAMED else ""
    return f"{persons(villages['population'].sum(), session.year())}（{names}{more} {len(villages)}集落）"


def show_changed(pair: tuple[Evaluation, Evaluation], change: Change | str) -> None:
    """List the villages that lose and those that gain, the losers first: they are who must be asked."""
    if isinstance(change, str):
        st.caption(plain(change))
        return
    before, after = (m.effective.scenario_name for m in pair)
    better, worse = change.marks
    rows = pd.concat([change.losers.assign(side=worse), change.gainers.assign(side=better)])
    st.caption(f"{plain(change.about)}左が「{plain(before)}」、右が「{plain(after)}」です。")
    if rows.empty:
        return
    side = {"side": st.column_config.TextColumn("", width=86), "name": name_column(), "population": people_column()}
    if change.by_outings:
        counts = {
            "no_car": people_column("車なし"),
            "before": st.column_config.TextColumn("左", width=78),
            "after": st.column_config.TextColumn("右", width=78),
        }
        village_list(CHANGED, rows, {**side, **counts}, height=430)
        return
    difference = {"change_min": st.column_config.NumberColumn("差", format="%+.0f分", width=56)}
    times = {"before_min": minutes_column("左"), "after_min": minutes_column("右"), **difference}
    village_list(CHANGED, rows, {**side, **times}, height=430)
    if not np.isfinite(rows[["before_min", "after_min"]].to_numpy()).all():
        st.caption("― は、行ける拠点がないことを表します。")
