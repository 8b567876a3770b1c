"""INDICATORS: what an indicator is, the indicators, and their registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.indicators.indicator import Indicator as Indicator
    from plan.indicators.registry import INDICATORS as INDICATORS
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "INDICATORS": "plan.indicators.registry",
            "Indicator": "plan.indicators.indicator",
        },
    )
