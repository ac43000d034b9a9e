"""The other views of the People page by keyboard: offers, asks, introductions, counts, consents, day two."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.core import furnished
from tests.core.people.examples import furnish, someone
from tests.ui.people.opening import opened
from tests.ui.showing import settled
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.introductions.network_sheet import MATRIX, OUTLINE, TODAY
from ui.people.offers import offers_and_asks
from ui.people.page import PeoplePage
from ui.people.people_views import COUNTS, NETWORK, OFFERS, ROSTER
from ui.people.questions import counts_view
from ui.people.typed_names import Typed, TypedTies, understood, understood_ties
from upstream_workshop.people import queries, services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.introductions import queries as introduction_queries
from upstream_workshop.people.kinds import Phase, TieKind
from upstream_workshop.people.questions import queries as question_queries

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def words_in(widget: QWidget) -> str:
    shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return " | ".join(shown)


def ties(page: PeoplePage) -> set[tuple[str, str, str, str, bool]]:
    names = {row.id: row.name for row in page.desk.ask(queries.roster)}
    return {
        (names[tie.first_id], names[tie.second_id], tie.kind, tie.phase, tie.mutual)
        for tie in page.desk.ask(introduction_queries.ties)
        if not tie.dismissed
    }


def show_network(page: PeoplePage) -> None:
    page.show_view(NETWORK)
    settled(page.jobs)


def type_line(qtbot: QtBot, view: QWidget, line: str) -> None:
    field = view.entry.field  # type: ignore[attr-defined]
    for letter in line:
        if letter.isascii():
            qtbot.keyClicks(field, letter)
        else:
            field.insert(letter)
    qtbot.keyClick(field, Key.Key_Return)


def test_a_key_turns_to_the_next_view_ready_to_type(qtbot: QtBot, page: PeoplePage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    seen = []
    for _ in range(5):
        qtbot.keyClick(page.focusWidget(), Key.Key_Tab, control)
        seen.append(page.views.current())
    assert seen == [OFFERS, NETWORK, COUNTS, ROSTER, OFFERS]
    assert page.offers.entry.field.hasFocus()


# offers and asks


def test_the_unmatched_are_counted_beside_the_name_of_the_view(page: PeoplePage) -> None:
    page.desk.do("Ask", services.add_support, page.desk.ask(someone), "ask", "A kettle")
    assert "1 unmatched" in words_in(page.views)
    page.desk.undo()
    assert "unmatched" not in words_in(page.views)


def test_a_proposal_is_confirmed_and_another_dismissed_by_key(
    qtbot: QtBot, page: PeoplePage
) -> None:
    page.show_view(OFFERS)
    for line in ("jt+ measuring trust", "elin+ how to measure trust", "ravi? a measure of trust"):
        type_line(qtbot, page.offers, line)
    offer = page.offers.chosen()
    assert offer is not None
    assert offer.row.text == "a measure of trust"
    found = page.offers.side.proposals
    assert {row.title for row in found.rows()} == {"Jo Tennant", "Elin Lloyd"}
    assert all("“measure”" in row.reason and "“trust”" in row.reason for row in found.rows())
    qtbot.keyClick(page.offers.entry.field, Key.Key_Return)
    first = found.rows()[0].title
    qtbot.keyClick(found, Key.Key_Delete)
    (left,) = found.rows()
    assert left.title != first
    qtbot.keyClick(found, Key.Key_Return)
    kept = {(one.state, one.reason) for one in page.desk.ask(introduction_queries.matches)}
    assert kept >= {("dismissed", ""), ("confirmed", "both say “measure” and “trust”")}
    assert "may help" in words_in(page.offers.side)
    assert page.desk.workshop.undo_label == f"Match: {left.title}"


def test_somebody_else_can_be_named(page: PeoplePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers_and_asks, "ask_form", lambda *_: {"name": "elin"})
    page.show_view(OFFERS)
    page.offers.table.select(lambda offer: offer.row.kind == "ask")
    page.offers.name_helper()
    states = {one.helper_id: one.state for one in page.desk.ask(introduction_queries.matches)}
    assert states[page.desk.ask(someone, "Elin Lloyd")] == "confirmed"


def test_a_match_is_taken_back(qtbot: QtBot, page: PeoplePage) -> None:
    page.show_view(OFFERS)
    page.offers.table.select(lambda offer: bool(offer.helpers))
    (back,) = [
        b for b in page.offers.side.findChildren(QPushButton) if b.text() == "Take match back"
    ]
    qtbot.keyClick(back, Key.Key_Return)
    assert page.desk.ask(introduction_queries.matches) == ()


def test_the_room_sees_asks_without_addresses_and_names_only_who_agrees(page: PeoplePage) -> None:
    ade = page.desk.ask(someone)
    page.desk.do("Ask", services.add_support, ade, "ask", "A kettle for the back row")
    page.desk.do("Ask", services.add_support, page.desk.ask(someone, "Jo Tennant"), "ask", "Time")
    page.desk.do("No name", services.amend_participant, ade, attribution="no")
    page.show_view(OFFERS)
    slide = page.slide()
    assert slide is not None
    assert "A kettle for the back row" in slide.lines
    assert any("Time" in line and "Jo Tennant, Gateshead" in line for line in slide.lines)
    assert "@" not in repr(slide)
    assert "Ade" not in repr(slide)


# introductions


def test_ties_are_typed_for_several_at_once(qtbot: QtBot, page: PeoplePage) -> None:
    show_network(page)
    type_line(qtbot, page.network, "elin: jt, ravi")
    type_line(qtbot, page.network, "jt = marta")
    assert ties(page) >= {
        ("Elin Lloyd", "Jo Tennant", TieKind.KNOW, Phase.BEFORE, False),
        ("Elin Lloyd", "Ravi Kapoor", TieKind.KNOW, Phase.BEFORE, False),
        ("Jo Tennant", "Marta Brzezińska", TieKind.KNOW, Phase.BEFORE, True),
    }
    assert page.desk.workshop.undo_label == "Note ties: Jo Tennant"
    page.desk.undo()
    page.desk.undo()
    assert not any(first == "Elin Lloyd" for first, *_ in ties(page))


@pytest.mark.parametrize(
    ("key", "kind", "phase"),
    [
        (Key.Key_2, TieKind.MEET, Phase.BEFORE),
        (Key.Key_3, TieKind.KNOW, Phase.AFTER),
        (Key.Key_4, TieKind.WORK, Phase.AFTER),
    ],
)
def test_alt_and_a_number_choose_the_kind(
    qtbot: QtBot, page: PeoplePage, key: Qt.Key, kind: str, phase: str
) -> None:
    show_network(page)
    qtbot.keyClick(page.network.entry.field, key, ALT)
    type_line(qtbot, page.network, "elin: ravi")
    assert ("Elin Lloyd", "Ravi Kapoor", kind, phase, True) in ties(page)


def test_a_name_nobody_has_notes_nothing(qtbot: QtBot, page: PeoplePage) -> None:
    before = ties(page)
    show_network(page)
    with qtbot.waitSignal(page.desk.refused) as told:
        type_line(qtbot, page.network, "elin: jt, zz")
    assert "“zz”" in told.args[0]
    assert ties(page) == before
    assert page.network.entry.field.text() == "elin: jt, zz"


def test_proposals_are_accepted_and_set_aside_by_key(qtbot: QtBot, page: PeoplePage) -> None:
    show_network(page)
    found = page.network.meetings
    first, second = found.rows()[0], found.rows()[1]
    assert first.reason
    qtbot.keyClick(found, Key.Key_Return)
    settled(page.jobs)
    assert first.title not in {row.title for row in found.rows()}
    qtbot.keyClick(found, Key.Key_Home)
    dropped = found.rows()[found.currentIndex().row()].title
    qtbot.keyClick(found, Key.Key_Delete)
    assert dropped not in {row.title for row in found.rows()}
    noted = [tie for tie in page.desk.ask(introduction_queries.ties) if tie.kind == TieKind.MEET]
    assert [tie.dismissed for tie in noted] == [False, False, True]
    assert second.title


def test_figures_stand_beside_each_other(page: PeoplePage) -> None:
    show_network(page)
    found = page.network.found
    assert found is not None
    lines = {
        name: (was, now) for name, was, now in page.network.figures.lines(found.before, found.after)
    }
    assert lines["Ties"] == ("2", "3")
    assert lines["Without a tie"] == ("2", "2")


def test_the_matrix_turns_a_pair_with_space(qtbot: QtBot, page: PeoplePage) -> None:
    show_network(page)
    page.network.sheet.views.select(MATRIX)
    matrix = page.network.sheet.matrix
    matrix.setCurrentIndex(matrix.model().index(1, 2))
    names = [matrix.model().headerData(n, Qt.Orientation.Vertical) for n in (1, 2)]
    qtbot.keyClick(matrix, Key.Key_Space)
    assert (*names, TieKind.KNOW, Phase.BEFORE, False) in ties(page)
    assert matrix.currentIndex().data() == "→"
    assert matrix.model().index(2, 1).data() == "←"
    qtbot.keyClick(matrix, Key.Key_Space)
    assert (*names, TieKind.KNOW, Phase.BEFORE, True) in ties(page)
    qtbot.keyClick(matrix, Key.Key_Space)
    assert not any(set(names) == {first, second} for first, second, *_ in ties(page))
    assert "nothing noted" in words_in(page.network)


def test_a_click_on_a_person_shows_their_card_and_escape_lets_go(
    qtbot: QtBot, page: PeoplePage
) -> None:
    show_network(page)
    page.network.sheet.views.select(TODAY)
    canvas = page.network.sheet.after
    ade = page.desk.ask(someone)
    place = canvas.mapFromScene(*canvas.nodes[ade].node.place)
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert "Ade Okafor" in words_in(page.person)
    assert page.person.isVisible()
    assert canvas.nodes[ade].strong
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert not page.person.isVisible()
    assert page.network.side.isVisible()


def test_arrow_keys_walk_the_map(qtbot: QtBot, page: PeoplePage) -> None:
    show_network(page)
    canvas = page.network.sheet.after
    seen = set()
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up):
        qtbot.keyClick(canvas, key)
        seen |= {id_ for id_, item in canvas.nodes.items() if item.strong}
    assert len(seen) >= 3


def test_the_outline_tells_the_same_and_takes_a_tie_back(qtbot: QtBot, page: PeoplePage) -> None:
    show_network(page)
    page.network.sheet.views.select(OUTLINE)
    outline = page.network.sheet.outline
    tops = [outline.topLevelItem(n) for n in range(outline.topLevelItemCount())]
    told = {top.text(0): [top.child(n).text(0) for n in range(top.childCount())] for top in tops}
    assert told["Ade Okafor, Kirklees Council, 2 ties, holds parts together"] == [
        "knew Ravi Kapoor on arrival",
        "should meet Marta Brzezińska",
        "worked with Siân Prys here",
    ]
    assert told["Marta Brzezińska, Leeds City Council, knows nobody here yet"] == [
        "should meet Ade Okafor"
    ]
    outline.setCurrentItem(tops[0].child(0))
    qtbot.keyClick(outline, Key.Key_Delete)
    assert ("Ade Okafor", "Ravi Kapoor", TieKind.KNOW, Phase.BEFORE, True) not in ties(page)


def test_ties_and_newcomers_leave_everybody_where_they_stand(
    qtbot: QtBot, page: PeoplePage
) -> None:
    show_network(page)
    found = page.network.found
    assert found is not None
    before = dict(found.places)
    page.desk.do("Add", services.add_participant, "Ŵyn Tŷ", "Gwynedd")
    type_line(qtbot, page.network, "elin = ravi, marta")
    settled(page.jobs)
    assert page.network.found is not None
    after = page.network.found.places
    assert {id_: after[id_] for id_ in before} == before
    assert len(after) == len(before) + 1


def test_opened_again_everybody_stands_where_they_stood(
    qtbot: QtBot, desk: Desk, jobs: Jobs, page: PeoplePage
) -> None:
    show_network(page)
    qtbot.keyClick(page.network.entry.field, Key.Key_3, ALT)
    type_line(qtbot, page.network, "elin = ravi, marta")
    again = opened(qtbot, desk, jobs)
    show_network(again)
    assert page.network.found is not None
    assert again.network.found is not None
    assert again.network.found.places == page.network.found.places
    again.network.arrange()
    settled(jobs)
    assert again.network.found.places != page.network.found.places


def test_each_group_has_a_look_of_its_own_and_a_word_in_the_legend(page: PeoplePage) -> None:
    show_network(page)
    page.network.sheet.views.select(TODAY)
    items = page.network.sheet.after.nodes.values()
    looks = {(item.node.tone, item.node.shape) for item in items}
    assert len(looks) == 4
    assert "Kirklees 2" in page.network.sheet.legend.entries()
    page.network.sheet.way.setCurrentIndex(page.network.sheet.way.findData("region"))
    assert "Wales 2" in page.network.sheet.legend.entries()


def test_with_little_room_the_matrix_keeps_its_rows_and_comes_whole_into_view(
    page: PeoplePage,
) -> None:
    show_network(page)
    page.resize(700, 420)
    page.network.sheet.views.select(MATRIX)
    matrix = page.network.sheet.matrix
    assert matrix.height() >= theme.px(190)
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    seen = matrix.visibleRegion().boundingRect()
    assert seen.top() == 0
    assert seen.height() >= min(matrix.height(), page.network.height()) - 1


def test_the_room_sees_the_network_grow_without_names(page: PeoplePage) -> None:
    show_network(page)
    slide = page.slide()
    assert slide is not None
    assert slide.lead == "2 ties on arrival, 3 now; 2 of them between organisations"
    assert slide.picture is not None
    assert "Ade" not in repr((slide.title, slide.lead, slide.lines, slide.footer))


def test_the_network_is_worked_out_off_the_ui_thread(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    with desk.workshop.change("Furnish") as session:
        furnish(session)
    page = opened(qtbot, desk, jobs)
    page.show_view(NETWORK)
    assert page.network.found is None
    settled(jobs)
    assert len(page.network.sheet.after.nodes) == 6


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


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("ad", TypedTies("ad")),
        ("ad: si, ma ", TypedTies("ad", ("si", "ma"))),
        ("ad = si", TypedTies("ad", ("si",), True)),
        ("ad:", TypedTies("ad")),
    ],
)
def test_ties_are_understood(line: str, typed: TypedTies) -> None:
    assert understood_ties(line) == typed
