"""Same ideas keep every wording, places are kept, and private cards show nowhere until revealed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.wall import services
from upstream_workshop.themes.wall.services import PastedCard


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("test") as opened:
        yield opened


def shown(session: Session) -> dict[str, list[str]]:
    return {card.text: [each.text for each in card.others] for card in queries.ideas(session)}


def test_the_same_idea_keeps_both_wordings_and_their_authors(session: Session) -> None:
    risk = themes.add_theme(session, "Risk")
    first = card_services.add_card(session, "Insurance says no", risk, "Table 1", "Siân")
    services.add_same(session, "The insurers refuse", first, "Table 2", "Owen")
    (card,) = queries.ideas(session)
    assert (card.text, card.table, card.author) == ("Insurance says no", "Table 1", "Siân")
    (other,) = card.others
    assert (other.text, other.table, other.author) == ("The insurers refuse", "Table 2", "Owen")
    (theme,) = queries.themes(session)
    assert theme.cards == (card,)
    card_services.put_card(session, first, None)
    assert queries.loose_cards(session)[0].others == (other,)
    assert services.part_wordings(session, [first]) == 1
    assert shown(session) == {"Insurance says no": [], "The insurers refuse": []}
    with pytest.raises(WorkshopError, match="No other card"):
        services.part_wordings(session, [first])


def test_cards_that_stand_for_others_join_with_all_of_them(session: Session) -> None:
    a, b, c, d = card_services.add_cards(session, ["a", "b", "c", "d"])
    services.say_the_same(session, [a, b], a)
    services.say_the_same(session, [c, d], c)
    services.say_the_same(session, [c], b)  # b is shown as a
    assert shown(session) == {"a": ["b", "c", "d"]}
    services.say_the_same(session, [a, d], d)  # d is shown as a already
    assert shown(session) == {"a": ["b", "c", "d"]}
    with pytest.raises(WorkshopError, match="two or more"):
        services.say_the_same(session, [a], a)
    card_services.remove_card(session, a)
    assert queries.cards(session) == ()


def test_other_wordings_follow_through_split_merge_and_removal(session: Session) -> None:
    first, second = (themes.add_theme(session, title) for title in ("First", "Second"))
    card, stays = card_services.add_cards(session, ["one", "stays"], first)
    services.add_same(session, "uno", card)
    made = themes.split_theme(session, first, [card], "Third")
    themes.merge_themes(session, made, second)
    held = {theme.title: theme.cards for theme in queries.themes(session)}
    assert [each.text for each in held["Second"][0].others] == ["uno"]
    themes.remove_theme(session, second)
    assert {card.text: len(card.others) for card in queries.loose_cards(session)} == {"one": 1}
    assert stays in {card.id for card in queries.cards(session)}


def test_a_pasted_list_joins_what_says_the_same(session: Session) -> None:
    there = card_services.add_card(session, "Insurance says no")
    services.paste_cards(
        session,
        [
            PastedCard("Bus passes"),
            PastedCard("insurance says no", same_as_id=there),
            PastedCard("bus passes", same_line=0),
        ],
        table="Table 3",
    )
    assert shown(session) == {
        "Insurance says no": ["insurance says no"],
        "Bus passes": ["bus passes"],
    }
    assert queries.ideas(session)[0].others[0].table == "Table 3"


def test_private_cards_show_nowhere_until_they_are_revealed(session: Session) -> None:
    theme = themes.add_theme(session, "Ours")
    card_services.add_card(session, "Seen")
    card_services.add_card(session, "Not yet", theme, private=True)
    services.paste_cards(session, [PastedCard("Nor this"), PastedCard("Nor that")], private=True)
    assert [*shown(session)] == ["Seen"]
    assert queries.themes(session)[0].cards == ()
    assert [card.text for card in queries.loose_cards(session)] == ["Seen"]
    assert len(queries.private_cards(session)) == 3
    assert services.reveal_cards(session) == 3
    assert queries.private_cards(session) == ()
    assert [card.text for card in queries.themes(session)[0].cards] == ["Not yet"]


def test_places_are_kept_until_a_card_goes_into_another_theme(session: Session) -> None:
    theme = themes.add_theme(session, "Ours")
    one, two = card_services.add_cards(session, ["one", "two"])
    services.place_cards(session, {one: (3.0, 4.5), two: (0.0, -7.0)})
    assert [(card.x, card.y) for card in queries.ideas(session)] == [(3.0, 4.5), (0.0, -7.0)]
    services.place_cards(session, {two: None})
    services.drop_cards(session, [one], theme, {one: (9.0, 9.0)})
    held = {card.text: (card.theme_id, card.x, card.y) for card in queries.ideas(session)}
    assert held == {"one": (theme, 9.0, 9.0), "two": (None, None, None)}
    card_services.put_card(session, one, None)
    assert queries.ideas(session)[0].x is None
