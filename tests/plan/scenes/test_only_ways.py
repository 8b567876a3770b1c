"""What is said of roads that are somebody's only way names the worst stretch and its people, on the page and on the wall."""

from __future__ import annotations

from pathlib import Path

from geo.region.region import read_region
from plan.applied import apply
from plan.figure_texts import persons
from plan.reach.evaluation import evaluate
from plan.reach.isolated import isolation, targets_on_offer
from plan.scenario.scenes import Scene
from plan.scenes.message import scene_message
from plan.scenes.only_ways import isolation_sentence, stretch_text


def test_the_wall_says_what_the_page_says() -> None:
    today = evaluate(apply(read_region(Path("sample_regions/model_chiku"))))
    found = isolation(today.effective, targets_on_offer(today.effective)["hubs"])
    said = isolation_sentence(found, today, "hubs")
    worst = found.stretches[0]
    assert stretch_text(worst) in said
    assert persons(worst.persons, None) in said
    message = scene_message(Scene("g1", "base", layer="isolated/hubs"), today, today)
    assert message.text == said
    assert message.figures[1].digits == str(len(found.stretches))
