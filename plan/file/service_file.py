"""Bus services in the plan file: reading what anybody may have written, and writing the same bytes again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from network.services.bus_service import BusService, LonLat, ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import Pause, ServiceCalendar
from network.services.consignment import Consignment
from network.services.service_terms import CostTerms, Depot, FreeSection, GuaranteedTransfer, OtherRun, Voucher
from plan.file.area_entry import polygon
from plan.file.json_entry import Entry, EntryError, standing_at, whole_number
from plan.scenario.drawn_areas import rounded

_STOP = ("stop_id", "name", "lat", "lon", "reading")
_TRIP = ("id", "direction", "times_s", "arrivals_s", "block")
_VEHICLE = ("class", "seats", "wheelchair", "freight_kg")
_CALENDAR = ("days", "from", "to", "except", "only", "also", "pauses", "label")
_PAUSE = ("from", "to")
_SECTION = ("direction", "from_stop_id", "to_stop_id")
_CONNECTION = ("stop_id", "to_stop_id", "wait_min")
_OTHER_RUN = ("name", "kind", "start_s", "end_s", "start_lat", "start_lon", "end_lat", "end_lon", "km")
_CONSIGNMENT = ("name", "kind", "from_stop_id", "to_stop_id", "count", "kg", "ready_s", "due_s", "yen")
_DEPOT = ("name", "lat", "lon")
_COST = ("basis", "yen", "contract")
_PLACES = ("lat", "lon")
_VOUCHER = ("persons", "per_year", "yen", "used_share")
_WORDS = ("offers", "operator", "reading", "source")
_SERVICE = (
    "id", "name", "kind", "stops", "return_stops", "geometry", "return_geometry", "calendar", "trips", "vehicle", "fare_yen",
    "area", "slots_s", "free_sections", "layover_min", "connections", "other_runs", "depot", "cost", "voucher", "freight",
    *_WORDS,
)  # fmt: skip


def service_content(service: BusService) -> dict[str, Any]:
    """Give a service as plain values under the plan file's keys; what is optional and empty is left out."""
    optional = {
        "return_stops": [_stop_content(s) for s in service.return_stops],
        "return_geometry": _line_content(service.return_geometry),
        "free_sections": [_values(s, _SECTION) for s in service.free_sections],
        "layover_min": _plain(service.layover_min),
        "connections": [_values(c, _CONNECTION) for c in service.connections],
        "other_runs": [_values(r, _OTHER_RUN) for r in service.other_runs],
        "freight": [_values(c, _CONSIGNMENT) for c in service.freight],
        "depot": None if service.depot is None else _values(service.depot, _DEPOT),
        "cost": None if service.cost is None else _values(service.cost, _COST),
        "voucher": None if service.voucher is None else _values(service.voucher, _VOUCHER),
        **{key: getattr(service, key) for key in _WORDS},
    }
    return {
        **service.carried,
        **{key: value for key, value in optional.items() if value not in (None, "", [])},
        "id": service.id,
        "name": service.name,
        "kind": service.kind,
        "stops": [_stop_content(s) for s in service.stops],
        "geometry": _line_content(service.geometry),
        "calendar": _calendar_content(service.calendar),
        "trips": [_trip_content(t) for t in service.trips],
        "vehicle": _vehicle_content(service.vehicle),
        "fare_yen": _plain(service.fare_yen),
        "area": service.area,
        "slots_s": service.slots_s,
    }


