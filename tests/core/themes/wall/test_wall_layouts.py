"""Where cards stand: none on another in columns, each on its theme's ground, and put where it was put."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.themes.queries import CardRow
from upstream_workshop.themes.wall.wall_layouts import (
    Box,
    Columns,
    Group,
    freely,
    in_columns,
    next_card,
    piled,
    spread,
)

HEIGHTS = (58.0, 76.0, 130.0)
places = st.none() | st.tuples(st.floats(-500, 900), st.floats(-500, 900))
walls = st.lists(st.lists(places, max_size=12), min_size=1, max_size=4)


def height_of(card: CardRow) -> float:
    return HEIGHTS[card.id % 3]


def groups_of(wall: list[list[tuple[float, float] | None]]) -> list[Group]:
    groups, id_ = [], 0
    for theme, put in enumerate(wall):
        cards = []
        for place in put:
            id_ += 1
            x, y = place if place is not None else (None, None)
            cards.append(CardRow(id_, "", "", theme or None, x=x, y=y))
        groups.append(Group(theme, tuple(cards)))
    return groups


def meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


@given(walls)
@settings(max_examples=60, deadline=None)
def test_in_columns_no_card_lies_on_another_and_each_on_its_ground(
    wall: list[list[tuple[float, float] | None]],
) -> None:
    groups = groups_of(wall)
    layout = in_columns(groups, height_of)
    boxes = [*layout.cards.values()]
    assert not any(meet(a, b) for at, a in enumerate(boxes) for b in boxes[:at])
    for group in groups:
        for card in group.cards:
            assert layout.ground_at(layout.cards[card.id].centre) == group.theme_id


@given(st.lists(walls, min_size=2, max_size=4))
@settings(max_examples=30, deadline=None)
def test_columns_that_are_kept_are_as_if_laid_out_anew(
    changes: list[list[list[tuple[float, float] | None]]],
) -> None:
    columns = Columns()
    for wall in changes:
        groups = groups_of(wall)
        assert columns.laid_out(groups, height_of) == in_columns(groups, height_of)


@given(walls)
@settings(max_examples=60, deadline=None)
def test_freely_a_card_is_where_it_was_put_and_its_ground_around_it(
    wall: list[list[tuple[float, float] | None]],
) -> None:
    groups = groups_of(wall)
    layout = freely(groups, height_of)
    columns = in_columns(groups, height_of)
    assert set(layout.cards) == {card.id for group in groups for card in group.cards}
    for group in groups:
        nowhere_put = all(card.x is None for card in group.cards)
        for card in group.cards:
            box = layout.cards[card.id]
            if card.x is not None:
                assert (box.x, box.y) == (card.x, card.y)
            elif nowhere_put or not group.theme_id:
                assert box == columns.cards[card.id]
            if group.theme_id:
                assert layout.grounds[group.theme_id].holds(box.centre)


def test_a_pile_lies_close_and_spreads_without_overlap() -> None:
    boxes = {id_: Box(id_ * 31.0, id_ * 17.0, 220, HEIGHTS[id_ % 3]) for id_ in range(1, 10)}
    pile = piled(boxes)
    assert pile[1] == (31.0, 17.0)
    assert max(x for x, _ in pile.values()) - 31 <= 60
    again = spread({id_: Box(*pile[id_], 220, boxes[id_].height) for id_ in boxes})
    flat = [Box(*again[id_], 220, boxes[id_].height) for id_ in boxes]
    assert not any(meet(a, b) for at, a in enumerate(flat) for b in flat[:at])


@given(walls)
@settings(max_examples=40, deadline=None)
def test_arrows_lead_from_card_to_card_the_way_they_point(
    wall: list[list[tuple[float, float] | None]],
) -> None:
    boxes = in_columns(groups_of(wall), height_of).cards
    for id_, box in boxes.items():
        for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            found = next_card(boxes, id_, across, down)
            if found is not None:
                by = boxes[found].centre[0] - box.centre[0], boxes[found].centre[1] - box.centre[1]
                assert by[0] * across + by[1] * down > 0
        below = [one for one in boxes.values() if one.x == box.x and one.y > box.y]
        assert (next_card(boxes, id_, 0, 1) is not None) >= bool(below)
