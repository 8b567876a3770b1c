"""What a bus carries beside passengers (貨客混載): parcels, produce, meals, from stop to stop within hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

from geo.texts.errors import ValueRefusedError
from network.services.service_terms import LAST_S, not_negative

ConsignmentKind = Literal["parcel", "produce", "meal", "other"]
CONSIGNMENT_KINDS: tuple[ConsignmentKind, ...] = get_args(ConsignmentKind)


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Consignment:
    """Pieces of one kind that wait at a stop on every day of service.

    Parameters
    ----------
    name, kind
        In words, and one of `CONSIGNMENT_KINDS`.
    from_stop_id, to_stop_id
        Stops of the service where they are taken on and handed over.
    count, kg
        How many pieces a day, and what one weighs.
    ready_s, due_s
        They may be taken on from then and must be handed over by then, seconds past midnight.
    yen
        What the sender pays for a piece; None where nothing is agreed.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        When that is no consignment: no piece, no weight, due before it is ready.
    """

    name: str
    kind: ConsignmentKind
    from_stop_id: str
    to_stop_id: str
    count: int
    kg: float
    ready_s: int = 0
    due_s: int = LAST_S
    yen: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no consignment."""
        if self.kind not in CONSIGNMENT_KINDS:
            raise ValueRefusedError("consignment_kind_unknown", kind=self.kind, known="、".join(CONSIGNMENT_KINDS))
        if self.count < 1:
            raise ValueRefusedError("consignment_count_too_few", name=self.name, count=self.count)
        not_negative(self.kg, "consignment_weight_negative", name=self.name)
        if self.kg == 0:
            raise ValueRefusedError("consignment_without_weight", name=self.name)
        if self.from_stop_id == self.to_stop_id:
            raise ValueRefusedError("consignment_goes_nowhere", name=self.name)
        if not 0 <= self.ready_s < self.due_s <= LAST_S:
            raise ValueRefusedError("consignment_times_wrong", name=self.name)
        if self.yen is not None:
            not_negative(self.yen, "consignment_fare_negative", name=self.name)
