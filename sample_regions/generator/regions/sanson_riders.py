"""How the buses of `sanson` are used and paid, and where its people said they go."""

from __future__ import annotations

from pathlib import Path

from sample_regions.generator.services.answers import write_answers
from sample_regions.generator.services.riders import Deal, Use, write_riders

USES = (
    Use("community", "r1", 2.7),
    Use("community", "r2", 1.9),
    Use("community", "r3", 2.9),
    Use("community", "r4", 1.5),
    Use("trunk", "t1", 5.2),
)
DEALS = {
    "community": (Deal("コミュニティバス運行業務委託", "葉月交通", ("r1", "r2", "r3", "r4"), 285, 190, 6_100_000, 3),),
    "trunk": (Deal("葉月霧森線 運行補助", "葉月交通", ("t1",), 120, 330, 4_300_000, 2, "operator"),),
}
_TOWN_CLINICS = ("町立霧森診療所",) * 4 + ("葉月市民病院",) * 3 + ("霧森歯科医院",)
_TOWN_SHOPS = ("霧森マルシェ",) * 6 + ("葉月ショッピングプラザ",) * 3
_TOWN_OFFICES = ("霧森町役場", "霧森郵便局", "霧森郵便局", "農協霧森支所")
_WORK = ("葉月市内の職場", "葉月市内の職場", "霧森ゆず加工所", "道の駅きりもり", "霧森苑", "霧森町役場")
PLACES = {
    "霧森小学校区": {
        "clinic": _TOWN_CLINICS,
        "shopping": _TOWN_SHOPS,
        "office": _TOWN_OFFICES,
        "work": _WORK,
        "visit": ("霧森中央公民館", "霧森保健福祉センター", "道の駅きりもり"),
    },
    "西霧小学校区": {
        "clinic": (*_TOWN_CLINICS, "西霧出張診療所", "西霧出張診療所"),
        "shopping": (*_TOWN_SHOPS, "西霧商店", "西霧商店"),
        "office": (*_TOWN_OFFICES, "西霧郵便局", "西霧郵便局", "西霧出張所"),
        "work": _WORK,
        "visit": ("西霧公民館", "西霧公民館", "霧森中央公民館"),
    },
    "東俣小学校区": {
        "clinic": (*_TOWN_CLINICS, "東俣出張診療所", "葉月市民病院"),
        "shopping": (*_TOWN_SHOPS, "葉月ショッピングプラザ"),
        "office": (*_TOWN_OFFICES, "東俣郵便局", "東俣郵便局"),
        "work": _WORK,
        "visit": ("東俣公民館", "東俣公民館", "東俣峠の直売所"),
    },
}


def write_riders_and_answers(folder: Path) -> None:
    """Write boardings.csv, bus_contracts.csv and wishes.csv into the finished folder."""
    write_riders(folder, USES, DEALS, seed=2024)
    write_answers(folder, PLACES, answers=320, seed=1022)
