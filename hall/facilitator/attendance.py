"""Who was not in the room: participants by village and age band beside the people who live there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.region.region import Region
from hall.meeting.control import at_door
from hall.meeting.store import Store
from hall.phones.markup import AGES


@dataclass(frozen=True)
class Attendance:
    """Who came.

    Parameters
    ----------
    participants
        Persons on phones, or as many as were counted at the door where those are more.
    by_village, by_age
        Participants by village id and by age band, as far as they said so or were counted.
    unheard
        Ids of inhabited villages from which nobody is known to have come, the largest first.
    people_by_age
        Residents by age band; empty where the region does not know their ages.
    untold
        Participants who did not say where they live.
    """

    participants: float
    by_village: dict[str, float]
    by_age: dict[str, float]
    unheard: tuple[str, ...]
    people_by_age: dict[str, float]
    untold: float


def attendance(store: Store, region: Region) -> Attendance:
    """Compare who came with who lives there.

    Parameters
    ----------
    store
        The meeting.
    region
        With its villages.
    """
    persons = store.persons()
    doors, ages = at_door(store, "village"), at_door(store, "age")
    came = Counter(village for village, _ in persons if village)
    aged = Counter(age for _, age in persons if age)
    # Whoever was counted at the door may have a phone too: the larger number holds, they are never added.
    known = {str(i): max(float(came[str(i)]), doors.get(str(i), 0.0)) for i in region.villages.index}
    by_village = {village: count for village, count in known.items() if count}
    bands = {age: max(float(aged[age]), ages.get(age, 0.0)) for age in AGES}
    by_age = {age: count for age, count in bands.items() if count}
    counted = max(float(len(persons)), sum(by_village.values()), sum(by_age.values()))
    people = region.villages["population"].sort_values(ascending=False, kind="stable")
    unheard = tuple(str(i) for i, count in people.items() if count > 0 and str(i) not in by_village)
    return Attendance(counted, by_village, by_age, unheard, _ages(region), counted - sum(by_village.values()))


def _ages(region: Region) -> dict[str, float]:
    villages = region.villages
    columns = ("pop_0_14", "pop_15_64", "pop_65_over", "pop_75_over")
    if not all(column in villages and villages[column].notna().all() for column in columns):
        return {}
    young, middle, old, oldest = (float(villages[column].sum()) for column in columns)
    return {"0": young, "15": middle, "65": old - oldest, "75": oldest}
