"""The wall is read from the back, in light and dark, by everybody's eyes: computed from its constants."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from layers.hall.theme import BASE_PX, DARK, FIGURE_PX, LABEL_HALO, LABEL_INK, LABEL_PX, LIGHT, LOOKS, RUNS, Theme
from layers.style.colours import DIVERGING, SEQUENTIAL

WEB = Path("layers/web")


def linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    light, dark = sorted((float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    t = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, look: str) -> float:
    """CIE76 distance of two colours through somebody's eyes."""
    matrix = LOOKS[look][1]
    through = np.eye(3) if matrix is None else np.array(matrix)
    return float(np.linalg.norm(lab(through @ linear(one)) - lab(through @ linear(other))))


def test_contrast_and_distance_by_hand() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert distance("#000000", "#FFFFFF", "") == pytest.approx(100, abs=0.1)
    assert distance("#FF0000", "#00FF00", "deutan") < distance("#FF0000", "#00FF00", "")


def test_sizes_are_read_from_the_back() -> None:
    assert (BASE_PX >= 22, FIGURE_PX >= 48, LABEL_PX >= 26) == (True, True, True)
    names = (WEB / "names.js").read_text(encoding="utf-8")
    assert f"hall ? {LABEL_PX} : 13" in names
    assert f".kyoten-hall .kyoten-name {{ font-size: {LABEL_PX}px; }}" in (WEB / "kyoten.css").read_text(
        encoding="utf-8"
    )
    assert f"LEAST_PX = {BASE_PX};" in (WEB / "wall.js").read_text(encoding="utf-8")


def sizes(selector: str) -> list[float]:
    """Every size in px that the wall's rules give what a selector ends with; of a clamp the least, of the theme's its own."""
    known = {"--hall-words": BASE_PX, "--hall-figure": FIGURE_PX}
    found = []
    for path in sorted(WEB.glob("*.css")):
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", path.read_text(encoding="utf-8")):
            ends = [one.strip() for one in selectors.split(",")]
            if not any(("kyoten-hall " in one or "with-message" in one) and one.endswith(selector) for one in ends):
                continue
            for size in re.findall(r"font-size:\s*(?:clamp\(|min\()?([\w.-]+(?:\(([\w-]+)\))?)", body):
                found.append(float(known[size[1]] if size[1] else size[0].removesuffix("px")))
    return found


@pytest.mark.parametrize(
    ("selector", "least"),
    [
        (".kyoten-name", LABEL_PX), (".kyoten-hub-name", LABEL_PX), (".kyoten-area-name", LABEL_PX), (".kyoten-bus b", LABEL_PX),
        (".kyoten-swipe span", LABEL_PX), (".kyoten-legend", BASE_PX), (".kyoten-tip", BASE_PX),
        (".kyoten-gain-scale", BASE_PX), (".kyoten-gain-rows b", BASE_PX),
        (".kyoten-list", BASE_PX),
        (".kyoten-fictional", BASE_PX), (".leaflet-control-scale-line", BASE_PX), (".kyoten-years .kyoten-year", 48),
    ],
)  # fmt: skip
def test_all_that_stands_on_the_wall_is_as_large_as_the_theme_asks(selector: str, least: float) -> None:
    found = sizes(selector)
    assert found, selector
    assert min(found) >= least, (selector, found)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_paper(theme: Theme) -> None:
    assert contrast(theme.ink, theme.paper) >= 7
    assert contrast(theme.quiet, theme.paper) >= 4.5
    assert contrast(theme.accent, theme.paper) >= 4.5
    assert contrast(theme.line, theme.paper) >= 3


def test_names_on_the_map_stand_out_from_their_halo() -> None:
    assert contrast(LABEL_INK, LABEL_HALO) >= 7
    assert f"color: {LABEL_INK};" in (WEB / "kyoten.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("look", list(LOOKS))
def test_neighbouring_classes_are_told_apart_by_everybody(look: str) -> None:
    for scale in (SEQUENTIAL, DIVERGING):
        for one, other in itertools.pairwise(scale):
            assert distance(one, other, look) >= 5, (one, other)


@pytest.mark.parametrize("look", list(LOOKS))
def test_buses_of_today_of_the_scenario_and_those_that_go_are_told_apart(look: str) -> None:
    for one, other in itertools.combinations(RUNS.values(), 2):
        assert max(distance(one[0], other[0], look), distance(one[1], other[1], look)) >= 12, (one, other)


def test_white_stays_white_through_all_eyes() -> None:
    for _, matrix in LOOKS.values():
        if matrix is not None:
            assert np.array(matrix).sum(axis=1) == pytest.approx(1, abs=1e-4)
