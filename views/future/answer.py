"""The answer of the page 将来 in a sentence, and its four big figures."""

from __future__ import annotations

from plan.figure_texts import difference, figure, share
from plan.future.shown.outlook import Outlook
from plan.future.shown.region_figures import RegionFigures, people_in_tens, region_figures
from views.figures import Figure

QUESTION = "この先だれが住み続け、移住があるとどう変わるか"
"""The page's question."""


def figures_of(outlook: Outlook, year: int) -> tuple[RegionFigures, RegionFigures]:
    """Return the figures of the last count and of a year."""
    before, then = (
        outlook.memo(("figures", one), lambda one=one: region_figures(outlook.projection, one))  # type: ignore[misc]
        for one in (outlook.base_year, year)
    )
    return before, then


def future_sentence(outlook: Outlook, now: RegionFigures, then: RegionFigures) -> str:
    """Answer the page's question from the figures of the last count and of the chosen year."""
    year = then.year
    if year == outlook.base_year:
        return f"{year}年に住んでいた人は {now.people:,}人。地図の上の年を動かすと、この先の姿が出ます。"
    start = "この案の移住があると" if outlook.has_settlers else "このままだと"
    low, high = then.band
    band = f"（幅 {low:,}〜{high:,}人）" if high > low else ""
    people = f"{start}、{now.year}年の {now.people:,}人は、{year}年に {then.people:,}人{band}"
    rest = "になります。"
    if now.ageing is not None and then.ageing is not None:
        rest = f"、高齢化率は {share(now.ageing)}から {share(then.ageing)}になります。"
    if now.aged_villages is not None and then.aged_villages is not None:
        few = f"、ほかに10人未満の集落が {then.few_villages}" if then.few_villages else ""
        rest += f"高齢化率50%以上の集落は {now.aged_villages}から {then.aged_villages}{few}になります。"
    return f"{people}{rest}{_more_by_settlers(outlook, then)}"


def _more_by_settlers(outlook: Outlook, then: RegionFigures) -> str:
    if not outlook.has_settlers:
        return ""
    more = then.people - people_in_tens(outlook.alone, then.year)
    return f"移住がない場合より {more:,}人多い見込みです。" if more > 0 else ""


def future_figures(now: RegionFigures, then: RegionFigures) -> list[Figure]:
    """Make the four big figures of a year; the differences are those to the last count."""
    since = f"{now.year}年の数との差です。"
    return [
        _figure(f"{then.year}年の人口", then.people, now.people, "人", None, since),
        _figure("0〜14歳", then.children, now.children, "人", None, since),
        _figure("高齢化率", then.ageing, now.ageing, "割合", None, f"65歳以上の人の割合。{since}"),
        _figure(
            "高齢化率50%以上の集落", then.aged_villages, now.aged_villages, "集落", None,
            f"65歳以上の人が半分以上の集落の数。推計で10人未満になる集落は数えていません。{since}",
        ),
    ]  # fmt: skip


def _figure(name: str, value: float | None, before: float | None, unit: str, better: bool | None, about: str) -> Figure:
    if value is None:
        return Figure(name, "不明", "", help=f"年齢別の人口がないので分かりません。{about}")
    digits, unit_text = figure(value, unit)
    change = "" if before is None else difference(value, before, unit)
    return Figure(name, digits, unit_text, change, better, about)
