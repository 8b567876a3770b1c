"""One workbook with every table of a plan: definitions, sources, and totals that a spreadsheet reckons anew."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pandas as pd
import xlsxwriter

from geo.reference.categories import CATEGORIES
from plan.documents.agreed import related_plans_part, tells_remarks
from plan.documents.blocks import DRAFT, Table
from plan.documents.dates import day_text
from plan.documents.material import Material
from plan.documents.measured_by import kpi_name
from plan.documents.procedure_steps import procedure_steps
from plan.documents.work_to_do import hectares
from plan.figure_texts import SERVICE_KIND_NAMES
from plan.finance.account_table import KIND_NAMES, PART_NAMES, account_rows
from plan.finance.supports import FITS
from plan.land.land import land_of
from plan.organisation.community_design import meetings_in_order
from plan.organisation.shared_days import days_at_hubs
from plan.scenario.carriers.agreements import Remark
from plan.shown_values import half_up
from reports.files.comparison_tables import assumptions_table, indicators_table, moved_table, outings_table
from reports.files.tables import village_table
from reports.files.workbook import CREATED, OPTIONS, write_sheet
from reports.plain_text.rule_lines import OUTCOMES

Sheet = tuple[str, pd.DataFrame, tuple[str, ...]]
_AGES = {"pop_0_14": "0〜14歳（人）", "pop_15_64": "15〜64歳（人）", "pop_65_over": "65歳以上（人）"}


def report_workbook(found: Material) -> bytes:
    """Write the workbook of a plan (xlsx).

    Parameters
    ----------
    found
        What it is written from; the same gives the same bytes.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": f"{found.place} 計画の表（{DRAFT}）", "created": CREATED})
        tables = list(_tables(found))
        about = [
            ("地域", found.place), ("案", found.chosen.effective.scenario_name), ("作成日", day_text(found.written_on)),
            ("位置づけ", DRAFT), *((f"シート「{name}」", f"{len(table):,} 行") for name, table, _ in tables),
        ]  # fmt: skip
        write_sheet(book, "はじめに", pd.DataFrame(about, columns=["項目", "内容"]))
        for name, table, totals in tables:
            write_sheet(book, name, table, totals=totals)
    return buffer.getvalue()


def _tables(found: Material) -> Iterator[Sheet]:
    pair = [found.scenarios[0], *([] if found.chosen.effective.is_baseline else [found.chosen])]
    yield "指標", indicators_table(list(found.scenarios)), ()
    yield "KPI", _kpis(found), ()
    yield "集落", _villages(found), ("人口（人）", "世帯数（世帯）", "車のない人（人・試算）")
    yield from _proposed(found)
    yield "一年の費用", _money(found), ("費用（円）", "利用者（人）", "運賃（円）", "補助（円・試算）")
    yield "人口の見通し", _future(found), ()
    yield "確認事項", _rules(found), ()
    yield "協議会・届出・許可", _consequences(found), ()
    steps = [(s.name, s.day, s.remark) for s in procedure_steps(found.procedure)]
    yield from _agreed_and_paid(found)
    yield "工程表", pd.DataFrame(steps, columns=["すること", "いつ", "根拠など"]), ()
    yield "近くなる集落", moved_table(pair, gains=True), ()
    yield "遠くなる集落", moved_table(pair, gains=False), ()
    yield "外出が増える集落", outings_table(pair, gains=True), ()
    yield "外出が減る集落", outings_table(pair, gains=False), ()
    yield "前提", assumptions_table(list(found.scenarios)), ()
    sources = [(s.name, s.year, s.licence) for s in found.chosen.effective.region.sources]
    yield "出典", pd.DataFrame(sources, columns=["名前", "年", "使ってよい条件"]).fillna(""), ()


def _kpis(found: Material) -> pd.DataFrame:
    without: list[tuple[int | None, float | None]] = [(None, None)]
    rows = [
        (kpi_name(k, found), year, k.base, k.base_year, value, k.source)
        for k in found.procedure.kpis
        for year, value in (list(k.targets.items()) or without)
    ]
    return pd.DataFrame(rows, columns=["数値", "年", "基準の値", "基準の年", "目標", "出典"], dtype=object)


def _villages(found: Material) -> pd.DataFrame:
    table = village_table(found.chosen)
    villages = found.chosen.effective.region.villages
    for column, head in _AGES.items():
        if column in villages:
            told = [found.tells_ages_of(float(p)) for p in villages["population"]]
            table[head] = [
                value if tell else "（10人未満）" for value, tell in zip(villages[column], told, strict=True)
            ]
    return table


