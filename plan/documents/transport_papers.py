"""Papers of public transport: the plan (地域公共交通計画), each year's self-evaluation with the feeder subsidy's figures, the hand-out."""

from __future__ import annotations

from collections.abc import Iterator

from geo.texts.clock import clock
from network.services.bus_service import BusService
from plan.daily_life.targets import value_text
from plan.documents.blocks import (
    DRAFT,
    NOT_ENTERED,
    TO_BE_CONFIRMED,
    Block,
    Document,
    Heading,
    MapPlace,
    Points,
    Table,
    Text,
    missing_part,
)
from plan.documents.dates import era_year, fiscal_year_text, written_day
from plan.documents.material import MEETINGS, Material
from plan.documents.measured_by import counted_in, figures_part, kpi_part, sources_part
from plan.documents.work_to_do import buses_part, spheres_part
from plan.figure_texts import UNKNOWN, share, yen
from plan.organisation.progress import LIGHT_NAMES, progress
from plan.scenario.procedure import Kpi
from plan.services.money import GroupMoney, year_of
from plan.shown_values import half_up

_AIMS = ("outing_errands_no_car", "outing_clinic_no_car", "hub_daily_bus_no_car", "stop_daily_walk", "gap_rural_walk",
         "service_boardings_mid", "service_fares_share", "service_burden_per_boarding")  # fmt: skip
_SUBSIDIES = {"trunk": "幹線補助", "feeder": "フィーダー補助", "none": "なし"}
_WAYS = {0: "行き", 1: "帰り"}


def transport_plan_lacks(found: Material) -> tuple[str, ...]:
    """Name what the draft needs and nobody has entered."""
    procedure, services = found.procedure, found.chosen.effective.services
    given = {
        "計画期間": bool(procedure.starts and procedure.ends),
        "評価の数値（KPI）と年ごとの目標": any(k.targets for k in procedure.kpis),
        "運行する者": bool(services) and all(s.operator for s in services),
    }
    return (*procedure.draft.missing("transport"), *(name for name, is_given in given.items() if not is_given))


def transport_plan(found: Material) -> Document:
    """Write the draft of the plan of public transport."""
    procedure, draft, missing = found.procedure, found.procedure.draft, transport_plan_lacks(found)
    period = "〜".join(written_day(day) or NOT_ENTERED for day in (procedure.starts, procedure.ends))
    blocks: list[Block] = [
        Text(f"記載事項の順に並べた{DRAFT}です。地域公共交通の活性化及び再生に関する法律の今の条文は確かめていません（{TO_BE_CONFIRMED}）。", True),
        Heading("1　基本方針"), Text(draft.transport_policy.strip() or f"基本方針：{NOT_ENTERED}"),
        Heading("2　計画の区域"), Text(f"{found.place}の全域。集落生活圏は次のとおりです。"), *spheres_part(found), MapPlace("計画の区域と路線"),
        Heading("3　計画の目標"), *kpi_part(found), *figures_part(found, _AIMS),
        Heading("4　目標を達成するために行う事業と実施主体"), *buses_part(found),
        Heading("5　計画の達成状況の評価"), Text("毎年度、3 の表の値を目標と比べ、協議会に報告して公表します（自己評価の様式は別の文書です）。"),
        Heading("6　計画期間"), Text(period), *sources_part(found), *missing_part(missing),
    ]  # fmt: skip
    return Document("transport_plan", f"地域公共交通計画（{DRAFT}）", found.under_title, tuple(blocks), missing)


def transport_year(found: Material) -> Document:
    """Write the year's self-evaluation and the figures of the feeder subsidy."""
    year = fiscal_year_text(year_of(found.chosen.effective).year)
    groups, missing = found.money.groups, transport_year_lacks(found)
    blocks: list[Block] = [
        Text(f"{year}の数字は試算です。{counted_in(found)}実績は、計画の目標（KPI）に書かれた、いちばん新しい年の値です。"
             f"様式と補助の要件は年度により変わります（{TO_BE_CONFIRMED}）。", True),
        Heading("1　事業の実施と利用"), *_year(groups),
        Heading("2　評価（自己評価）"),
        Table(("数値", "見込み", "実績と、その年の目標", "評価と、次の年度に直すこと"), tuple(_evaluated(found)), (2.6, 1.2, 1.8, 2.4)),
        Heading("3　地域内フィーダー系統の補助の数字"), *_subsidies(groups), *sources_part(found), *missing_part(missing),
    ]  # fmt: skip
    title = f"地域公共交通の自己評価と補助の数字（{DRAFT}）"
    return Document("transport_year", title, f"{found.under_title}　{year}", tuple(blocks), missing)


