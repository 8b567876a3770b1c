"""POPULATION: how many people are within reach, of which group, and where the gaps are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.population.assignment import nearest as nearest
    from network.population.coverage import Coverage as Coverage
    from network.population.floating_catchment import two_step_floating_catchment as two_step_floating_catchment
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Coverage": "network.population.coverage",
            "nearest": "network.population.assignment",
            "two_step_floating_catchment": "network.population.floating_catchment",
        },
    )
