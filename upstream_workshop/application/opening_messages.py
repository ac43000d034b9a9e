"""Sentences that tell the user, when a session is open, what was unusual about opening it."""

from __future__ import annotations

from pathlib import Path

from resources.words import say
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import lock_notes


def of_working_copy(path: Path, working_copy: WorkingCopy | None) -> str:
    """Return a sentence about a working copy for the user, or an empty string.

    Call this before opening the file, which writes a lock note of its own.
    """
    if working_copy is None:
        return ""
    if working_copy.found:
        return say(
            "Work on {name} that had not been brought back is open again; it goes back when you close "
            "it.",
            name=path.name,
        )
    if words := lock_notes.words(path):
        return say(
            "{name} may be open elsewhere too{words}: if both change it, yours is kept beside it.",
            name=path.name,
            words=words,
        )
    return ""


def of_migration(workshop: Workshop) -> str:
    """Return a sentence about the older file that was kept, or an empty string."""
    if workshop.original is None or workshop.is_working_copy:
        return ""
    return say(
        "This session came from an older app and was brought up to date; as it was, it is kept as "
        "{name}.",
        name=workshop.original.name,
    )
