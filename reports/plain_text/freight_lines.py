"""A day's freight in plain words, line by line, for who did not ask for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def freight_lines(document: Mapping[str, Any]) -> list[str]:
    """Write which trips carry what, and what stays behind.

    Parameters
    ----------
    document
        As `plan.services.freight.freight_document` returns it.
    """
    if not document["services"]:
        return [
            "荷物を載せる路線がありません。「路線」の「荷物」で加えるか、計画ファイルの services[].freight に書いてください。"
        ]
    lines = []
    for service in document["services"]:
        wanted = sum(c["wanted"] for c in service["consignments"])
        carried = sum(c["carried"] for c in service["consignments"])
        lines.append(
            f"{service['name']}：荷物 {wanted:,}個のうち {carried:,}個を運べます（積める重さ {service['freight_kg']:g} kg）"
        )
        lines += [
            f"  {load['trip']}　{load['leaves']} {load['from']} → {load['arrives']} {load['to']}：{load['name']} {load['pieces']}個"
            f"（{load['kg']:g} kg）"
            for load in service["loads"]
        ]
        lines += [f"  残る：{c['name']} {c['left']}個。{c['reason']}" for c in service["consignments"] if c["left"]]
    return lines
