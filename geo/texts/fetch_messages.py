"""Texts of notices about OpenStreetMap's servers: who was asked, what they answered, and what to do where they did not.

They are part of the catalogue of `geo.texts.messages`, by whose rules they are written.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

FETCH_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "fetch_place_found": (
        "info",
        "「{found}」（{area} km²）を取り寄せました。ほかの所なら、「石川県能登町」のように県名から書いて、やり直してください。",
    ),
    "fetch_from_cache": (
        "info",
        "前に取り寄せた控え（{date} 時点）を使いました。新しくするには --refresh を付けてください。",
    ),
    "fetch_kind_none": (
        "warning",
        "OpenStreetMap に、この範囲の{kind}が一つもありません。ほかのデータから取り込んでください。",
    ),
    "fetch_outside_marked": (
        "info",
        "施設 {count} 件は市町村の外にあります（outside）。行き先としては数え、この町の施設とはしません。",
    ),
    "fetch_folder_used": (
        "error",
        "もう中身のあるフォルダか、ファイルです。新しいフォルダの名前を指定してください。何も書き換えていません。",
    ),
    "fetch_server_wrong": ("error", "「{url}」はサーバーの場所として使えません。https://… の形で指定してください。"),
    "fetch_no_internet": (
        "error",
        "{host} につながりません。インターネットにつながっているか確かめて、もう一度試してください。つながらない所では、.osm.pbf のファイルを import で取り込めます。",
    ),
    "fetch_timed_out": (
        "error",
        "{host} から {limit} 秒たっても返事がありません。しばらくおいてもう一度試すか、--margin-km を小さくしてください。",
    ),
    "fetch_busy": (
        "error",
        "{host} が混み合っているか、頼みすぎと言われました（{status}）。30分ほどおいて、もう一度試してください。急ぐときは、.osm.pbf のファイルを import で取り込めます。",
    ),
    "fetch_refused": (
        "error",
        "{host} に断られました（{status}）。サーバーの場所が正しいか、役場の回線で止められていないかを確かめてください。",
    ),
    "fetch_cut_off": (
        "error",
        "{host} の返事が途中で切れました（{remark}）。--margin-km を小さくするか、時間をおいて、もう一度試してください。",
    ),
    "fetch_garbled": (
        "error",
        "{host} の返事が、OpenStreetMap のサーバーの形ではありません。回線の入口（ログインの画面など）で止められていないか、サーバーの場所が正しいかを確かめてください。",
    ),
    "fetch_cache_broken": ("error", "前に取り寄せた控えが壊れています。--refresh を付けて、取り寄せ直してください。"),
    "fetch_place_unknown": (
        "error",
        "「{place}」という所が OpenStreetMap に見つかりません。「石川県能登町」のように、県名から市町村の名前を書いてください。",
    ),
    "fetch_place_no_area": (
        "error",
        "「{place}」は見つかりましたが、範囲（面）が分かりません。市町村の名前を、県名から書いてください。",
    ),
    "fetch_place_too_large": (
        "error",
        "「{found}」は広すぎます（{area} km²、上限 {limit} km²）。市町村の名前を書いてください。県の全体は、.osm.pbf のファイルを import で取り込めます。",
    ),
    "fetch_margin_too_large": (
        "error",
        "余白 {margin} km を加えた四角い範囲が広すぎます（{area} km²、上限 {limit} km²）。--margin-km を小さくしてください。",
    ),
    "fetch_outside_japan": (
        "error",
        "「{found}」は日本の外です。「石川県能登町」のように、県名から市町村の名前を書いてください。",
    ),
    "fetch_nothing": (
        "error",
        "「{found}」には、道も集落も施設もありません（返事の中のもの {count} 件）。名前を確かめてください。フォルダは作っていません。",
    ),
}
