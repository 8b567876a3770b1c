"""Who is counted: everyone, older people, children, and people without a car."""

from __future__ import annotations

import pandas as pd

from geo.reference.assumptions import Assumptions

GROUPS: dict[str, str] = {
    "population": "全住民",
    "pop_0_14": "0〜14歳",
    "pop_15_64": "15〜64歳",
    "pop_65_over": "65歳以上",
    "pop_75_over": "75歳以上",
    "no_car": "車のない人",
}
"""Groups by name, with their words on screen."""


def people_without_car(villages: pd.DataFrame, assumptions: Assumptions) -> tuple[pd.Series, bool]:
    """Count the people without a car in each village.

    Parameters
    ----------
    villages
        Index village_id; population and, where given, no_car_share and ages.
    assumptions
        Give the licence rates by age.

    Returns
    -------
    pandas.Series, bool
        Persons by village (children not counted where only licence rates are known), and whether every figure comes from
        the village's own no_car_share rather than from licence rates.

    Notes
    -----
    Where `no_car_share` is missing, the people of 15 and over who hold no licence are counted by age group; where ages are
    missing too, the village counts with the rate of 15 to 64.
    """
    own = villages["no_car_share"] if "no_car_share" in villages else pd.Series(index=villages.index, dtype=float)
    return (own * villages["population"]).fillna(without_licence(villages, assumptions)), bool(own.notna().all())


def without_licence(villages: pd.DataFrame, assumptions: Assumptions) -> pd.Series:
    """Count the people of 15 and over without a licence in each village, by the rates; by that of 15 to 64 where ages are missing."""
    working = villages["population"] * (1 - assumptions["licence_rate_15_64"])
    if "pop_15_64" not in villages or "pop_65_over" not in villages:
        return working
    by_age = villages["pop_15_64"] * (1 - assumptions["licence_rate_15_64"])
    return (by_age + _older_without_licence(villages, assumptions)).fillna(working)


def _older_without_licence(villages: pd.DataFrame, assumptions: Assumptions) -> pd.Series:
    all_older = villages["pop_65_over"] * (1 - assumptions["licence_rate_65_over"])
    if "pop_75_over" not in villages:
        return all_older
    younger = (villages["pop_65_over"] - villages["pop_75_over"]) * (1 - assumptions["licence_rate_65_74"])
    oldest = villages["pop_75_over"] * (1 - assumptions["licence_rate_75_over"])
    return (younger + oldest).fillna(all_older)


def older_without_car(villages: pd.DataFrame, assumptions: Assumptions) -> pd.Series | None:
    """Count the people of 65 and over without a car in each village, by licence rates; None where no ages are known.

    Notes
    -----
    A village that gives its own share of people without a car has no more of them than that share.
    """
    if "pop_65_over" not in villages:
        return None
    everyone = people_without_car(villages, assumptions)[0]
    return _older_without_licence(villages, assumptions).fillna(0.0).clip(upper=everyone)


def group_counts(villages: pd.DataFrame, assumptions: Assumptions) -> pd.DataFrame:
    """Count the people of each group in each village.

    Returns
    -------
    pandas.DataFrame
        Index village_id, a column per group that the data knows (persons).

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> counts = group_counts(region.villages, region.assumptions)
    >>> bool((counts["no_car"] <= counts["population"]).all())
    True
    """
    known = {g: villages[g].astype(float) for g in GROUPS if g in villages}
    return pd.DataFrame({**known, "no_car": people_without_car(villages, assumptions)[0]})


def group_weights(villages: pd.DataFrame, people: pd.DataFrame, assumptions: Assumptions) -> pd.DataFrame:
    """Share each village's groups out over the places where its people live.

    Parameters
    ----------
    villages
        Index village_id.
    people
        Columns village_id and population, whose sum over a village is the village's population.
    assumptions
        Give the licence rates.

    Returns
    -------
    pandas.DataFrame
        Rows as `people`, a column per group (persons); columns sum to the villages' totals.
    """
    counts = group_counts(villages, assumptions)
    columns = {g: at_homes(villages, people, counts[g]) for g in counts if g != "population"}
    return pd.DataFrame({"population": people["population"], **columns}).fillna(0.0)


def at_homes(villages: pd.DataFrame, people: pd.DataFrame, counts: pd.Series) -> pd.Series:
    """Share a count of each village out over the places where its people live, as its population is shared out.

    Parameters
    ----------
    villages, people
        As in `group_weights`.
    counts
        Persons by village.
    """
    own = people["village_id"]
    share = people["population"] / own.map(villages["population"].astype(float))
    # A village without people has nobody to share out (0/0), one whose ages are not known nobody to count by age.
    return (share * own.map(counts).astype(float)).fillna(0.0)
