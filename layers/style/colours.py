"""Colours and classes of everything a map shows, fixed so that proposals can be compared at a glance.

One sequential scale, light to dark in a single blue, tells amounts apart for colour-blind eyes and in black and white;
differences run blue, white, orange. What has no value is hatched grey, never left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from plan.shown_values import half_up

HUB = "#D55E00"
SPHERE = "#0072B2"
CONSERVATION = "#009E73"
RIVER = "#7FB2D9"
SEA = "#D6E4F0"
NO_VALUE = "#B9B9B9"

SEQUENTIAL = ("#E7F0FA", "#C9DDF0", "#9FC5E4", "#6BA6D3", "#3D83BB", "#1C5C9A", "#0A3A70")
"""Light to dark, one hue; dark is what calls for attention."""

DIVERGING = ("#1C5C9A", "#6BA6D3", "#C9DDF0", "#FFFFFF", "#FBD9B5", "#F29B4B", "#C65102")
"""Better (blue) over unchanged (white) to worse (orange)."""

CATEGORY_MARKS = {
    "medical": "医", "care": "福", "childcare": "育", "education": "学", "shopping": "店", "finance": "〒",
    "fuel": "油", "government": "役", "community": "公", "transport": "交", "logistics": "配", "employment": "職",
}  # fmt: skip
"""One kanji for each category of services, in place of an icon font."""

SITE_MARKS = {"旧役場": "役", "廃校": "校", "道の駅": "道", "空き店舗": "店", "更地": "地", "既存施設": "既"}
"""One kanji for what a candidate site is or was; other kinds show their first character."""


@dataclass(frozen=True)
class Swatch:
    """One class of a legend: its words, its colour, and whether it is hatched."""

    label: str
    colour: str
    hatched: bool = False


@dataclass(frozen=True)
class Classes:
    """Fixed classes: `breaks` cut the numbers into one class more than there are breaks.

    Parameters
    ----------
    breaks
        Ascending limits between classes, in the measure's unit.
    swatches
        One per class, in the order of the numbers.
    missing
        The class of NaN, and of infinity where `endless_is_missing`.
    upper_closed
        Whether a limit belongs to the class below it ("30分以内") or above it ("30%以上").
    endless_is_missing
        Whether what has no end has no class of its own.
    outward
        Whether a limit belongs to the class farther from 0 instead: a difference of 1 is one, to either side.
    """

    breaks: tuple[float, ...]
    swatches: tuple[Swatch, ...]
    missing: Swatch
    upper_closed: bool
    endless_is_missing: bool = True
    outward: bool = False

    def __post_init__(self) -> None:
        if len(self.swatches) != len(self.breaks) + 1:
            raise ValueError(f"{len(self.breaks)} breaks make {len(self.breaks) + 1} classes, not {len(self.swatches)}")
        if any(not low < high for low, high in zip(self.breaks, self.breaks[1:], strict=False)):
            raise ValueError(f"breaks must ascend: {self.breaks}")

    @property
    def all_swatches(self) -> tuple[Swatch, ...]:
        """The classes in order, the missing one last: `classify` gives positions in this tuple."""
        return (*self.swatches, self.missing)

    def classify(self, values: ArrayLike) -> NDArray[np.intp]:
        """Return the class of each value, as a position in `all_swatches`."""
        numbers = np.asarray(values, dtype=float)
        below, above = (np.searchsorted(np.asarray(self.breaks), numbers, side=side) for side in ("left", "right"))
        lower = numbers < 0 if self.outward else np.full(numbers.shape, self.upper_closed)
        codes = np.where(lower, below, above)
        missing = np.isnan(numbers)
        if self.endless_is_missing:
            missing |= np.isinf(numbers)
        codes[missing] = len(self.swatches)
        return codes


@dataclass(frozen=True)
class Measure:
    """What the villages are coloured by: its words, its unit and its classes."""

    id: str
    name: str
    unit: str
    classes: Classes
    signed: bool = False

    def label(self, value: float) -> str:
        """Say a value as it is read on the map: 「23分」, 「道がつながらない」, 「変わらない」."""
        if math.isnan(value):
            return self.classes.missing.label
        if math.isinf(value):
            if not self.signed:
                return self.classes.all_swatches[int(self.classes.classify([value])[0])].label
            return "行けるようになる" if value < 0 else "行けなくなる"
        rounded = half_up(abs(value))
        if not self.signed:
            return f"{math.copysign(rounded, value):,.0f}{self.unit}" if rounded else f"0{self.unit}"
        if not rounded:
            return "変わらない"
        return f"{rounded:,.0f}{self.unit}{'短い' if value < 0 else '長い'}"


def _ramp(labels: tuple[str, ...], colours: tuple[str, ...]) -> tuple[Swatch, ...]:
    return tuple(Swatch(label, colour) for label, colour in zip(labels, colours, strict=True))


NO_WAY = Swatch("道がつながらない", NO_VALUE, hatched=True)
UNKNOWN = Swatch("不明", NO_VALUE, hatched=True)

TIME_CLASSES = Classes(
    breaks=(5, 10, 15, 30, 45, 60),
    swatches=_ramp(("5分以内", "10分以内", "15分以内", "30分以内", "45分以内", "60分以内", "60分を超える"), SEQUENTIAL),
    missing=NO_WAY,
    upper_closed=True,
)
AGEING_CLASSES = Classes(
    breaks=(30, 40, 50, 60, 70),
    swatches=_ramp(
        ("30%未満", "30%以上", "40%以上", "50%以上", "60%以上", "70%以上"),
        (SEQUENTIAL[0], SEQUENTIAL[1], SEQUENTIAL[2], SEQUENTIAL[3], SEQUENTIAL[4], SEQUENTIAL[6]),
    ),
    missing=UNKNOWN,
    upper_closed=False,
)
POPULATION_CLASSES = Classes(
    breaks=(10, 50, 100, 200, 500),
    swatches=_ramp(
        ("10人未満", "10人以上", "50人以上", "100人以上", "200人以上", "500人以上"),
        # Small villages call for attention, so the scale runs the other way round.
        (SEQUENTIAL[6], SEQUENTIAL[5], SEQUENTIAL[4], SEQUENTIAL[3], SEQUENTIAL[2], SEQUENTIAL[0]),
    ),
    missing=UNKNOWN,
    upper_closed=False,
)
POPULATION_CHANGE_CLASSES = Classes(
    breaks=(-70, -50, -30, -10, 10, 30),
    swatches=_ramp(
        (
            "70%以上減る", "50%以上減る", "30%以上減る", "10%以上減る", "増減が10%未満",
            "10%以上増える", "30%以上増える",
        ),
        ("#8A3600", DIVERGING[6], DIVERGING[5], DIVERGING[4], DIVERGING[3], DIVERGING[1], DIVERGING[0]),
    ),
    missing=Swatch("はじめから人がいない", NO_VALUE, hatched=True),
    upper_closed=True,
    outward=True,
)  # fmt: skip
ON_FOOT = Swatch("歩いて行ける", "#F2DFA3")
"""Where no bus is needed: off the blue scale, since no count of rides says it."""

OUTINGS_CLASSES = Classes(
    breaks=(1, 2, 3, 4, math.inf),
    # More outings are better, so the scale runs the other way round: few is dark.
    swatches=(
        Swatch("なし", NO_VALUE, hatched=True),
        *_ramp(("1通り", "2通り", "3通り", "4通り以上"), (SEQUENTIAL[6], SEQUENTIAL[4], SEQUENTIAL[2], SEQUENTIAL[0])),
        ON_FOOT,
    ),
    missing=UNKNOWN,
    upper_closed=False,
    endless_is_missing=False,
)
TIME_DIFFERENCE_CLASSES = Classes(
    breaks=(-15, -5, -1, 1, 5, 15),
    swatches=_ramp(
        (
            "15分以上短い", "5分以上短い", "1分以上短い", "ほぼ同じ",
            "1分以上長い", "5分以上長い", "15分以上長い",
        ),
        DIVERGING,
    ),
    missing=Swatch("どちらも道がつながらない", NO_VALUE, hatched=True),
    upper_closed=True,
    endless_is_missing=False,
    outward=True,
)  # fmt: skip

TIME = Measure("time", "最寄りの拠点までの時間", "分", TIME_CLASSES)
BUS_TIME_CLASSES = replace(TIME_CLASSES, missing=Swatch("バスでは行けない", NO_VALUE, hatched=True))
BUS_TIME = replace(TIME, classes=BUS_TIME_CLASSES)
"""The same minutes by bus, where no way means no ride."""
TIME_WITHOUT_HUB = replace(
    TIME, classes=replace(TIME_CLASSES, missing=Swatch("拠点がまだない", NO_VALUE, hatched=True))
)
"""The same minutes where there is no hub to go to: the roads are not to blame."""
AGEING = Measure("ageing", "高齢化率", "%", AGEING_CLASSES)
POPULATION = Measure("population", "人口", "人", POPULATION_CLASSES)
POPULATION_CHANGE = Measure("population_change", "人口の増減", "%", POPULATION_CHANGE_CLASSES)
OUTINGS = Measure("outings", "行って帰れる組合せ", "通り", OUTINGS_CLASSES)
TIME_DIFFERENCE = Measure("time_difference", "現況との時間の差", "分", TIME_DIFFERENCE_CLASSES, signed=True)
BUS_TIME_DIFFERENCE = replace(
    TIME_DIFFERENCE,
    classes=replace(
        TIME_DIFFERENCE_CLASSES, missing=replace(TIME_DIFFERENCE_CLASSES.missing, label="どちらもバスでは行けない")
    ),
)

GAP_CLASSES = Classes(
    breaks=(1e-9, 25, 50, 75, 100),
    swatches=_ramp(
        ("いない", "25%未満", "25%以上", "50%以上", "75%以上", "全員"),
        (SEQUENTIAL[0], SEQUENTIAL[2], SEQUENTIAL[3], SEQUENTIAL[4], SEQUENTIAL[5], SEQUENTIAL[6]),
    ),
    missing=Swatch("対象の人がいない・不明", NO_VALUE, hatched=True),
    upper_closed=False,
)
GAP = Measure("gap", "相当する人の割合（試算）", "%", GAP_CLASSES)

MEASURES = {measure.id: measure for measure in (TIME, AGEING, POPULATION, OUTINGS, TIME_DIFFERENCE)}
"""The measures by id. Times and differences in minutes, ageing in percent (0-100), outings as a count, infinite on foot."""
