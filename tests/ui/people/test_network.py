"""Introductions on the People page: typed ties, the network, its matrix and its outline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.core.people.examples import furnish, someone
from tests.ui.people.opening import opened
from tests.ui.people.views import ALT, Key, show_network, ties, type_line, words_in
from tests.ui.showing import settled
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.introductions.network_sheet import MATRIX, OUTLINE, TODAY
from ui.people.page import PeoplePage
from ui.people.people_views import NETWORK
from ui.people.typed_names import TypedTies, understood_ties
from upstream_workshop.people import services
from upstream_workshop.people.introductions import queries as introduction_queries
from upstream_workshop.people.kinds import Phase, TieKind


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
