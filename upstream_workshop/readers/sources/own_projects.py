"""What our own REFI-QDA projects say beyond the standard, in parts of it that other programs show or ignore.

An organisation is a case with a GUID made from its name. What a finding is, who said it and how it may be
used stands in a note that its selection refers to; how a source may be used in a note of the source. Such
a note has a GUID made from that of the selection or the source, and a line for each fact.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final
from uuid import UUID, uuid5

from upstream_workshop.letters import SHORT, one_line
from upstream_workshop.readers.codebooks import uid_of
from upstream_workshop.readers.maps.markup import children, local, said_in, text_of

OURS: Final = UUID("6f1d2a1c-8a5e-4e0b-9d53-0c8f1b7a2e46")  # of what our projects have besides rows
LOOSE: Final = str(uuid5(OURS, "findings in no text"))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a note of ours says; blank where it says nothing."""

    kind: str = ""
    role: str = ""
    use: str = ""
    standing: str = ""


UNSAID: Final = Facts()
_NAMES: Final = tuple(field.name for field in fields(Facts))


def case_uid(organisation: str) -> str:
    """Return the GUID of the case that stands for an organisation."""
    return str(uuid5(OURS, f"organisation {organisation}"))


def note_uid(uid: str) -> str:
    """Return the GUID of the note on a selection or source, by the GUID of that."""
    return str(uuid5(OURS, f"note {uid}"))


def note_text(facts: Facts) -> str:
    """Return facts as the text of a note, a line each."""
    said = ((name, one_line(getattr(facts, name))) for name in _NAMES)
    return "\n".join(f"{name}: {fact}" for name, fact in said if fact)


def facts_of(text: str) -> Facts:
    """Return the facts in the text of a note, as long as a name; lines that are none are left out."""
    said = (line.partition(": ") for line in text.splitlines())
    return Facts(**{name: fact.strip()[:SHORT] for name, _, fact in said if name in _NAMES})


def own_facts(root: Any) -> dict[str, Facts]:
    """Return what each note of a project says, by its GUID; only notes of ours say facts."""
    texts = {uid_of(said_in(note, "guid")): note for note in children(root, "Note")}
    return {uid: facts_of(text_of(note, "PlainTextContent")) for uid, note in texts.items()}


def own_notes(root: Any) -> frozenset[str]:
    """Return the GUIDs of the notes of ours that a project may have."""
    noted = children(root, "TextSource", "PlainTextSelection")
    return frozenset(note_uid(uid_of(said_in(each, "guid"))) for each in noted)


def is_own(note_ref: Any) -> bool:
    """Tell whether an element is a reference to the note of ours on what it stands in."""
    above = note_ref.getparent()
    if local(note_ref) != "NoteRef" or above is None:
        return False
    return uid_of(said_in(note_ref, "targetGUID")) == note_uid(uid_of(said_in(above, "guid")))
