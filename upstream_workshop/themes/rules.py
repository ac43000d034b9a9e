"""The states that themes can have, and the cards in a pasted text."""

from __future__ import annotations

from typing import Final

from upstream_workshop.letters import one_line, without_bullet
from upstream_workshop.themes.kinds import ThemeState

# the states that can be set; a theme becomes merged by merging it only
STATES: Final = tuple(state for state in ThemeState if state is not ThemeState.MERGED)
# ballots and workgroups rely on themes in these states
SETTLED: Final = frozenset({ThemeState.ON_THE_BALLOT, ThemeState.CHOSEN})


def lines_of(pasted: str) -> tuple[str, ...]:
    """Return the cards in a pasted text: one per line, without bullets, numbers and blank lines."""
    lines = (one_line(without_bullet(line)) for line in pasted.splitlines())
    return tuple(line for line in lines if line)
