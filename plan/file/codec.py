"""The codec of the plan file: value types from plain values and back, by the types of their attributes.

The rule: an attribute stands under its own name; one without a value of its own must be there; another may be missing or null
(lists and tables only missing) and is left out while it says nothing; fields that nobody knows are kept. `plan.file.forms` lists
the exceptions. An attribute that is added to a value type is read and written without a line here.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import typing
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

import shapely
from cattrs import ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from shapely import LineString, MultiPolygon, Point, Polygon

from geo.reference.assumptions import Assumptions
from plan.file import values
from plan.file.entry_error import EntryError
from plan.file.fields import UNKNOWN_FIELDS, Field, fields_of, is_drawn, is_ground, is_list, is_table, is_value_type
from plan.file.forms import form_of

T = TypeVar("T")

_OF_SHAPES = ("type", "coordinates")
_OF_DEGREES = frozenset(("coordinates", "lat", "lon"))
_DECIMALS = 6


def read(cls: type[T], content: object) -> T:
    """Read a value of a plan file.

    Raises
    ------
    EntryError
        When something is missing, of the wrong kind or refused; the words name the place.
    ValueError
        What a plan refuses as a whole.
    """
    found: T = _converter().structure(content, cls)
    return found


def write(value: object) -> dict[str, Any]:
    """Write a value as plain values under the plan file's keys."""
    content: dict[str, Any] = _converter().unstructure(value)
    return content


@functools.cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=True)
    single: dict[Any, Callable[[Any], Any]] = {
        str: values.text, float: values.number, int: values.whole, bool: values.yes_or_no, datetime.date: values.date,
        LineString: values.line, Polygon: values.polygon, Assumptions: values.assumptions,
    }  # fmt: skip
    for kind, hook in single.items():
        converter.register_structure_hook(kind, _untyped(hook))
    told_apart: tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...] = (
        (lambda kind: kind == tuple[str, str, int], values.edge),
        (lambda kind: kind == Mapping[int, float], values.numbers_by_year),
        (lambda kind: kind == Mapping[str, float], values.numbers),
        (is_ground, values.ground),
        (is_drawn, values.drawn),
        (lambda kind: typing.get_origin(kind) is Literal, values.text),
    )
    for predicate, hook in told_apart:
        converter.register_structure_hook_func(predicate, _untyped(hook))
    converter.register_structure_hook_factory(is_list, lambda kind: _list_reader(kind, converter))
    converter.register_structure_hook_factory(_is_table_of_values, lambda kind: _table_reader(kind, converter))
    converter.register_structure_hook_factory(is_value_type, lambda cls: _Reader(cls, converter))
    _register_writers(converter)
    return converter


def _register_writers(converter: Converter) -> None:
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_unstructure_hook(Assumptions, lambda known: dict(known.changed))
    for kind in (Point, LineString, Polygon, MultiPolygon):
        converter.register_unstructure_hook(kind, shapely.geometry.mapping)
    converter.register_unstructure_hook_func(is_ground, lambda shape: shape and shapely.geometry.mapping(shape))
    converter.register_unstructure_hook_func(is_drawn, shapely.geometry.mapping)
    converter.register_unstructure_hook_func(is_table, lambda table: {str(key): table[key] for key in table})
    converter.register_unstructure_hook_func(
        _is_table_of_values, lambda table: {key: converter.unstructure(table[key]) for key in table}
    )
    converter.register_unstructure_hook_factory(is_value_type, lambda cls: _Writer(cls, converter))


