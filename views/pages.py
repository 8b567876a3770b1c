"""Turning to another page by a press: pages are known by their address."""

from __future__ import annotations

import streamlit as st


def turn_to(title: str, address: str) -> None:
    """Leave the page that is being drawn for another.

    Parameters
    ----------
    title
        Of the other page.
    address
        Its address; ``first`` is the one that opens without any (`app.py`).
    """
    st.switch_page(st.Page(_drawn_by_the_app, title=title, url_path=address))


def _drawn_by_the_app() -> None:
    """Stand for a page that app.py draws."""
