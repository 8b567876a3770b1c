"""Invented people for tests of the future: small enough to follow by loops, uneven enough to tell methods apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

AGES = tuple(range(0, 90, 5))
SURVIVAL = (1.0, 1.0, 0.9, 0.6, 0.7, 0.9, 1.0, 1.0, 1.0, 0.99, 0.98, 0.97, 0.95, 0.93, 0.88, 0.8, 0.55)


def table(counts: dict[int, np.ndarray], villages: Sequence[str], sexes: Sequence[str] = ("f", "m")) -> pd.DataFrame:
    """Write counts (year → village × sex × age) as the long table."""
    rows = [
        (village, year, sex, 5 * k, float(persons[v, s, k]))
        for year, persons in counts.items()
        for v, village in enumerate(villages)
        for s, sex in enumerate(sexes)
        for k in range(persons.shape[2])
    ]
    return pd.DataFrame(rows, columns=["village_id", "year", "sex", "age_from", "persons"])


def uneven(villages: int, years: Sequence[int], seed: int = 1, *, mean: float = 6.0) -> dict[int, np.ndarray]:
    """Draw people who go on by ratios that differ between villages, whole numbers."""
    random = np.random.default_rng(seed)
    size = random.gamma(1.5, 1.0, villages)
    people = random.poisson(mean * size[:, None, None] * np.ones((villages, 2, len(AGES)))).astype(float)
    pace = np.exp(0.15 * random.standard_normal(villages))
    found = {years[0]: people}
    for year in years[1:]:
        followed = people[..., :-1].copy()
        followed[..., -1] += people[..., -1]
        after = np.empty_like(people)
        after[..., 1:] = random.poisson(followed * np.array(SURVIVAL) * pace[:, None, None])
        after[..., 0] = random.poisson(0.12 * after[:, 0, 3:9].sum(1)[:, None] * np.ones(2))
        found[year] = people = after
    return found


def by_ratios(
    start: np.ndarray, years: Sequence[int], *, birth: float = 0.12, factor: np.ndarray | None = None
) -> dict[int, np.ndarray]:
    """Carry people on by the ratios above, exactly, each village's times its factor; birth: children of a sex per woman."""
    found = {years[0]: start}
    people = start
    times = np.ones(len(start)) if factor is None else factor
    for year in years[1:]:
        after = np.zeros_like(people)
        for v in range(people.shape[0]):
            for s in range(people.shape[1]):
                for k in range(len(AGES) - 1):
                    followed = people[v, s, k] + (people[v, s, k + 1] if k == len(AGES) - 2 else 0.0)
                    after[v, s, k + 1] = followed * SURVIVAL[k] * times[v]
            for s in range(people.shape[1]):
                after[v, s, 0] = birth * after[v, 0, 3:9].sum()
        found[year] = people = after
    return found
