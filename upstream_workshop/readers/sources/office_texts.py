"""The text of Word documents (`.docx`) and of OpenDocument texts (`.odt`), a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.packages import Package
from upstream_workshop.readers.maps.markup import local, said_in

WORD: Final = "word/document.xml"
OPEN: Final = "content.xml"
_MACROS: Final = ("word/vbaProject.bin", "Basic/script-lc.xml")
_ASIDE: Final = (
    "annotation",
    "note",
    "footnoteReference",
    "endnoteReference",
    "commentReference",
)
_MOST_PARAGRAPHS: Final = 50_000
_MOST_SPACES: Final = 1_000  # of one element
_LEFT_OUT: Final = ("Fallback", "tracked-changes", "annotation", "note", "moveFrom")


@dataclass
class _Found:
    """The lines of a document, and what was met besides words."""

    lines: list[str] = field(default_factory=list)
    pictures: int = 0
    changes: int = 0
    notes: int = 0
    hidden: int = 0


class Document(Package):
    """A zip of a text, whose refusals say so."""

    def too_large(self) -> WorkshopError:
        """Return the refusal of a file that unpacks to far too much."""
        return WorkshopError(
            say("{name} unpacks to far more than a text needs: save it as TXT.", name=self.name)
        )

    def damaged(self) -> WorkshopError:
        """Return the refusal of a file that cannot be read to its end."""
        return WorkshopError(
            say(
                "{name} is damaged or protected, or no text document: open it, save it again "
                "without a password, or save it as TXT.",
                name=self.name,
            )
        )


def office_text(package: Document) -> tuple[str, tuple[str, ...]]:
    """Return the text of a document, and sentences on what was left out of it.

    Changes that were tracked are read as if they were accepted. Raises WorkshopError if it has pictures
    only, or far too many paragraphs.
    """
    is_word = package.has(WORD)
    found = _Found()
    for number, paragraph in enumerate(package.elements(WORD if is_word else OPEN, "p", "h")):
        if number >= _MOST_PARAGRAPHS:
            raise package.too_large()
        _read(paragraph, found)
    text = "\n".join(found.lines)
    if found.pictures and not text.strip():
        raise WorkshopError(
            say(
                "{name} has pictures only and no words: have its text recognised, and save that.",
                name=package.name,
            )
        )
    return text, tuple(_notes(package, found))


def _read(paragraph: Any, found: _Found) -> None:
    above = {local(each) for each in paragraph.iterancestors()}
    names = [local(each) for each in paragraph.iter()]
    found.changes += sum(
        name in ("ins", "del", "change-start", "change", "moveFrom") for name in names
    ) + ("tracked-changes" in above)
    found.notes += sum(name in _ASIDE for name in names)
    found.hidden += sum(_is_hidden(each) for each in paragraph.iter())
    if above.isdisjoint(_LEFT_OUT):
        found.pictures += sum(name in ("drawing", "pict", "frame") for name in names)
        found.lines.append("".join(_words(paragraph)))


def _words(paragraph: Any) -> Iterator[str]:
    """Yield the words of a paragraph without those of paragraphs inside it."""
    waiting: list[tuple[Any, bool]] = [(paragraph, False)]
    while waiting:
        each, is_tail = waiting.pop()
        if is_tail:
            yield each.tail or ""
            continue
        name = local(each)
        inner = each is paragraph or (name not in (*_LEFT_OUT, "p", "h") and not _is_hidden(each))
        if each is not paragraph:
            waiting.append((each, True))
        if inner:
            yield _said(each, name)
            waiting += [(child, False) for child in reversed(each)]


def _is_hidden(element: Any) -> bool:
    """Tell whether an element is a run of a Word document that is not shown."""
    if local(element) != "r":
        return False
    marks = (mark for looks in element if local(looks) == "rPr" for mark in looks)
    return any(
        local(mark) == "vanish" and said_in(mark, "val") not in ("0", "false", "off")
        for mark in marks
    )


def _said(element: Any, name: str) -> str:
    if name in ("tab", "br", "cr", "line-break"):
        return "\t" if name == "tab" else "\n"
    if name == "s":
        times = said_in(element, "c")
        return " " * (min(int(times), _MOST_SPACES) if times.isdecimal() else 1)
    if name == "noBreakHyphen":
        return "-"
    return element.text or "" if name == "t" or "opendocument" in element.tag else ""


def _notes(package: Document, found: _Found) -> Iterator[str]:
    if any(package.has(entry) for entry in _MACROS):
        yield say("{name} has macros, which were not read.", name=package.name)
    if found.changes:
        yield say(
            "{name} has tracked changes: it was read as if they were accepted.", name=package.name
        )
    if found.hidden:
        yield say("{name} has hidden text, which was left out.", name=package.name)
    if found.pictures:
        pictures = count(found.pictures, "{n} picture", "{n} pictures")
        yield say("{name}: {pictures} left out.", name=package.name, pictures=pictures)
    if found.notes:
        yield say("{name} has comments or footnotes, which were left out.", name=package.name)
