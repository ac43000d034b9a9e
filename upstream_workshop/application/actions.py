"""The description of a change to a session, as its caller gives it."""

from __future__ import annotations

from dataclasses import dataclass


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
