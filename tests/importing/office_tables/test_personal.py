"""What tells who a person is: columns, contacts in free text, numbers of houses."""

from __future__ import annotations

import pytest

from importing.office_tables.personal import HIDDEN, is_personal, looks_like_address, without_contacts


@pytest.mark.parametrize(
    "header", ["氏名", "お 名 前", "名前", "ＴＥＬ", "携帯電話", "利用者／住所", "E-mail", "郵便番号", "世帯主名"]
)
def test_columns_about_who_a_person_is(header: str) -> None:
    assert is_personal(header)


@pytest.mark.parametrize("header", ["集落名", "年代", "名前のついた停留所", "施設名", "人数", "hotel"])
def test_other_columns(header: str) -> None:
    assert not is_personal(header)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0120-000-000 へ", f"{HIDDEN} へ"),
        ("連絡は a.b@example.invalid", f"連絡は {HIDDEN}"),
        ("09000000000", HIDDEN),
        ("8時00分と10:30の便", "8時00分と10:30の便"),
        ("1200円", "1200円"),
    ],
)
def test_contacts_are_hidden(text: str, expected: str) -> None:
    assert without_contacts(text) == expected


def test_numbers_of_houses() -> None:
    assert all(looks_like_address(text) for text in ("麻之瀬12番地", "麻之瀬３－４", "谷5号", "谷1の2"))
    assert not any(looks_like_address(text) for text in ("麻之瀬", "週に2回", "8時30分"))
