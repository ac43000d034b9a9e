"""One thing somebody does to a session, as whoever asks for it names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """What a change is called, and who makes it.

    label: what it is, in the file's history and under Undo.
    about: a name or a wording, under Undo alone, which lives in memory.
    actor: who does it; blank for whoever works at this computer.
    key: what only this request is called, so that it is done once however often it arrives; blank: do it.
    """

    label: str
    about: str = ""
    actor: str = ""
    key: str = ""
