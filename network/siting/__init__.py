"""SITING: which sites become hubs: the question, the choice of a method, the answer and its check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.siting.alternatives import curve as curve
    from network.siting.answer import Siting as Siting
    from network.siting.options import SitingOptions as SitingOptions
    from network.siting.solver import solve as solve
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Siting": "network.siting.answer",
            "SitingOptions": "network.siting.options",
            "curve": "network.siting.alternatives",
            "solve": "network.siting.solver",
        },
    )
