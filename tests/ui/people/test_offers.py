"""Offers and asks on the People page: matches by key, and what the room sees of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.core.people.examples import someone
from tests.ui.people.views import Key, type_line, words_in
from ui.people.offers import offers_and_asks
from ui.people.page import PeoplePage
from ui.people.people_views import OFFERS
from upstream_workshop.people import services
from upstream_workshop.people.introductions import queries as introduction_queries


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
