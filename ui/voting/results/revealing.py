"""How far the result of each ballot has been revealed to the room, from the last place to the first."""

from __future__ import annotations

from resources.words import say


class Revealing:
    """Counts the places shown, at the operator's pace.

    A ballot whose reveal was not begun here, such as one of yesterday, is shown whole.
    """

    def __init__(self) -> None:
        self._shown: dict[int, int] = {}  # -1: nothing was sent to the room yet
        self._places: dict[int, int] = {}

    def begin(self, ballot_id: int, places: int) -> None:
        """Begin with none of the places of a ballot; the next step shows the room an empty chart."""
        self._shown[ballot_id], self._places[ballot_id] = -1, places

    def step(self, ballot_id: int) -> None:
        """Show one place more."""
        if ballot_id in self._shown:
            self._shown[ballot_id] += 1
            if self._shown[ballot_id] >= self._places[ballot_id]:
                del self._shown[ballot_id]

    def shown(self, ballot_id: int) -> int | None:
        """Return how many places are shown; None for all."""
        found = self._shown.get(ballot_id)
        return None if found is None else max(found, 0)

    def words(self, ballot_id: int) -> str:
        """Return the text of the button for the next step."""
        if self._shown.get(ballot_id, -1) < 0:
            return say("Show the room")
        left = self._places[ballot_id] - self._shown[ballot_id]
        return say("Show the winner") if left == 1 else say("Show the next place")
