"""How the wall looks: sizes that are read from the back, a light and a dark room, and the eyes through which it can be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from layers.features.buses import TODAY
from layers.style.colours import HUB

BASE_PX, FIGURE_PX, LABEL_PX = 22, 56, 26
"""The least size of words, that of figures, and that of names on the map."""

LABEL_INK, LABEL_HALO = "#26221e", "#ffffff"
"""Names on the map, as `web/kyoten.css` draws them; in the dark they are white on black."""


@dataclass(frozen=True)
class Theme:
    """The colours of a room: paper and ink, quieter words, lines, and what stands out."""

    paper: str
    ink: str
    quiet: str
    line: str
    accent: str

    def properties(self) -> dict[str, str]:
        """Return them, with the sizes, as the browser takes them."""
        sizes = {"words": f"{BASE_PX}px", "figure": f"{FIGURE_PX}px"}
        return {
            "paper": self.paper,
            "ink": self.ink,
            "quiet": self.quiet,
            "line": self.line,
            "accent": self.accent,
            **sizes,
        }


LIGHT = Theme(paper="#FFFEFB", ink="#1F1B18", quiet="#57514A", line="#8D857C", accent="#00659E")
DARK = Theme(paper="#12161B", ink="#FFFFFF", quiet="#C9C3BA", line="#7F8790", accent="#7FC4F0")

Matrix = tuple[tuple[float, float, float], ...]

LOOKS: Mapping[str, tuple[str, Matrix | None]] = MappingProxyType(
    {
        "": ("色のまま", None),
        "grey": ("白黒", ((0.2126, 0.7152, 0.0722),) * 3),
        "protan": (
            "1型の色覚",
            ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
        ),
        "deutan": (
            "2型の色覚",
            ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
        ),
        "tritan": (
            "3型の色覚",
            ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
        ),
    }
)
"""Through whose eyes: a name, and what is done to linear red, green and blue (Machado, Oliveira, Fernandes 2009, severity 1;
grey is the relative luminance of WCAG 2.2)."""

RUNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"published": (TODAY[0], "#FFFFFF"), "new": (HUB, "#FFFFFF"), "gone": ("#FFFFFF", TODAY[1])}
)
"""Fill and rim of a bus: one that runs today, one that the scenario brings, one that no longer runs in it."""
