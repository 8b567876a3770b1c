"""Projections: identities that hold whatever the numbers, an independent computation by loops, and what missing data does."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from geo.texts.errors import RequestError, ValueRefusedError
from plan.future import Settlers, project
from plan.future.projection import Projection
from tests.plan.future.invented_people import AGES, SURVIVAL, by_ratios, table, uneven

START = np.arange(1.0, 1.0 + 3 * 2 * 18).reshape(3, 2, 18) % 23 + 2
IDS = ("a", "b", "c")


def persons(projection: Projection, year: int) -> np.ndarray:
    return projection.in_year(year)


@pytest.mark.parametrize("prior_strength", [None, 0.0, 40.0])
@pytest.mark.parametrize("years", [(2010, 2015), (2005, 2010, 2015)])
def test_constant_ratios_reproduce(years: tuple[int, ...], prior_strength: float | None) -> None:
    truth = by_ratios(START, range(2005, 2041, 5))
    found = project(table({y: truth[y] for y in years}, IDS), to_year=2040, prior_strength=prior_strength)
    for year in range(2015, 2041, 5):
        np.testing.assert_allclose(persons(found, year), truth[year], rtol=1e-9)


def test_each_village_goes_on_by_its_own_constant_ratios_without_borrowing() -> None:
    truth = by_ratios(START, range(2010, 2041, 5), factor=np.array([0.8, 1.0, 1.3]))
    found = project(table({y: truth[y] for y in (2010, 2015)}, IDS), to_year=2040, prior_strength=0.0)
    for year in range(2015, 2041, 5):
        np.testing.assert_allclose(persons(found, year), truth[year], rtol=1e-9)


def test_a_closed_population_without_births_falls_as_the_table_says() -> None:
    truth = by_ratios(START, (2010, 2015), birth=0.0)
    found = project(table(truth, IDS), to_year=2070)
    totals = found.totals.sum()
    survivors = truth[2015].sum((0, 1))
    for year in range(2020, 2071, 5):
        moved = np.zeros(18)
        for k in range(17):
            moved[k + 1] += survivors[k] * SURVIVAL[k]
        moved[17] += survivors[17] * SURVIVAL[16]
        survivors = moved
        assert totals[year] == pytest.approx(survivors.sum(), rel=1e-9, abs=1e-12)
    assert totals.is_monotonic_decreasing


def test_totals_add_up_over_sexes_ages_and_villages() -> None:
    found = project(table(uneven(12, (2010, 2015, 2020)), [f"v{i}" for i in range(12)]), to_year=2043)
    assert found.years == (2020, 2025, 2030, 2035, 2040, 2043)
    by_year = found.people.groupby("year")["persons"].sum()
    np.testing.assert_allclose(by_year, found.totals.sum(), rtol=1e-12)
    in_2043 = 0.4 * persons(found, 2040) + 0.6 * persons(found, 2045)
    np.testing.assert_allclose(persons(found, 2043), in_2043, rtol=1e-12)


def test_the_villages_add_up_to_the_municipalitys_own_projection() -> None:
    counts = uneven(12, (2015, 2020))
    found = project(table(counts, [f"v{i}" for i in range(12)]), to_year=2070)
    as_one = project(
        table({y: x.sum(0, keepdims=True) for y, x in counts.items()}, ["all"]), to_year=2070, prior_strength=0.0
    )
    np.testing.assert_allclose(found.in_year(2070).sum(0), as_one.in_year(2070)[0], rtol=1e-9)


def by_loops(counts: dict[int, np.ndarray], strength: float, district: list[int], to_year: int) -> np.ndarray:
    """The textbook way with a fixed strength, in two stages, one number after the other."""
    first, last = sorted(counts)
    before, after = counts[first].tolist(), counts[last].tolist()
    villages, ages = range(len(before)), range(18)

    def followed(people: list, v: int, s: int, k: int) -> float:
        return people[v][s][k] + (people[v][s][17] if k == 16 else 0.0)

    def women(people: list, v: int) -> float:
        return sum(people[v][0][k] for k in range(3, 9))

    def mixed(found: float, base: float, parent: float) -> float:
        return min(5.0, (found + strength * parent) / (base + strength)) if base + strength > 0 else parent

    people = after
    for _ in range((to_year - last) // 5):
        new = [[[0.0] * 18 for _ in range(2)] for _ in villages]
        for v in villages:
            inside = [u for u in villages if district[u] == district[v]]
            for s in range(2):
                for k in ages[:-1]:
                    whole = sum(after[u][s][k + 1] for u in villages) / sum(followed(before, u, s, k) for u in villages)
                    own_district = mixed(
                        sum(after[u][s][k + 1] for u in inside), sum(followed(before, u, s, k) for u in inside), whole
                    )
                    ratio = mixed(after[v][s][k + 1], followed(before, v, s, k), own_district)
                    new[v][s][k + 1] = followed(people, v, s, k) * ratio
            for s in range(2):
                whole = sum(after[u][s][0] for u in villages) / sum(women(after, u) for u in villages)
                own_district = mixed(sum(after[u][s][0] for u in inside), sum(women(after, u) for u in inside), whole)
                new[v][s][0] = women(new, v) * mixed(after[v][s][0], women(after, v), own_district)
        people = new
    return np.array(people)


@pytest.mark.parametrize("strength", [0.0, 3.0, 250.0])
def test_loops_agree(strength: float) -> None:
    counts = uneven(9, (2015, 2020))
    ids = [f"v{i}" for i in range(9)]
    district = [0, 0, 0, 1, 1, 1, 1, 2, 2]
    found = project(
        table(counts, ids),
        to_year=2050,
        prior_strength=strength,
        districts={v: f"d{d}" for v, d in zip(ids, district, strict=True)},
    )
    expected = by_loops(counts, strength, district, 2050)
    np.testing.assert_allclose(found.in_year(2050), expected, rtol=1e-9, atol=1e-9)


class ByLoops:
    """The estimated way for one stage, cell by cell; only the strengths are taken as found."""

    def __init__(self, counts: dict[int, np.ndarray], found: Projection) -> None:
        first, last = sorted(counts)
        self.before, self.after = counts[first], counts[last]
        self.n = len(self.before)
        self.strength = found.strengths["village"]
        villages = range(self.n)
        self.whole = np.zeros((2, 17))
        for s in range(2):
            for k in range(17):
                self.whole[s, k] = sum(self.after[v, s, k + 1] for v in villages) / sum(
                    self.base(v, s, k) for v in villages
                )
        women = sum(self.women(self.after, v) for v in villages)
        self.births = [sum(self.after[v, s, 0] for v in villages) / women for s in range(2)]
        self.ratio = np.zeros((self.n, 2, 17))
        self.own_births = np.zeros((self.n, 2))
        for v in villages:
            self.fit(v)

    def base(self, v: int, s: int, k: int) -> float:
        return self.before[v, s, k] + (self.before[v, s, 17] if k == 16 else 0.0)

    @staticmethod
    def women(people: np.ndarray, v: int) -> float:
        return sum(people[v, 0, k] for k in range(3, 9))

    def kept(self, v: int, pace: float, expected: np.ndarray) -> float:
        scatter, clusters = 0.0, 0
        for k in range(17):
            both = expected[0, k] + expected[1, k]
            if both > 0:
                clusters += 1
                scatter += (self.after[v, 0, k + 1] + self.after[v, 1, k + 1] - (1 + pace) * both) ** 2
        total = expected.sum()
        changes = sum(abs(expected[s, k] - self.base(v, s, k)) for s in range(2) for k in range(17))
        within = max(scatter * clusters / (clusters - 1), changes, 1.0) / total**2
        return self.strength.between**2 / (self.strength.between**2 + within)

    def fit(self, v: int) -> None:
        profile, birth = self.strength.profile_persons, self.strength.birth_persons
        expected = np.array([[self.base(v, s, k) * self.whole[s, k] for k in range(17)] for s in range(2)])
        total = expected.sum()
        pace = self.after[v, :, 1:].sum() / total - 1
        level = 0.0
        for s in range(2):
            for k in range(17):
                mean = (1 + pace) * expected[s, k]
                self.ratio[v, s, k] = (self.after[v, s, k + 1] + profile[s, k]) / (mean + profile[s, k])
                level += self.ratio[v, s, k] * expected[s, k]
            mean = self.women(self.after, v) * self.births[s]
            self.own_births[v, s] = self.births[s] * (self.after[v, s, 0] + birth[s]) / (mean + birth[s])
        self.ratio[v] *= (1 + self.kept(v, pace, expected) * pace) * total / level * self.whole

    def survivor(self, people: np.ndarray, town: np.ndarray, v: int, s: int, k: int) -> float:
        own = people[v, s, k] + (people[v, s, 17] if k == 16 else 0.0)
        in_town = town[s, k] + (town[s, 17] if k == 16 else 0.0)
        above = self.ratio[v, s, k] - self.whole[s, k]
        if above <= 0:
            return own * self.ratio[v, s, k]
        return own * self.whole[s, k] + above * self.base(v, s, k) * in_town / sum(
            self.base(u, s, k) for u in range(self.n)
        )

    def ahead(self, steps: int) -> np.ndarray:
        people, town = self.after.copy(), self.after.sum(0)
        for _ in range(steps):
            new, new_town = np.zeros_like(people), np.zeros_like(town)
            for s in range(2):
                for k in range(17):
                    new_town[s, k + 1] = (town[s, k] + (town[s, 17] if k == 16 else 0.0)) * self.whole[s, k]
                    for v in range(self.n):
                        new[v, s, k + 1] = self.survivor(people, town, v, s, k)
            for s in range(2):
                new_town[s, 0] = self.births[s] * sum(new_town[0, k] for k in range(3, 9))
                for v in range(self.n):
                    new[v, s, 0] = self.own_births[v, s] * self.women(new, v)
            for s in range(2):
                for k in range(18):
                    new[:, s, k] *= new_town[s, k] / new[:, s, k].sum()
            people, town = new, new_town
        return people


def test_loops_agree_where_the_strength_is_estimated() -> None:
    counts = uneven(9, (2015, 2020))
    found = project(table(counts, [f"v{i}" for i in range(9)]), to_year=2050)
    assert found.strengths["village"].between > 0
    np.testing.assert_allclose(found.in_year(2050), ByLoops(counts, found).ahead(6), rtol=1e-9, atol=1e-9)


def test_missing_sexes_are_said_and_work() -> None:
    counts = {y: x.sum(1, keepdims=True) for y, x in uneven(5, (2015, 2020)).items()}
    found = project(table(counts, "abcde", sexes=["t"]), to_year=2030, prior_strength=0.0)
    assert "sexes_missing" in [n.code for n in found.notices]
    both = counts[2020][:, 0]
    followed = np.concatenate([both[:, :-2], both[:, -2:].sum(1, keepdims=True)], 1)
    assert found.sexes == ("t",)
    then = counts[2015][:, 0]
    then_followed = np.concatenate([then[:, :-2], then[:, -2:].sum(1, keepdims=True)], 1)
    whole = both[:, 1:].sum(0) / then_followed.sum(0)
    ratios = np.where(then_followed > 0, both[:, 1:] / np.where(then_followed > 0, then_followed, 1), whole)
    np.testing.assert_allclose(found.in_year(2025)[:, 0, 1:], followed * np.minimum(ratios, 5.0))


def test_totals_alone_go_on_log_linearly_within_the_municipality() -> None:
    rows = [("a", 2010, 100), ("a", 2020, 50), ("b", 2010, 100), ("b", 2020, 100)]
    people = pd.DataFrame(rows, columns=["village_id", "year", "persons"]).assign(sex="t", age_from=0)
    found = project(people, to_year=2030, prior_strength=0.0)
    assert found.method == "totals"
    assert found.notices[0].code == "only_totals"
    # 200 → 150 in ten years, so 112.5 in ten more; shares 1 : 2 become 1 : 4.
    np.testing.assert_allclose(found.totals[2030], [22.5, 90.0])
    assert found.ageing_rate() == [None, None, None]
    with pytest.raises(RequestError, match="五歳階級の人口が二時点"):
        project(people, to_year=2030, settlers=[Settlers("family", 1.0)])


def test_age_groups_alone_go_on_each_by_itself() -> None:
    rows = [("a", 2015, 0, 20), ("a", 2020, 0, 10), ("a", 2015, 65, 40), ("a", 2020, 65, 50)]
    people = pd.DataFrame(rows, columns=["village_id", "year", "age_from", "persons"]).assign(sex="t")
    found = project(people, to_year=2025)
    assert found.method == "age_groups"
    np.testing.assert_allclose(found.in_year(2025)[0, 0], [5.0, 62.5])
    assert found.ageing_rate() == [pytest.approx(50 / 60), pytest.approx(62.5 / 67.5)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: t[t["year"] == 2020], "one_count_only"),
        (lambda t: t.iloc[:0], "people_table_empty"),
        (lambda t: t.drop(columns="sex"), "people_columns_missing"),
        (lambda t: t.assign(persons=-1.0), "people_not_counts"),
        (lambda t: pd.concat([t, t.iloc[:1]]), "people_class_twice"),
        (lambda t: t.iloc[1:], "people_classes_missing"),
        (lambda t: t.replace({"year": {2015: 2014}}), "people_years_apart"),
    ],
)
def test_what_does_not_suffice_says_what_is_needed(change, code: str) -> None:
    people = table(uneven(3, (2015, 2020)), IDS)
    with pytest.raises(RequestError) as caught:
        project(change(people), to_year=2030)
    assert [n.code for n in caught.value.notices] == [code]


@pytest.mark.parametrize("year", [2019, 2071])
def test_years_outside_are_refused(year: int) -> None:
    with pytest.raises(RequestError, match="2020年から2070年まで"):
        project(table(uneven(3, (2015, 2020)), IDS), to_year=year)


def test_a_strength_that_is_no_number_of_persons_is_refused() -> None:
    with pytest.raises(ValueRefusedError, match="0以上の人数"):
        project(table(uneven(3, (2015, 2020)), IDS), to_year=2030, prior_strength=-1.0)


def test_tiny_and_empty_villages_stay_finite() -> None:
    counts = uneven(8, (2015, 2020), mean=0.3)
    counts[2015][0] = counts[2020][0] = 0.0
    counts[2020][1] = 0.0
    counts[2015][2] = 0.0
    found = project(table(counts, [f"v{i}" for i in range(8)]), to_year=2070)
    assert np.isfinite(found.paths).all()
    assert (found.paths >= 0).all()
    assert (found.totals.loc["v0"] == 0).all()
    assert np.isfinite(found.bands[["low", "high"]].to_numpy()).all()


def test_a_village_whose_boundary_is_new_gets_no_ratio_of_its_own() -> None:
    people = table(uneven(4, (2015, 2020)), "abcd")
    found = project(people[~((people["village_id"] == "d") & (people["year"] == 2015))], to_year=2030)
    assert [n.code for n in found.notices] == ["villages_without_ratios"]
    assert found.strengths["village"].kept[3] == 0
    gone = project(people[~((people["village_id"] == "d") & (people["year"] == 2020))], to_year=2030)
    assert gone.villages == ("a", "b", "c")
    assert [n.code for n in gone.notices] == ["villages_not_counted_last"]


def test_the_same_seed_draws_the_same_band_and_the_band_holds_the_projection() -> None:
    people = table(uneven(10, (2010, 2015, 2020)), [f"v{i}" for i in range(10)])
    one, again, other = (project(people, to_year=2045, seed=s) for s in (3, 3, 4))
    pd.testing.assert_frame_equal(one.bands, again.bands)
    assert not one.bands.equals(other.bands)
    low, high = (pd.Series([b[i] for b in one.band_of()], index=one.years) for i in (0, 1))
    total = one.totals.sum()
    assert (low <= total).all()
    assert (total <= high).all()
    width = high - low
    assert width[2020] == 0
    assert (np.diff(width / total) > 0).all()


def test_a_band_of_chance_alone_is_said_to_be_too_narrow() -> None:
    exact = by_ratios(START, (2015, 2020))
    assert "band_by_chance_only" in [n.code for n in project(table(exact, IDS), to_year=2030).notices]
    uneven_ones = uneven(40, (2015, 2020), mean=40.0)
    found = project(table(uneven_ones, [f"v{i}" for i in range(40)]), to_year=2030)
    assert "band_by_chance_only" not in [n.code for n in found.notices]


def test_a_slider_answers_in_a_fifth_of_what_loops_take_for_less() -> None:
    """Seconds are measured by `benchmarks/projection.py`; here a machine of any speed tells whether arrays are still used."""
    counts = uneven(90, (2015, 2020))
    people = table(counts, [f"v{i}" for i in range(90)])
    settlers = [Settlers(kind, 2.0) for kind in ("young_couple", "family", "retired_couple")]
    seconds = []
    for _ in range(5):
        start = time.process_time()
        project(people, to_year=2070, settlers=settlers)
        seconds.append(time.process_time() - start)
    start = time.process_time()
    by_loops(counts, 3.0, [0] * 90, 2070)
    assert min(seconds) < 0.2 * (time.process_time() - start)


def test_ageing_rate_is_the_share_of_65_and_over() -> None:
    found = project(table(uneven(4, (2015, 2020)), "abcd"), to_year=2040)
    people = found.in_year(2040)
    assert found.ageing_rate(["a", "c"])[-1] == pytest.approx(people[[0, 2], :, 13:].sum() / people[[0, 2]].sum())
    assert AGES[13] == 65
