"""Why a file could not be read, in Japanese, from what libraries say in English."""

from __future__ import annotations

import errno
import json
import re
import zipfile

_AT_LINE = re.compile(r"(?:at |At )?line (\d+),? (?:column|character) (\d+)")
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
_SAYINGS = (
    ("not recognized as being in a supported file format", "知られた形式のファイルではありません"),
    ("not recognized as a supported file format", "知られた形式のファイルではありません"),
    ("No such file", "ファイルが見つかりません"),
    ("maximum recursion depth", "入れ子が深すぎます"),
    ("no element found", "中身がないか、途中で切れています"),
    ("not well-formed", "XML の書き方に誤りがあります"),
    ("not successfully read as graphml", "GraphML の中身がありません"),
    ("at end of document", "終わりのあたりの書き方に誤りがあります"),
    ("couldn't be converted correctly", "文字コードと合わない文字があります"),
    ("can't decode", "文字コードと合わない文字があります"),
    ("invalid utf-8", "文字コードと合わない文字があります"),
    ("parsed incompletely", "数の欄に数でないものがあります"),
    ("SHAPE_RESTORE_SHX", "一緒にあるはずの .shx がありません"),
    (".shx file", ".shx が壊れています"),
    (".shp file", ".shp が壊れています"),
    ("LinearRing", "閉じていない面があります"),
    ("decompressing", "圧縮が壊れています"),
    ("Zip archive", "zip ファイルとして読めません"),
    ("syntax error", "XML の書き方に誤りがあります"),
    ("OLE", "Excel のファイルとして読めません"),
)


def reason_of(problem: BaseException | Warning | str) -> str:
    """Return in a few words why a file could not be read.

    Parameters
    ----------
    problem
        What was raised or murmured; of words that nobody translated only that something is wrong is given.
    """
    text = str(problem).split("\n")[0].strip()
    place = _AT_LINE.search(text)
    where = f"（{place[1]} 行目 {place[2]} 文字目のあたり）" if place else ""
    if isinstance(problem, json.JSONDecodeError):
        return f"JSON の書き方に誤りがあります（{problem.lineno} 行目 {problem.colno} 文字目のあたり）"
    if isinstance(problem, IsADirectoryError):
        return "ファイルではなくフォルダです"
    if isinstance(problem, FileNotFoundError):
        return "ファイルが見つかりません"
    if isinstance(problem, PermissionError):
        return "読み書きが許されていません"
    if isinstance(problem, zipfile.BadZipFile):
        return "zip ファイルとして読めません"
    for english, japanese in _SAYINGS:
        if english in text:
            return japanese + where
    if where:
        return f"書き方に誤りがあります{where}"
    if isinstance(problem, OSError) and problem.errno == errno.ENOSPC:
        return "書き込む場所に空きがありません"
    if isinstance(problem, OSError) and problem.errno:
        return f"計算機が読み書きを断りました（番号 {problem.errno}）"
    return text if _JAPANESE.search(text) else "中身が壊れているか、知られていない形です"
