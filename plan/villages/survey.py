"""Where residents go, how often and with whose car, as they answered: answers weighed by the people for whom they stand."""

from __future__ import annotations

import pandas as pd

from geo.region.tables.survey import MEANS, PURPOSES


def respondents(survey_responses: pd.DataFrame) -> int:
    """Count the people who answered; one person has a row for each purpose.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> respondents(read_region("sample_regions/sanson").survey_responses) > 100
    True
    """
    return len(survey_responses[["source", "answer_id"]].drop_duplicates())


def outings_by_purpose(survey_responses: pd.DataFrame) -> pd.DataFrame:
    """Return for each purpose how many go and how often.

    Parameters
    ----------
    survey_responses
        As `geo.region.tables.survey.read_survey_responses` returns them.

    Returns
    -------
    pandas.DataFrame
        Index purpose, in the order of `geo.region.tables.survey.PURPOSES`; columns name (Japanese), answers (rows), people (sum of weights),
        trips_per_week (mean round trips of those who told them, weighed; NaN where nobody did).

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> outings_by_purpose(read_region("sample_regions/sanson").survey_responses)["name"].iloc[0]
    '通院'
    """
    known = survey_responses["trips_per_week"].notna()
    rows = survey_responses.assign(
        trips=(survey_responses["weight"] * survey_responses["trips_per_week"]).where(known, 0.0),
        known=survey_responses["weight"].where(known, 0.0),
    )
    sums = rows.groupby("purpose").agg(
        answers=("weight", "size"), people=("weight", "sum"), trips=("trips", "sum"), known=("known", "sum")
    )
    sums = sums.reindex([p for p in PURPOSES if p in sums.index])
    sums["trips_per_week"] = sums["trips"] / sums["known"].where(sums["known"] > 0)
    sums.insert(0, "name", [PURPOSES[str(p)] for p in sums.index])
    return sums[["name", "answers", "people", "trips_per_week"]]


def means_by_purpose(survey_responses: pd.DataFrame) -> pd.DataFrame:
    """Return for each purpose with what, and with whose car, people go.

    Returns
    -------
    pandas.DataFrame
        Columns purpose and means (Japanese), share (of the people who told their means for that purpose, 0 to 1); purposes and
        means in the order of `geo.region.tables.survey`.
    """
    answered = survey_responses[survey_responses["means"] != ""]
    sums = answered.groupby(["purpose", "means"])["weight"].sum()
    shares = sums / sums.groupby("purpose").transform("sum")
    return pd.DataFrame(
        [
            {"purpose": PURPOSES[purpose], "means": MEANS[means], "share": float(shares[purpose, means])}
            for purpose in PURPOSES
            for means in MEANS
            if (purpose, means) in shares.index
        ],
        columns=["purpose", "means", "share"],
    )


def destinations_by_purpose(survey_responses: pd.DataFrame, names: pd.Series, *, most: int = 3) -> pd.DataFrame:
    """Return for each purpose where most people go.

    Parameters
    ----------
    survey_responses
        As `geo.region.tables.survey.read_survey_responses` returns them.
    names
        Names of facilities and sites by id.
    most
        How many destinations of each purpose.

    Returns
    -------
    pandas.DataFrame
        Columns purpose (Japanese), destination (name), share (of the people who told a destination for that purpose, 0 to 1).
    """
    place = (
        survey_responses["destination_id"]
        .map(names)
        .where(survey_responses["destination_id"] != "", survey_responses["destination"])
    )
    answered = survey_responses.assign(place=place.fillna(""))
    answered = answered[answered["place"] != ""]
    sums = answered.groupby(["purpose", "place"])["weight"].sum().reset_index()
    sums["share"] = sums["weight"] / sums.groupby("purpose")["weight"].transform("sum")
    sums = sums.sort_values(["share", "place"], ascending=[False, True], kind="stable")
    rows = [sums[sums["purpose"] == purpose].head(most) for purpose in PURPOSES]
    table = pd.concat(rows, ignore_index=True)
    return pd.DataFrame(
        {"purpose": table["purpose"].map(PURPOSES), "destination": table["place"], "share": table["share"]}
    )


def with_whose_car(survey_responses: pd.DataFrame) -> pd.DataFrame:
    """Return for each purpose how many go with their own car, with that of others, by bus and otherwise.

    Returns
    -------
    pandas.DataFrame
        Columns purpose (Japanese), own_car, family_car, bus, others: shares of the people who told their means, which add up to 1.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> table = with_whose_car(read_region("sample_regions/sanson").survey_responses)
    >>> bool((table["own_car"] > table["bus"]).all())
    True
    """
    means = means_by_purpose(survey_responses)
    main = {MEANS[name]: name for name in ("own_car", "family_car", "bus")}
    column = means["means"].map(main).fillna("others")
    table = means.assign(column=column).groupby(["purpose", "column"], sort=False)["share"].sum().unstack().fillna(0.0)
    order = [purpose for purpose in PURPOSES.values() if purpose in table.index]
    table = table.reindex(index=order, columns=[*main.values(), "others"], fill_value=0.0)
    return table.rename_axis(index="purpose", columns=None).reset_index()


def free_text_answers(survey_responses: pd.DataFrame) -> pd.DataFrame:
    """List what residents wrote freely, each text once.

    Returns
    -------
    pandas.DataFrame
        Columns district and wish, and count: how many wrote the same; the most frequent first.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> list(free_text_answers(read_region("sample_regions/sanson").survey_responses).columns)
    ['district', 'wish', 'count']
    """
    written = survey_responses[survey_responses["wish"] != ""]
    counts = written.groupby(["district", "wish"]).size().rename("count").reset_index()
    return counts.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)
