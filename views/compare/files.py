"""The comparison to take away: a workbook with every indicator, every change and every village."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plan.figure_texts import year_in_file_name
from plan.reach.evaluation import Evaluation
from reports.files.workbook import comparison_workbook


def show_comparison_files(compared: Sequence[Evaluation]) -> None:
    """Offer the workbook; it is made when its button is pressed."""
    region = compared[0].effective.region
    st.download_button(
        "比較の表（Excel）",
        lambda: comparison_workbook(compared),
        f"{region.name}_案の比較{year_in_file_name(region)}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="comparison-xlsx",
    )
    st.caption(
        "すべての指標（定義と出典つき）、良くなる集落と悪くなる集落、集落ごとの数字、前提が、シートに分かれて入っています。"
    )