def _proposed(found: Material) -> Iterator[Sheet]:
    land, days = land_of(found.chosen.effective), days_at_hubs(found.scenario)
    hubs = [
        (
            h.id,
            h.name,
            h.hub.lat,
            h.hub.lon,
            "、".join(CATEGORIES[c] for c in h.induced),
            days.get(h.id, ""),
            half_up(hectares(h.area), 2),
        )
        for h in land.hubs
    ]
    heads = [
        "拠点ID",
        "拠点",
        "緯度",
        "経度",
        "誘導施設の種類",
        "曜日を分け合うサービス",
        "地域再生拠点区域（ha・素案）",
    ]
    yield "拠点", pd.DataFrame(hubs, columns=heads), (heads[-1],)
    rows = [
        (row["name"], len(row["villages"]), int(row["population"]), half_up(float(row["area_km2"]), 2))
        for row in found.spheres.spheres.to_dict("records")
    ]
    heads = ["拠点", "集落（数）", "人口（人）", "面積（km2）"]
    yield "集落生活圏", pd.DataFrame(rows, columns=heads), tuple(heads[1:])
    kept = [(a.id, a.name, half_up(hectares(a.area), 2)) for a in land.conservation]
    yield "保全区域", pd.DataFrame(kept, columns=["区域ID", "区域", "面積（ha・素案）"]), ("面積（ha・素案）",)
    services = [
        (s.id, s.name, SERVICE_KIND_NAMES[s.kind], len(s.trips), s.fare_yen, s.operator)
        for s in found.chosen.effective.services
    ]
    heads = ["ID", "名前", "種類", "便（数）", "運賃（円）", "運行する者"]
    yield "サービス", pd.DataFrame(services, columns=heads, dtype=object), ("便（数）",)


def _money(found: Material) -> pd.DataFrame:
    heads = ["名前", "費用（円）", "利用者（人）", "運賃（円）", "補助（円・試算）"]
    names = {s.id: s.name for s in found.chosen.effective.services}
    parts = [(g.name, g.money["mid"]) for g in found.money.groups if "mid" in g.money]
    parts += [(names[i], m) for i, m in found.money.vouchers.items()]
    rows = [
        (name, *(half_up(v) for v in (m.cost_yen, m.boardings, m.fares_yen or 0.0, m.subsidy_yen))) for name, m in parts
    ]
    return pd.DataFrame(rows, columns=heads)


def _agreed_and_paid(found: Material) -> Iterator[Sheet]:
    """Ten years of money, the town's own account line by line, supports, meetings and related plans."""
    years = found.ten_years
    heads = [f"{year}年度（円・試算）" for year in years.calendar]
    yield "十年の収支", pd.DataFrame([(r.name, *r.yen) for r in account_rows(years)], columns=["内容", *heads]), ()
    lines = [(PART_NAMES[x.part], KIND_NAMES[x.kind], x.name, *x.yen) for x in years.lines if x.account == "town"]
    yield "町の会計", pd.DataFrame(lines, columns=["部門", "種別", "名前", *heads]), tuple(heads)
    supports = [
        (s.measure.name, s.measure.ministry, FITS[s.fit], *("、".join(f.name for f in part) for part in (s.because, s.missing, s.unknown)))
        for s in found.supports
    ]  # fmt: skip
    told = ["支援措置", "府省", "案との合い方", "当たるもの", "足りないもの", "分からないもの"]
    yield "支援措置", pd.DataFrame(supports, columns=told), ()
    meetings = [
        (
            record.held_on,
            record.title,
            record.place,
            record.participants,
            remark.said if tells_remarks(record, found) else "",
            remark.changed,
        )
        for record in meetings_in_order(found.plan)
        for remark in record.remarks or (Remark(""),)
    ]
    columns = ["日", "集まり", "場所", "参加（人）", "出た意見", "それで変えたこと"]
    yield "協議の経過", pd.DataFrame(meetings, columns=columns, dtype=object), ()
    (plans,) = (block for block in related_plans_part(found) if isinstance(block, Table))
    yield "関連計画", pd.DataFrame(plans.rows, columns=list(plans.heads)), ()


def _future(found: Material) -> pd.DataFrame:
    years = found.total_by_year()
    first = min(years, default=0)
    rows = [
        (year, "数えた人" if year == first else "試算", *(_tens(v, year == first) for v in (total, *band)))
        for year, (total, band) in years.items()
    ]
    return pd.DataFrame(rows, columns=["年", "種別", "人口（人）", "幅の下（人）", "幅の上（人）"])


def _tens(value: float, counted: bool) -> float:
    return half_up(value) if counted else half_up(value / 10) * 10


def _rules(found: Material) -> pd.DataFrame:
    rows = [
        (r["rule"], r["title"], OUTCOMES[r["outcome"]], r["message"], r["law"], r["why"], r["source"])
        for r in found.rules["results"]
    ]
    return pd.DataFrame(rows, columns=["番号", "確認すること", "答え", "分かったこと", "条文", "定義と限り", "出典"])


def _consequences(found: Material) -> pd.DataFrame:
    rules = found.rules
    rows = [("協議会", m["member"], m["because"], m["law"]) for m in rules["council"]]
    rows += [("届出", n["act"], f"{n['place']}（着手の {n['days']}日前まで）", n["law"]) for n in rules["notices_due"]]
    rows += [("許可", p["permit"], p["because"], p["route"]) for p in rules["permits"]]
    return pd.DataFrame(rows, columns=["種別", "だれ・何", "わけ", "根拠"])
