"""The description of a change to a session, as its caller gives it, and the results of such changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

_REMEMBERED: Final = 1_000  # results kept for requests that may arrive again


@dataclass(frozen=True, slots=True)
class Action:
    """The labels, actor and idempotency key of a change.

    label: what is done, without personal data; stored in the file's history and shown under Undo.
    about: a name or a wording, shown under Undo only, which is kept in memory.
    actor: who makes the change; empty for the user of this computer.
    key: an identifier of this request, so that it is carried out once even if it arrives several
        times; empty to carry it out always.
    """

    label: str
    about: str = ""
    actor: str = ""
    key: str = ""


class RecentResults(OrderedDict[str, Any]):
    """The results of the last actions by their keys, so that none is done twice."""

    def __setitem__(self, key: str, result: Any) -> None:
        """Keep a result; the oldest goes once there are too many."""
        super().__setitem__(key, result)
        while len(self) > _REMEMBERED:
            self.popitem(last=False)
