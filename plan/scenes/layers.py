"""What a scene can show, as the plan file names it: 「time/bus」, 「years/change」, 「swipe/car」."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast

from geo.reference.categories import CATEGORIES
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import TARGETS, Target, targets_on_offer
from plan.reach.travel_modes import TRAVEL_MODES, TravelMode, modes_on_offer
from plan.scenario.scenario import BASE, BASE_NAME, Plan
from plan.scenario.scenes import Scene

Kind = Literal[
    "villages",
    "time",
    "service",
    "difference",
    "swipe",
    "twin",
    "outings",
    "ageing",
    "people",
    "years",
    "runs",
    "land",
    "isolated",
    "join",
    "answers",
]
_BY_MODE = ("time", "difference", "swipe", "twin")
_PAIRS = ("difference", "swipe", "twin")
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "villages": "集落",
        "time": "拠点までの時間",
        "difference": "現況との差",
        "swipe": "現況とめくって比べる",
        "twin": "現況と並べて比べる",
        "outings": "行って帰れる組合せ",
        "ageing": "高齢化率",
        "people": "人口",
        "years/change": "年ごとの人口の増減",
        "years/ageing": "年ごとの高齢化率",
        "years/people": "年ごとの人口",
        "runs": "バスが走る",
        "land": "圏域・土地利用",
        "join": "電話で入る（QR コード）",
    }
)


@dataclass(frozen=True)
class Layer:
    """What a scene shows.

    Parameters
    ----------
    kind
        What it is.
    detail
        The category of services, or what the years tell of; empty for others.
    mode
        How people travel; car where that is of no matter.
    """

    kind: Kind
    detail: str = ""
    mode: TravelMode = "car"

    @property
    def id(self) -> str:
        """As the plan file names it.

        Examples
        --------
        >>> Layer("service", "medical", "bus").id, Layer("runs").id, Layer("villages").id
        ('service/medical/bus', 'runs', '')
        """
        if self.kind == "villages":
            return ""
        mode = self.mode if self.kind == "service" or self.kind in _BY_MODE else ""
        return "/".join(part for part in (self.kind, self.detail, mode) if part)

    @property
    def name(self) -> str:
        """What it is called on screen.

        Examples
        --------
        >>> Layer("service", "medical", "bus").name, Layer("years", "change").name
        ('医療までの時間（バス）', '年ごとの人口の増減')
        """
        mode = f"（{TRAVEL_MODES[self.mode]}）"
        if self.kind == "isolated":
            return f"{TARGETS[cast('Target', self.detail)]}への、一本だけが頼りの道"
        if self.kind == "answers":
            return f"問い{self.detail}の答え"
        if self.kind == "service":
            return f"{CATEGORIES[self.detail]}までの時間{mode}"
        base = _NAMES["/".join(part for part in (self.kind, self.detail) if part)]
        return f"{base}{mode}" if self.kind in _BY_MODE else base

    @property
    def is_of_meeting(self) -> bool:
        """Whether it shows what a meeting gives, which changes while it is looked at."""
        return self.kind in ("join", "answers")

    @property
    def is_pair(self) -> bool:
        """Whether it holds a scenario beside the present."""
        return self.kind in _PAIRS


def layer_of(written: str) -> Layer:
    """Read a layer as the plan file names it; what nobody knows shows the villages alone.

    Examples
    --------
    >>> layer_of("time/bus"), layer_of("service/medical"), layer_of("horoscope").kind
    (Layer(kind='time', detail='', mode='bus'), Layer(kind='service', detail='medical', mode='car'), 'villages')
    """
    kind, *rest = written.split("/")
    mode = cast("TravelMode", rest[-1]) if rest and rest[-1] in TRAVEL_MODES else "car"
    detail = rest[0] if rest and rest[0] not in TRAVEL_MODES else ""
    if kind == "service":
        return Layer("service", detail, mode) if detail in CATEGORIES else Layer("villages")
    if kind == "isolated":
        return Layer("isolated", detail) if detail in TARGETS else Layer("villages")
    if kind == "answers":
        return (
            Layer("answers", detail)
            if detail.isascii() and detail.isdigit() and not detail.startswith("0")
            else Layer("villages")
        )
    if "/".join(part for part in (kind, detail) if part) not in _NAMES:
        return Layer("villages")
    return Layer(cast("Kind", kind), detail, mode if kind in _BY_MODE else "car")


def layers_on_offer(current: Evaluation) -> tuple[Layer, ...]:
    """List what can be shown of a scenario: by bus, and buses themselves, only where one runs; differences only of a 案."""
    modes = modes_on_offer(current.effective)
    has_bus = usual_day_of(current.effective) is not None
    found = [Layer("time", mode=mode) for mode in modes]
    if has_bus:
        found += [Layer("outings"), Layer("runs")]
    if not current.effective.is_baseline:
        found += [Layer("difference", mode=mode) for mode in modes if mode != "walk"]
        found += [Layer(kind, mode="car") for kind in ("swipe", "twin")]
        found.append(Layer("land"))
    found += [Layer("isolated", target) for target in targets_on_offer(current.effective)]
    found += [Layer("ageing"), Layer("people"), *(Layer("years", of) for of in ("change", "ageing", "people"))]
    return (*found, *(Layer("service", category) for category in current.categories()), Layer("villages"))


def layers_of_meeting(questions: int) -> tuple[Layer, ...]:
    """List what can be shown of a meeting with so many questions: the way in, and the answers to each.

    Examples
    --------
    >>> [layer.name for layer in layers_of_meeting(2)]
    ['電話で入る（QR コード）', '問い1の答え', '問い2の答え']
    """
    return (Layer("join"), *(Layer("answers", str(number)) for number in range(1, questions + 1)))


def scene_title(scene: Scene, scenario_name: str) -> str:
    """Name a scene in a list: its message, or what it shows and of which scenario.

    Examples
    --------
    >>> scene_title(Scene("g1", "s1", layer="runs"), "谷の案"), scene_title(Scene("g1", "s1", caption="冬の足"), "谷の案")
    ('谷の案：バスが走る', '冬の足')
    """
    return scene.caption or f"{scenario_name}：{layer_of(scene.layer).name}"


def title_of(plan: Plan, scene: Scene) -> str:
    """Name a scene of a plan in a list; a scenario that is gone is the present.

    Examples
    --------
    >>> title_of(Plan("r", "f"), Scene("g1", "s9", layer="runs"))
    '現況：バスが走る'
    """
    names = {BASE: BASE_NAME, **{s.id: s.name for s in plan.scenarios}}
    return scene_title(scene, names.get(scene.scenario, BASE_NAME))
