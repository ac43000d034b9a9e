"""The plan for other tools: read back it is the same plan, and a calendar says nothing of the notes."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.data.agenda_files import agenda_csv, agenda_ics
from exports.data.ontime_project import agenda_ontime
from tests import sessions
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.importing import questions
from upstream_workshop.agenda.importing import services as intake
from upstream_workshop.agenda.importing.questions import EVENT, PART, TAKE
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.templates import load_template, template_names
from upstream_workshop.letters import without_invisible
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.whole.report import Report, read_report

WORDS = st.sampled_from(["", "Ann", "Siân Prys", "=1+1", "a, b; c", "two\nlines", "yes", "-"])
TITLES = st.sampled_from(["Welcome", "Lunch", "Vote", "=SUM(A1)", "Y gymuned: ŵ", "12:30"])


ANY = st.text(st.characters(codec="utf-8"), max_size=40)


def fresh() -> Session:
    session = sessions.in_memory()
    services.found_residential(session, "Withybeck", date(2026, 12, 2), "Withybeck Hall")
    return session


def plan_of(session: Session) -> list[tuple[Any, ...]]:
    """What the plan says, with every word of it."""
    names = [
        name
        for name in BlockRow.__dataclass_fields__
        if name not in ("id", "added", "started_at", "ended_at", "paused_at", "paused_seconds")
    ]
    return [tuple(getattr(row, name) for name in names) for row in queries.agenda(session)]


def brought_back(content: bytes, folder: Path, name: str) -> Session:
    """A session that has taken in everything of a file."""
    (folder / name).write_bytes(content)
    reading = READERS["agenda"](folder / name)
    session = fresh()
    answers = {question.key: TAKE for question in questions.ask(session, reading)}
    assert not {key for key in answers if key != EVENT and not key.startswith(PART)}
    outcome = intake.import_agenda(session, reading, answers)
    assert outcome.refused == ()
    return session


def report(session: Session) -> Report:
    return read_report(session, datetime(2026, 12, 1, 12, 0))


@st.composite
def plans(draw: st.DrawFn) -> list[Block]:
    made = []
    for track in ("", *draw(st.sampled_from([(), ("East",), ("East", "West")]))):
        for day in range(1, draw(st.integers(1, 2)) + 1):
            minute = draw(st.integers(0, 900))
            for position in range(draw(st.integers(1, 5))):
                minutes = draw(st.integers(0, 200))
                gap = draw(st.sampled_from([0, 0, 15]))
                minute += gap
                locked = minute if gap or not position or draw(st.booleans()) else None
                made.append(
                    Block(
                        day=day, track=track, position=position, minutes=minutes, title=draw(TITLES),
                        locked_at=None if locked is None else locked % 1440,
                        minimum=draw(st.none() | st.integers(0, minutes)),
                        optional=draw(st.booleans()), buffer=draw(st.booleans()),
                        protected=draw(st.booleans()), purpose=draw(WORDS),
                        lead=draw(WORDS).replace("\n", " "),
                        materials=draw(WORDS), category=draw(st.sampled_from(list(Category))),
                        room=draw(st.sampled_from(PAGES)), notes=draw(WORDS),
                        attribution=draw(st.sampled_from(list(Attribution))),
                    )
                )  # fmt: skip
                minute += minutes
                if minute >= 1440 + 200:  # a night is as long as a plan goes on
                    break
    return made


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_table_brings_the_plan_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[Block]
) -> None:
    session = fresh()
    session.add_all(made)
    session.flush()
    back = brought_back(agenda_csv(report(session)), tmp_path_factory.mktemp("plan"), "agenda.csv")
    assert plan_of(back) == plan_of(session)


@pytest.mark.parametrize("name", template_names())
def test_ontime_brings_back_what_it_has_a_place_for(tmp_path: Path, name: str) -> None:
    session = fresh()
    services.lay_out(session, load_template(name))
    back = brought_back(agenda_ontime(report(session)), tmp_path, "agenda.json")

    def told(of: Session) -> list[tuple[Any, ...]]:
        return [
            (row.day, row.track, row.starts, row.minutes, row.title, row.lead, row.materials, row.purpose,
             row.notes, row.category, row.locked_at)
            for row in queries.agenda(of)
        ]  # fmt: skip

    assert told(back) == told(session)


def test_a_calendar_has_times_and_purposes_and_no_notes() -> None:
    session = fresh()
    services.lay_out(session, load_template("two-day"))
    first = queries.agenda(session)[0]
    services.amend_block(session, first.id, notes="Mind the keys", purpose="Arrive", lead="Ann")
    content = agenda_ics(report(session))
    assert b"Mind the keys" not in content
    events = Calendar.from_ical(content).walk("VEVENT")
    assert len(events) == len(queries.agenda(session))
    assert events[0].decoded("DTSTART") == datetime(
        2026, 12, 2, first.starts // 60, first.starts % 60
    )
    assert str(events[0]["DESCRIPTION"]) == "Arrive\nLed by Ann"
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert content == agenda_ics(report(session))


@settings(max_examples=60, deadline=None)
@given(ANY, ANY)
def test_any_words_make_a_calendar_that_can_be_read(title: str, purpose: str) -> None:
    session = fresh()
    block = f"Block {title}"
    session.add(Block(day=1, position=0, minutes=30, title=block, purpose=purpose, locked_at=540))
    event = session.scalars(select(Residential)).one()
    event.title, event.place = f"Event {title}", purpose
    content = agenda_ics(report(session))
    (event_there,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event_there["SUMMARY"]).split() == without_invisible(block).split()


def test_a_calendar_comes_back_at_its_times(tmp_path: Path) -> None:
    session = fresh()
    services.lay_out(session, load_template("two-day"))
    back = brought_back(agenda_ics(report(session)), tmp_path, "agenda.ics")

    def times(of: Session) -> list[tuple[int, int, int, str]]:
        return sorted((row.day, row.starts, row.minutes, row.title) for row in queries.agenda(of))

    assert times(back) == times(session)


def test_an_ontime_project_names_each_entry_once() -> None:
    session = fresh()
    services.lay_out(session, load_template("open-space"))
    project = json.loads(agenda_ontime(report(session)))
    for rundown in project["rundowns"].values():
        assert rundown["order"] == list(rundown["entries"])
        assert all(entry["id"] == key for key, entry in rundown["entries"].items())


SCALARS = (
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "Sŵn", 'a "b"', "\ud800"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TITLES, inner, max_size=2),
    max_leaves=4,
)
UNKNOWN = st.dictionaries(
    st.sampled_from(["x-mine", "viewSettings", "automation", "timerType", "flag"]),
    VALUES,
    max_size=4,
)
KNOWN_ENTRY = {"dayOffset", "gap", "delay", "revision", "isFirstLinked", "targetDuration"}


@st.composite
def projects(draw: st.DrawFn) -> dict[str, Any]:
    """An Ontime project with what we know nothing of, at every level, and groups."""
    rundowns: dict[str, Any] = {}
    for part in range(draw(st.integers(1, 2))):
        entries: dict[str, Any] = {}
        order: list[str] = []
        start = 9 * 60
        for number in range(draw(st.integers(1, 4))):
            minutes = draw(st.integers(1, 60))
            id_ = f"e{part}{number}"
            custom = draw(
                st.dictionaries(
                    st.sampled_from(["Lead", "speaker", "Catering", "song_list"]),
                    st.sampled_from(["Siân", "Te a bara brith"]),
                    max_size=3,
                )
            )
            if "speaker" in custom:
                custom.pop("Lead", None)
            entries[id_] = {
                **draw(UNKNOWN),
                "id": id_,
                "type": "event",
                "cue": f"Q{number}",
                "title": f"Block {number}",
                "note": draw(st.sampled_from(["", "Ask\nthe kitchen"])),
                "colour": draw(st.sampled_from(["", "#123456", "#ed3333"])),
                "custom": custom,
                "parent": None,
                "timeStart": start * 60_000,
                "timeEnd": (start + minutes) * 60_000,
                "duration": minutes * 60_000,
                "linkStart": number > 0,
                "skip": False,
            }
            order.append(id_)
            start += minutes
        if draw(st.booleans()):
            held = order[: draw(st.integers(1, len(order)))]
            group = {
                **draw(UNKNOWN),
                "id": f"g{part}",
                "type": "group",
                "title": "Morning",
                "entries": held,
            }
            for id_ in held:
                entries[id_]["parent"] = group["id"]
            entries[group["id"]] = group
            order = [group["id"], *order[len(held) :]]
        key = f"run-{part}"
        rundowns[key] = {
            **draw(UNKNOWN),
            "id": key,
            "title": f"Part {part}",
            "order": order,
            "entries": entries,
        }
    project = {"title": "Withybeck", "x-owner": draw(VALUES)}
    return {
        **draw(UNKNOWN),
        "rundowns": rundowns,
        "project": project,
        "customFields": {"Catering": {"label": "Catering"}},
    }


@settings(max_examples=25)
@given(found=projects())
def test_an_ontime_project_goes_out_with_all_that_came_in(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("ontime")
    session = brought_back(json.dumps(found).encode(), folder, "in.json")
    again = json.loads(agenda_ontime(read_report(session)))
    for name, value in found.items():
        if name not in ("rundowns", "project", "customFields"):
            assert again[name] == value
    assert again["project"].items() >= found["project"].items()
    assert again["customFields"].items() >= found["customFields"].items()
    assert list(again["rundowns"]) == list(found["rundowns"])
    for key, rundown in found["rundowns"].items():
        out = again["rundowns"][key]
        assert out["order"] == rundown["order"]
        for name in rundown.keys() - {"entries", "order"}:
            assert out[name] == rundown[name]
        assert out["entries"].keys() == rundown["entries"].keys()
        for id_, entry in rundown["entries"].items():
            there = out["entries"][id_]
            assert {name: there.get(name) for name in entry} == entry


def test_importing_again_knows_an_entry_by_its_id(tmp_path: Path) -> None:
    event = {
        "id": "abc",
        "type": "event",
        "title": "Lunch",
        "timeStart": 43_200_000,
        "duration": 3_600_000,
    }
    found = {"rundowns": {"default": {"order": ["abc"], "entries": {"abc": event}}}, "project": {}}
    session = brought_back(json.dumps(found).encode(), tmp_path, "in.json")
    (block,) = queries.agenda(session)
    event["title"] = "Cinio"
    (tmp_path / "in.json").write_text(json.dumps(found))
    outcome = intake.import_agenda(session, READERS["agenda"](tmp_path / "in.json"), {})
    assert (outcome.added, outcome.updated) == (0, 1)
    (again,) = queries.agenda(session)
    assert (again.id, again.title) == (block.id, "Cinio")


def test_what_is_too_large_to_keep_is_named(tmp_path: Path) -> None:
    event = {
        "id": "abc",
        "type": "event",
        "title": "Lunch",
        "timeStart": 43_200_000,
        "duration": 3_600_000,
        "x": "y" * 30_000,
    }
    found = {
        "rundowns": {"default": {"order": ["abc"], "entries": {"abc": event}}},
        "huge": "z" * 30_000,
        "small": 1,
    }
    (tmp_path / "in.json").write_text(json.dumps(found))
    reading = READERS["agenda"](tmp_path / "in.json")
    assert {"huge", "x"} <= set(reading.unmapped)
    assert json.loads(reading.carried)["small"] == 1
    assert json.loads(reading.entries[0].carried) == {"id": "abc"}
