"""The attributes of the plan's value types as its file has them: key, kind, whether they must be there, how they are spelt."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shapely import LineString, MultiPolygon, Point, Polygon

from plan.file import values
from plan.file.forms import Form, Spelling, form_of

UNKNOWN_FIELDS = "unknown_fields"
"""The attribute that keeps what the file says besides."""

_SHAPES = {Point, LineString, Polygon, MultiPolygon}
_GROUND = {Polygon, MultiPolygon}
_DRAWN = {Point, LineString, Polygon}


def is_ground(kind: Any) -> bool:
    """Return whether it is the type of ground that may have several parts."""
    return set(without_none(kind)) == _GROUND


def is_drawn(kind: Any) -> bool:
    """Return whether it is the type of what somebody may draw: a point, a line or an outline."""
    return set(without_none(kind)) == _DRAWN


def is_table(kind: Any) -> bool:
    """Return whether it is the type of values by name."""
    return typing.get_origin(kind) is Mapping


def is_list(kind: Any) -> bool:
    """Return whether it is the type of values in order."""
    return typing.get_origin(kind) is tuple and typing.get_args(kind)[1:] == (...,)


def is_value_type(kind: Any) -> bool:
    """Return whether it is a value type with attributes of its own."""
    return isinstance(kind, type) and dataclasses.is_dataclass(kind)


def without_none(kind: Any) -> tuple[Any, ...]:
    """List what a type may be besides None."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return tuple(k for k in typing.get_args(kind) if k is not types.NoneType)
    return (kind,)


@dataclass(frozen=True)
class Field:
    """An attribute of a value type as the file has it.

    Parameters
    ----------
    name, key, kind
        Of the attribute; where it stands, part by part; and its type.
    required
        Whether the file must give it.
    null_is_nothing, empty_is_nothing
        Whether null, and empty text, are read as if it were missing.
    always
        Whether it is written even when it says nothing.
    spelling
        How it is read and written where its type does not say it.
    """

    name: str
    key: tuple[str, ...]
    kind: Any
    required: bool
    null_is_nothing: bool
    empty_is_nothing: bool
    always: bool
    spelling: Spelling

    @functools.cached_property
    def place(self) -> str:
        """Where it stands in what holds it, in words."""
        return "".join(f"の {key}" for key in self.key)

    @functools.cached_property
    def is_shape(self) -> bool:
        """Whether it is a GeoJSON shape, in which others may have written something besides."""
        return set(without_none(self.kind)) <= _SHAPES

    @functools.cached_property
    def is_part(self) -> bool:
        """Whether it holds more than a single value."""
        inner = typing.get_args(self.kind)[0] if is_list(self.kind) else without_none(self.kind)[0]
        return self.is_shape or len(self.key) > 1 or is_value_type(inner)

    def says_nothing(self, value: object) -> bool:
        """Return whether a value of the file is read as if it were missing."""
        return (value is None and self.null_is_nothing) or (value == "" and self.empty_is_nothing)


def fields_of(cls: type) -> tuple[Field, ...]:
    """Return the attributes of a value type as the file has them, in the order of the type."""
    form, kinds = form_of(cls), typing.get_type_hints(cls)
    return tuple(_field(f, kinds[f.name], form) for f in dataclasses.fields(cls) if f.name != UNKNOWN_FIELDS)


def _field(field: dataclasses.Field[Any], kind: Any, form: Form) -> Field:
    key = form.keys.get(field.name, field.name)
    has_default = field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
    optional = field.name in form.absent or (has_default and field.name not in form.required)
    return Field(
        name=field.name,
        key=(key,) if isinstance(key, str) else key,
        kind=kind,
        required=not optional,
        null_is_nothing=optional and not is_list(kind) and not is_table(kind) and field.name not in form.no_null,
        empty_is_nothing=optional and kind is str,
        always=not has_default or field.name in (*form.always, *form.required),
        spelling=_spelling(field.name, kind, form),
    )


def _spelling(name: str, kind: Any, form: Form) -> Spelling:
    if form.amounts and float in without_none(kind) and not name.endswith(("lat", "lon")):
        return Spelling(values.amount, values.as_amount)
    return form.spellings.get(name, Spelling())
