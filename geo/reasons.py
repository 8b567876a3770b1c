"""Why a file could not be read, in Japanese, from what libraries say in English."""

from __future__ import annotations

import json
import re
import zipfile

_AT_LINE = re.compile(r"(?:at |At )?line (\d+),? (?:column|character) (\d+)")
_SAYINGS = (
    ("not recognized as being in a supported file format", "知られた形式のファイルではありません"),
    ("not recognized as a supported file format", "知られた形式のファイルではありません"),
    ("No such file", "ファイルが見つかりません"),
    ("maximum recursion depth", "入れ子が深すぎます"),
    ("no element found", "中身がないか、途中で切れています"),
    ("not well-formed", "XML の書き方に誤りがあります"),
    ("not successfully read as graphml", "GraphML の中身がありません"),
    ("at end of document", "終わりのあたりの書き方に誤りがあります"),
)


def reason_of(problem: BaseException | Warning | str) -> str:
    """Tell in a few words why a file could not be read.

    Parameters
    ----------
    problem
        What was raised or murmured; words that nobody translated are given as they are, their first line only.
    """
    words = str(problem).split("\n")[0].strip()
    place = _AT_LINE.search(words)
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
        if english in words:
            return japanese + where
    if where:
        return f"書き方に誤りがあります{where}"
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return words or type(problem).__name__
