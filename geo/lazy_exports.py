"""The door of a room: its public names, each imported from its module when it is first asked for (PEP 562)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_exports(room: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Make the `__getattr__` of a room, so that importing one of its modules loads no other.

    Parameters
    ----------
    room
        Dotted name of the room.
    modules
        Public names, each with the dotted name of the module that defines it.

    Examples
    --------
    >>> lazy_exports("geo.region", {"Region": "geo.region.region"})("Region").__name__
    'Region'
    """

    def exported(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(modules[name]), name)

    return exported
