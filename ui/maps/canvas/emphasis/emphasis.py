"""What of a map is emphasised, on the canvas and in the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from upstream_workshop.maps.analysis.pushes import Effect

FADED: Final = 0.18  # the opacity of everything else


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The factors and links that are emphasised, everything else is faded; without any, nothing is.

    effects: a factor, what becomes of it and whether that is later, for a push.
    """

    factor_ids: frozenset[int] = frozenset()
    link_ids: frozenset[int] = frozenset()
    effects: tuple[tuple[int, Effect, bool], ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is emphasised."""
        return bool(self.factor_ids or self.link_ids)


PLAIN: Final = Emphasis()
