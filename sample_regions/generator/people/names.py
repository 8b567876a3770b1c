"""Invented names with their readings: villages, rivers. No municipality or company of Japan bears the names given here."""

from __future__ import annotations

import numpy as np

_HEADS = (
    ("霧", "きり"),
    ("檜", "ひのき"),
    ("柚", "ゆず"),
    ("鷹", "たか"),
    ("樫", "かし"),
    ("椿", "つばき"),
    ("栃", "とち"),
    ("萱", "かや"),
    ("楢", "なら"),
    ("葛", "くず"),
    ("朴", "ほお"),
    ("榎", "えのき"),
    ("雉", "きじ"),
    ("蕗", "ふき"),
    ("稗", "ひえ"),
    ("麻", "あさ"),
    ("轟", "とどろ"),
    ("鍋", "なべ"),
    ("笹", "ささ"),
    ("蓬", "よもぎ"),
    ("梶", "かじ"),
    ("桑", "くわ"),
    ("藤", "ふじ"),
    ("杉", "すぎ"),
    ("竹", "たけ"),
    ("鹿", "しか"),
    ("兎", "うさぎ"),
    ("滝", "たき"),
    ("槙", "まき"),
    ("芹", "せり"),
    ("菅", "すげ"),
    ("漆", "うるし"),
)
_TAILS = (
    ("久保", "くぼ"),
    ("之瀬", "のせ"),
    ("畑", "はた"),
    ("平", "だいら"),
    ("ヶ迫", "がさこ"),
    ("之元", "のもと"),
    ("淵", "ぶち"),
    ("渡", "わたり"),
    ("垣内", "がいと"),
    ("尾", "お"),
    ("之谷", "のたに"),
    ("ヶ野", "がの"),
    ("木屋", "ごや"),
    ("窪田", "くぼた"),
    ("段", "だん"),
    ("打越", "うちこし"),
)
_RIVERS = (
    ("霧瀬川", "きりせがわ"),
    ("東俣川", "ひがしまたがわ"),
    ("檜谷川", "ひのきだにがわ"),
    ("柚木川", "ゆのきがわ"),
    ("朴沢川", "ほおざわがわ"),
    ("栃又川", "とちまたがわ"),
    ("鍋倉川", "なべくらがわ"),
    ("笹平川", "ささだいらがわ"),
    ("楢原川", "ならはらがわ"),
    ("雉打川", "きじうちがわ"),
    ("葛尾谷川", "くずおだにがわ"),
    ("萱野川", "かやのがわ"),
    ("轟川", "とどろがわ"),
    ("芹沢谷川", "せりざわだにがわ"),
    ("漆谷川", "うるしだにがわ"),
    ("槙川", "まきがわ"),
)


def village_names(count: int, rng: np.random.Generator) -> list[tuple[str, str]]:
    """`count` different names with readings; heads come round evenly so that neighbours sound different."""
    every = [(h + t, hk + tk) for h, hk in _HEADS for t, tk in _TAILS]
    heads = rng.permutation(len(_HEADS))
    tails = rng.permutation(len(_TAILS))
    n_heads, n_tails = len(_HEADS), len(_TAILS)
    if count > len(every):
        raise ValueError(f"only {len(every)} names are known")
    picked: list[tuple[str, str]] = []
    for k in range(count):
        head, tail = _HEADS[heads[k % n_heads]], _TAILS[tails[(k + 3 * (k // n_heads)) % n_tails]]
        picked.append((head[0] + tail[0], head[1] + tail[1]))
    if len(set(picked)) < count:
        raise ValueError("names repeat: choose another seed")
    return picked


def river_names() -> list[str]:
    """Names of rivers, the largest river first."""
    return [name for name, _ in _RIVERS]
