"""Texts of notices about published registers: what 国土数値情報 was taken for, what of it is kept, and rows made one.

They are part of the catalogue of `geo.texts.messages`, by whose rules they are written.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

KSJ_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "ksj_recognised": ("info", "国土数値情報「{name}」（{words}）として読みました。使用条件：{licence}。"),
    "ksj_other_zone": (
        "warning",
        "国土数値情報「{name}」ですが、「{asked}」として取り込んでいます。zone:{fits} が合います。",
    ),
    "ksj_no_zone": (
        "warning",
        "国土数値情報「{name}」で、「{asked}」の区域ではありません。正しいファイルで取り込み直してください。",
    ),
    "ksj_rows_left": ("info", "{words} {count} 件を除きました。"),
    "ksj_municipalities_all": (
        "warning",
        "{count} の市町村（{names}）をすべて入れました。--code 番号 と --replace を付けて、この地域だけを取り込み直してください。",
    ),
    "import_repeated": ("info", "同じ場所・同じ名前の {count} 件を、はじめの行にまとめました：{names}。"),
    "import_repeated_differ": (
        "info",
        "まとめた行では、この列の値が違っていました（はじめの行を使いました）：{columns}。",
    ),
}
