"""The People page, used as a facilitator does: keys in, then a look at the database; and the other way."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.core.people.examples import someone
from tests.ui.people.opening import opened
from tests.ui.showing import settled
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.import_kind import import_kind
from ui.people.page import PeoplePage
from ui.people.people_views import OFFERS
from ui.people.roster import person_actions
from ui.people.typed_names import Typed, understood
from upstream_workshop.people import queries, services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.intake import Difference
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.whole.rehearsals import Request

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def type_in(qtbot: QtBot, page: PeoplePage, text: str) -> QLineEdit:
    field = page.finder.entry.field
    qtbot.keyClicks(field, text)
    return field


def states(page: PeoplePage, day: int = 1) -> dict[str, str]:
    present = page.desk.ask(attendance_queries.attendance, day)
    names = {row.id: row.name for row in page.desk.ask(queries.roster)}
    return {names[id_]: row.state for id_, row in present.items()}


def shown_names(page: PeoplePage) -> list[str]:
    return [line.person.name for line in page.finder.roster.rows()]


def words_in(widget: QWidget) -> str:
    return "\n".join(shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible())


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    (found,) = [b for b in widget.findChildren(QPushButton) if b.accessibleName() == name]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_two_letters_and_enter_check_somebody_in(qtbot: QtBot, page: PeoplePage) -> None:
    assert page.finder.entry.field.hasFocus()
    field = type_in(qtbot, page, "ma")
    assert field.ghost == "Marta Brzezińska, Leeds City Council"  # type: ignore[attr-defined]
    assert shown_names(page) == ["Marta Brzezińska"]
    qtbot.keyClick(field, Key.Key_Return)
    assert states(page)["Marta Brzezińska"] == "here"
    assert field.text() == ""
    assert len(shown_names(page)) == 6
    assert "Marta Brzezińska" in words_in(page.person)
    assert page.desk.workshop.undo_label == "Check-in: Marta Brzezińska"


def test_five_people_are_checked_in_without_leaving_the_line(
    qtbot: QtBot, page: PeoplePage
) -> None:
    for letters in ("ra", "el", "mb", "jt", "sian"):
        qtbot.keyClick(type_in(qtbot, page, letters), Key.Key_Return)
    assert set(states(page).values()) == {"here"}
    assert len(states(page)) == 6
    assert "6 here on day 1" in words_in(page.header)


@pytest.mark.parametrize(
    ("key", "state", "note"),
    [
        (Key.Key_L, "late", "12:30"),
        (Key.Key_S, "substitute", "Huw Ellis"),
        (Key.Key_X, "withdrawn", ""),
    ],
)
def test_alt_keys_note_the_other_states(
    qtbot: QtBot, page: PeoplePage, key: Qt.Key, state: str, note: str
) -> None:
    field = type_in(qtbot, page, f"rk / {note}" if note else "rk")
    qtbot.keyClick(field, key, ALT)
    (row,) = [
        r
        for r in page.desk.ask(attendance_queries.attendance, 1).values()
        if r.state == state and r.note == note
    ]
    assert row.participant_id == page.desk.ask(someone, "Ravi Kapoor")
    assert (row.at is not None) == (state == "substitute")


def test_a_name_with_those_letters_is_only_a_name(qtbot: QtBot, page: PeoplePage) -> None:
    type_in(qtbot, page, "elin l")
    assert shown_names(page) == ["Elin Lloyd"]
    assert "Elin Lloyd" not in states(page)


def test_down_chooses_the_second_match(qtbot: QtBot, page: PeoplePage) -> None:
    field = type_in(qtbot, page, "r")
    assert shown_names(page)[0] == "Ravi Kapoor"
    field.clear()
    type_in(qtbot, page, "kirk")
    assert shown_names(page) == ["Ade Okafor", "Ravi Kapoor"]
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Return)
    assert states(page)["Ravi Kapoor"] == "here"


def test_somebody_here_stays_here_at_the_first_time(qtbot: QtBot, page: PeoplePage) -> None:
    before = page.desk.ask(attendance_queries.attendance, 1)
    label = page.desk.workshop.undo_label
    with qtbot.waitSignal(page.desk.reported) as told:
        qtbot.keyClick(type_in(qtbot, page, "ade"), Key.Key_Return)
    assert "here already" in told.args[0]
    assert page.desk.ask(attendance_queries.attendance, 1) == before
    assert page.desk.workshop.undo_label == label


def test_letters_of_nobody_are_refused_and_kept(qtbot: QtBot, page: PeoplePage) -> None:
    with qtbot.waitSignal(page.desk.refused) as told:
        qtbot.keyClick(type_in(qtbot, page, "zz"), Key.Key_Return)
    assert "“zz”" in told.args[0]
    assert page.finder.entry.field.text() == "zz"


def test_enter_on_an_empty_line_changes_nothing(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_row(page.desk.ask(someone, "Elin Lloyd"))
    qtbot.keyClick(page.finder.entry.field, Key.Key_Return)
    assert "Elin Lloyd" not in states(page)


def test_the_second_day_is_its_own(qtbot: QtBot, page: PeoplePage) -> None:
    page.day.select(1)
    qtbot.keyClick(type_in(qtbot, page, "el"), Key.Key_Return)
    assert states(page, 2) == {"Elin Lloyd": "here"}
    assert "Elin Lloyd" not in states(page, 1)


def test_offers_and_asks_are_keyed(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_view(OFFERS)
    field = page.offers.entry.field
    for line in ("marta: offer A map of who knows whom", "jt? how to start", "rk+ a form"):
        qtbot.keyClicks(field, line)
        qtbot.keyClick(field, Key.Key_Return)
        assert field.text() == ""
    rows = [(row.name, row.kind, row.text) for row in page.desk.ask(queries.support)]
    assert ("Marta Brzezińska", "offer", "A map of who knows whom") in rows
    assert ("Jo Tennant", "ask", "how to start") in rows
    assert ("Ravi Kapoor", "offer", "a form") in rows
    shown = {offer.row.name for offer in page.offers.table.rows()}
    assert shown >= {"Marta Brzezińska", "Jo Tennant"}


def test_a_change_elsewhere_is_shown(page: PeoplePage) -> None:
    page.desk.do("Add", services.add_participant, "Ŵyn Tŷ", "Gwynedd")
    assert "Ŵyn Tŷ" in shown_names(page)
    page.desk.do("In", attendance_services.check_in, page.desk.ask(someone, "Ŵyn Tŷ"), 1)
    (line,) = [line for line in page.finder.roster.rows() if line.person.name == "Ŵyn Tŷ"]
    assert line.state == "here"
    page.desk.undo()
    page.desk.undo()
    assert "Ŵyn Tŷ" not in shown_names(page)


def test_needs_show_only_on_request_and_for_one_person(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_row(page.desk.ask(someone, "Siân Prys"))
    assert "Hearing loop" not in words_in(page.person)
    press(qtbot, page.person, "Show access needs")
    qtbot.waitUntil(lambda: "Hearing loop" in words_in(page.person))
    assert "Vegetarian" in words_in(page.person)
    page.show_row(page.desk.ask(someone, "Ade Okafor"))
    page.show_row(page.desk.ask(someone, "Siân Prys"))
    assert "Hearing loop" not in words_in(page.person)


def test_an_ask_is_taken_back_from_the_sheet(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_row(page.desk.ask(someone, "Ade Okafor"))
    press(qtbot, page.person, "Remove “Someone who has shared risk with a hospital trust”")
    assert [row.kind for row in page.desk.ask(queries.support)] == ["offer"]


def test_the_form_amends_only_what_changed(
    page: PeoplePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_actions, "ask_person", lambda _window, _person: {"role": "Director"})
    page.show_row(page.desk.ask(someone, "Ade Okafor"))
    page.handlers.edit()
    (row,) = [row for row in page.desk.ask(queries.roster) if row.name == "Ade Okafor"]
    assert (row.role, row.organisation, row.region) == ("Director", "Kirklees Council", "Yorkshire")


def test_adding_by_the_key_shows_the_newcomer(
    qtbot: QtBot, page: PeoplePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        person_actions, "ask_person", lambda _window, _person: {"name": "Nadia Farouk"}
    )
    qtbot.keyClick(page.finder.entry.field, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "Nadia Farouk" in words_in(page.person)


def test_the_room_sees_counts_and_nobody(page: PeoplePage) -> None:
    slide = page.slide()
    assert slide is not None
    assert dict(slide.numbers) == {
        "people here": "2",
        "still on their way": "4",
        "organisations": "4",
    }
    for row in page.desk.ask(queries.roster):
        assert row.name not in repr(slide)


def test_who_went_home_is_not_on_the_way(page: PeoplePage) -> None:
    here = next(
        id_ for id_, row in page.desk.ask(attendance_queries.attendance, 1).items() if row.at
    )
    page.desk.do("Go", attendance_services.check_in, here, 1, AttendanceState.LEFT)
    slide = page.slide()
    assert slide is not None
    numbers = dict(slide.numbers)
    assert (numbers["people here"], numbers["still on their way"]) == ("1", "4")


def test_an_empty_page_offers_the_first_steps(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    page = opened(qtbot, desk, jobs)
    assert "Who is coming?" in words_in(page.body)
    assert page.slide() is None
    desk.do("Add", services.add_participant, "Ann Lee")
    assert "Who is coming?" not in words_in(page.body)


def test_an_empty_page_keeps_its_keys_to_the_first_step(
    qtbot: QtBot, desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, desk, jobs)
    refusals: list[str] = []
    desk.refused.connect(refusals.append)
    asked: list[bool] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (asked.append(True), ("", ""))[1]
    )
    for letter in "si? A kettle":
        qtbot.keyClicks(page.focusWidget(), letter if letter != " " else "_")
    qtbot.keyClick(page.focusWidget(), Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.focusWidget(), Key.Key_Return)
    assert (page.views.current(), page.finder.entry.field.text(), refusals) == (0, "", [])
    assert asked == [True]
    desk.do("Add", services.add_participant, "Ann Lee")
    assert page.finder.entry.field.hasFocus()
    desk.undo()
    assert page.empty.focusProxy().hasFocus()


def test_enter_imports_whatever_view_of_the_preview_has_the_keys(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path
) -> None:
    table = read_table(sign_up_list(tmp_path, ("Name", "Council"), ("Ann Lee", "Leeds")))
    request, rehearsal = Request("people", "", table), page.desk.session.rehearsal()
    preview = rehearsal.preview(request)
    dialog = ImportDialog(Jobs(), import_kind(), rehearsal, table.name, request, preview)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.waitUntil(dialog.keep.isEnabled)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Return)


def test_everybody_is_a_target_of_the_palette(page: PeoplePage) -> None:
    (target,) = [one for one in page.targets() if one.label == "Jo Tennant"]
    target.run()
    assert "Gateshead Council" in words_in(page.person)


def sign_up_list(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "sign-up.csv"
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    return path


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[ImportDialog], Any]], None]:
    """Has the import dialog looked at, and then closed as the look decides."""

    def arrange(look: Callable[[ImportDialog], Any]) -> None:
        def exec_(dialog: ImportDialog) -> Any:
            dialog.show()
            return look(dialog)

        monkeypatch.setattr(ImportDialog, "exec", exec_)

    return arrange


LIST = (
    ("Who", "Council", "E-mail", "Dietary needs"),
    ("Ade Okafor", "Kirklees Council", "new@example.org", "Halal"),
    ("Sian Pryse", "Conwy", "", ""),
    ("", "Leeds", "", ""),
)


def test_a_list_is_previewed_corrected_and_taken_in_as_one_step(
    page: PeoplePage, tmp_path: Path, looked_at: Callable[[Callable[[ImportDialog], Any]], None]
) -> None:
    before = page.desk.ask(queries.roster)

    def look(dialog: ImportDialog) -> bool:
        settled(page.jobs)
        assert not dialog.keep.isEnabled()
        assert "no column with names" in dialog.counts.text()
        assert dialog.columns.isVisible()
        box = dialog.columns.combos["Who"]
        box.setCurrentIndex(box.findData("name"))
        settled(page.jobs)
        assert dialog.counts.text() == "1 new, 1 updated, 0 unchanged, 1 not taken"
        told = {row.name: row for row in dialog.lines.rows()}
        assert told["Ade Okafor"].differences == (
            Difference("e-mail", "ade@example.org", "new@example.org"),
            Difference("access needs or diet"),
        )
        (pair,) = dialog.duplicates.table.rows()
        assert (pair.listed.name, pair.other.name) == ("Sian Pryse", "Siân Prys")
        assert [(row.line, row.why) for row in dialog.refused.rows()] == [
            (4, "there is no name in this row")
        ]
        assert "Halal" not in words_in(dialog)
        assert page.desk.ask(queries.roster) == before
        return True

    looked_at(look)
    page.lists.import_file(sign_up_list(tmp_path, *LIST))
    settled(page.jobs)
    assert page.desk.workshop.undo_label == "Import people"
    assert "Sian Pryse" in shown_names(page)
    page.desk.undo()
    assert page.desk.ask(queries.roster) == before


def test_a_look_alike_is_merged_by_key(
    qtbot: QtBot,
    page: PeoplePage,
    tmp_path: Path,
    looked_at: Callable[[Callable[[ImportDialog], Any]], None],
) -> None:
    rows = (
        ("Name", "Organisation", "Role", "Offers"),
        ("Sian Pryse", "Conwy", "Lead", "A map"),
        ("Nadia Farouk", "Newham", "", "A kettle"),
        ("Nadia Faruk", "Newham", "Commissioner", "A list"),
    )

    def look(dialog: ImportDialog) -> bool:
        settled(page.jobs)
        dialog.bring_to_front(dialog.duplicates)
        assert [row.merged for row in dialog.duplicates.table.rows()] == [False, False]
        merge, keep = dialog.duplicates.same_button, dialog.duplicates.two_button
        qtbot.keyClick(merge, Key.Key_Return)
        settled(page.jobs)
        qtbot.keyClick(dialog.duplicates.table, Key.Key_Down)
        qtbot.keyClick(merge, Key.Key_Return)
        settled(page.jobs)
        assert dialog.counts.text() == "1 new, 1 updated, 0 unchanged, 0 not taken"
        qtbot.keyClick(keep, Key.Key_Return)
        settled(page.jobs)
        assert dialog.counts.text() == "2 new, 1 updated, 0 unchanged, 0 not taken"
        qtbot.keyClick(merge, Key.Key_Return)
        settled(page.jobs)
        return True

    looked_at(look)
    page.lists.import_file(sign_up_list(tmp_path, *rows))
    settled(page.jobs)
    people = {row.name: row for row in page.desk.ask(queries.roster)}
    assert len(people) == 7
    assert people["Sian Pryse"].role == "Lead", "Siân Prys was brought up to date"
    assert people["Nadia Farouk"].role == "Commissioner"
    assert people["Nadia Farouk"].offers == ("A kettle", "A list")


def test_a_preview_left_imports_nothing(
    page: PeoplePage, tmp_path: Path, looked_at: Callable[[Callable[[ImportDialog], Any]], None]
) -> None:
    before = page.desk.ask(queries.roster)
    looked_at(lambda dialog: False)
    page.lists.import_file(sign_up_list(tmp_path, ("Name", "Role"), ("Ann Lee", "Lead")))
    settled(page.jobs)
    assert page.desk.ask(queries.roster) == before


def test_a_bad_file_is_one_sentence(qtbot: QtBot, page: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("")
    with qtbot.waitSignal(page.jobs.failed) as told:
        page.lists.import_file(path)
    assert told.args[0].startswith("empty.csv is empty")


def test_every_control_has_a_name(page: PeoplePage) -> None:
    page.show_row(page.desk.ask(someone, "Siân Prys"))
    for kind in (QPushButton, QLineEdit):
        assert [one for one in page.findChildren(kind) if not one.accessibleName()] == []


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("ad", Typed("ad")),
        (" ad / 11:00", Typed("ad", note="11:00")),
        ("ad: offer a map: of it", Typed("ad", "offer", "a map: of it")),
        ("ad:Asks why", Typed("ad", "ask", "why")),
        ("ad: offering", Typed("ad: offering")),
        (": ask why", Typed("", "ask", "why")),
        ("", Typed("")),
    ],
)
def test_the_line_is_understood(line: str, typed: Typed) -> None:
    assert understood(line) == typed


def test_arrival_is_noted_to_the_second(qtbot: QtBot, page: PeoplePage) -> None:
    qtbot.keyClick(type_in(qtbot, page, "el"), Key.Key_Return)
    row = page.desk.ask(attendance_queries.attendance, 1)[page.desk.ask(someone, "Elin Lloyd")]
    assert row.at is not None
    assert abs((datetime.now() - row.at).total_seconds()) < 10


def test_one_person_of_one_organisation_is_not_several(page: PeoplePage, desk: Desk) -> None:
    for person in desk.ask(queries.roster)[1:]:
        desk.do("Remove", services.remove_participant, person.id)
    assert "1 person, 1 organisation, 1 here on day 1" in words_in(page.header)


def test_nothing_of_a_person_is_wider_than_the_column_beside_the_roster(
    page: PeoplePage, desk: Desk
) -> None:
    page.resize(1366, 768)
    for row in desk.ask(queries.roster):
        page.show_row(row.id)
        area = page.person.findChild(QScrollArea)
        assert area is not None
        inner = area.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= area.viewport().width(), row.name
