"""Plans of other tools, told apart by what is in them and read as blocks."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas.plans import (
    MOST_BLOCKS,
    PlanEntry,
    PlanReading,
    in_tracks,
    plan,
)
from upstream_workshop.readers.agendas.programmes.agenda_tables import read_agenda_table
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.formats.tables import Row, Table

MINUTE = 60_000


def read(folder: Path, content: str | bytes, name: str = "plan.csv") -> PlanReading:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = READERS["agenda"](path)
    assert isinstance(found, PlanReading)
    return found


def blocks(reading: PlanReading) -> list[tuple[int, str, int | None, int, str]]:
    return [(e.day, e.track, e.starts, e.minutes, e.title) for e in reading.entries]


def whys(reading: PlanReading) -> dict[int, str]:
    return {one.line: one.why for one in reading.refused}


# tables


def test_a_programme_as_people_keep_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Withybeck programme,,,\nTime,Session,Who,Room\n09:00 - 09:30,Arrivals,Host,\n9.30,Welcome,,\n"
        "10am,Cards,,\n10:45,,,\n9:00,Welcome back,,\n9:30,Groups,,A\n9:30,Other groups,,B\n11:00,,,\n",
    )
    assert blocks(found) == [
        (1, "", 540, 30, "Arrivals"),
        (1, "", 570, 30, "Welcome"),
        (1, "", 600, 45, "Cards"),
        (2, "", 540, 30, "Welcome back"),
        (2, "A", 570, 90, "Groups"),
        (2, "B", 570, 90, "Other groups"),
    ]
    assert found.refused == ()


def test_lengths_alone_follow_each_other(tmp_path: Path) -> None:
    found = read(tmp_path, "Title,Minutes\nArrivals,30\nWelcome,0:20\n")
    assert blocks(found) == [(1, "", 540, 30, "Arrivals"), (1, "", 570, 20, "Welcome")]


def test_days_by_dates_and_past_midnight(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Date,Start,End,Title\n03/12/2026,09:00,10:00,Two\n02/12/2026,23:00,00:30,Bonfire\n"
        "02/12/2026,00:30,01:00,Ghost stories\n",
    )
    assert blocks(found) == [
        (1, "", 1380, 90, "Bonfire"),
        (1, "", 1470, 30, "Ghost stories"),
        (2, "", 540, 60, "Two"),
    ]
    assert found.starts == "2026-12-02"


def test_what_overlaps_is_laid_beside(tmp_path: Path) -> None:
    found = read(tmp_path, "start,end,title\n9:00,10:00,A\n9:30,10:30,B\n10:00,11:00,C\n")
    assert [(e.title, bool(e.track)) for e in found.entries] == [
        ("A", False), ("C", False), ("B", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1,soon,,10,x", "“soon” is no time of day"),
        ("1,9:00,,ages,x", "“ages” is no length"),
        ("1,9:00,10:00,20,x", "from its start to its end there are 60"),
        ("sometime,9:00,,10,x", "“sometime” is no day"),
        ("1,9:00,,10,", "it has no title"),
        ("1,9:00,,-10,x", "“-10” is no length"),
        ("1,9:00,,2000,x", "a block lasts less than a day"),
        ("40,9:00,,10,x", "day 40 is none"),
    ],
)
def test_a_row_that_is_no_block_is_named(tmp_path: Path, row: str, why: str) -> None:
    found = read(tmp_path, f"day,start,end,minutes,title\n1,8:00,,10,fine\n{row}\n")
    assert [entry.title for entry in found.entries] == ["fine"]
    assert why in whys(found)[3]


@given(st.lists(st.integers(1, 18), min_size=2, max_size=8), st.booleans())
def test_a_clock_of_twelve_hours_reads_as_one_of_twenty_four(steps: list[int], spans: bool) -> None:
    """A day from nine on in steps of half an hour, as somebody writes it who never writes “pm”."""
    starts = [at for at in accumulate(steps, initial=18) if at <= 37]  # until half past six
    ends = [*starts[1:], starts[-1] + 1]

    def told(half_hours: int, hours: int) -> str:
        at = half_hours * 30
        return f"{(at // 60 - 1) % hours + 1}:{at % 60:02}"

    found = []
    for hours in (12, 24):
        pairs = [
            (told(start, hours), told(end, hours)) for start, end in zip(starts, ends, strict=True)
        ]
        cells = [(f"{start}-{end}", "") if spans else (start, end) for start, end in pairs]
        rows = tuple(Row(n, (*pair, f"Block {n}")) for n, pair in enumerate(cells, 2))
        found.append(read_agenda_table(Table("plan.csv", ("start", "end", "title"), rows)))
    assert [(one.day, one.starts, one.minutes) for one in found[0].entries] == [
        (one.day, one.starts, one.minutes) for one in found[1].entries
    ]
    assert not found[0].refused


def test_a_programme_that_begins_in_the_night_keeps_its_times(tmp_path: Path) -> None:
    found = read(tmp_path, "start,end,title\n05:00,06:30,Walk\n7:00,8:00,Breakfast\n")
    assert [(one.starts, one.minutes) for one in found.entries] == [(300, 90), (420, 60)]


@pytest.mark.parametrize("times", ["10:00,09:45", "14:00,13:00", "23:00,22:59"])
def test_a_block_that_ends_before_it_begins_is_named(tmp_path: Path, times: str) -> None:
    found = read(tmp_path, f"start,end,title\n08:00,08:10,fine\n{times},x\n22:00,01:00,Night\n")
    assert [entry.title for entry in found.entries] == ["fine", "Night"]
    assert "before it begins" in whys(found)[3]


@pytest.mark.parametrize("header", ["start,minutes,colour", "title,lead", "a,b"])
def test_a_table_that_is_no_plan_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(WorkshopError, match=r"plan\.csv, line 1"):
        read(tmp_path, f"{header}\n{','.join('x' for _ in header.split(','))}\n")


# calendars

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Residential\r\n"
    "{head}{events}END:VCALENDAR\r\n"
)


def event(starts: str, ends: str = "", *lines: str) -> str:
    end = f"DTEND{ends}\r\n" if ends else ""
    rest = "".join(f"{line}\r\n" for line in lines)
    return f"BEGIN:VEVENT\r\nUID:u\r\nDTSTART{starts}\r\n{end}{rest}END:VEVENT\r\n"


def calendar(*events: str, head: str = "") -> str:
    return CALENDAR.format(head=head, events="".join(events))


def test_a_calendar(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        calendar(
            event(":20261202T093000Z", ":20261202T101500Z", "SUMMARY:Welcome\\, all", "LOCATION:Hall",
                  "DESCRIPTION:dial 123", "ORGANIZER:mailto:a@example.org"),
            event(";TZID=Europe/London:20261203T090000", "", "SUMMARY:Two", "DURATION:PT45M"),
            event(";VALUE=DATE:20261202", "", "SUMMARY:All day"),
            event(":20261202T120000Z", "", "SUMMARY:Off", "STATUS:CANCELLED"),
            event(":20261202T120000Z", ":20261202T110000Z", "SUMMARY:Backwards"),
            event(":20261202T140000Z", ":20261202T143000Z", "SUMMARY:Daily", "RRULE:FREQ=DAILY"),
            head="X-WR-TIMEZONE:Europe/London\r\n",
        ),
        "plan.txt",
    )  # fmt: skip
    assert blocks(found) == [
        (1, "", 570, 45, "Welcome, all"),
        (1, "", 840, 30, "Daily"),
        (2, "", 540, 45, "Two"),
        (2, "", 840, 30, "Daily"),
    ]
    assert (found.title, found.starts) == ("Residential", "2026-12-02")
    assert found.entries[0].notes == "Where: Hall\ndial 123"
    assert found.entries[0].purpose == ""  # what an invitation says may not be for the room
    assert set(whys(found)) == {3, 4, 5, 6}
    assert found.unmapped == ("ORGANIZER",)


def test_universal_times_are_of_the_zone_that_other_events_name(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        calendar(
            event(":20260702T080000Z", ":20260702T090000Z", "SUMMARY:A"),
            event(
                ";TZID=Europe/London:20260702T100000",
                ";TZID=Europe/London:20260702T110000",
                "SUMMARY:B",
            ),
        ),
        "plan.ics",
    )
    assert blocks(found) == [(1, "", 540, 60, "A"), (1, "", 600, 60, "B")]


def test_a_night_in_which_clocks_change_lasts_as_long_as_it_does(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        calendar(
            event(
                ";TZID=Europe/London:20270328T003000",
                ";TZID=Europe/London:20270328T023000",
                "SUMMARY:A",
            )
        ),
        "plan.ics",
    )
    assert blocks(found) == [(1, "", 30, 60, "A")]


def test_the_night_after_an_evening_is_of_its_day(tmp_path: Path) -> None:
    """And an early hour after no evening is of its own."""
    found = read(
        tmp_path,
        calendar(
            event(":20261203T010000", ":20261203T020000", "SUMMARY:Stars"),
            event(":20261202T230000", ":20261203T010000", "SUMMARY:Fire"),
            event(":20261204T003000", ":20261204T013000", "SUMMARY:Coach"),
        ),
        "plan.ics",
    )
    assert blocks(found) == [
        (1, "", 1380, 120, "Fire"),
        (1, "", 1500, 60, "Stars"),
        (3, "", 30, 60, "Coach"),
    ]


def test_a_minimum_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, "start,minutes,title,minimum\n9:00,10,A,5\n9:10,10,B,few\n")
    assert [entry.minimum for entry in found.entries] == [5]
    assert "“few” is no length" in whys(found)[3]


def test_a_word_that_is_neither_yes_nor_no_is_told_once(tmp_path: Path) -> None:
    marks = "x", "no", "", "–", "perhaps", "perhaps", "✓"
    rows = "".join(f"{n},10,A{n},{mark}\n" for n, mark in enumerate(marks, 9))
    found = read(tmp_path, "start,minutes,title,optional\n" + rows.replace(",10,A", ":00,10,A"))
    assert [entry.optional for entry in found.entries] == [True, *[False] * 5, True]
    assert found.unmapped == ("optional: perhaps",)


def test_too_many_events_or_days_are_refused_in_one_sentence(tmp_path: Path) -> None:
    one = event(":20261202T093000Z", ":20261202T101500Z", "SUMMARY:x")
    with pytest.raises(WorkshopError, match=r"plan\.ics has 10,000 blocks"):
        read(tmp_path, calendar(*[one] * 10_000), "plan.ics")
    far = event(":20270202T093000Z", ":20270202T101500Z", "SUMMARY:x")
    with pytest.raises(WorkshopError, match="from 2026-12-02 to 2027-02-02"):
        read(tmp_path, calendar(one, far), "plan.ics")


@pytest.mark.parametrize(
    "content",
    ["BEGIN:VCALENDAR", "BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", calendar()],
)
def test_what_is_no_whole_calendar_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(WorkshopError, match=r"^plan\.ics "):
        read(tmp_path, content, "plan.ics")


# schedules of conferences


def schedule(*days: dict[str, Any]) -> str:
    conference = {"title": "Meeting", "start": "2026-12-02", "days": list(days)}
    return json.dumps({"schedule": {"version": "1", "conference": conference}})


def test_a_schedule(tmp_path: Path) -> None:
    talk = {
        "start": "09:30", "duration": "00:45", "title": "Opening", "subtitle": "again", "abstract": "Why",
        "description": "long", "persons": [{"public_name": "Ann Lee"}, {"name": "Bo Wu"}], "track": "one",
    }  # fmt: skip
    late = {"start": "00:30", "duration": "01:00", "title": "Late", "persons": []}
    broken = {"start": "half past", "duration": "01:00", "title": "Broken"}
    found = read(
        tmp_path,
        schedule(
            {"date": "2026-12-02", "rooms": {"Hall": [talk, late], "Attic": [broken]}},
            {"date": "2026-12-03", "rooms": {"Hall": [talk]}},
        ),
        "schedule.json",
    )
    assert blocks(found) == [
        (1, "Hall", 570, 45, "Opening: again"),
        (1, "Hall", 1470, 60, "Late"),
        (2, "Hall", 570, 45, "Opening: again"),
    ]
    first = found.entries[0]
    assert (first.lead, first.purpose, first.notes) == ("Ann Lee, Bo Wu", "Why", "long")
    assert found.unmapped == ("track",)
    assert "half past" in whys(found)[3]


@pytest.mark.parametrize(
    "days", [[{"date": "soon", "rooms": {}}], [{"rooms": {}}], [3], [{"date": "2026-12-02"}], []]
)
def test_a_broken_schedule_is_refused(tmp_path: Path, days: list[Any]) -> None:
    with pytest.raises(WorkshopError, match=r"^plan\.json"):
        read(tmp_path, schedule(*days), "plan.json")


# Ontime


def entry(title: str, starts: int, minutes: int, **more: Any) -> dict[str, Any]:
    return {
        "type": "event", "title": title, "timeStart": starts * MINUTE, "duration": minutes * MINUTE,
        "timeEnd": (starts + minutes) % 1440 * MINUTE, "linkStart": False, **more,
    }  # fmt: skip


def project(order: list[str], entries: dict[str, Any], **more: Any) -> str:
    rundowns = {"default": {"title": "Main", "order": order, "entries": entries}, **more}
    return json.dumps({"rundowns": rundowns, "project": {"title": "Show"}})


def test_an_ontime_project(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        project(
            ["a", "g", "m", "s", "d", "z"],
            {
                "a": entry("Welcome", 540, 30, note="quiet", colour="#FFCC78", cue="1",
                           custom={"Lead": "Ann", "Audio_Notes": "two microphones"}),
                "g": {"type": "group", "title": "Morning", "entries": ["b"]},
                "b": entry("Talk", 570, 60, linkStart=True),
                "m": {"type": "milestone", "title": "Lights"},
                "s": entry("Skipped", 640, 5, skip=True),
                "d": {"type": "delay", "duration": 5},
                "z": entry("Next morning", 540, 30),
            },
            back={"title": "Backstage", "order": ["x"], "entries": {"x": entry("Load in", 480, 10)}},
        ),
        "show.json",
    )  # fmt: skip
    assert blocks(found) == [
        (1, "", 540, 30, "Welcome"),
        (1, "", 570, 60, "Talk"),
        (1, "", 630, 0, "Lights"),
        (1, "", 480, 10, "Load in"),
        (2, "", 540, 30, "Next morning"),
    ]
    welcome = found.entries[0]
    assert (welcome.lead, welcome.category) == ("Ann", "sun")
    assert welcome.notes == "quiet\nAudio Notes: two microphones"
    assert [e.part for e in found.entries] == ["", "", "", "Backstage", ""]
    assert [e.locked for e in found.entries[:2]] == [True, False]
    assert found.unmapped == ("cue",)
    assert len(found.refused) == 2


def test_the_rundown_of_version_3(tmp_path: Path) -> None:
    found = read(
        tmp_path, json.dumps({"rundown": [entry("A", 540, 30), entry("B", 570, 15)]}), "a.json"
    )
    assert blocks(found) == [(1, "", 540, 30, "A"), (1, "", 570, 15, "B")]


@pytest.mark.parametrize(
    "content",
    [
        project(["a", "gone"], {"a": entry("A", 540, 30)}),
        project(["a", "a"], {"a": entry("A", 540, 30)}),
        project(
            ["g"],
            {"g": {"type": "group", "entries": ["h"]}, "h": {"type": "block", "entries": ["g"]}},
        ),
        project(["a"], {"a": 3}),
        json.dumps({"rundowns": {"x": None}}),
        json.dumps({"rundown": [1]}),
    ],
)
def test_a_broken_rundown_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(WorkshopError, match=r"^show\.json: the rundown"):
        read(tmp_path, content, "show.json")


@pytest.mark.parametrize(
    "times",
    [
        {"timeStart": None}, {"timeStart": -1}, {"timeStart": 1e308}, {"timeStart": True}, {"duration": -5},
        {"timeStart": "9:00"}, {"duration": None, "timeEnd": None}, {"timeStart": 90_000_000},
    ],
)  # fmt: skip
def test_an_event_without_times_is_named(tmp_path: Path, times: dict[str, Any]) -> None:
    found = read(tmp_path, project(["a"], {"a": entry("A", 540, 30) | times}), "show.json")
    assert found.entries == ()
    assert "“A” has no start or no length" in whys(found)[1]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "no whole JSON"), ('{"a": 1}', "neither an Ontime project"), ("[1, 2]", "neither an Ontime"),
        ("[" * 100_000, "no whole JSON"), ('{"rundowns": 3}', "neither"), ('{"schedule": []}', "neither"),
    ],
)  # fmt: skip
def test_other_json_is_refused(tmp_path: Path, content: str, why: str) -> None:
    with pytest.raises(WorkshopError, match=why):
        read(tmp_path, content, "a.json")


# all of them

STARTS = st.none() | st.integers(0, 1600)
ENTRIES = st.lists(
    st.builds(
        PlanEntry,
        st.integers(1, 90),
        st.integers(1, 3),
        st.sampled_from(["A", "B", "C"]),
        st.integers(0, 300),
        STARTS,
        track=st.sampled_from(["", "", "East"]),
    ),
    max_size=25,
)


@given(ENTRIES)
def test_no_two_blocks_of_a_track_overlap_and_none_is_lost(entries: list[PlanEntry]) -> None:
    laid = in_tracks(entries)
    assert sorted((e.line, e.day, e.title) for e in laid) == sorted(
        (e.line, e.day, e.title) for e in entries
    )
    ends: dict[tuple[int, str], int] = {}
    for one in laid:
        assert one.starts is not None
        assert one.starts >= ends.get((one.day, one.track), 0)
        ends[one.day, one.track] = one.starts + one.minutes


def test_what_says_no_start_meets_what_does() -> None:
    row = [PlanEntry(1, 1, "A", 20), PlanEntry(2, 1, "B", 10, 600), PlanEntry(3, 1, "C", 5)]
    assert [entry.starts for entry in in_tracks(row)] == [580, 600, 610]


@given(st.integers(500, 700), st.integers(0, 90), st.integers(0, 90), st.integers(500, 800))
def test_a_break_without_time_and_place_follows_what_stands_before_it(
    starts: int, minutes: int, rest: int, lunch: int
) -> None:
    """As a pause between sessions of the hall, if there is time for it before its own track goes on."""
    rows = [
        PlanEntry(1, 1, "Talk", minutes, starts, track="Hall"),
        PlanEntry(2, 1, "Pause", rest),
        PlanEntry(3, 1, "Lunch", 60, lunch),
    ]
    fits = starts + minutes + rest <= lunch
    (pause,) = (entry for entry in in_tracks(rows) if entry.title == "Pause")
    assert pause.starts == (starts + minutes if fits else lunch - rest)


@given(ENTRIES)
def test_tracks_are_made_only_for_what_overlaps(entries: list[PlanEntry]) -> None:
    laid = in_tracks(entries)
    assert in_tracks(laid) == laid


def test_a_plan_has_an_end() -> None:
    many = [PlanEntry(n, 1, "x", 1, n % 1000) for n in range(MOST_BLOCKS + 1)]
    with pytest.raises(WorkshopError, match="1,001 blocks"):
        plan("f", many, ())
