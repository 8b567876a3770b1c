"""The settings of one file to import, its columns mapped by hand, and its first rows."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import streamlit as st

from geo.reference.categories import CATEGORIES
from importing.columns.counted_basis import FOREIGNERS, KINDS
from importing.columns.kinds import ZONE_PREFIX
from importing.recognise.recognise import Recognised
from plan.workspace.import_jobs import ImportJob
from views.data import import_state
from views.data.import_columns import show_columns, show_rows
from views.figures import plain

_FILTERED_BY_NAME = ("facilities", "sites")
_WITHOUT_PLACE = ("gtfs", "timetable", "riders", "contracts", "wishes")


def show_settings(job: ImportJob, found: list[Recognised]) -> None:
    """Show and change the settings of a file; what is changed is kept with the job."""
    mine = next(r for r in found if r.path == job.path)
    st.markdown(f"**{plain(mine.path.name)}**")
    st.caption(plain(_about(mine)))
    settings, columns, rows = st.tabs(["設定", "列の読み替え", "中身"])
    with settings:
        changed = _settings(job, mine, found) if job.kind else job
        if not job.kind:
            st.caption("種類を選ぶと、設定が出ます。")
        if st.button("このファイルを、もう一つの種類としても使う", key=f"again-{job.id}"):
            import_state.set_job(changed)
            import_state.use_again(changed)
            st.rerun()
    with columns:
        changed = replace(changed, columns=show_columns(changed, mine))
    with rows:
        show_rows(mine)
    if changed != job:
        import_state.set_job(changed)


def _about(mine: Recognised) -> str:
    look = mine.look
    if look is None:
        return "・".join(mine.parts)
    rows = f"{look.rows:,} 件" if look.rows is not None else "件数は読むまで分かりません"
    crs = ""
    if look.shape or look.crs:
        crs = f"、座標系 {look.crs}（ファイルの記載）" if look.crs else "、座標系の記載なし"
        if look.crs is None and look.crs_guess is not None:
            crs = f"、座標系の記載なし（推測：{look.crs_guess.name}。{look.crs_guess.reason}）"
    shape = f"、{look.shape}の図形" if look.shape else ""
    return f"{rows}{shape}{crs}、文字コード {look.encoding}"


def _settings(job: ImportJob, mine: Recognised, found: list[Recognised]) -> ImportJob:
    key = job.id
    kind = job.kind
    others = [r.path for r in found if r.look is not None and r.look.shape]
    if kind == "villages":
        chosen = st.multiselect(
            "住まいの位置（集落の中で人が住む所：住所の点、道など）", others, [p for p in job.places if p in others],
            format_func=_name, key=f"places-{key}", placeholder="選ばないと、面の内側の点に置きます", select_all=False,
        )  # fmt: skip
        job = _counted(replace(job, places=tuple(chosen)))
    if kind == "timetable":
        job = _timetable(job, [r.path for r in found if _has_places(r) and r.path != job.path])
    if kind in ("mesh", "residents"):
        job = _people(job, [p for p in others if p != job.path])
    if kind not in _WITHOUT_PLACE:
        placed = [r.path for r in found if _has_places(r)]
        job = _clip(job, [p for p in placed if p != job.path])
    if kind == "roads":
        width_m = st.number_input(
            "道の切れ目をつなぐ（この幅まで、m。0 ならつなぎません）", 0.0, 100.0, job.join_gaps_m or 0.0, 1.0,
            key=f"gaps-{key}", format="%g", help="線の端から、つながっていないほかの道まで。つないだ所は一覧と地図に出ます。",
        )  # fmt: skip
        job = replace(job, join_gaps_m=width_m or None)
    if kind == "villages" or kind.startswith(ZONE_PREFIX):
        label = "面をひとつにまとめる" + ("（同じ id の集落）" if kind == "villages" else "")
        job = replace(job, dissolve=st.checkbox(label, job.dissolve, key=f"dissolve-{key}"))
    if kind in _FILTERED_BY_NAME:
        text = st.text_input(
            "名前にこの語を含むものだけ",
            "、".join(job.only),
            key=f"only-{key}",
            placeholder="例：学校、公民館（空ならすべて）",
        )
        job = replace(job, only=tuple(w.strip() for w in text.replace(",", "、").split("、") if w.strip()))
    if kind == "facilities":
        known = [None, *CATEGORIES]
        category = st.selectbox(
            "施設の分類（列にないとき、すべてをこの分類に）", known, known.index(job.category),
            format_func=lambda c: "列や名前から決める" if c is None else CATEGORIES[c], key=f"category-{key}",
            placeholder="列や名前から決める",
        )  # fmt: skip
        job = replace(job, category=category)
    job = replace(job, replace=st.checkbox("前のものを置き換える", job.replace, key=f"replace-{key}"))
    if kind not in _WITHOUT_PLACE:
        job = _crs(job, mine)
    return _source(job)


def _counted(job: ImportJob) -> ImportJob:
    """Let the planner say what the people are, where the table does not."""
    left, right = st.columns(2)
    kind = left.selectbox(
        "人口の種別", ["", *KINDS], ["", *KINDS].index(job.count_kind), format_func=lambda k: KINDS.get(k, "表の言葉から（なければ記載なし）"),
        key=f"count-kind-{job.id}",
    )  # fmt: skip
    foreigners = right.selectbox(
        "外国人", ["", *FOREIGNERS], ["", *FOREIGNERS].index(job.foreigners),
        format_func=lambda k: FOREIGNERS.get(k, "表の言葉から（なければ記載なし）"), key=f"foreigners-{job.id}",
    )  # fmt: skip
    return replace(job, count_kind=kind, foreigners=foreigners)


def _people(job: ImportJob, others: list[Path]) -> ImportJob:
    chosen = st.multiselect(
        "集落の面（人をどの集落に入れるかを決める面）", others, [p for p in job.places if p in others],
        format_func=_name, key=f"village-areas-{job.id}", placeholder="選ばないと、道のりでいちばん近い集落に入れます", select_all=False,
    )  # fmt: skip
    text = "集落の人口を、このファイルの人数にする"
    picked = st.checkbox(text, job.set_population, key=f"population-{job.id}")
    return replace(job, places=tuple(chosen), set_population=picked)


def _has_places(found: Recognised) -> bool:
    return found.look is not None and bool(found.look.shape or found.look.bounds is not None)


def _timetable(job: ImportJob, placed: list[Path]) -> ImportJob:
    """Let the planner say where stops are, which days are meant, and in which period the timetable holds."""
    stops = st.multiselect(
        "停留所の位置（名前と緯度・経度のファイル）", placed, [p for p in job.stops if p in placed], format_func=_name,
        key=f"stops-{job.id}", placeholder="選ばないと、地域の停留所や施設の名前で置きます", select_all=False,
    )  # fmt: skip
    days = st.text_input(
        "表にない曜日", "；".join(job.days), key=f"days-{job.id}", placeholder="例：平日（何も書かれていない便）；学校登校日=月～金",
        help="「学校登校日」のように、表の言葉だけではいつか分からない日を、曜日で書きます。分けるときは；を使います。",
    )  # fmt: skip
    left, right = st.columns(2)
    first = left.date_input("始まる日", job.first_day, key=f"first-day-{job.id}", format="YYYY-MM-DD")
    last = right.date_input("終わる日", job.last_day, key=f"last-day-{job.id}", format="YYYY-MM-DD")
    written = tuple(w.strip() for w in days.replace(";", "；").split("；") if w.strip())
    return replace(job, stops=tuple(stops), days=written, first_day=_day(first), last_day=_day(last))


def _day(picked: object) -> datetime.date | None:
    return picked if isinstance(picked, datetime.date) else None


def _clip(job: ImportJob, others: list[Path]) -> ImportJob:
    left, right = st.columns([3, 1])
    options = [None, *others]
    # The key names what is chosen: the list of files sets it too, and a widget that is there keeps its own value.
    clip = left.selectbox(
        "まわりだけを残す", options, options.index(job.clip) if job.clip in others else 0,
        format_func=lambda p: "すべて取り込む" if p is None else f"{_name(p)} のまわり", key=f"clip-{job.id}-{job.clip and job.clip.name}",
        placeholder="すべて取り込む",
    )  # fmt: skip
    margin = right.number_input("余白（km）", 0.0, 200.0, job.margin_km, 1.0, key=f"margin-{job.id}", format="%g", disabled=clip is None)  # fmt: skip
    return replace(job, clip=clip, margin_km=float(margin))


def _crs(job: ImportJob, mine: Recognised) -> ImportJob:
    look = mine.look
    guess = look.crs_guess if look is not None else None
    if look is not None and look.crs_needed and guess is not None and guess.epsg is not None and job.crs is None:
        st.caption(plain(f"▲ 座標系がファイルに書かれていません。推測は {guess.name}（{guess.reason}）です。"))
        if st.button(f"{plain(guess.name)} として読む", key=f"guess-{job.id}"):
            import_state.set_job(replace(job, crs=f"EPSG:{guess.epsg}"))
            st.rerun()
    text = st.text_input(
        "座標系（書かれていないか、誤っているとき）",
        job.crs or "",
        key=f"crs-{job.id}-{job.crs}",
        placeholder="例：EPSG:6675",
    ).strip()
    return replace(job, crs=text or None)


def _source(job: ImportJob) -> ImportJob:
    name, year, licence = [*job.source.split(",", 2), "", "", ""][:3]
    columns = st.columns([3, 1, 3])
    name = columns[0].text_input("出典の名前", name, key=f"source-{job.id}", placeholder="例：国勢調査 小地域")
    year = columns[1].text_input("年", year, key=f"source-year-{job.id}", placeholder="2020")
    licence = columns[2].text_input("利用条件", licence, key=f"licence-{job.id}", placeholder="例：政府標準利用規約")
    parts = [label.replace(",", "、").strip() for label in (name, year, licence)]
    return replace(job, source=",".join(parts) if parts[0] else "")


def _name(path: Path) -> str:
    return path.name
