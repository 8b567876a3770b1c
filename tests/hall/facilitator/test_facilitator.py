"""The facilitator's side on a sample town: which meeting goes on, who is missing, the heat, the record, addresses and QR."""

from __future__ import annotations

import contextlib
import re
import socket
from dataclasses import replace

import pytest
from shapely import LineString, Point, box

from geo.region.region import read_region
from hall.facilitator.addresses import listening, local_addresses, qr_svg, urls_of
from hall.facilitator.attendance import attendance
from hall.facilitator.heat import heat, heat_of
from hall.facilitator.meetings import (
    begin_meeting,
    delete_meeting,
    goes_on,
    meeting_to_go_on_with,
    meetings,
    meetings_folder,
)
from hall.facilitator.record import take_over
from hall.meeting.control import close_meeting, hide, set_at_door, set_by_hand, set_state
from hall.meeting.shown import note_scene
from hall.meeting.store import NewAnswer
from plan.file.plan_file import plan_bytes, read_plan
from plan.organisation.edits import change_record
from plan.scenario.carriers.agreements import Remark
from plan.scenario.carriers.marks import Mark
from plan.scenario.scenario import Plan
from plan.scenario.scenes import Scene
from plan.scenes.layers import title_of
from tests.hall.meetings import QUESTIONS, new_meeting


@pytest.fixture(scope="module")
def region():
    return read_region("sample_regions/model_chiku")


@pytest.fixture
def store(tmp_path, region):
    """Two phones in the hall: one beside a house, one far from any."""
    found = new_meeting(tmp_path / "m.sqlite")
    home = region.people.iloc[0]
    far = {"kind": "残したい", "lat": float(region.villages["lat"].max()) + 0.08, "lon": float(home["lon"])}
    near = {"kind": "残したい", "lat": float(home["lat"]), "lon": float(home["lon"])}
    for content in (near, far):
        client = found.join()
        assert client is not None
        found.tell_person(client, village=str(region.villages.index[0]), age="75")
        found.accept(
            [NewAnswer(client, 1, 1, 1, content, "ここ"), NewAnswer(client, 2, 1, 3, {"options": ["下"]}, "近い")]
        )
    yield found
    found.close()


def test_a_meeting_goes_on_until_it_is_over_or_of_another_day(tmp_path, monkeypatch):
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path))
    folder = meetings_folder(tmp_path / "a")
    assert folder != meetings_folder(tmp_path / "b")
    first = meeting_to_go_on_with(folder)
    begin_meeting(first, Plan("r", "f"), "s1").close()
    assert meeting_to_go_on_with(folder) == first
    next_day_s = first.stat().st_mtime + 13 * 3600
    second = meeting_to_go_on_with(folder, next_day_s)
    assert (second.name, second != first) == ("0002.sqlite", True)
    store = begin_meeting(second, Plan("r", "f"), "s1")
    close_meeting(store)
    store.close()
    assert meeting_to_go_on_with(folder).name == "0003.sqlite"
    assert meetings(folder) == [first, second]
    assert (goes_on(first), goes_on(first, next_day_s), goes_on(second)) == (True, False, False)


def test_a_meeting_is_begun_with_its_own_questions_and_deleted_with_all_that_lies_beside_it(tmp_path):
    paths = [meeting_to_go_on_with(tmp_path)]
    store = begin_meeting(paths[0], Plan("r", "f"), "s1", questions=QUESTIONS[:2], title="谷の会", held_on="2026-11-30")
    assert [q.number for q in store.questions()] == [1, 2]
    assert (store.about("title"), store.about("held_on")) == ("谷の会", "2026-11-30")
    close_meeting(store)
    store.close()
    paths.append(meeting_to_go_on_with(tmp_path))
    begin_meeting(paths[1], Plan("r", "f"), "s1").close()
    paths[0].with_suffix(".plan.json").write_bytes(b"{}")
    delete_meeting(paths[0])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("0001")] == []
    close_at(paths[1])
    assert meeting_to_go_on_with(tmp_path).name == "0003.sqlite"


def close_at(path):
    store = begin_meeting(path, Plan("r", "f"), "s1")
    close_meeting(store)
    store.close()


def test_villages_from_which_nobody_came_are_told_the_largest_first(store, region):
    came = attendance(store, region)
    heard = str(region.villages.index[0])
    assert (came.participants, came.by_village, came.by_age, came.untold) == (2, {heard: 2}, {"75": 2}, 0)
    people = [region.villages.loc[i, "population"] for i in came.unheard]
    assert heard not in came.unheard
    assert people == sorted(people, reverse=True)
    other = came.unheard[0]
    set_at_door(store, "village", other, 5)
    set_at_door(store, "village", heard, 1)
    counted = attendance(store, region)
    assert (counted.by_village, counted.participants) == ({heard: 2, other: 5}, 7)
    assert other not in counted.unheard
    bands = counted.people_by_age
    assert not bands or sum(bands.values()) == pytest.approx(region.total_population)


def test_hands_alone_are_a_meeting_and_nobody_counted_is_unknown(tmp_path, region):
    for name, hands, came in (("hands", {"奥": 22, "下": 9}, 22), ("none", {}, None)):
        with contextlib.closing(new_meeting(tmp_path / f"{name}.sqlite")) as meeting:
            for option, count in hands.items():
                set_by_hand(meeting, 3, option, count)
            kept, _ = take_over(Plan("r", "f"), meeting, QUESTIONS[2], region, with_words=False)
        assert kept.records[0].participants == came


def test_pins_are_counted_by_square_and_hidden_ones_nowhere(store, region):
    assert [(cell.marks, dict(cell.counts)) for cell in heat(region, store.answers(1))] == [(1, {"残したい": 1})] * 2
    hide(store, 1)
    assert len(heat(region, store.answers(1))) == 1


