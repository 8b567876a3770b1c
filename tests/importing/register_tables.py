"""Made-up people by place, sex and single year of age, and the tables in which town offices would publish them. The truth is made first."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

import numpy as np

from geo.region.tables.villages import FIVE_YEARS

PLACES = ("上町", "下町", "山手")
OLDEST = 104
People = Mapping[str, Mapping[str, list[int]]]
"""Place → m or f → persons of each age from 0 to `OLDEST`."""


def invented(seed: int = 0) -> People:
    """People of three places; nobody lives in 山手 but old women, so that there are zeros."""
    random = np.random.default_rng(seed)
    truth = {place: {sex: [int(n) for n in random.poisson(3, OLDEST + 1)] for sex in "mf"} for place in PLACES[:2]}
    old = [0] * 80 + [1] * (OLDEST + 1 - 80)
    return truth | {PLACES[2]: {"m": [0] * (OLDEST + 1), "f": old}}


def in_class(people: People, place: str, sexes: str, low: int, high: int | None) -> int:
    """Persons of a place from one age to another, the last included; to the end where it is None."""
    return sum(sum(people[place][sex][low : OLDEST + 1 if high is None else high + 1]) for sex in sexes)


def everybody(people: People, place: str) -> int:
    """Persons of a place."""
    return in_class(people, place, "mf", 0, None)


def expected(people: People, place: str) -> dict[str, int]:
    """The columns of villages.csv for a place, by slices of the truth."""
    out = {}
    for sex in "mf":
        for name in FIVE_YEARS:
            low = int(name[:2])
            out[f"{sex}_{name}"] = in_class(people, place, sex, low, None if low == 85 else low + 4)
    return out


FIVE: tuple[tuple[int, int | None], ...] = (*((a, a + 4) for a in range(0, 100, 5)), (100, None))
TO_85: tuple[tuple[int, int | None], ...] = (*((a, a + 4) for a in range(0, 85, 5)), (85, None))
SINGLE: tuple[tuple[int, int | None], ...] = (*((a, a) for a in range(100)), (100, None))


def spelt(low: int, high: int | None, style: int = 0) -> str:
    """An age class as somebody spells it."""
    if high is None:
        return (f"{low}歳以上", f"{low}～", f"{low}以上", f"{low}+", f"{low}歳～")[style % 5]
    if low == high:
        return f"{low}歳" if style % 2 == 0 else f"{low}"
    return (
        f"{low}～{high}歳",
        f"{low}-{high}",
        f"{low}〜{high}",
        f"{low}歳～{high}歳",
        f"{low}－{high}歳".translate(_WIDE),
    )[style % 5]


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _text(rows: list[list[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def rows_by_class(people: People, classes: tuple[tuple[int, int | None], ...] = FIVE, style: int = 0) -> str:
    """Place, age, 男, 女, 計 in each row, with a row of totals for each place and one for the whole town."""
    rows: list[list[object]] = [["町名", "年齢", "男", "女", "計"]]
    for place in people:
        rows.append([place, "総数", *(in_class(people, place, s, 0, None) for s in ("m", "f", "mf"))])
        rows += [
            [place, spelt(*c, style), *(in_class(people, place, s, *c) for s in ("m", "f", "mf"))] for c in classes
        ]
    rows.append(["合計", "総数", *(sum(in_class(people, p, s, 0, None) for p in people) for s in ("m", "f", "mf"))])
    rows += [
        ["合計", spelt(*c, style), *(sum(in_class(people, p, s, *c) for p in people) for s in ("m", "f", "mf"))]
        for c in classes
    ]
    return _text(rows)


def rows_of_single_years(people: People) -> str:
    """A row for each year of age."""
    return rows_by_class(people, SINGLE, style=1)


def names_in_first_row(people: People) -> str:
    """The place stands in the first row of its block alone, after a title; five-year rows above their single years."""
    rows: list[list[object]] = [
        ["町丁別年齢別人口（住民基本台帳、令和5年4月1日現在）"],
        ["町丁名", "年齢区分", "男性", "女性"],
    ]
    for place in people:
        first = True
        for low, high in FIVE:
            rows.append(
                [place if first else "", spelt(low, high), *(in_class(people, place, s, low, high) for s in "mf")]
            )
            first = False
            if high is not None:
                rows += [
                    ["", f"{a}歳", *(in_class(people, place, s, a, a) for s in "mf")] for a in range(low, high + 1)
                ]
    return _text(rows)


def rows_by_sex(people: People) -> str:
    """A row for each place and sex, and both; the ages beside each other."""
    rows: list[list[object]] = [["行政区名", "性別", "総数", *(spelt(*c) for c in FIVE), "世帯数"]]
    for place in people:
        for label, sexes in (("計", "mf"), ("男", "m"), ("女", "f")):
            counts = [in_class(people, place, sexes, *c) for c in FIVE]
            rows.append([place, label, in_class(people, place, sexes, 0, None), *counts, 5 if label == "計" else ""])
    return _text(rows)


def one_count_a_row(people: People) -> str:
    """Place, sex, age and count: everything below each other."""
    rows: list[list[object]] = [["地区名", "性別", "年齢階級", "人口"]]
    for place in people:
        for label, sexes in (("男", "m"), ("女", "f")):
            rows += [[place, label, spelt(*c), in_class(people, place, sexes, *c)] for c in FIVE]
    return _text(rows)


def ages_over_sexes(people: People) -> str:
    """Two rows of headers: ages in merged cells above, the sexes below."""
    top: list[object] = ["町名", "世帯数", "総数", "", ""]
    below: list[object] = ["", "", "男", "女", "計"]
    for c in TO_85:
        top += [spelt(*c), "", ""]
        below += ["男", "女", "計"]
    rows = [top, below]
    for place in people:
        row: list[object] = [place, 5]
        for c in ((0, None), *TO_85):
            row += [in_class(people, place, s, *c) for s in ("m", "f", "mf")]
        rows.append(row)
    return _text(rows)


def sexes_over_ages(people: People) -> str:
    """Two rows of headers: the sexes in merged cells above, single years below."""
    top: list[object] = ["字名", "男", *[""] * len(SINGLE[1:]), "女", *[""] * len(SINGLE[1:])]
    below: list[object] = ["", *(spelt(*c) for c in SINGLE), *(spelt(*c) for c in SINGLE)]
    rows = [top, below]
    for place in people:
        rows.append([place, *(in_class(people, place, s, *c) for s in "mf" for c in SINGLE)])
    return _text(rows)


def one_row_a_place(people: People, style: int = 0, sexes: tuple[str, str] = ("男", "女")) -> str:
    """Every class of each sex in a column of its own."""
    head: list[object] = ["集落名", "総人口", *(f"{sex}{spelt(*c, style)}" for sex in sexes for c in FIVE)]
    rows = [head]
    for place in people:
        rows.append([place, everybody(people, place), *(in_class(people, place, s, *c) for s in "mf" for c in FIVE)])
    return _text(rows)


LAYOUTS: Mapping[str, Callable[[People], str]] = {
    "rows_by_class": rows_by_class,
    "rows_of_single_years": rows_of_single_years,
    "names_in_first_row": names_in_first_row,
    "rows_by_sex": rows_by_sex,
    "one_count_a_row": one_count_a_row,
    "ages_over_sexes": ages_over_sexes,
    "sexes_over_ages": sexes_over_ages,
    "one_row_a_place": one_row_a_place,
}
