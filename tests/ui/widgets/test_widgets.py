"""The parts: what they show, what they say, and that long names and large words do not break them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import (
    Banner,
    BigNumber,
    Chip,
    ElidedLabel,
    EmptyState,
    EntryLine,
    Field,
    FormDialog,
    Meter,
    PageHeader,
    PersonTag,
    ProgressStrip,
    Segments,
    SideBySide,
    Toast,
    TwoLineLabel,
    button,
    initials,
)
from ui.widgets.inputs.date_field import DateField
from ui.widgets.labels import ClockLabel, restyle
from ui.widgets.lists.side_by_side import column_width

WELSH = "Llywelyn Gwyndaf-Tŷ'n-y-Coed o Lanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Siân Prys", "SP"), ("Bo", "B"), ("Marta van der Berg", "MB"), ("", ""), ("(x) 7", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_typed_words_are_never_markup(qtbot: QtBot) -> None:
    evil = "<b>Bob</b> & <img src='/etc/passwd'>"
    header = PageHeader(evil)
    header.set_facts(evil)
    chip = header.add_chip(evil)
    tag = PersonTag(evil, evil)
    for widget in (header, tag):
        qtbot.addWidget(widget)
        for label in widget.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText
    assert chip.text() == evil


def test_a_long_name_gives_way_and_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel(WELSH)
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == WELSH
    assert label.accessibleName() == WELSH
    label.resize(3000, 24)
    assert label.text() == WELSH
    assert not label.toolTip()


def test_a_header_shows_its_facts_and_runs_its_action_by_key(qtbot: QtBot) -> None:
    header = PageHeader("People")
    qtbot.addWidget(header)
    pressed: list[str] = []
    made = header.add_action("Add", "plus", lambda: pressed.append("add"), key="Ctrl+J", main=True)
    header.set_facts("41 from 18 organisations")
    header.show()
    header.activateWindow()
    with qtbot.waitActive(header):
        pass
    qtbot.keyClick(header, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert pressed == ["add", "add"]
    assert made.accessibleName() == "Add"


def test_a_header_short_of_room_folds_its_actions_under_the_title(qtbot: QtBot) -> None:
    header = PageHeader("What keeps us downstream")
    qtbot.addWidget(header)
    made = [header.add_action(text, "plus", lambda: None) for text in ("Layout", "New map")]
    header.show()
    header.resize(1200, header.sizeHint().height())
    qtbot.waitUntil(lambda: made[1].x() > 600)
    flat = header.sizeHint().height()
    header.resize(400, 200)
    qtbot.waitUntil(lambda: header.sizeHint().height() > flat)
    assert all(button.width() >= button.sizeHint().width() for button in made)
    header.resize(1200, 200)
    qtbot.waitUntil(lambda: header.sizeHint().height() == flat)


def test_buttons_stand_beside_the_title_where_the_actions_need_two_rows(qtbot: QtBot) -> None:
    header = PageHeader("Groups")
    qtbot.addWidget(header)
    views = Segments(("Groups", "Choices", "Charters", "Small groups"))
    header.add_widget(views)
    made = [header.add_action(text, "plus", lambda: None) for text in ("Rules", "Propose")]
    header.show()
    row = views.sizeHint().width() + 40
    for width, beside in ((row, True), (2000, False), (row, True)):
        header.resize(width, 200)
        header.layout().activate()
        assert [one.geometry().bottom() < views.y() for one in made] == [beside] * 2
        assert made[0].x() < made[1].x() <= width - made[1].width()


def test_facts_are_whole_on_a_high_page_and_take_no_line_of_a_low_one(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    header = PageHeader("Workgroups", page)
    for text in ("Groups", "Choices", "Charters"):
        header.add_action(text, "plus", lambda: None)
    header.set_facts("38 placed · 37 first, 1 second choice · 2 without a lead")
    (facts,) = (one for one in header.findChildren(ElidedLabel) if one.property("role") == "soft")
    page.show()
    heights = set()
    for width in range(560, 1400, 24):
        page.resize(width, 700)
        header.resize(width, header.sizeHint().height())
        qtbot.waitUntil(lambda: facts.text() == facts.whole())
        heights.add(header.sizeHint().height())
        page.resize(width, 400)
        header.set_facts(facts.whole())
        assert header.layout().indexOf(facts) < 0
    assert len(heights) > 1


def test_an_entry_line_says_what_was_typed(qtbot: QtBot) -> None:
    line = EntryLine("New card", "note", "Enter: next card")
    qtbot.addWidget(line)
    line.show()
    entered: list[str] = []
    edited: list[str] = []
    line.entered.connect(entered.append)
    line.edited.connect(edited.append)
    qtbot.keyClicks(line.field, "Ty")
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert entered == ["Ty"]
    assert edited == ["T", "Ty"]
    assert line.field.accessibleName() == "New card"
    assert line.field.accessibleDescription() == "Enter: next card"


def test_segments_are_moved_by_arrows(qtbot: QtBot) -> None:
    segments = Segments(("Roster", "Offers & asks"))
    qtbot.addWidget(segments)
    segments.show()
    seen: list[int] = []
    segments.changed.connect(seen.append)
    segments.activateWindow()
    with qtbot.waitActive(segments):
        pass
    first, second = segments.findChildren(QPushButton)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert seen == [1, 0]
    assert segments.current() == 0


def test_small_parts_say_what_they_show(qtbot: QtBot) -> None:
    number, meter, chip = BigNumber("issued", 39), Meter("charter"), Chip("late", "sun", "clock")
    meter.set_share(0.8)
    empty = EmptyState("users", "Nobody yet", "Import a list.")
    for part in (number, meter, chip, empty):
        qtbot.addWidget(part)
    assert number.accessibleName() == "issued: 39"
    assert meter.accessibleName() == "charter: 80 %"
    assert chip.accessibleName() == "late"
    assert empty.accessibleName() == "Nobody yet"


def test_a_form_answers_what_was_typed(qtbot: QtBot) -> None:
    fields = (
        Field("name", "Name", needed=True),
        Field("many", "How many", "number"),
        Field("leads", "Willing to lead", "bool"),
        Field("region", "Region", "choice", (("n", "North"), ("s", "South"))),
        Field("starts", "Starts", "date"),
        Field("note", "Note", "long"),
    )
    form = FormDialog(None, "New person", fields, {"many": 3, "region": "s", "leads": True})
    qtbot.addWidget(form)
    form.show()
    form.accept()
    assert form.isVisible(), "a needed answer is missing"
    name, many = form.control("name"), form.control("many")
    assert isinstance(name, QLineEdit)
    assert isinstance(many, QSpinBox)
    assert many.accessibleName() == "How many"
    qtbot.keyClicks(name, " Sian ")
    starts = form.control("starts")
    assert isinstance(starts, DateField)
    starts.set_day(date(2026, 12, 2))
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert not form.isVisible()
    answers = form.answers()
    assert answers.pop("starts").isoformat() == "2026-12-02"
    assert answers == {"name": "Sian", "many": 3, "leads": True, "region": "s", "note": ""}


def test_a_toast_offers_undo_and_a_banner_closes(qtbot: QtBot) -> None:
    form = FormDialog(None, "Room", (), {})
    qtbot.addWidget(form)
    toast, banner = Toast(form), Banner(form)
    form.show()
    toast.say("Imported 41 people", undo=True)
    banner.say("That file has no name column: choose another.")
    assert toast.words() == "Imported 41 people"
    with qtbot.waitSignal(toast.undone):
        toast._undo.click()
    assert toast.isHidden()
    with qtbot.waitSignal(banner.closed):
        banner.close_banner()
    assert banner.isHidden()


def test_progress_is_cancelled_once(qtbot: QtBot) -> None:
    strip = ProgressStrip("Placing people")
    qtbot.addWidget(strip)
    strip.set_progress(0.5, "proving")
    with qtbot.waitSignal(strip.cancelled):
        strip._cancel.click()
    assert not strip._cancel.isEnabled()


@pytest.mark.parametrize("role", ["", "link"])
def test_targets_are_large_enough(qtbot: QtBot, role: str) -> None:
    made = button("x", role=role)
    qtbot.addWidget(made)
    made.ensurePolished()
    assert made.sizeHint().height() >= 24
    assert made.sizeHint().width() >= 24


@pytest.mark.parametrize(("room", "count"), [(1104, 13), (1104, 5), (1658, 13), (700, 2), (90, 3)])
def test_columns_are_as_wide_as_lets_whole_ones_fit(room: int, count: int) -> None:
    width = column_width(room, count, 196, 300, 14)
    shown = min(count, max(1, (room + 14) // (196 + 14)))
    assert width <= 300
    assert shown * width + (shown - 1) * 14 <= room
    assert width == 300 or shown * (width + 1) + (shown - 1) * 14 > room


def test_the_pinned_column_stays_while_the_others_scroll(qtbot: QtBot) -> None:
    pinned, columns = QWidget(), [QWidget() for _ in range(8)]
    made = SideBySide(pinned, 196, 300)
    qtbot.addWidget(made)
    made.set_columns(columns)
    made.resize(1104, 300)
    made.show()
    made.bring(columns[7])
    assert pinned.mapTo(made, QPoint(0, 0)).x() == 0
    assert columns[7].mapTo(made, QPoint(columns[7].width(), 0)).x() <= 1104
    assert {column.width() for column in (pinned, *columns)} == {
        column_width(1104, 9, 196, 300, 14)
    }
    pinned.hide()
    assert columns[0].width() == column_width(1104, 8, 196, 300, 14)


def test_a_name_takes_two_lines_and_no_more(qtbot: QtBot) -> None:
    made = TwoLineLabel("section", "bold")
    qtbot.addWidget(made)
    made.set_text("Permission from the middle")
    assert made.lines(600) == ["Permission from the middle"]
    assert made.lines(140) == ["Permission from", "the middle"]
    made.set_text("Permission from the middle, and a great deal more than that")
    assert len(made.lines(140)) == 2
    assert made.lines(140)[1].endswith("…")
    assert made.heightForWidth(140) == 2 * made.heightForWidth(900)


def test_a_form_begins_where_typing_replaces_and_enter_keeps(qtbot: QtBot) -> None:
    asked = FormDialog(None, "Count slips", (Field("n", "Slips", "number"),), {"n": 0})
    told = FormDialog(None, "Import", (Field("left", "Left behind", "told"),), {"left": "Line 3"})
    for dialog in (asked, told):
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        field = dialog.focusWidget()
        assert field is not None
        qtbot.keyClicks(field, "3")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert dialog.result() == FormDialog.DialogCode.Accepted
    assert asked.answers() == {"n": 3}
    assert told.answers() == {"left": "Line 3"}


@pytest.mark.parametrize("width", range(310, 900, 45))
def test_a_hint_takes_no_room_from_what_is_asked(qtbot: QtBot, width: int) -> None:
    """The question of an empty line is whole; of the hint there is more than a word, or nothing."""
    line = EntryLine(
        "A factor, or two names", hint="risk + trust links, Tab links to what is typed"
    )
    qtbot.addWidget(line)
    line.resize(width, line.sizeHint().height())
    with qtbot.waitExposed(line):
        line.show()
    line.layout().activate()
    asked = line.field.fontMetrics().horizontalAdvance(line.field.placeholderText())
    assert asked < line.field.width()
    assert line._hint.isHidden() or line._hint.width() >= 130


def test_the_hint_gives_way_to_long_words(qtbot: QtBot) -> None:
    line = EntryLine("Words", hint="Enter: keeps what was typed")
    qtbot.addWidget(line)
    line.resize(500, 46)
    with qtbot.waitExposed(line):
        line.show()
    hint = next(one for one in line.findChildren(ElidedLabel))
    assert hint.isVisible()
    line.field.setText("a few words")
    assert hint.isVisible()
    line.field.setText("words enough to need all of the line that there is " * 2)
    assert not hint.isVisible()
    line.field.clear()
    assert hint.isVisible()
    line.resize(180, 46)
    assert not hint.isVisible()


def test_a_long_choice_makes_no_field_wider_than_its_form(qtbot: QtBot) -> None:
    choices = (("", "Nothing"), ("long", "A template whose description is long " * 6))
    fields = (Field("title", "Title"), Field("from", "Begin with", "choice", choices))
    form = FormDialog(None, "New map", fields, {})
    qtbot.addWidget(form)
    form.show()
    assert form.width() < 800
    for key in ("title", "from"):
        control = form.control(key)
        right = control.mapTo(form, control.rect().topRight()).x()
        assert right <= form.contentsRect().right() - 20


def test_the_figures_of_a_clock_need_no_other_room_until_there_are_more(qtbot: QtBot) -> None:
    clock = ClockLabel("clock")
    qtbot.addWidget(clock)
    clock.set_text("09:59 left", "9 minutes left")
    room = clock.minimumSize()
    assert not clock.set_text("01:11 left", "1 minute left")
    assert (clock.minimumSize(), clock.accessibleName()) == (room, "1 minute left")
    assert clock.set_text("1:00:00 left")
    assert clock.minimumWidth() > room.width()
    assert clock.minimumWidth() == clock.maximumWidth() >= clock.sizeHint().width()
    restyle(clock, role="small")
    assert clock.minimumHeight() < room.height()
