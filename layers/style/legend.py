"""The legend that stands in the map's corner at all times, and is printed with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layers.style.colours import Measure
from layers.style.map_part import Part
from plan.figure_texts import persons

SYMBOLS = {
    "hubs": "拠点",
    "facilities": "施設",
    "closed": "閉じた施設",
    "planned": "計画中の施設",
    "sites": "候補地",
    "links": "集落とその拠点",
    "buses": "バスの路線と停留所",
    "bands": "着ける範囲（濃いほど遠い）",
    "buffer": "定義の距離の中（直線）",
    "isolation": "一本だけが頼りの道（太いほど人が多い）",
    "closures": "通れない道",
    "spheres": "集落生活圏（線の形は拠点ごと）",
    "hub_areas": "地域再生拠点区域（素案）",
    "conservation": "農用地等保全利用区域（素案）",
    "service_areas": "予約制などの運行区域（色は路線ごと）",
    "flagged": "要調整の所",
}
"""What the lower half of a legend can explain, in its order."""

SIZES_PERSONS = (10, 50, 200)
"""The villages whose circles are shown for comparison."""


def legend(
    measure: Measure | None = None,
    *,
    mode: str = "",
    day: str = "",
    counts: Sequence[tuple[int, int]] | None = None,
    symbols: Sequence[str] = ("hubs",),
    note: str = "",
) -> Part:
    """Explain the map: measure, mode and day, classes with their villages and people, sizes, symbols.

    Parameters
    ----------
    measure
        What the villages are coloured by.
    mode, day
        How one travels and on which day, in words: 「車で」, 「平日」.
    counts
        Villages and people of each class, from `villages.class_counts`.
    symbols
        Keys of `SYMBOLS` to explain.
    note
        One more line, such as where a figure comes from.

    Raises
    ------
    KeyError
        When a symbol is not known.
    """
    rows = []
    for position, swatch in enumerate(measure.classes.all_swatches if measure else ()):
        row: dict[str, object] = {"label": swatch.label, "colour": swatch.colour, "hatched": swatch.hatched}
        if counts is not None:
            row["villages"], row["people"] = counts[position]
        rows.append(row)
    # The last row, "no value", is worth its line only where there is such a village.
    if rows and counts is not None and not counts[-1][0]:
        rows.pop()
    return Part(
        "legend",
        {
            "title": measure.name if measure else "集落",
            "about": "・".join(label for label in (mode, day) if label),
            "rows": rows,
            "sizes": list(SIZES_PERSONS),
            "symbols": [[symbol, SYMBOLS[symbol]] for symbol in SYMBOLS if symbol in _known(symbols)],
            "note": note,
        },
    )


def people_of_year(explained: Part, year: int | None) -> Part:
    """Write the people of each class as those of a year after the base year are read; None: counted, as they stand."""
    if year is None:
        return explained
    rows = [r if "people" not in r else {**r, "peopleText": persons(r["people"], year)} for r in explained.data["rows"]]
    return replace(explained, data={**explained.data, "rows": rows})


def without_counts(explained: Part) -> Part:
    """Leave villages and people out of a legend that explains two scenarios at once: they hold for one of them only."""
    rows = [
        {k: v for k, v in row.items() if k not in ("villages", "people", "peopleText")}
        for row in explained.data["rows"]
    ]
    return replace(explained, data={**explained.data, "rows": rows})


def _known(symbols: Sequence[str]) -> set[str]:
    for symbol in symbols:
        SYMBOLS[symbol]
    return set(symbols)
