"""Alike notices are one with a count; nothing that one of them says is lost."""

from __future__ import annotations

from geo.texts.alike import joined_alike
from geo.texts.messages import notice
from reports.plain_text.answer_lines import notice_lines
from views.figures import _list


def empty(count: int) -> list:
    return [notice("import_place_empty", file="list.csv", row=row) for row in range(2, 2 + count)]


def test_one_is_left_as_it_is() -> None:
    assert joined_alike(empty(1)) == empty(1)


def test_two_thousand_rows_are_one_sentence_with_a_list() -> None:
    (joined,) = joined_alike(empty(2208))
    assert (
        joined.message
        == "list.csv の 2、3、4 行目ほか、合わせて 2,208 件：緯度・経度が空です。これらの行は入っていません。"
    )
    assert (joined.row, len(joined.details)) == (2, 2208)
    lines = notice_lines(empty(2208))
    assert len(lines) == 12
    assert lines[-1] == "  ・ほか 2,198 件（--json ですべて見られます）"


def test_few_rows_are_named() -> None:
    (joined,) = joined_alike(empty(2))
    assert joined.message == "list.csv の 2、3 行目の 2 件：緯度・経度が空です。これらの行は入っていません。"


def test_different_sentences_are_counted_and_listed() -> None:
    rows = [
        notice("import_category_other", file="a.csv", row=i, field="category", value=v)
        for i, v in ((2, "公園"), (5, "寮"))
    ]
    (joined,) = joined_alike(rows)
    assert joined.message.startswith("a.csv の 2、5 行目の 2 件、category：「公園」は")
    assert "ほかに 1 件あります" in joined.message
    assert joined.details == tuple(n.message for n in rows)


def test_other_files_fields_and_severities_stay_apart() -> None:
    a, b = notice("import_place_empty", file="a.csv", row=2), notice("import_place_empty", file="b.csv", row=2)
    c = notice("import_place_empty", file="a.csv", row=3, severity="error")
    d = notice("cell_empty", file="a.csv", row=2, field="x", consequence="")
    assert joined_alike([a, b, c, d]) == [a, b, c, d]


def test_the_same_notice_twice_is_one() -> None:
    one = notice("crs_missing", file="a.csv")
    assert joined_alike([one, one]) == [one]


def test_notices_without_rows_say_how_many_more() -> None:
    some = [notice("residents_missing", file="residents.csv", name=n) for n in ("上", "下", "奥")]
    (joined,) = joined_alike(some)
    assert "ほかに 2 件あります" in joined.message
    assert len(joined.details) == 3


def test_a_list_of_names_is_kept_and_opens_on_the_page() -> None:
    one = notice("import_categories_guessed", file="a.csv", counts="医療 1", details=("医療 1：<b>村診療所</b>",))
    assert joined_alike([one]) == [one]
    assert set(one.as_dict()) == {"code", "severity", "file", "row", "field", "message"}
    assert (
        _list(one)
        == "<details><summary>一覧（1）</summary><ul><li>医療 1：&lt;b&gt;村診療所&lt;/b&gt;</li></ul></details>"
    )
    assert _list(empty(1)[0]) == ""
