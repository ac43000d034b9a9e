"""The card a new one is like is found among the cards there are now, whatever there was before."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.themes.cards.card_entry import CardEntry, Question
from upstream_workshop.themes.wall.likeness import KnownCards

WORDS = ("Insurance says no", "Insurance says yes", "More sockets, please", "Who signs it off?")
walls = st.fixed_dictionaries({1: st.sampled_from(WORDS)}, optional={2: st.sampled_from(WORDS)})
turns = st.lists(st.tuples(walls, st.sampled_from((*WORDS, ""))), min_size=2, max_size=4)


@given(turns)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_typed_is_like_the_cards_there_are_now(
    qtbot: QtBot, turns: list[tuple[dict[int, str], str]]
) -> None:
    entry = CardEntry(Question("Type a card", "", lambda *_: None))
    for wall, typed in turns:
        entry.know({}, wall)
        entry.field.setText(typed)
        entry.set_usual("Type a card", "")  # as the page does after each reading
        like = KnownCards(wall).like(typed)
        told = "already there: “{}”" if like and like.exactly else "like “{}”?"
        assert entry._chip.text() == (told.format(like.text) if like else "")
    entry.deleteLater()