def _year(groups: tuple[GroupMoney, ...]) -> Iterator[Block]:
    if not groups:
        yield Text("この案には、新しい運行がありません。")
        return
    rows = []
    for g in groups:
        money = g.money.get("mid")
        trips = sum(g.year.trips.values())
        told = (UNKNOWN,) * 4
        if money is not None:
            fares = UNKNOWN if money.fares_yen is None else yen(money.fares_yen)
            ratio = UNKNOWN if money.fares_share is None else share(money.fares_share)
            told = (f"{half_up(money.boardings):,.0f}人", yen(money.cost_yen), fares, ratio)
        rows.append((g.name, f"{g.year.days:,}日", f"{trips:,}便" if trips else "—", *told))
    heads = ("名前", "運行日", "便", "利用者（見込み）", "費用", "運賃", "収支率")
    yield Table(heads, tuple(rows), (2.2, 0.9, 0.9, 1.3, 1.2, 1.1, 0.9), figures=6)


def transport_year_lacks(found: Material) -> tuple[str, ...]:
    """Name what the year's self-evaluation needs and nobody has entered."""
    counted = {kpi.indicator for kpi in found.procedure.kpis if kpi.actuals}
    given = {
        "利用者の実績": any(i.startswith("service_boardings") for i in counted),
        "運賃収入の実績": "service_fares_share" in counted,
        "評価と、次の年度に直すこと": bool(counted),
    }
    return tuple(name for name, is_given in given.items() if not is_given)


def _evaluated(found: Material) -> Iterator[tuple[str, ...]]:
    """Set what is reckoned beside what was counted last, with the light and what is to change."""
    kpis = {kpi.indicator: kpi for kpi in found.procedure.kpis}
    for i in dict.fromkeys([*_AIMS, *kpis]):
        known, kpi = found.figures.get(i), kpis.get(i)
        name, reckoned = (i, UNKNOWN) if known is None else (known.name, found.figure(i))
        yield name, reckoned, *((NOT_ENTERED, NOT_ENTERED) if kpi is None else _counted(kpi, found))


def _counted(kpi: Kpi, found: Material) -> tuple[str, str]:
    """Write what was counted in the last year that has a count, and how that is judged."""
    way = progress(kpi, found.chosen)
    last = next((year for year in reversed(way.years) if year.actual is not None), None)
    if last is None or last.actual is None:
        return NOT_ENTERED, NOT_ENTERED
    aim = "目標なし" if last.target is None else f"目標 {value_text(last.target, way.unit)}"
    to_change = kpi.to_change.strip() or (NOT_ENTERED if way.asks_for_change else "")
    judged = f"{LIGHT_NAMES[last.light]}{f'　{to_change}' if to_change else ''}"
    return f"{value_text(last.actual, way.unit)}（{era_year(last.year)}、{aim}）", judged


def _subsidies(groups: tuple[GroupMoney, ...]) -> Iterator[Block]:
    rows = [
        (names[i], _SUBSIDIES[s.kind], yen(s.yen), s.reason)
        for g in groups
        for names in ({s.id: s.name for s in g.services},)
        for i, s in g.subsidies.items()
    ]
    if not rows:
        yield Text("補助を試算した系統はありません（予約制乗合などは試算していません）。")
        return
    yield Table(("系統", "補助", "一年の額（試算）", "決め手"), tuple(rows), (1.8, 1.2, 1.2, 4.4))
    yield Text(
        f"交通不便地域の指定の有無は地域のデータにないので、指定されているものとしました（{TO_BE_CONFIRMED}）。",
        quiet=True,
    )


def meeting_paper(found: Material) -> Document:
    """Write the hand-out for the meeting of public transport that the user names."""
    services = found.chosen.effective.services
    blocks: list[Block] = [
        Text(f"会議：{MEETINGS[found.meeting]}"),
        Heading("協議していただくこと"),
        Points(tuple(f"「{s.name}」の運行の内容、運賃" for s in services) or ("新しい運行はありません。",)),
        Heading("運行の内容"), *buses_part(found),
        *(block for s in services if s.trips for block in _timetable(s)),
        Heading("住民の暮らしの変化（試算）"), *figures_part(found, _AIMS[:5]),
        MapPlace("路線と区域"), *sources_part(found),
    ]  # fmt: skip
    return Document("meeting_paper", f"地域公共交通の会議資料（{DRAFT}）", found.under_title, tuple(blocks))


def _timetable(service: BusService) -> Iterator[Block]:
    rows = []
    for trip in service.trips:
        stops = service.sequence(trip.direction)
        times = [(stop.name or stop.stop_id, t) for stop, t in zip(stops, trip.times_s, strict=False) if t is not None]
        if times:
            (first, leaves), (last, arrives) = times[0], times[-1]
            rows.append((_WAYS[trip.direction], f"{clock(leaves)} {first}", f"{clock(arrives)} {last}"))
    if rows:
        yield Table(("向き", "出る", "着く"), tuple(rows), (1, 3, 3), title=f"「{service.name}」の便")
