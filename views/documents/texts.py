"""What only people can write: names, words under headings, days of the steps; each goes into the plan with undo."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from plan.scenario.edits import write_draft
from plan.scenario.procedure import DraftTexts, Part, headings
from views import editing, session
from views.figures import plain

_PARTS: dict[Part, str] = {
    "regional": "地域再生計画",
    "land": "土地利用計画",
    "transport": "地域公共交通計画",
    "circular": "回覧",
    "days": "手続の日",
}
_LONG = 24
_DAY_HINT = "2027-03-10、2027-03、2027 のように書きます"


def show_texts(draft: DraftTexts) -> None:
    """Show what is written, and let it be written."""
    scenario_id = session.scenario_id()
    for part, name in _PARTS.items():
        missing = draft.missing(part)
        label = f"{name}：書いていないもの {len(missing)}" if missing else f"{name}：すべて書いてあります"
        with st.expander(plain(label), expanded=False), st.form(f"documents-{part}-{scenario_id}"):
            written = {
                attribute: _field(part, attribute, heading, draft) for attribute, heading in headings(part).items()
            }
            if st.form_submit_button("計画に書き込む", width="stretch"):
                changed = replace(draft, **written)  # type: ignore[arg-type]
                editing.edit_and_redraw(lambda plan, changed=changed: write_draft(plan, scenario_id, changed))  # type: ignore[misc]


def _field(part: Part, attribute: str, heading: str, draft: DraftTexts) -> str:
    value = str(getattr(draft, attribute))
    # The value is part of the key: what is undone is shown again.
    key = f"documents-{session.scenario_id()}-{attribute}-{value}"
    if part == "days":
        return str(st.text_input(plain(heading), value, key=key, placeholder=_DAY_HINT))
    return str(st.text_area(plain(heading), value, key=key, height=68))
