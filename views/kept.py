"""Settings that outlive a visit to another page: Streamlit forgets a widget's value when its page is left."""

from __future__ import annotations

from typing import Any

import streamlit as st


def kept(key: str, first: Any) -> str:
    """Give a widget's key, after setting its value to what it was when its page was last left, `first` before that.

    Call it in place of the widget's key, and `keep` once all widgets are drawn.
    """
    store = st.session_state.setdefault("kept", {})
    if key not in st.session_state:
        st.session_state[key] = store.get(key, first)
    store.setdefault(key, first)
    return key


def kept_among(key: str, options: list[Any], first: Any) -> str:
    """Do the same for a choice, whose options may have changed meanwhile."""
    kept(key, first)
    value = st.session_state[key]
    if isinstance(value, list):
        st.session_state[key] = [one for one in value if one in options]
    elif value not in options:
        st.session_state[key] = first
    return key


def keep() -> None:
    """Remember the values of all kept widgets."""
    store = st.session_state.setdefault("kept", {})
    for key in store:
        if key in st.session_state:
            store[key] = st.session_state[key]
