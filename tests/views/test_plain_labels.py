"""Data in labels, options, toasts and captions is never read as Markdown: in the code of all pages, and in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import ROOT
from tests.hostile_names import HOSTILE
from tests.views.labels import Labels
from views.figures import plain

JOINER = "\N{WORD JOINER}"
UNCLEAN = (
    "st.caption(f'案「{name}」')",
    "st.markdown(names[0])",
    "st.toast('案' + name)",
    "st.button(label=row['name'])",
    "st.pills('案', ids, format_func=lambda i: names[i])",
    "st.radio('案', names)",
    "st.tabs([region.name])",
    "st.checkbox('谷', help=note)",
    "column.expander(f'{name:>8}')",
    "bar.progress(0.5, name)",
    "(st.error if bad else st.warning)(finding.message)",
    "st.column_config.TextColumn('谷', help=name)",
    "def f(name):\n    text = f'{name}へ'\n    st.caption(text)",
    "def f(names):\n    for one in names:\n        st.caption(one)",
    "def _f(text):\n    st.caption(text)\ndef g(name):\n    _f(name)\n    _f('谷')",
    "def _f(name):\n    return f'{name}'\ndef g(name):\n    st.caption(_f(name))",
)
CLEAN = (
    "st.caption('谷')",
    "st.caption(f'案「{plain(name)}」')",
    "st.markdown(f'{count:,}人と{share:.0%}')",
    "st.button('消す', key=f'remove-{name}')",
    "st.selectbox('集落', ids, format_func=lambda i: names[i])",
    "st.pills('案', ids, format_func=lambda i: plain(names[i]))",
    "st.radio('用', kinds, format_func=lambda k: KINDS[k])",
    "st.caption('、'.join(plain(n) for n in names))",
    "session.write(name)",
    "def f(name):\n    text = f'{plain(name)}へ'\n    st.caption(text)",
    "def f(n: int):\n    st.caption(f'{n}')",
    "def _f(text):\n    st.caption(text)\ndef g(name):\n    _f(plain(name))\n    _f('谷')",
)


@pytest.mark.parametrize("source", UNCLEAN)
def test_data_that_is_not_made_plain_is_seen(source):
    assert list(Labels(Path("page.py"), source).unclean())


@pytest.mark.parametrize("source", CLEAN)
def test_own_words_figures_and_plain_data_pass(source):
    assert not list(Labels(Path("page.py"), source).unclean())


def test_no_page_hands_data_to_markdown():
    modules = [ROOT / "app.py", *sorted((ROOT / "views").rglob("*.py"))]
    found = [mark for path in modules for mark in Labels(path, path.read_text(encoding="utf-8")).unclean()]
    assert [f"{mark.path.relative_to(ROOT)}:{mark.line}: {mark.source}" for mark in found] == []


def test_what_has_no_marks_is_left_as_it_is():
    assert plain("久那瀬（三丁目）・12人　10時30分") == "久那瀬（三丁目）・12人　10時30分"


def test_a_time_of_day_and_a_share_are_shown_as_they_are_written():
    assert plain("7:52") == r"7\:52"
    assert JOINER not in plain("7:52〜12:30、収支率 1:3")


APP = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from tests.hostile_names import HOSTILE
from views.figures import plain
shown = [*HOSTILE, "    四つの空白", "一行\\n\\n- 二行"]
for number, name in enumerate(shown):
    with st.container(key=f"one-{{number}}"):
        st.markdown(plain(name))
        st.caption(f"**{{plain(name)}}**：{{plain(name)}}")
        st.button(plain(name), key=f"button-{{number}}")
        st.checkbox(plain(name), key=f"checkbox-{{number}}")
        st.radio("一つ", [0], format_func=lambda _: plain(name), key=f"radio-{{number}}", captions=[plain(name)])
        st.pills("一つ", [0], format_func=lambda _: plain(name), key=f"pills-{{number}}")
    st.expander(plain(name), key=f"expander-{{number}}")
st.html('<p class="whole">すべて</p>')
"""
SHOWN = """number => [...document.querySelectorAll(`.st-key-one-${number} p`)].map(p => p.textContent)"""


@pytest.mark.browser
def test_a_browser_shows_names_letter_by_letter_and_asks_no_other_machine(tmp_path, serve_app, open_page):
    app = tmp_path / "names.py"
    app.write_text(APP.format(root=str(ROOT)), encoding="utf-8")
    watched = open_page(serve_app(app))
    page = watched.page
    page.locator(".whole").wait_for(timeout=60_000)
    page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
    inside = page.locator("[class*=st-key-one-]")
    assert inside.locator("a, img, code, h1, h2, li, table, em, del, iframe, script, style, .katex").count() == 0
    assert inside.locator("[role=img], [style*=color], [style*=font-size]").count() == 0
    for number, name in enumerate(HOSTILE):
        seen = [text.replace(JOINER, "").strip() for text in page.evaluate(SHOWN, number)]
        written = name.strip()
        # An emoji at the head of a choice is set apart from its words.
        others = {"一つ", f"{written}：{written}", *([written.split(" ")[-1]] if written.startswith("👨") else [])}
        assert set(seen) - others == {written}
    watched.assert_quiet()
