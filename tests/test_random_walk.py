"""A short random walk through two windows full of hostile names; the long one is `python -m tests.random_walk 1000`."""

from __future__ import annotations

import pytest

from tests.random_walk import walk_on

STEPS, MOMENTS = 40, 4


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_breaks_goes_out_or_speaks_english_and_figures_are_the_command_lines(browser, tmp_path):
    with walk_on(browser, tmp_path) as walk:
        walk.go(STEPS, MOMENTS)
    assert walk.troubles == [], "\n".join(walk.troubles)
    assert len(walk.windows) == 2
    assert walk.compared > 0
    assert sum(walk.steps[kind] for kind in ("press", "map", "turn", "reload", "tick", "unfold")) > STEPS / 3