def _values(thing: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    values = {key: getattr(thing, key) for key in keys}
    return {**thing.carried, **{k: v if k.endswith(_PLACES) else _plain(v) for k, v in values.items()}}


def _plain(value: Any) -> Any:
    """Give whole numbers as such, so that 200 stays 200 when it is read and written again."""
    return int(value) if isinstance(value, float) and value == int(value) else value


def _stop_content(stop: ServiceStop) -> dict[str, Any]:
    return {**_values(stop, _STOP[:4]), **({"reading": stop.reading} if stop.reading else {})}


def _trip_content(trip: ServiceTrip) -> dict[str, Any]:
    optional = {"arrivals_s": trip.arrivals_s, "block": trip.block}
    return {**_values(trip, _TRIP[:3]), **{key: value for key, value in optional.items() if value}}


def _vehicle_content(vehicle: Vehicle) -> dict[str, Any]:
    return {**_values(vehicle, _VEHICLE[1:]), "class": vehicle.vehicle_class}


def _calendar_content(calendar: ServiceCalendar) -> dict[str, Any]:
    optional = {
        "also": [d.isoformat() for d in calendar.also],
        "pauses": [{**p.carried, "from": p.first.isoformat(), "to": p.last.isoformat()} for p in calendar.pauses],
        "label": calendar.label,
    }
    return {
        **calendar.carried,
        **{key: value for key, value in optional.items() if value},
        "days": calendar.days,
        "from": None if calendar.first is None else calendar.first.isoformat(),
        "to": None if calendar.last is None else calendar.last.isoformat(),
        "except": [d.isoformat() for d in calendar.excepted],
        "only": [d.isoformat() for d in calendar.only],
    }


def _line_content(line: tuple[LonLat, ...]) -> dict[str, Any] | None:
    return {"type": "LineString", "coordinates": line} if line else None


def read_service(raw: Entry) -> BusService:
    """Read one service of a plan file.

    Parameters
    ----------
    raw
        The entry, with its place in words.

    Raises
    ------
    EntryError
        When a value is missing, of the wrong kind, or contradicts another; the words are Japanese and name the place.
    """
    raw = Entry(raw.content, f"{raw.where}（{raw.text('name')}）")
    parts: dict[str, Any] = {
        "stops": tuple(_stop(s) for s in raw.entries("stops")),
        "return_stops": tuple(_stop(s) for s in raw.entries("return_stops")),
        "geometry": _line(raw, "geometry"),
        "return_geometry": _line(raw, "return_geometry"),
        "calendar": _calendar(raw.optional_entry("calendar")),
        "trips": tuple(_trip(t) for t in raw.entries("trips")),
        "vehicle": _vehicle(raw.optional_entry("vehicle")),
        "fare_yen": _plain(raw.optional_number("fare_yen")),
        "area": _area(raw),
        "slots_s": tuple(whole_number(s, raw.place("slots_s")) for s in raw.items("slots_s")),
        "free_sections": tuple(_section(s) for s in raw.entries("free_sections")),
        "layover_min": _plain(raw.optional_number("layover_min")),
        "connections": tuple(_connection(c) for c in raw.entries("connections")),
        "other_runs": tuple(_other_run(r) for r in raw.entries("other_runs")),
        "depot": _depot(raw.optional_entry("depot")),
        "cost": _cost(raw.optional_entry("cost")),
        "voucher": _voucher(raw.optional_entry("voucher")),
        "freight": tuple(_consignment(c) for c in raw.entries("freight")),
        **{key: raw.optional_text(key) or "" for key in _WORDS},
    }
    with standing_at(raw.where):
        return BusService(raw.text("id"), raw.text("name"), raw.text("kind"), **parts, carried=raw.besides(_SERVICE))  # type: ignore[arg-type]


def _stop(raw: Entry) -> ServiceStop:
    place = raw.number("lat"), raw.number("lon")
    with standing_at(raw.where):
        reading = raw.optional_text("reading") or ""
        return ServiceStop(raw.text("stop_id"), raw.text("name"), *place, reading, raw.besides(_STOP))


def _trip(raw: Entry) -> ServiceTrip:
    with standing_at(raw.where):
        return ServiceTrip(
            id=raw.text("id"),
            direction=raw.whole("direction"),
            times_s=_times(raw, "times_s"),
            arrivals_s=_times(raw, "arrivals_s"),
            block=raw.optional_text("block") or "",
            carried=raw.besides(_TRIP),
        )


def _times(raw: Entry, key: str) -> tuple[int | None, ...]:
    return tuple(None if t is None else whole_number(t, raw.place(key)) for t in raw.items(key))


def _vehicle(raw: Entry | None) -> Vehicle:
    if raw is None:
        return Vehicle()
    seats = _plain(raw.optional_number("seats"))
    if isinstance(seats, float):
        raise EntryError(f"{raw.place('seats')} が整数ではありません")
    wheelchair = raw.content.get("wheelchair") or 0
    with standing_at(raw.where):
        return Vehicle(
            vehicle_class=raw.optional_text("class") or Vehicle().vehicle_class,
            seats=seats,
            # Some write that there is a place, not how many.
            wheelchair=int(wheelchair) if wheelchair is True else whole_number(wheelchair, raw.place("wheelchair")),
            freight_kg=_plain(raw.optional_number("freight_kg")) or 0,
            carried=raw.besides(_VEHICLE),
        )


def _calendar(raw: Entry | None) -> ServiceCalendar:
    if raw is None:
        return ServiceCalendar()
    pauses = tuple(_pause(p) for p in raw.entries("pauses"))
    spans = {name: _date(raw.optional_text(key), raw.place(key)) for name, key in (("first", "from"), ("last", "to"))}
    days = {name: _dates(raw, key) for name, key in (("excepted", "except"), ("only", "only"), ("also", "also"))}
    given = {"days": raw.texts("days")} if "days" in raw.content else {}
    label = raw.optional_text("label") or ""
    with standing_at(raw.where):
        return ServiceCalendar(**given, **spans, **days, pauses=pauses, label=label, carried=raw.besides(_CALENDAR))  # type: ignore[arg-type]


def _pause(raw: Entry) -> Pause:
    first, last = (_date(raw.text(key), raw.place(key)) for key in _PAUSE)
    with standing_at(raw.where):
        return Pause(first, last, raw.besides(_PAUSE))  # type: ignore[arg-type] # text that is there gives a date


def _dates(raw: Entry, key: str) -> tuple[datetime.date, ...]:
    return tuple(d for words in raw.texts(key) if (d := _date(words, raw.place(key))) is not None)


def _date(words: str | None, place: str) -> datetime.date | None:
    if words is None:
        return None
    try:
        return datetime.date.fromisoformat(words)
    except ValueError as problem:
        raise EntryError(f"{place} の「{words}」は日付として読めません。2026-04-01 のように書いてください") from problem


def _line(raw: Entry, key: str) -> tuple[LonLat, ...]:
    line = raw.optional_entry(key)
    if line is None:
        return ()
    if line.text("type") != "LineString":
        raise EntryError(f"{raw.place(key)} が線（LineString）ではありません")
    return tuple(_point(p, line.place("coordinates")) for p in line.items("coordinates", required=True))


def _point(value: object, place: str) -> LonLat:
    match value:
        case [int() | float() as lon, int() | float() as lat, *_] if not (
            isinstance(lon, bool) or isinstance(lat, bool)
        ):
            with standing_at(place):
                return _finite(lon, place), _finite(lat, place)
    raise EntryError(f"{place} に [経度, 緯度] でないものがあります")


def _finite(value: float, place: str) -> float:
    try:
        return float(value)
    except OverflowError as problem:
        raise EntryError(f"{place} の数が大きすぎます") from problem


def _area(raw: Entry) -> Mapping[str, Any] | None:
    area = raw.optional_entry("area")
    if area is None:
        return None
    area.text("type")
    if area.content.get("coordinates") == []:
        return area.content  # a shape without ground, which GeoJSON (RFC 7946, 3.1) allows: kept, and taken as none
    shape = polygon(area)
    with standing_at(area.where):
        rounded(shape)
    return area.content


def _section(raw: Entry) -> FreeSection:
    return FreeSection(raw.whole("direction"), raw.text("from_stop_id"), raw.text("to_stop_id"), raw.besides(_SECTION))


def _connection(raw: Entry) -> GuaranteedTransfer:
    wait = _plain(raw.optional_number("wait_min")) or 0
    with standing_at(raw.where):
        return GuaranteedTransfer(raw.text("stop_id"), raw.text("to_stop_id"), wait, raw.besides(_CONNECTION))


def _other_run(raw: Entry) -> OtherRun:
    with standing_at(raw.where):
        return OtherRun(
            name=raw.text("name"),
            kind=raw.text("kind"),  # type: ignore[arg-type]
            start_s=raw.whole("start_s"),
            end_s=raw.whole("end_s"),
            start_lat=raw.number("start_lat"),
            start_lon=raw.number("start_lon"),
            end_lat=raw.number("end_lat"),
            end_lon=raw.number("end_lon"),
            km=_plain(raw.optional_number("km")) or 0,
            carried=raw.besides(_OTHER_RUN),
        )


def _consignment(raw: Entry) -> Consignment:
    with standing_at(raw.where):
        return Consignment(
            name=raw.text("name"),
            kind=raw.text("kind"),  # type: ignore[arg-type]
            from_stop_id=raw.text("from_stop_id"),
            to_stop_id=raw.text("to_stop_id"),
            count=raw.whole("count"),
            kg=_plain(raw.number("kg")),
            ready_s=raw.whole("ready_s"),
            due_s=raw.whole("due_s"),
            yen=_plain(raw.optional_number("yen")),
            carried=raw.besides(_CONSIGNMENT),
        )


def _depot(raw: Entry | None) -> Depot | None:
    if raw is None:
        return None
    with standing_at(raw.where):
        return Depot(raw.optional_text("name") or "", raw.number("lat"), raw.number("lon"), raw.besides(_DEPOT))


def _cost(raw: Entry | None) -> CostTerms | None:
    if raw is None:
        return None
    basis, contract = raw.text("basis"), raw.optional_text("contract") or ""
    with standing_at(raw.where):
        return CostTerms(basis, _plain(raw.optional_number("yen")), contract, raw.besides(_COST))  # type: ignore[arg-type]


def _voucher(raw: Entry | None) -> Voucher | None:
    if raw is None:
        return None
    amounts = [_plain(raw.number(key)) or 0 for key in _VOUCHER[:3]]
    share = _plain(raw.optional_number("used_share"))
    with standing_at(raw.where):
        return Voucher(amounts[0], amounts[1], amounts[2], share, raw.besides(_VOUCHER))