def test_lines_and_areas_count_once_in_each_square_that_they_touch(region):
    lat, lon = float(region.villages["lat"].mean()), float(region.villages["lon"].mean())
    line = Mark(LineString([(lon, lat), (lon + 0.02, lat)]), "walk")
    cells = heat_of(region, [line, line, Mark(Point(lon, lat), "wish")])
    assert (cells[0].marks, dict(cells[0].counts)) == (3, {"walk": 2, "wish": 1})
    assert {cell.marks for cell in cells[1:]} == {2}
    assert 7 <= len(cells) <= 10
    assert all(abs(cell.lat - lat) < 0.003 for cell in cells)
    area = heat_of(region, [Mark(box(lon, lat, lon + 0.005, lat + 0.005), "area")])
    assert 4 <= len(area) <= 16
    assert heat_of(region, [Mark(box(lon, lat, lon + 1, lat + 1), "area")]) == []


def test_a_record_keeps_counts_and_marks_and_words_only_on_request(store, region):
    plan = Plan("r", "f")
    set_by_hand(store, 3, "奥", 4)
    bare, one = take_over(plan, store, QUESTIONS[2], region, with_words=False)
    told, same = take_over(bare, store, QUESTIONS[2], region, with_words=True)
    assert (one, same, bare.records[0].remarks, len(told.records)) == ("r1", "r1", (), 1)
    assert len(told.records[0].remarks) == 2
    assert told.records[0].participants == 2 + 4, "two phones, four hands"
    assert (dict(bare.records[0].counts), dict(bare.records[0].counts_by_hand)) == ({"下": 2, "奥": 4}, {"奥": 4})
    pinned, _ = take_over(plan, store, QUESTIONS[0], region, with_words=True)
    near, far = pinned.records[0].marks
    assert isinstance(near.shape, Point)
    assert isinstance(far.shape, Point)
    sent_near, sent_far = (a.content for a in store.answers(1))
    assert (far.shape.y, far.shape.x) == pytest.approx((sent_far["lat"], sent_far["lon"]), abs=1e-6)
    assert (near.shape.y, near.shape.x) != pytest.approx((sent_near["lat"], sent_near["lon"]), abs=1e-6)
    assert (near.shape.y, near.shape.x) == pytest.approx((sent_near["lat"], sent_near["lon"]), abs=0.003)
    assert (near.kind, near.words) == ("keep", "ここ")
    assert read_plan(plan_bytes(pinned)) == pinned
    assert replace(pinned, records=()) == plan


def test_phones_find_the_laptop_by_address_and_by_qr(monkeypatch):
    assert all(not address.startswith("127.") for address in local_addresses())
    assert urls_of("192.0.2.9", 8701) == ["http://192.0.2.9:8701/"]
    assert urls_of("0.0.0.0", 8701)
    drawn = qr_svg("http://192.0.2.9:8701/", "123456")
    assert re.match("<svg ", drawn)
    assert drawn == qr_svg("http://192.0.2.9:8701/", "123456")
    taken = listening("127.0.0.1", None)
    assert isinstance(taken, socket.socket)
    assert listening("127.0.0.1", taken.getsockname()[1]) is None
    again = listening("127.0.0.1", None, before=taken.getsockname()[1])  # it is taken: the next free one
    assert again is not None
    assert again.getsockname()[1] != taken.getsockname()[1]
    for one in (taken, again):
        one.close()


def test_a_question_that_is_kept_again_renews_its_record_and_what_people_wrote_into_it_stays(store, region):
    kept, one = take_over(Plan("r", "f"), store, QUESTIONS[2], region, with_words=True)
    written = replace(
        kept.records[0], place="集会所", title="奥の会", remarks=(Remark("近い", "便を足した"), Remark("寒い"))
    )
    set_by_hand(store, 3, "奥", 4)
    hide(store, 2)
    again, same = take_over(change_record(kept, written), store, QUESTIONS[2], region, with_words=True)
    (record,) = again.records
    assert (same, record.place, record.title, dict(record.counts)) == (one, "集会所", "奥の会", {"下": 1, "奥": 4})
    assert record.remarks == (Remark("近い", "便を足した"), Remark("寒い"))
    other, _ = take_over(again, store, QUESTIONS[3], region, with_words=True)
    assert [r.id for r in other.records] == ["r1", "r2"]


def test_a_record_tells_what_was_on_the_wall_and_keeps_the_scenes_that_were_made(store, region):
    made = [Scene("g1", "base", layer="people"), Scene("g2", "base", layer="runs")]
    plan = Plan("r", "f")
    note_scene(store, "", title_of(plan, made[0]))
    set_state(store, 3, "open")
    note_scene(store, "", title_of(plan, made[1]))
    set_state(store, 3, "closed")
    kept, _ = take_over(plan, store, QUESTIONS[2], region, with_words=False, made=made)
    assert [s.layer for s in kept.scenes] == ["people", "runs"]
    (record,) = kept.records
    assert record.scene == kept.scenes[0].id
    assert [(one.title, one.scene) for one in record.shown] == [("現況：人口", "g1"), ("現況：バスが走る", "g2")]
    assert all(re.fullmatch(r"[0-2]\d:[0-5]\d", one.at) for one in record.shown)
    assert read_plan(plan_bytes(kept)) == kept
    # Where the plan has scenes of its own, none is added, and what is gone from it is told in words alone.
    own = Plan("r", "f", scenes=(Scene("g7", "base", layer="people"),))
    second, _ = take_over(own, store, QUESTIONS[2], region, with_words=False, made=own.scenes)
    assert second.scenes == own.scenes
    assert [one.scene for one in second.records[0].shown] == ["g7", ""]
