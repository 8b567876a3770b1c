"""Living spheres in words, for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan.figure_texts import persons, share, village_persons


def sphere_lines(
    document: Mapping[str, Any], villages: Mapping[str, str], hubs: Mapping[str, str], year: int | None
) -> list[str]:
    """Return who lives in which sphere, who in none and why, as people of a year are read; notices tell who has another hub nearer."""
    lines = []
    for sphere in document["spheres"]:
        head = f"{hubs[sphere['hub']]}：{len(sphere['villages'])}集落、{persons(sphere['population'], year)}"
        lines.append(head if sphere["area_km2"] is None else f"{head}、{sphere['area_km2']:,.1f} km²")
        if sphere["villages"]:
            lines.append(f"  {'、'.join(villages[v] for v in sphere['villages'])}")
    if document["unassigned"]:
        without = document["left_out"]
        people = f"{persons(without['population'], year)}（{share(without['share'])}）"
        lines.append(f"どの圏域にも入らない集落：{without['villages']:,}集落、{people}")
        lines += [
            f"  {villages[row['village_id']]}（{village_persons(row['population'], year)}）：{row['reason']}"
            for row in document["unassigned"]
        ]
    if "agreement" in document:
        found = document["agreement"]
        known = f"{found['adjusted_rand']:.2f}（調整ランド指数。{found['villages']}集落）"
        lines.append(f"渡された区域との一致：{known if found['villages'] else '調整ランド指数は出せません（0集落）'}")
        lines += [
            f"  違う集落：{villages[row['village_id']]}（{row['district']}の多くは「{hubs[row['usual_hub']]}」）"
            for row in found["differs"]
        ]
    return lines
