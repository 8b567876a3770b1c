"""Functions whose last bits differ between processors, rounded to what all of them agree on.

numpy computes exp, log, powers and angles with the widest instructions of the processor that runs it, and the results
differ in their last bit. A drainage tree grows such a bit into another valley. Six digits are kept; sums, products, roots
and blurs are the same on every machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sample_regions.generator.terrain.frame import Floats

_KEPT_BITS = 20


def steady(values: ArrayLike) -> Floats:
    """Round numbers to 20 significant bits (about six digits)."""
    share, exponent = np.frexp(np.asarray(values, dtype=float))
    return np.ldexp(np.round(np.ldexp(share, _KEPT_BITS)), exponent - _KEPT_BITS)


def exp(values: ArrayLike) -> Floats:
    """Exponential function, the same on every processor."""
    return steady(np.exp(values))


def log2(values: ArrayLike) -> Floats:
    """Logarithm to the base 2, the same on every processor."""
    return steady(np.log2(values))


def power(base: ArrayLike, exponent: float) -> Floats:
    """Power, the same on every processor."""
    return steady(np.power(base, exponent))


def cos(radians: ArrayLike) -> Floats:
    """Cosine, the same on every processor."""
    return steady(np.cos(radians))


def sin(radians: ArrayLike) -> Floats:
    """Sine, the same on every processor."""
    return steady(np.sin(radians))


def arctan2(north: ArrayLike, east: ArrayLike) -> Floats:
    """Direction in radians, the same on every processor."""
    return steady(np.arctan2(north, east))
