"""将来, 方法: how the figures came about, what the data cannot tell, and whose total is met."""

from __future__ import annotations

import streamlit as st

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from plan.figure_texts import share
from plan.future.counts.kinds import counts_used
from plan.future.given import given_projections, villages_lacking
from plan.future.in_year.households import METHODS, basis_of
from plan.siting.answer_texts import with_names
from views import session
from views.figures import plain, show_messages, show_method
from views.future.state import ACROSS, MET, FutureView

_METHODS = {
    "cohort": "コーホート変化率法：男女・五歳階級ごとに、五年前からの増減の比がこの先も続くとします。子どもは、15～44歳の女性に対する0～4歳の比で求めます。",
    "age_groups": "年齢の区分ごとに、市町村の増減率と、その中での集落の割合を対数で直線に延ばします。",
    "given": "数えた人口が一時点だけなので、渡された推計をそのまま使い、あいだの年は直線で補います。幅は分かりません。",
    "totals": "人口の合計だけから、市町村の増減率と、その中での集落の割合を対数で直線に延ばします。",
}
_STAGES = {"district": "地区の比を市町村の比へ", "village": "集落の比を地区（なければ市町村）の比へ"}
_HOUSEHOLD_SOURCES = {
    False: "villages.csv の世帯数。世帯主率の表（household_heads.csv）を地域のフォルダーに置くと、それで数えます",
    True: "villages.csv の世帯数、household_heads.csv の世帯主率",
}
_ROUNDING = (
    "集落の推計は10人ごとに丸め、合計が合うように端数の大きい所から切り上げました。10人未満は人数も年齢も出しません。"
)


def pick_met() -> None:
    """Let a given projection be chosen as the total that ours meets, where there is one."""
    region = session.region()
    given = given_projections(region.population, region.projections)
    lacking = {one.source: villages_lacking(one, region.population, region.villages) for one in given}
    sources = [source for source, villages in lacking.items() if not villages]
    for source, villages in lacking.items():
        if villages:
            names = short_list([str(region.villages.at[v, "name"]) for v in villages])
            st.caption(
                plain(
                    f"「{source}」には {names}（{len(villages)}集落）の推計がないので、合計を合わせる推計には選べません。"
                )
            )
    if not sources:
        return
    if MET.value not in ("", *sources):
        MET.set("")
    st.selectbox(
        "合計を合わせる推計", ["", *sources], format_func=lambda s: s or "合わせない", key=MET.key,
        help="選ぶと、年ごとの合計がその推計と同じになるように、全集落・男女・年齢を同じ倍率で直します。移住世帯はその上に加わります。このページだけの見方で、ほかのページ・紙・コマンドは合わせない推計で数えます。",
    )  # fmt: skip


def pick_across() -> None:
    """Let counts of different kinds be put beside each other."""
    st.checkbox(
        "種別の違う人口も比べる", key=ACROSS.key,
        help="国勢調査と住民基本台帳のように、数え方の違う人口どうしの比も使います。違いが増減に見えることがあります。このページだけの見方です。",
    )  # fmt: skip


def show_future_method(view: FutureView) -> None:
    """Tell how it was reckoned, folded; what readers must know stands as notices."""
    ours, region = view.outlook.projection, view.evaluation.effective.region
    values = reference_table("future")
    source = values["mothers_from"].source if ours.method == "cohort" else "もとの人口でできる、いちばん細かい方法"
    rows = [("推計", _METHODS[ours.method], source)]
    for stage, strength in ours.strengths.items():
        between = (
            f"場所ごとの違いを人口から見積もり（五年の比の標準偏差 {strength.between:.3f}）、自分の比を中ほどの所で "
        )
        kept = f"{share(strength.kept_median)}だけ使います。人の少ない所ほど、まわりの比に寄ります。"
        source = "経験ベイズ法。強さは決め打ちでなく、この地域の人口から求めた値です"
        rows.append((f"小さな所の寄せ方（{_STAGES.get(stage, stage)}）", between + kept, source))
    of_ten = (
        f"10回のうち{values['band_share'].value * 10:.0f}回はこの中に入ると見込む幅です。偶然に加えて、増減の比のずれ"
    )
    drift = f"（全体で五年に {ours.drift.together:.3f}、集落ごとに {ours.drift.apart:.3f}）を"
    rows += [
        *(
            [("幅", f"{of_ten}{drift}{values['draws'].value:.0f}回のくじで重ねました。", values["band_share"].source)]
            if ours.method != "given"
            else []
        ),
        ("もとの人口", _counts(view), "villages.csv、population.csv"),
        (
            "世帯の数",
            f"{METHODS[basis_of(ours, region.household_heads)]}。",
            _HOUSEHOLD_SOURCES[region.household_heads is not None],
        ),
        ("丸め", f"{_ROUNDING}書き出す表は丸めていません。", "Kyoten の決め方"),
    ]
    show_method(rows)
    st.caption(
        "推計は、これまでの増減が続いたときの姿です。災害、合併、大きな団地や工場、制度の変わり目は入っていません。"
        + plain("　".join(region.notes) if not region.fictional else "")
    )
    show_messages(with_names(ours.notices, view.evaluation.effective))


def _counts(view: FutureView) -> str:
    """List the counts that ratios are taken from: year, kind, foreigners, date, source, and how many villages."""
    region = view.evaluation.effective.region
    try:
        used = counts_used(region.villages, region.population, view.outlook.base_year, across_kinds=ACROSS.value)
    except RequestError:
        return f"{view.outlook.base_year}年の人口だけです。"  # a given projection stands in
    return "。".join(
        f"{one.year}年：{'、'.join(filter(None, (one.basis.label, _dated(one.date), one.source, f'{one.villages}集落')))}"
        for one in used
    )


def _dated(date: str) -> str:
    return f"{date} 現在" if date else ""
