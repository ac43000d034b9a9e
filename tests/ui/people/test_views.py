"""The other views of the People page by keyboard: offers, asks, introductions, counts, consents, day two."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.core import furnished
from tests.core.people.examples import someone
from tests.ui.people.opening import opened
from tests.ui.people.views import ALT, Key, type_line, words_in
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.page import PeoplePage
from ui.people.people_views import COUNTS, NETWORK, OFFERS, ROSTER
from ui.people.questions import counts_view
from ui.people.typed_names import Typed, understood
from upstream_workshop.people import queries
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.questions import queries as question_queries


def test_a_key_turns_to_the_next_view_ready_to_type(qtbot: QtBot, page: PeoplePage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    seen = []
    for _ in range(5):
        qtbot.keyClick(page.focusWidget(), Key.Key_Tab, control)
        seen.append(page.views.current())
    assert seen == [OFFERS, NETWORK, COUNTS, ROSTER, OFFERS]
    assert page.offers.entry.field.hasFocus()


# offers and asks


# introductions


# counts


def test_a_question_is_asked_and_counted_by_keyboard(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_view(COUNTS)
    asked = page.counts.library.rows()[0]
    qtbot.keyClick(page.counts.library, Key.Key_Return)
    prompt = page.counts.chosen()
    assert prompt is not None
    assert prompt.question == asked.title
    assert prompt.script in words_in(page.counts)
    type_line(qtbot, page.counts, "7 15 11")
    assert "3 of 4 numbers: Enter again puts 0" in page.counts.entry.refusal()
    assert not prompt.answered
    assert not page.counts.chosen().answered  # type: ignore[union-attr]
    qtbot.keyClick(page.counts.entry.field, Key.Key_Return)
    (kept,) = [one for one in page.desk.ask(question_queries.prompts) if one.id == prompt.id]
    assert [option.count for option in kept.options] == [7, 15, 11, 0]
    assert page.counts.entry.field.text() == ""
    slide = page.slide()
    assert slide is not None
    assert [(bar.label, bar.value) for bar in slide.bars][:2] == [
        (prompt.options[0].label, "7"),
        (prompt.options[1].label, "15"),
    ]


@pytest.mark.parametrize("typed", ["7 x 3", "-5 3", "7.5 1", "seven"])
def test_what_is_no_number_is_never_counted(qtbot: QtBot, page: PeoplePage, typed: str) -> None:
    page.show_view(COUNTS)
    type_line(qtbot, page.counts, typed)
    qtbot.keyClick(page.counts.entry.field, Key.Key_Return)
    assert "is no number" in page.counts.entry.refusal()
    assert page.counts.entry.field.text() == typed
    assert not any(one.answered for one in page.desk.ask(question_queries.prompts))


def test_too_many_numbers_are_refused_and_kept(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_view(COUNTS)
    with qtbot.waitSignal(page.desk.refused) as told:
        type_line(qtbot, page.counts, "1 2 3")
    assert "2 answers and 3 numbers" in told.args[0]
    assert page.counts.entry.field.text() == "1 2 3"


def test_a_question_of_ones_own(page: PeoplePage, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"question": "Tea?", "options": "Yes\nNo", "script": "Mugs up."}
    monkeypatch.setattr(counts_view, "ask_form", lambda *_: answers)
    page.show_view(COUNTS)
    page.counts.ask_own()
    prompt = page.counts.chosen()
    assert prompt is not None
    assert [option.label for option in prompt.options] == ["Yes", "No"]
    slide = page.slide()
    assert slide is not None
    assert (slide.lines, slide.bars) == (("Yes", "No"), ())


# the day, and consents


def test_a_substitute_on_the_list_stands_for_somebody(qtbot: QtBot, page: PeoplePage) -> None:
    field = page.finder.entry.field
    qtbot.keyClicks(field, "elin / ravi k")
    qtbot.keyClick(field, Key.Key_S, ALT)
    present = page.desk.ask(attendance_queries.attendance, 1)
    elin, ravi = (page.desk.ask(someone, name) for name in ("Elin Lloyd", "Ravi Kapoor"))
    assert present[elin].stands_for_id == ravi
    assert present[ravi].state == "withdrawn"
    lines = {line.id: line.instead for line in page.finder.roster.rows()}
    assert (lines[elin], lines[ravi]) == ("for Ravi Kapoor", "Elin Lloyd comes")


def test_going_home_keeps_when_somebody_came(qtbot: QtBot, page: PeoplePage) -> None:
    field = page.finder.entry.field
    qtbot.keyClicks(field, "ade")
    qtbot.keyClick(field, Key.Key_G, ALT)
    row = page.desk.ask(attendance_queries.attendance, 1)[page.desk.ask(someone)]
    assert row.state == "left"
    assert row.at == datetime(2026, 11, 24, 9, 5)
    assert row.left_at is not None


def test_consents_turn_by_key(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_row(page.desk.ask(someone))
    for expected in ("yes", "no", ""):
        (chip,) = [
            one
            for one in page.person.findChildren(QPushButton)
            if one.text().startswith("photographs") and one.isVisibleTo(page.person)
        ]
        qtbot.keyClick(chip, Key.Key_Return)
        assert page.desk.ask(queries.roster)[0].photo == expected
    assert page.desk.ask(queries.roster)[0].directory == ""


def test_any_field_finds_somebody(qtbot: QtBot, page: PeoplePage) -> None:
    for letters, name in (
        ("head of prev", "Siân Prys"),
        ("bilingual", "Siân Prys"),
        ("hospital", "Ade Okafor"),
        ("ade@example", "Ade Okafor"),
        ("gates", "Jo Tennant"),
        ("late", "Jo Tennant"),
    ):
        page.finder.entry.field.setText(letters)
        assert [line.person.name for line in page.finder.roster.rows()] == [name]


def test_day_two_tells_what_absences_do(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    furnished.furnish(desk.workshop)
    page = opened(qtbot, desk, jobs)
    page.day.select(1)
    told = words_in(page.person)
    assert "Here before, not today" in told
    assert "Sits in" in told or "Leads" in told
    names = {b.text() for b in page.person.findChildren(QPushButton) if b.isVisibleTo(page.person)}
    assert "Ade Okafor" in names


def test_half_days_are_counted(page: PeoplePage) -> None:
    page.finder.roster.clearSelection()
    page.finder.roster.setCurrentIndex(page.finder.roster.model().index(-1, -1))
    assert "morning | afternoon | Day 1 | 2 | 2 | Day 2 | 0 | 0" in words_in(page.person)


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("ad? how to start", Typed("ad", "ask", "how to start")),
        ("ad+a form: blank", Typed("ad", "offer", "a form: blank")),
        ("ad: ask why?", Typed("ad", "ask", "why?")),
        ("ad / why?", Typed("ad / why", "ask", "")),
    ],
)
def test_short_ways_to_say_it(line: str, typed: Typed) -> None:
    assert understood(line) == typed
