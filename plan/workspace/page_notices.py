"""Notices as the page says them: where the command line names an option, the page names its setting."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.texts.notices import Notice

_SETTINGS: tuple[tuple[str, str], ...] = (
    (r"--columns \S+=列名 のように指定して", "「列の読み替え」で選んで"),
    (r"--columns の「", "「列の読み替え」の「"),
    (r"--columns で指定され", "「列の読み替え」で選ばれ"),
    (r"--columns で指定して", "「列の読み替え」で選び直して"),
    (r"--replace を付けて", "「前のものを置き換える」を選んで"),
    (r"--replace", "「前のものを置き換える」"),
    (r"--dissolve を付けて", "「面をひとつにまとめる」を選んで"),
    (r"--set-population を付けて", "「集落の人口を、このファイルの人数にする」を選んで"),
    (r"--places で渡すと", "「住まいの位置」で選ぶと"),
    (r"--crs \S+ のように指定して", "「座標系」に番号を書いて"),
    (r"--crs (\S+) を付けて読み直して", r"「座標系」に \1 と書いて、取り込み直して"),
    (
        r"--stops で渡して、--replace を付けて読み直して",
        "「停留所の位置」で選び、「前のものを置き換える」を選んで取り込み直して",
    ),
    (
        r"「--days ([^」]*)」のように走る日を指定し、--replace を付けて読み直して",
        r"「表にない曜日」に「\1」のように書き、「前のものを置き換える」を選んで取り込み直して",
    ),
    (
        r"「--days 平日」のように指定するか、表に曜日を書き、--replace を付けて読み直して",
        "「表にない曜日」に「平日」のように書き、「前のものを置き換える」を選んで取り込み直して",
    ),
    (r"--from と --to で指定して", "「始まる日」と「終わる日」を選んで"),
    (r"にするか、import timetable で取り込んで", "にして、取り込み直して"),
    (r"--keep-lines を付けて", "「今の路線もすべて走らせる」を選んで"),
    (r"--region ?", "「取り込み先」"),
    (r"--set-population ?", "「集落の人口を、このファイルの人数にする」"),
    (r"--date", "運行日"),
    (r"（[a-z0-9_]+）(?= ← )", ""),  # the key that --columns takes
    # What is only named.
    (r"--columns ?", "「列の読み替え」"),
    (r"--crs ?", "「座標系」"),
    (r"--clip ?", "「まわりだけを残す」"),
    (r"--join-gaps ?", "「道の切れ目をつなぐ」"),
    (r"--margin-km ?", "「余白」"),
    (r"--only ?", "「名前にこの語を含むものだけ」"),
    (r"--dissolve ?", "「面をひとつにまとめる」"),
    (r"--places ?", "「住まいの位置」"),
    (r"--category ?", "「施設の分類」"),
    (r"--name ?", "「地域の名前」"),
    (r"--code ?", "「市町村コード」"),
    (r"--year ?", "「人口の年」"),
    (r"--count-kind ?", "「人口の種別」"),
    (r"--foreigners ?", "「外国人」"),
    (r"--stops ?", "「停留所の位置」"),
    (r"--days ?", "「表にない曜日」"),
    (r"--from ?", "「始まる日」"),
    (r"--to ?", "「終わる日」"),
    (r"--note ?", "「画面に出す断り書き」"),
    (r"--source ?", "「出典の名前」"),
)


def on_page(notice: Notice) -> Notice:
    """Say a notice with the words of the page.

    Examples
    --------
    >>> from geo.texts.messages import notice
    >>> on_page(notice("import_exists", file="roads.gpkg")).message.split("。")[1]
    '置き換えるときは「前のものを置き換える」を選んでください'
    """
    return replace(notice, message=_said(notice.message), details=tuple(map(_said, notice.details)))


def _said(message: str) -> str:
    for pattern, text in _SETTINGS:
        message = re.sub(f" ?{pattern}", text, message)
    return message
