"""Minutes tell day by day what was shown, asked, answered and decided, results how many answered what; both keep back what few said."""

from __future__ import annotations

from dataclasses import replace

from plan.documents.agreed import evening_minutes, evening_minutes_lacks, evening_results
from plan.documents.blocks import Document, Heading, Points, Table
from plan.documents.material import Material
from plan.scenario.carriers.agreements import Decision, Duty, Question, Record, Remark, SceneShown
from tests.plan.documents.written_up import CHOSEN, nothing_entered, written_up

DAY = "2026-12-04"
ASKED = Question("choice", "どの案なら続けていけそうですか", ("いまのまま", "東の案"))


def evening(*records: Record, decisions: tuple[Decision, ...] = ()) -> Material:
    found = written_up()
    scenario = found.plan.scenario(CHOSEN)
    changed = replace(scenario, organisation=replace(scenario.organisation, decisions=decisions))
    scenarios = tuple(changed if s.id == CHOSEN else s for s in found.plan.scenarios)
    effective = replace(found.chosen.effective, scenario=changed)
    return replace(
        found, plan=replace(found.plan, scenarios=scenarios, records=records),
        chosen=replace(found.chosen, effective=effective),
    )  # fmt: skip


def rows(document: Document, first_head: str) -> list[tuple[str, ...]]:
    return [r for b in document.blocks if isinstance(b, Table) and b.heads[0] == first_head for r in b.rows]


def words(document: Document) -> str:
    return "\n".join(document.words())


def test_one_evening_is_told_whole() -> None:
    record = Record(
        "r1", DAY, "集会所", question=ASKED, participants=31, counts={"いまのまま": 12, "東の案": 19},
        counts_by_hand={"東の案": 10}, remarks=(Remark("冬の道が心配"),), by_village={"v001": 20, "v002": 11},
    )  # fmt: skip
    decided = Decision("店を残す", DAY, "集まった人", (Duty("青年会", "店番"),))
    document = evening_minutes(evening(record, decisions=(decided, Decision("ほかの日のこと", "2026-01-01"))))
    said = words(document)
    assert "2026年（令和8年）12月4日　第3回　どこに集まるかを比べる" in said
    assert "場所：集会所　参加：31人" in said
    assert rows(document, "答え") == [("いまのまま", "12人", "0人"), ("東の案", "19人", "10人")]
    assert rows(document, "決めたこと") == [("店を残す", "集まった人", "青年会")]
    assert rows(document, "出た意見")[0][0] == "冬の道が心配"
    shown = next(b for b in document.blocks if isinstance(b, Points))
    assert any("現況との差" in one for one in shown.items)
    assert "映したものの記録：" in said  # nobody noted it: what stands there is what was meant to be shown
    heads = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert heads[-1] == "まだ声を聞いていない集落"
    names = written_up().chosen.effective.region.villages["name"]
    assert str(names["v003"]) in said
    assert str(names["v001"]) not in said.rpartition("まだ声を聞いていない集落")[2]


def test_answers_of_under_ten_people_are_kept_back_unless_that_is_wished() -> None:
    few = evening(Record("r1", DAY, question=ASKED, participants=6, counts={"東の案": 6}))
    assert rows(evening_minutes(few), "答え") == []
    assert rows(evening_minutes(replace(few, few_told=True)), "答え") == [("東の案", "6人")]


def test_days_stand_apart_and_what_nobody_wrote_is_named() -> None:
    document = evening_minutes(evening(Record("r1", "2026-12-11", participants=12), Record("r2", DAY)))
    heads = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads[:2] == ["2026年（令和8年）12月4日", "2026年（令和8年）12月11日"]
    assert "この日に決めたことは" in words(document)
    assert document.missing == ("集まりの場所", "参加した人数")
    assert evening_minutes_lacks(nothing_entered()) == ("協議の記録",)


RANKED = Question("ranking", "どれが先ですか", ("道", "店"))


def test_results_hold_every_count_and_who_came() -> None:
    choice = Record(
        "r1", DAY, "集会所", question=ASKED, participants=31, counts={"いまのまま": 12, "東の案": 19},
        counts_by_hand={"東の案": 10}, remarks=(Remark("冬の道が心配"),), by_village={"v001": 20, "v002": 4},
    )  # fmt: skip
    order = Record(
        "r2", DAY, question=RANKED, participants=31,
        counts={"道　1位": 18, "店　1位": 13, "道　2位": 13, "店　2位": 18}, counts_by_hand={"道　1位": 11},
    )  # fmt: skip
    document = evening_results(evening(choice, order, Record("r3", "2026-12-11", participants=12)))
    names = written_up().chosen.effective.region.villages["name"]
    first, second = (b for b in document.blocks if isinstance(b, Table) and b.heads[0] == "答え")
    assert first.rows == (("いまのまま", "12人", "0人"), ("東の案", "19人", "10人"))
    assert second.heads == ("答え", "1位", "2位")
    assert second.rows == (("道", "18人（うち手で 11人）", "13人"), ("店", "13人", "18人"))
    came = rows(document, "集落")
    assert [row[0] for row in came] == [names["v001"], names["v002"]]
    assert [row[2] for row in came] == ["20人", "10人未満"]
    said = words(document)
    assert "場所：集会所　参加：31人" in said
    assert str(names["v003"]) in said.rpartition("まだ声を聞いていない集落")[2]
    assert "12月11日" not in said  # nothing was asked that day
    assert not any(word in said for word in ("決めたこと", "映したもの", "冬の道が心配"))
    assert document.missing == ()


def test_results_of_few_are_kept_back_and_without_questions_nothing_is_made_up() -> None:
    few = Record("r1", DAY, question=RANKED, counts={"道　1位": 6, "店　1位": 2, "道　2位": 2, "店　2位": 6})
    assert rows(evening_results(evening(few)), "答え") == []  # eight people, who say sixteen things
    told = evening_results(replace(evening(few), few_told=True))
    assert rows(told, "答え") == [("道", "6人", "2人"), ("店", "2人", "6人")]
    assert evening_results(nothing_entered()).missing == ("問いと答えの記録",)


def test_what_was_on_the_wall_is_told_with_its_time_and_with_each_question() -> None:
    shown = (SceneShown("現況：人口", "g1", "19:05"), SceneShown("谷の案：バスが走る", "", "19:20"))
    records = (
        Record("r1", DAY, question=ASKED, scene="g1", shown=shown[:1], participants=31),
        Record("r2", DAY, question=RANKED, shown=shown, participants=31),
    )
    document = evening_minutes(evening(*records))
    assert rows(document, "時刻") == [("19:05", "現況：人口"), ("19:20", "谷の案：バスが走る")]
    assert words(document).count("たずねたときの画面：現況：人口") == 1
    assert "予定にあったもの" not in words(document)
