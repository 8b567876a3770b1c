"""Values of assumptions as words inside texts: ``{walk_m}`` becomes 「500」, ``{clinic_arrive_by_hhmm}`` 「11:00」."""

from __future__ import annotations

from collections.abc import Mapping

from geo.reference.assumptions import Assumptions


class ValueTexts(dict[str, str]):
    """Looks up a value when a text asks for one (`str.format_map`).

    Parameters
    ----------
    assumptions
        The values that hold.
    short
        Further names for some of them.

    Examples
    --------
    >>> "{walk_min}分以内".format_map(ValueTexts(Assumptions()))
    '15分以内'
    """

    def __init__(self, assumptions: Assumptions, short: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.assumptions = assumptions
        self.short = short or {}

    def __missing__(self, name: str) -> str:
        """Write the value of an assumption."""
        value = self.assumptions[self.short.get(name, name)]
        return f"{value // 100:.0f}:{value % 100:02.0f}" if name.endswith("_hhmm") else f"{value:,g}"
