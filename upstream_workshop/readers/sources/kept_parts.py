"""The parts of a REFI-QDA project that are only kept, as XML, for an export to give them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from resources.words import say
from upstream_workshop.letters import BULK, SHORT
from upstream_workshop.readers.codebooks import uid_of
from upstream_workshop.readers.maps.markup import children, local, said_in
from upstream_workshop.readers.sources.own_projects import case_uid, is_own, own_notes
from upstream_workshop.readers.sources.source_entries import PartEntry

_TAKEN: Final = ("PlainTextContent", "PlainTextSelection", "Representation", "PDFSelection", "")


def kept_parts(root: Any) -> Iterator[PartEntry]:
    """Yield what is no code, no text, and no case or note of ours."""
    for part in root:
        name = local(part)
        if name == "Sources":
            for each in part:
                has_text = any(local(inner) == "Representation" for inner in each)
                if local(each) not in ("TextSource", "") and not has_text:
                    yield from _part(local(each), each)
        elif name == "Cases":
            for case in part:
                if uid_of(said_in(case, "guid")) != case_uid(said_in(case, "name")):
                    yield from _part("Case", case)
        elif name == "Notes":
            yield from _foreign_notes(part, own_notes(root))
        elif name and name != "CodeBook":
            yield from _part(name, part)


def carried(element: Any, holder: Any) -> str:
    """Return what an entry of a source has besides its text and its coded places, as XML, or nothing.

    holder: the element that its text is in. Of a coded place only the notes on it are carried.
    """
    rest = _rest(element)
    if holder is not element:
        rest += _rest(holder)
    places = (each for each in holder if local(each) == "PlainTextSelection")
    rest += [place for each in places if len(place := _with_notes_alone(each))]
    found = "".join(map(_as_text, rest))
    return found if len(found) <= BULK else ""


def left_out(title: str, element: Any, holder: Any, carried: str) -> Iterator[str]:
    """Yield what is only kept of a source, and what is left out of it, in sentences."""
    if carried:
        parts = etree.fromstring(f"<r>{carried}</r>")
        named = (local(one[0] if local(one) == "PlainTextSelection" else one) for one in parts)
        yield say("“{title}”: {parts} are only kept.", title=title, parts=_listed(named))
    if children(element, "PDFSelection"):
        yield say("“{title}”: places marked on the pages of its PDF were left out.", title=title)
    if said_in(holder, "richTextPath"):
        yield say("“{title}”: its formatted copy was left out.", title=title)


def _rest(element: Any) -> list[Any]:
    return [each for each in element if local(each) not in _TAKEN and not is_own(each)]


def _with_notes_alone(place: Any) -> Any:
    """Return a coded place with nothing in it but the references to notes on it and its codes."""
    bare = etree.Element(place.tag, nsmap=place.nsmap, guid=said_in(place, "guid"))
    bare.extend([deepcopy(each) for each in children(place, "NoteRef") if not is_own(each)])
    return bare


def _foreign_notes(notes: Any, own: frozenset[str]) -> Iterator[PartEntry]:
    others = deepcopy(notes)
    for note in [each for each in others if uid_of(said_in(each, "guid")) in own]:
        others.remove(note)
    if len(others):
        yield from _part("Notes", others)


def _part(tag: str, element: Any) -> Iterator[PartEntry]:
    content = _as_text(element)
    if len(content) <= BULK:
        yield PartEntry(tag[:SHORT], content)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _as_text(element: Any) -> str:
    written: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return written
