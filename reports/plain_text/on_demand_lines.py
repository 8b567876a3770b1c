"""A day of rides on request in plain words, line by line, for who did not ask for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan.figure_texts import minutes, share


def on_demand_lines(document: Mapping[str, Any]) -> list[str]:
    """Write a day: how many were taken, how long they wait and ride, and what every vehicle does.

    Parameters
    ----------
    document
        As `plan.on_demand.day.on_demand_document` returns it.
    """
    names = document["names"]
    calls = f"電話 {document['bookings']:,} 件のうち {document['served']:,} 件を受けました（{share(document['share_served'])}）"
    lines = [f"{document['name']}（{document['date']}）：{calls}。往復は、行きも帰りも乗れるときだけ受けます。"]
    if document["passengers"]:
        lines.append(
            f"希望との差は平均 {minutes(document['mean_waiting_min'])}、乗っている時間は合わせて、まっすぐ行く時間の "
            f"{document['detour']:.2f} 倍です。"
        )
    lines.append(
        f"車両は合わせて {document['vehicle_hours']:.1f} 時間、{document['vehicle_km']:,.1f} km 走ります"
        f"（勤務 {document['shift_hours']:.1f} 時間）。"
    )
    for vehicle in document["vehicles"]:
        if not vehicle["stops"]:
            lines.append(f"{vehicle['vehicle']}：出番はありません。")
            continue
        lines.append(
            f"{vehicle['vehicle']}：{vehicle['leaves']} に出て {vehicle['back']} に戻ります（{vehicle['km']:,.1f} km）"
        )
        lines += [
            f"  {stop['time']} {names[stop['place']]}：{stop['ride']} が{'乗ります' if stop['gets_in'] else '降ります'}"
            for stop in vehicle["stops"]
        ]
    lines += [f"受けられない電話：{refused['booking']}（{refused['purpose']}）" for refused in document["refused"]]
    return lines
