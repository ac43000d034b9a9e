"""Services of the maps room: names of loops, with their stories.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.maps.getters import found_link
from upstream_workshop.maps.model import Link, LoopLink, LoopName
from upstream_workshop.maps.named_loops.records import loop_name
from upstream_workshop.maps.rules import rotated


def name_loop(
    session: Session,
    map_id: int,
    link_ids: Sequence[int],
    name: str,
    story: str | None = None,
    number: int = 0,
) -> None:
    """Name a loop, or delete its name.

    link_ids: the links of the loop in their order, from any of them on.
    name: the name; a blank one deletes the present one with its story.
    story: what the loop tells; None to leave it unchanged.
    number: the number by which it is shown, kept from the first time it is given.

    Raises WorkshopError: when the links do not form a loop or are on another map.
    """
    _refuse_no_loop([found_link(session, link_id) for link_id in link_ids], map_id)
    order = rotated(link_ids)
    found = loop_name(session, order)
    wording = one_line(name)
    if found is not None and not wording:
        session.delete(found)
    elif found is not None:
        found.name = wording
        found.story = found.story if story is None else story.strip()
        found.number = found.number or number
    elif wording:
        made = LoopName(map_id=map_id, name=wording, number=number, story=(story or "").strip())
        session.add(made)
        session.flush()
        session.add_all(
            LoopLink(loop_id=made.id, position=place, link_id=id_)
            for place, id_ in enumerate(order)
        )


def _refuse_no_loop(links: Sequence[Link], map_id: int) -> None:
    onward = [*links[1:], *links[:1]]
    if not links or any(a.target_id != b.source_id for a, b in zip(links, onward, strict=True)):
        raise WorkshopError(
            say("These links do not make a loop any more: choose a loop from the list.")
        )
    if any(link.map_id != map_id for link in links):
        raise WorkshopError(say("This loop is not on this map: choose a loop from its list."))
