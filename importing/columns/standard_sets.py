"""The standard data sets of municipalities (自治体標準オープンデータセット, formerly 推奨データセット): which one a table is, told by its headers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from importing.cells.counts import plain


@dataclass(frozen=True)
class StandardSet:
    """One of the standard data sets.

    Parameters
    ----------
    name
        As the Digital Agency calls it.
    kind
        The import that it is meant for (``facilities``, ``sites``, ``villages``); empty where a region has no use for it.
    category
        Category of its rows where neither their kind nor their name tells one; empty where they are of several.
    headers
        Plain headers of its own; one of them tells it.
    """

    name: str
    kind: str
    category: str
    headers: frozenset[str]


def _set(name: str, kind: str, category: str, *headers: str) -> StandardSet:
    return StandardSet(name, kind, category, frozenset(map(plain, headers)))


STANDARD_SETS: tuple[StandardSet, ...] = (
    # What stands in or at a building is no service of it: such a list gives a school for every AED in one.
    _set("AED設置箇所一覧", "", "", "小児対応設備の有無", "小児対応設備有無"),
    _set("公衆無線LANアクセスポイント一覧", "", "", "SSID", "提供エリア"),
    _set("公衆トイレ一覧", "", "", "男性トイレ総数", "女性トイレ総数", "男女共用トイレ総数"),
    _set("消防水利施設一覧", "", "", "口径"),
    _set("文化財一覧", "", "", "文化財分類", "文化財指定日", "員数（数）"),
    _set("イベント一覧", "", "", "イベント名", "イベント名_カナ"),
    _set("オープンデータ一覧", "", "", "データ名称", "データ概要", "データ形式"),
    _set("支援制度（給付金）情報", "", "", "制度名", "支援制度名", "制度所管組織"),
    _set("指定緊急避難場所一覧", "sites", "", "災害種別_洪水", "災害種別_地震", "指定避難所との重複", "対象となる町会・自治会"),
    _set("地域・年齢別人口", "villages", "", "0-4歳の男性", "85歳以上の女性"),
    _set("医療機関一覧", "facilities", "medical", "医療機関コード", "医療機関の種類", "診療曜日", "診療科目"),
    _set("介護サービス事業所一覧", "facilities", "care", "介護保険事業所番号", "実施サービス", "介護サービスの種類", "サービスの種類",
         "介護サービス事業所名称"),
    _set("子育て施設一覧", "facilities", "childcare", "受入年齢", "一時預かりの有無", "一時預かり", "認可等年月日"),
    _set("学校一覧", "facilities", "education", "学校コード", "学校種別", "学級数", "児童生徒数"),
    _set("食品等営業許可・届出一覧", "facilities", "", "営業所名称", "営業の種類", "営業許可業種"),
    _set("観光施設一覧", "facilities", "", "料金（基本）", "料金（詳細）"),
    _set("公共施設一覧", "facilities", "", "POIコード"),
)  # fmt: skip
"""In the order in which they are asked: what is no service first, since hours and POIコード stand in several."""


def standard_set(headers: Iterable[str]) -> StandardSet | None:
    """Return the standard data set that a table with these headers is; None where it is none.

    Examples
    --------
    >>> standard_set(["名称", "緯度", "経度", "小児対応設備の有無"]).name
    'AED設置箇所一覧'
    """
    written = {plain(str(h)) for h in headers}
    return next((known for known in STANDARD_SETS if known.headers & written), None)
