"""Comments in a draft that went out as a Word document, each with the statement it stands beside.

A statement is a paragraph with a bookmark that Word and LibreOffice keep: `uw_s_` and the uid of the
statement in the draft, without hyphens; the heading of a slot has `uw_k_` and the uid of its first row.
Names of bookmarks have at most 40 letters, digits and underscores: LibreOffice cuts off what is longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import too_long
from upstream_workshop.readers.formats.packages import is_package
from upstream_workshop.readers.formats.tables import Book, content_of, read_book
from upstream_workshop.readers.maps.markup import local, said_in
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.responses.response_tables import ResponseEntry
from upstream_workshop.readers.sources.office_texts import WORD, Document

STATEMENT: Final = "uw_s_"
SLOT: Final = "uw_k_"
_LARGEST: Final = 20 * 1024 * 1024
_COMMENTS: Final = "word/comments.xml"
_REPLIES: Final = "word/commentsExtended.xml"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.text"  # the first of its entries
_CHANGES: Final = frozenset(("ins", "del", "moveFrom", "moveTo"))


def mark_of(kind: str, uid: str) -> str:
    """Return the bookmark of a statement, or with `SLOT` of the slot that it is the first of."""
    return f"{kind}{bare(uid)}"


def bare(uid: str) -> str:
    """Return a uid as it stands in a bookmark."""
    return uid.replace("-", "")


@dataclass(frozen=True)
class CommentsReading(Reading[ResponseEntry]):
    """The comments of a draft; `notes` are sentences on what else was met in it."""

    notes: tuple[str, ...] = ()


@dataclass
class _Body:
    """Where comments stand in the text, by their ids, and how many changes were tracked."""

    places: dict[str, str] = field(default_factory=dict)  # the bookmark
    marks: int = 0
    changes: int = 0
    slot: str = ""


@dataclass(frozen=True)
class _Comment:
    id: str
    author: str
    day: str
    text: str
    paragraphs: tuple[str, ...]  # ids, by which replies are told


def read_response_file(path: Path) -> Book | CommentsReading:
    """Return the comments of a Word document, or a table as it stands.

    Raises WorkshopError for what is neither, or for a document that did not go out from here.
    """
    content = content_of(path, _LARGEST)
    if not is_package(content):
        return read_book(path)
    if _OPEN_DOCUMENT in content[:200]:
        raise WorkshopError(
            say(
                "{name} is an OpenDocument text: save it as DOCX, with its comments.",
                name=path.name,
            )
        )
    package = Document(path.name, content)
    return _commented(package) if package.has(WORD) else read_book(path)


def _commented(package: Document) -> CommentsReading:
    body = _Body()
    for paragraph in package.elements(WORD, "p"):
        _look(paragraph, body)
    if not body.marks:
        raise WorkshopError(
            say(
                "{name} is no draft that went out from here: its statements have no marks. Copy the "
                "comments into a table, and import that.",
                name=package.name,
            )
        )
    comments = [*_comments(package)]
    above = _parents(package, comments)
    entries, refused = [], []
    for number, one in enumerate(comments, 1):
        if refusal := too_long(number, {"text": [one.text], "author": [one.author]}):
            refused.append(refusal)
        elif one.text:
            entries.append(_entry(number, one, _place(one.id, body.places, above)))
    notes = tuple(_notes(package, body.changes))
    return CommentsReading(tuple(entries), tuple(refused), notes=notes)


def _look(paragraph: Any, body: _Body) -> None:
    """Note the bookmarks, comments and changes of a paragraph."""
    here = ""
    inside = [(local(each), each) for each in paragraph.iter()]
    for name, each in inside:
        if name == "bookmarkStart" and said_in(each, "name").startswith((STATEMENT, SLOT)):
            here = said_in(each, "name")
            body.marks += 1
    if here.startswith(SLOT):
        body.slot = here
    for name, each in inside:
        body.changes += name in _CHANGES
        if name in ("commentRangeStart", "commentReference"):
            body.places.setdefault(said_in(each, "id"), here or body.slot)


def _comments(package: Document) -> Iterator[_Comment]:
    if not package.has(_COMMENTS):
        return
    for each in package.elements(_COMMENTS, "comment"):
        paragraphs = [one for one in each.iter() if local(one) == "p"]
        lines = (
            "".join(text.text or "" for text in one.iter() if local(text) == "t")
            for one in paragraphs
        )
        yield _Comment(
            said_in(each, "id"),
            said_in(each, "author"),
            said_in(each, "date"),
            "\n".join(filter(None, (line.strip() for line in lines))),
            tuple(said_in(one, "paraId") for one in paragraphs),
        )


def _parents(package: Document, comments: list[_Comment]) -> dict[str, str]:
    """Return the id of the comment that each reply answers, by the id of the reply."""
    if not package.has(_REPLIES):
        return {}
    owner = {para: one.id for one in comments for para in one.paragraphs if para}
    found: dict[str, str] = {}
    for each in package.elements(_REPLIES, "commentEx"):
        reply, parent = (owner.get(said_in(each, name)) for name in ("paraId", "paraIdParent"))
        if reply is not None and parent is not None and reply != parent:
            found[reply] = parent
    return found


def _place(id_: str, places: Mapping[str, str], above: Mapping[str, str]) -> str:
    """Return the bookmark that a comment stands beside; for a reply, what it replies to does."""
    seen: set[str] = set()
    while id_ not in places and id_ in above and id_ not in seen:
        seen.add(id_)
        id_ = above[id_]
    return places.get(id_, "")


def _entry(number: int, one: _Comment, mark: str) -> ResponseEntry:
    beside = mark.startswith(STATEMENT)
    uid = mark.removeprefix(STATEMENT).removeprefix(SLOT)
    return ResponseEntry(number, one.text, one.author, received=one.day, mark=uid, beside=beside)


def _notes(package: Document, changes: int) -> Iterator[str]:
    if changes:
        yield count(
            changes,
            "{name} has {n} tracked change, which was not taken: make it a comment.",
            "{name} has {n} tracked changes, which were not taken: make them comments.",
            name=package.name,
        )
    if package.has("word/vbaProject.bin"):
        yield say("{name} has macros, which were not read.", name=package.name)
