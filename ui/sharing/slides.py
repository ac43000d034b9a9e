"""What the Sharing page shows to the room: where the products are, and nothing private."""

from __future__ import annotations

from resources.words import count, say
from ui.room_screen.slide_types import Slide
from ui.sharing.sharing_now import SharingNow
from ui.sharing.sharing_wording import state_words
from upstream_workshop.sharing.kinds import ProductState


def overview(now: SharingNow) -> Slide | None:
    """Return titles and states of all products; None if there are none."""
    if not now.products:
        return None
    out = sum(row.state is ProductState.PUBLISHED for row in now.products)
    lead = count(out, "{n} is published", "{n} are published") if out else ""
    lines = tuple(f"{state_words(row.state)}\t{row.title}" for row in now.products)
    return Slide(say("What we are making"), lead=lead, lines=lines)
