"""Values of widgets, as Streamlit keeps them: read where the widget is not drawn, set, and remembered over a visit elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from views import session

T = TypeVar("T")


@dataclass(frozen=True)
class Widget(Generic[T]):
    """A widget whose value is read elsewhere too; made once, so that its key is written once.

    Parameters
    ----------
    key
        The widget's.
    first
        Its value until it is drawn.
    """

    key: str
    first: T

    @property
    def value(self) -> T:
        """Its value now."""
        value: T = st.session_state.get(self.key, self.first)
        return value

    def set(self, value: T) -> None:
        """Give it another value; only before it is drawn."""
        st.session_state[self.key] = value

    def remembered(self) -> str:
        """Return the key, after setting the value to what it was when the page was last left, `first` before that.

        Streamlit forgets a widget's value when its page is left. Call this in place of the key, and `remember` once all
        widgets are drawn.
        """
        known = session.current().widget_values
        if self.key not in st.session_state:
            self.set(known.get(self.key, self.first))
        known.setdefault(self.key, self.first)
        return self.key

    def remembered_among(self, options: list[Any]) -> str:
        """Do the same for a choice, whose options may have changed meanwhile; `first` may be none of them."""
        self.remembered()
        value: Any = self.value
        if isinstance(value, list):
            st.session_state[self.key] = [one for one in value if one in options]
        elif value not in options:
            self.set(self.first if self.first in options or not options else options[0])
        return self.key


def remember() -> None:
    """Remember the values of all widgets that outlive a visit to another page."""
    known = session.current().widget_values
    for key in known:
        if key in st.session_state:
            known[key] = st.session_state[key]
