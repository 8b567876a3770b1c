"""What is wrong with a value of a plan file, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from geo.texts.errors import ValueRefusedError
from geo.texts.messages import text


class EntryError(ValueRefusedError):
    """A value that is missing, of the wrong kind or refused; its words name the place.

    Parameters
    ----------
    code
        Entry of the catalogue, among its refusals; its text may ask for the `place`.
    place
        Where, as far as it is known: each part of the file that holds the value puts its own place before.
    whole
        Whether the place says it all, so that nothing is put before it any more.
    of_owner
        Whether the words speak of what holds the value, so that the value's own key is left out.
    problem
        What the value itself refused, if anything: its words then stand after the place.
    parameters
        What the text needs besides.
    """

    def __init__(
        self,
        code: str,
        /,
        place: str = "",
        *,
        whole: bool = False,
        of_owner: bool = False,
        problem: ValueError | None = None,
        **parameters: object,
    ) -> None:
        super().__init__(code, **parameters)
        self.place, self.whole, self.of_owner, self.problem = place, whole, of_owner, problem

    @classmethod
    def refused(cls, problem: ValueError) -> EntryError:
        """Return what a value refused at birth."""
        return cls(problem.code if isinstance(problem, ValueRefusedError) else "", problem=problem)

    def __str__(self) -> str:
        """Return the words in Japanese."""
        place = self.place.removeprefix("の ")
        return (
            text(self.code, {**self.parameters, "place": place}) if self.problem is None else f"{place}：{self.problem}"
        )

    def __reduce__(self) -> tuple[Callable[[], EntryError], tuple[()]]:
        """Keep everything when the error comes from another process."""
        return self._made_anew(self.place, whole=self.whole), ()

    def under(self, place: str) -> EntryError:
        """Put a place before."""
        return self if self.whole else self._made_anew(f"{place}{self.place}", whole=False)()

    def within(self, place: str) -> EntryError:
        """Put the place before that a reader finds without any other."""
        return self._made_anew(f"{place}{self.place}", whole=True)()

    def at_owner(self) -> EntryError:
        """Return the same at the place of what holds the value."""
        return self._made_anew("", whole=False)()

    def _made_anew(self, place: str, *, whole: bool) -> Callable[[], EntryError]:
        needed: dict[str, Any] = {"whole": whole, "problem": self.problem, **self.parameters}
        return partial(type(self), self.code, place, **needed)
