"""Errors that end a piece of work; what can be worked around is a notice instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.texts.notices import Notice


class KyotenError(Exception):
    """Something that cannot go on, told in plain Japanese."""


class RegionUnreadableError(KyotenError, ValueError):
    """A folder that cannot be opened as a region at all.

    Parameters
    ----------
    notices
        Everything that was found until then; at least one is an error.
    """

    def __init__(self, notices: Sequence[Notice]) -> None:
        self.notices = tuple(notices)
        super().__init__("\n".join(n.message for n in self.notices if n.severity == "error"))

    def __reduce__(self) -> tuple[type[RegionUnreadableError], tuple[tuple[Notice, ...]]]:
        """Keep the notices when the error comes from another process."""
        return type(self), (self.notices,)


class RequestError(KyotenError, ValueError):
    """A request that the data cannot answer, for example an id that nobody bears.

    Parameters
    ----------
    notices
        What is wrong and what to do, at least one of them an error.
    """

    def __init__(self, *notices: Notice) -> None:
        self.notices = tuple(notices)
        super().__init__("\n".join(n.message for n in notices))

    def __reduce__(self) -> tuple[type[RequestError], tuple[Notice, ...]]:
        """Keep the notices when the error comes from another process."""
        return type(self), self.notices
