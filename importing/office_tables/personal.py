"""What tells who a person is: columns of names, addresses, telephone numbers and birth dates, and such words in free text."""

from __future__ import annotations

import re
import unicodedata

_HEADERS = re.compile(
    r"氏名|お名前|^名前$|ふりがな|フリガナ|^姓$|^名$|電話|^tel|携帯|^fax|住所|番地|生年月日|誕生日|メール|e-?mail|郵便番号|連絡先"
    r"|世帯主|^line|マイナンバー|個人番号|口座|記入者|回答者名",
    re.IGNORECASE,
)
_CONTACTS = re.compile(r"(?<!\d)0\d{1,4}[-()ー―‐ ]?\d{1,4}[-()ー―‐ ]?\d{3,4}(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"\d+(?:番地?|番|号|[-ー―‐の]\d+)")
HIDDEN = "（伏せました）"


def is_personal(header: str) -> bool:
    """Return whether a column is about who a person is.

    Examples
    --------
    >>> [is_personal(h) for h in ("氏名", "電話番号", "ご住所", "集落名", "年代")]
    [True, True, True, False, False]
    """
    text = "".join(unicodedata.normalize("NFKC", header).split())
    return any(_HEADERS.search(part) is not None for part in text.split("／"))


def without_contacts(text: str) -> str:
    """Put a mark in the place of telephone numbers and mail addresses.

    Examples
    --------
    >>> without_contacts("朝の便がほしい。0120-000-000 まで")
    '朝の便がほしい。（伏せました） まで'
    """
    return _CONTACTS.sub(HIDDEN, text)


def looks_like_address(text: str) -> bool:
    """Return whether a text has the numbers of a house in it: 麻之瀬12番地, 麻之瀬3-4."""
    return _ADDRESS.search(unicodedata.normalize("NFKC", text)) is not None