def _untyped(hook: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: hook(value)


def _is_table_of_values(kind: Any) -> bool:
    return is_table(kind) and is_value_type(typing.get_args(kind)[1])


def _table_reader(kind: Any, converter: Converter) -> Callable[[Any, Any], dict[str, Any]]:
    item_type = typing.get_args(kind)[1]
    hook, bare = converter.get_structure_hook(item_type), form_of(item_type).bare

    def read_table(value: object, _: Any) -> dict[str, Any]:
        found = {}
        for name, given in values.members(value).items():
            content = given if isinstance(given, dict) or not bare else {bare: given}
            with values.standing_at(f"の {name}"):
                values.members(content)
            try:
                found[name] = hook(content, item_type)
            except EntryError as problem:
                raise problem.under(f"の {name}") from problem.__cause__
        return found

    return read_table


def _list_reader(kind: Any, converter: Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    item_type = typing.get_args(kind)[0]
    hook = converter.get_structure_hook(item_type)
    if not is_value_type(item_type):
        return lambda value, _: tuple([hook(item, item_type) for item in values.items(value)])

    def read_items(value: object, _: Any) -> tuple[Any, ...]:
        listed = values.items(value)
        for number, item in enumerate(listed, start=1):
            if not isinstance(item, dict):
                with values.standing_at(f" の {number}番目"):
                    values.members(item)
        found = []
        for number, item in enumerate(listed, start=1):
            try:
                found.append(hook(item, item_type))
            except EntryError as problem:
                raise problem.under(f" の {number}番目") from problem.__cause__
        return tuple(found)

    return read_items


class _Reader:
    """Reads one value type."""

    def __init__(self, cls: type, converter: Converter) -> None:
        self.cls, self.form, self.fields = cls, form_of(cls), fields_of(cls)
        self.parts = _parts(self.fields)
        hooks = {f.name: _untyped(f.spelling.read) for f in self.fields if f.spelling.read is not None}
        if _keeps_unknown_fields(cls):
            hooks[UNKNOWN_FIELDS] = lambda value, _: value
        overrides: dict[str, Any] = {name: override(struct_hook=hook) for name, hook in hooks.items()}
        self.structure: Any = make_dict_structure_fn(cls, converter, **overrides)

    def __call__(self, content: object, _: Any = None) -> Any:
        given, besides = self._taken_apart(values.members(content))
        missing = [f for f in self.fields if f.required and f.name not in given]
        try:
            value = self.structure({**given, UNKNOWN_FIELDS: besides}, self.cls)
        except ClassValidationError as group:
            raise self._told(group, missing, given) from None
        if missing:
            raise self._titled(EntryError("entry_missing", missing[0].place), given)
        return value

    def _taken_apart(self, content: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Part what the attributes know, by their names, from the unknown fields."""
        rest = dict(content)
        for key, known in self.form.constants.items():
            if rest.pop(key, known) != known:
                raise EntryError("entry_wrong_constant", f"の {key}", value=known)
        for name in self.parts:
            rest[name] = self._part(content, name)
        given: dict[str, Any] = {}
        for f in self.fields:
            if not f.key:
                given[f.name] = {key: rest.pop(key) for key in _OF_SHAPES if key in rest}
                continue
            holder = rest if len(f.key) == 1 else rest[f.key[0]]
            if f.key[-1] in holder:
                value = holder.pop(f.key[-1])
                if not f.says_nothing(value):
                    given[f.name] = value
                if f.is_shape and isinstance(value, dict):
                    holder[f.key[-1]] = {key: value[key] for key in value if key not in _OF_SHAPES}
            if f.name not in given and f.name in self.form.absent:
                given[f.name] = self.form.absent[f.name]
        for key in (*self.parts, *(f.key[-1] for f in self.fields if f.is_shape and f.key)):
            if rest.get(key) == {}:
                del rest[key]
        return given, rest

    def _part(self, content: Mapping[str, Any], name: str) -> dict[str, Any]:
        if any(f.required for f in self.parts[name]):
            if name not in content:
                raise EntryError("entry_missing", f"の {name}")
        elif content.get(name) is None:
            return {}
        with values.standing_at(f"の {name}"):
            return dict(values.members(content[name]))

    def _told(self, group: ClassValidationError, missing: list[Field], given: Mapping[str, Any]) -> Exception:
        """Choose the problem that is reported."""
        noted, others = group.group_exceptions()
        problems = {note.name: problem for problem, note in noted} | {
            f.name: EntryError("entry_missing") for f in missing
        }
        if not problems:
            return others[0] if self.form.named_by_owner else self._refused(others[0], given)
        first = min((f for f in self.fields if f.name in problems), key=self._rank)
        problem = problems[first.name]
        if not isinstance(problem, EntryError):
            return self._refused(problem, given)
        placed = problem.at_owner() if problem.of_owner else problem.under(first.place)
        return placed if first.name == "name" else self._titled(placed, given)

    def _refused(self, problem: Exception, given: Mapping[str, Any]) -> Exception:
        """Place what a value refused at birth; what is no refusal is a mistake of ours and stays as it is."""
        return self._titled(EntryError.refused(problem), given) if isinstance(problem, ValueError) else problem

    def _rank(self, f: Field) -> tuple[int, bool]:
        first = self.form.told_first
        return first.index(f.name) if f.name in first else len(first), not f.is_part

    def _titled(self, problem: EntryError, given: Mapping[str, Any]) -> EntryError:
        return problem if self.form.title is None else self.form.title(given["name"], problem)


class _Writer:
    """Writes one value type."""

    def __init__(self, cls: type, converter: Converter) -> None:
        self.cls, self.form, self.fields = cls, form_of(cls), fields_of(cls)
        self.parts, self.keeps_unknown_fields = _parts(self.fields), _keeps_unknown_fields(cls)
        overrides: dict[str, Any] = {
            f.name: override(omit_if_default=not f.always, unstruct_hook=f.spelling.write) for f in self.fields
        }
        if self.keeps_unknown_fields:
            overrides[UNKNOWN_FIELDS] = override(omit=True)
        self.unstructure: Any = make_dict_unstructure_fn(cls, converter, **overrides)

    def __call__(self, value: Any) -> dict[str, Any]:
        if self.form.blank and value == self.cls():
            return {}
        written = self.unstructure(value)
        content: dict[str, Any] = dict(self.form.constants)
        content.update(_plain(value.unknown_fields) if self.keeps_unknown_fields else {})
        for name in self.parts:
            content[name] = content[name] if isinstance(content.get(name), dict) else {}
        for f in self.fields:
            _put(content, f, written)
        return content


def _put(content: dict[str, Any], f: Field, written: Mapping[str, Any]) -> None:
    if not f.key:
        content.update(written[f.name])
        return
    holder = content if len(f.key) == 1 else content[f.key[0]]
    besides = holder.pop(f.key[-1], None)
    if f.name in written:
        value = written[f.name]
        both = f.is_shape and isinstance(besides, dict) and value is not None
        holder[f.key[-1]] = {**besides, **value} if both else value


def _parts(fields: tuple[Field, ...]) -> dict[str, list[Field]]:
    """Parts that have no value type of their own, with the attributes that stand in them."""
    found: dict[str, list[Field]] = {}
    for f in fields:
        if len(f.key) > 1:
            found.setdefault(f.key[0], []).append(f)
    return found


def _keeps_unknown_fields(cls: type) -> bool:
    return any(f.name == UNKNOWN_FIELDS for f in dataclasses.fields(cls))


def _plain(value: Any, *, rounded: bool = False) -> Any:
    """Turn every mapping and sequence into JSON's own, and round the coordinates of shapes (no other number)."""
    if isinstance(value, float) and rounded:
        return round(value, _DECIMALS)
    if isinstance(value, Mapping):
        return {key: _plain(inner, rounded=rounded or key in _OF_DEGREES) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, rounded=rounded) for inner in value]
    return value
