"""Errors that end a piece of work; what can be worked around is a notice instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from geo.texts.messages import text
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


class ValueRefusedError(KyotenError, ValueError):
    """A value that makes no sense, refused at birth.

    Its words are put together when they are asked for; they end without a full stop, as they stand inside of other
    sentences too.

    Parameters
    ----------
    code
        Entry of the catalogue, among its refusals.
    parameters
        What the text needs.

    Examples
    --------
    >>> str(ValueRefusedError("place_impossible", lat=95.0, lon=137.0))
    '緯度 95.0、経度 137.0 という場所はありません'
    """

    def __init__(self, code: str, /, **parameters: object) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code)

    def __str__(self) -> str:
        """Return the words in Japanese."""
        return text(self.code, self.parameters)

    def __reduce__(self) -> tuple[Callable[[], ValueRefusedError], tuple[()]]:
        """Keep code and parameters when the error comes from another process."""
        return partial(type(self), self.code, **self.parameters), ()
