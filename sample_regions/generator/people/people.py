"""People: how many live in each village, how old they are, and in which houses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sample_regions.generator.terrain.frame import Floats, Ints
from sample_regions.generator.terrain.last_bit import exp

AGES = (*(f"{a:02d}_{a + 4:02d}" for a in range(0, 85, 5)), "85_over")
COLUMNS = tuple(f"{sex}_{age}" for sex in "mf" for age in AGES)

# Shapes of a village that still has families and of one that has hardly any, persons in 1,000, by five years of age.
_FAMILIES_M = (19, 21, 24, 22, 12, 14, 18, 23, 27, 30, 29, 32, 38, 46, 47, 31, 22, 20)
_FAMILIES_F = (18, 20, 22, 20, 11, 13, 17, 21, 25, 28, 28, 33, 40, 47, 50, 40, 36, 48)
_OLD_M = (2, 3, 4, 5, 4, 5, 6, 8, 10, 14, 20, 30, 47, 68, 82, 62, 48, 44)
_OLD_F = (2, 3, 3, 4, 3, 4, 5, 7, 9, 13, 19, 31, 50, 72, 90, 84, 82, 121)

# Of 100 people of a class, how many are still living in the village five years later (deaths and moves), 0-4 first.
_STAY = (0.97, 0.96, 0.93, 0.62, 0.78, 0.98, 1.0, 0.99, 0.99, 0.99, 0.98, 0.99, 0.97, 0.94, 0.90, 0.83, 0.70)
_STAY_OLDEST = 0.46
_FROM_80 = 0.6
"""Of those of 85 and over, how many were 80 to 84 five years earlier."""

# Of 100 people of a class, how many have come since they were five years younger: families, and those who retire.
_CAME = (0.05, 0.04, 0.02, 0.02, 0.05, 0.08, 0.07, 0.05, 0.03, 0.02, 0.02, 0.03, 0.03, 0.01, 0.01, 0.01)


def share_out(total: int, weights: Floats) -> Ints:
    """Divide `total` persons in proportion to `weights`, to the person (largest remainders, ties to the first)."""
    weights = np.asarray(weights, dtype=float)
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def village_sizes(total: int, attraction: Floats, rng: np.random.Generator, spread: float, least: int = 4) -> Ints:
    """Populations that add up to `total`: many small, few large, larger where the ground is better."""
    weights = exp(spread * rng.standard_normal(len(attraction))) * attraction
    return share_out(total - least * len(attraction), weights) + least


def ages_of(population: int, oldness: float, rng: np.random.Generator) -> Ints:
    """Persons by sex and five years of age (36 numbers, men first); `oldness` 0 has families, 1 hardly any."""
    families = np.array(_FAMILIES_M + _FAMILIES_F, dtype=float)
    old = np.array(_OLD_M + _OLD_F, dtype=float)
    shape = (1 - oldness) * families / families.sum() + oldness * old / old.sum()
    return rng.multinomial(population, shape / shape.sum())


def grouped(ages: Ints) -> dict[str, int]:
    """pop_0_14, pop_15_64, pop_65_over and pop_75_over from the 36 classes."""
    both = ages[:18] + ages[18:]
    return {
        "pop_0_14": int(both[:3].sum()),
        "pop_15_64": int(both[3:13].sum()),
        "pop_65_over": int(both[13:].sum()),
        "pop_75_over": int(both[15:].sum()),
    }


def five_years_before(ages: Ints, pace: float, rng: np.random.Generator) -> Ints:
    """Who lived there five years earlier: those who are there now but for the newcomers, and those who died or left since.

    Parameters
    ----------
    ages
        Persons now, by sex and five years of age (36 numbers, men first).
    pace
        As a share: above 0 so many more have come, below 0 so many more have left than in the tables.
    rng
        Whom chance takes.
    """
    before = np.zeros(36, dtype=np.int64)
    came, stays = max(pace, 0.0), 1.0 + min(pace, 0.0)
    for half in (0, 18):
        now = ages[half : half + 18]
        for k in range(16):
            stayed = int(now[k + 1]) - int(rng.binomial(int(now[k + 1]), _CAME[k] + came))
            before[half + k] = stayed + _left(stayed, _STAY[k] * stays, rng)
        from_80 = int(rng.binomial(int(now[17]), _FROM_80))
        for k, stay, stayed in ((16, _STAY[16], from_80), (17, _STAY_OLDEST, int(now[17]) - from_80)):
            before[half + k] = stayed + _left(stayed, stay * stays, rng)
    return before


def _left(stayed: int, stay: float, rng: np.random.Generator) -> int:
    """How many died or left while so many stayed; now and then somebody where nobody stayed."""
    return int(rng.negative_binomial(stayed + 0.25, min(stay, 0.995)))


def earlier_ages(ages: Mapping[str, Ints], years: Sequence[int], seed: int) -> dict[int, dict[str, Ints]]:
    """Ages of all villages in earlier years, each five years before the one after it, by year in order.

    Villages keep to a pace of their own, and each five years have theirs.
    """
    rng = np.random.default_rng(seed)
    own = 0.05 * rng.standard_normal(len(ages))
    found: dict[int, dict[str, Ints]] = {}
    later = dict(ages)
    for year in sorted(years, reverse=True):
        now = own + 0.02 * rng.standard_normal(len(ages)) + 0.008 * rng.standard_normal()
        later = {
            key: five_years_before(counts, float(pace), rng)
            for (key, counts), pace in zip(later.items(), now, strict=True)
        }
        found[year] = later
    return dict(sorted(found.items()))


def no_car_share(ages: Ints, remoteness: float) -> float:
    """Share of people with no car to drive: children, most women over 80, fewer where nothing is near."""
    both = ages[:18] + ages[18:]
    total = int(both.sum())
    if total == 0:
        return 0.0
    young = int(both[:3].sum()) + 0.6 * int(both[3])
    old = 0.12 * int(both[13:15].sum()) + 0.38 * int(both[15]) + 0.62 * int(both[16]) + 0.85 * int(both[17])
    return round(min(0.95, (young + old * (1.05 - 0.1 * remoteness)) / total), 3)


def into_cells(population: int, houses: Floats, cell_m: float) -> list[tuple[float, float, int]]:
    """People of a village by 100 m cell: its house nearest to the middle of all, and its persons; no empty cells."""
    keys = np.floor(houses / cell_m).astype(int)
    groups: dict[tuple[int, int], list[int]] = {}
    for i, (a, b) in enumerate(keys):
        groups.setdefault((int(a), int(b)), []).append(i)
    cells = sorted(groups)
    persons = share_out(population, np.array([len(groups[c]) for c in cells], dtype=float))
    rows = []
    for cell, count in zip(cells, persons, strict=True):
        points = houses[groups[cell]]
        x, y = points[np.argmin(np.hypot(*(points - points.mean(axis=0)).T))]
        if count:
            rows.append((float(x), float(y), int(count)))
    return rows


def into_houses(
    population: int, households: int, houses: Floats, rng: np.random.Generator
) -> list[tuple[float, float, int]]:
    """People by house: `households` houses, one to six persons each, all persons placed."""
    order = rng.permutation(len(houses))
    picked = [houses[order[k % len(houses)]] for k in range(households)]
    persons = 1 + share_out(population - households, rng.gamma(2.0, 1.0, households))
    offsets = rng.uniform(-6, 6, (households, 2))  # a lane keeps 9 m from the water
    return [(float(p[0] + o[0]), float(p[1] + o[1]), int(n)) for p, o, n in zip(picked, offsets, persons, strict=True)]
