"""Cards come, go into themes, themes merge and split, and no card forgets where it came from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries, services
from upstream_workshop.themes.cards import services as card_services


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("test") as opened:
        yield opened


def texts(session: Session, theme_id: int | None) -> list[str]:
    return [card.text for card in queries.cards(session) if card.theme_id == theme_id]


def test_a_card_keeps_its_first_wording(session: Session) -> None:
    card = card_services.add_card(session, "  Trust   cannot be\na KPI ", table="Table 2")
    card_services.amend_card(session, card, text="Trust is not a number")
    (row,) = queries.cards(session)
    assert (row.text, row.wording) == ("Trust is not a number", "Trust cannot be a KPI")
    assert row.table == "Table 2"
    with pytest.raises(WorkshopError, match="says nothing"):
        card_services.amend_card(session, card, text=" ")


def test_provenance_survives_merge_after_merge(session: Session) -> None:
    first = services.add_theme(session, "First")
    second = services.add_theme(session, "Second")
    third = services.add_theme(session, "Third")
    card = card_services.add_card(session, "One", first)
    own = card_services.add_card(session, "Two", second)
    services.merge_themes(session, first, second)
    services.merge_themes(session, second, third)
    (theme,) = queries.themes(session)
    assert theme.id == third
    assert {(c.id, c.came_from_id) for c in theme.cards} == {(card, first), (own, second)}
    assert {(m.id, m.into_id) for m in queries.merged(session)} == {
        (first, second),
        (second, third),
    }


def test_a_merged_theme_takes_no_more_part(session: Session) -> None:
    first, second = services.add_theme(session, "First"), services.add_theme(session, "Second")
    services.merge_themes(session, first, second)
    for verb in (
        lambda: services.rename_theme(session, first, "x"),
        lambda: card_services.add_card(session, "x", first),
        lambda: services.merge_themes(session, first, second),
        lambda: services.merge_themes(session, second, second),
    ):
        with pytest.raises(WorkshopError):
            verb()


def test_a_theme_on_the_ballot_is_not_merged_away(session: Session) -> None:
    first, second = services.add_theme(session, "First"), services.add_theme(session, "Second")
    services.set_theme_state(session, first, "on the ballot")
    with pytest.raises(WorkshopError, match="park it first"):
        services.merge_themes(session, first, second)
    with pytest.raises(WorkshopError, match="park it instead"):
        services.remove_theme(session, first)
    services.merge_themes(session, second, first)
    assert [theme.id for theme in queries.themes(session)] == [first]


def test_a_split_takes_only_cards_of_the_theme(session: Session) -> None:
    theme = services.add_theme(session, "Both")
    cards = card_services.add_cards(session, ["a", "b", "c"], theme)
    stray = card_services.add_card(session, "stray")
    with pytest.raises(WorkshopError, match="one or more cards of “Both”"):
        services.split_theme(session, theme, [cards[0], stray], "Half")
    made = services.split_theme(session, theme, cards[:2], "Half")
    assert texts(session, made) == ["a", "b"]
    assert texts(session, theme) == ["c"]
    assert {card.came_from_id for card in queries.cards(session) if card.theme_id == made} == {
        theme
    }


def test_removing_a_theme_leaves_its_cards_loose(session: Session) -> None:
    first, second, third = (services.add_theme(session, title) for title in ("A", "B", "C"))
    card_services.add_card(session, "one", first)
    services.merge_themes(session, first, second)
    services.merge_themes(session, second, third)
    services.remove_theme(session, third)
    assert [card.text for card in queries.loose_cards(session)] == ["one"]
    assert queries.themes(session) == ()
    assert queries.merged(session) == ()


def test_a_title_is_taken_whatever_its_accents_and_capitals(session: Session) -> None:
    theme = services.add_theme(session, "Tŷ yn gyntaf")
    with pytest.raises(WorkshopError, match="already a theme"):
        services.add_theme(session, "TY YN GYNTAF")
    services.rename_theme(session, theme, "tŷ yn gyntaf")
    with pytest.raises(WorkshopError, match="choose one of"):
        services.set_theme_state(session, theme, "merged")


def test_importing_twice_doubles_nothing(session: Session) -> None:
    reading = Reading(
        (
            CardEntry(2, "Trust cannot be a KPI", "Measuring", "T1"),
            CardEntry(3, "Trust cannot be a KPI", "Measuring", "T2"),
            CardEntry(4, "Same", ""),
            CardEntry(5, "Same", ""),
        ),
        (Refusal(6, "no text"),),
        ("colour",),
    )
    first = card_services.import_cards(session, reading)
    assert (first.added, first.updated, first.unchanged) == (4, 0, 0)
    assert (first.refused, first.unmapped) == (reading.refused, reading.unmapped)
    again = card_services.import_cards(session, reading)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 4)
    assert len(queries.cards(session)) == 4
    assert [theme.title for theme in queries.themes(session)] == ["Measuring"]


def test_importing_again_respects_what_people_did_meanwhile(session: Session) -> None:
    reading = Reading((CardEntry(2, "One", "Here"), CardEntry(3, "Two", "Here")))
    card_services.import_cards(session, reading)
    (here,) = queries.themes(session)
    elsewhere = services.add_theme(session, "Elsewhere")
    moved, loose = (card.id for card in here.cards)
    card_services.put_card(session, moved, elsewhere)
    card_services.put_card(session, loose, None)
    card_services.amend_card(session, moved, text="One, but better")
    outcome = card_services.import_cards(session, reading)
    assert (outcome.added, outcome.updated, outcome.unchanged) == (0, 1, 1)
    assert texts(session, elsewhere) == ["One, but better"]
    assert texts(session, here.id) == ["Two"]


def test_an_imported_theme_that_was_merged_is_found_where_it_went(session: Session) -> None:
    card_services.import_cards(session, Reading((CardEntry(2, "One", "Old name"),)))
    (old,) = queries.themes(session)
    new = services.add_theme(session, "New name")
    services.merge_themes(session, old.id, new)
    card_services.import_cards(session, Reading((CardEntry(2, "Two", "OLD NAME"),)))
    assert texts(session, new) == ["One", "Two"]


def test_an_imported_card_that_says_the_same_is_shown_with_the_first(session: Session) -> None:
    reading = Reading(
        (
            CardEntry(2, "More time", "Pace", "T1"),
            CardEntry(3, "We need longer", "Pace", "T2", same_as="MORE TIME"),
            CardEntry(4, "Odd", same_as="Nowhere to be found"),
        )
    )
    outcome = card_services.import_cards(session, reading)
    assert [row.note for row in outcome.rows] == [
        "Pace",
        "the same idea as “More time”",
        "no card says “Nowhere to be found”: by itself",
    ]
    assert [(card.text, len(card.others)) for card in queries.ideas(session)] == [
        ("More time", 1),
        ("Odd", 0),
    ]
    assert card_services.import_cards(session, reading).added == 0
    assert len(queries.cards(session)) == 3
