"""Living spheres in words, for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from plan.figure_texts import persons, share
from plan.future.rounding import rounded_to_tens


def sphere_lines(
    document: Mapping[str, Any],
    villages: Mapping[str, tuple[str, str]],
    hubs: Mapping[str, str],
    year: int | None,
) -> list[str]:
    """Return who lives in which sphere, who in none and why, as people of a year are read; notices tell who has another hub nearer.

    Parameters
    ----------
    document
        As `plan.spheres.document.sphere_document` returns it.
    villages
        Name and people, in words, of each village by id.
    hubs
        Names by id.
    year
        Whose people are counted; None for the base year.
    """
    lines = []
    *of_spheres, outside = _people_texts(document, year)
    for sphere, people_inside in zip(document["spheres"], of_spheres, strict=True):
        head = f"{hubs[sphere['hub']]}：{len(sphere['villages'])}集落、{people_inside}"
        lines.append(head if sphere["area_km2"] is None else f"{head}、{sphere['area_km2']:,.1f} km²")
        if sphere["villages"]:
            lines.append(f"  {'、'.join(villages[v][0] for v in sphere['villages'])}")
    if document["unassigned"]:
        without = document["left_out"]
        people = f"{outside}（{share(without['share'])}）"
        lines.append(f"どの圏域にも入らない集落：{without['villages']:,}集落、{people}")
        for row in document["unassigned"]:
            name, people_there = villages[row["village_id"]]
            lines.append(f"  {name}（{people_there}）：{row['reason']}")
    if "agreement" in document:
        found = document["agreement"]
        known = f"{found['adjusted_rand']:.2f}（調整ランド指数。{found['villages']}集落）"
        lines.append(f"渡された区域との一致：{known if found['villages'] else '調整ランド指数は出せません（0集落）'}")
        lines += [
            f"  違う集落：{villages[row['village_id']][0]}（{row['district']}の多くは「{hubs[row['usual_hub']]}」）"
            for row in found["differs"]
        ]
    return lines


def _people_texts(document: Mapping[str, Any], year: int | None) -> list[str]:
    """Write the people of every sphere, and of those in none: forecasts add up, in tens, to everybody."""
    without = document["left_out"]["population"] if document["unassigned"] else 0
    people = [*(sphere["population"] for sphere in document["spheres"]), without]
    if year is None:
        return [persons(n, None) for n in people]
    # Where a sphere has no village, nobody is a number, and no forecast.
    texts = rounded_to_tens(pd.Series(people, dtype=float)).values()
    return [text if n else persons(0, None) for text, n in zip(texts, people, strict=True)]
