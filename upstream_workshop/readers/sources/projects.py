"""REFI-QDA projects (`.qdpx`): a zip of `project.qde` and the texts of its sources.

REFI-QDA 1.0 (qdasoftware.org): `Project` holds users, code book, variables, cases, sources, notes, links
and sets. The text of a source is in the XML or in a file beside it, and its selections are coded by GUIDs.
What is none of text, selection and code is kept as XML, for an export to give it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import BULK, LONG, SHORT, one_line
from upstream_workshop.readers.codebooks import (
    CodeEntry,
    codes_in,
    read_codebook,
    ref_of,
    uid_of,
)
from upstream_workshop.readers.formats import delimited
from upstream_workshop.readers.formats.packages import is_package
from upstream_workshop.readers.formats.tables import Book, content_of
from upstream_workshop.readers.maps.markup import children, local, said_in, text_of
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.readers.sources.countings import Counting, Snippet, counting_of
from upstream_workshop.readers.sources.kept_parts import carried, kept_parts, left_out
from upstream_workshop.readers.sources.own_projects import (
    LOOSE,
    UNSAID,
    Facts,
    case_uid,
    note_uid,
    own_facts,
)
from upstream_workshop.readers.sources.project_files import Project, is_project, project_root
from upstream_workshop.readers.sources.source_entries import (
    QuoteEntry,
    SourceEntry,
    SourcesReading,
)

_MOST_QUOTES: Final = 50_000  # of one project


def read_project(package: Project) -> SourcesReading:
    """Return the texts of a project, their quotes, its code book, and what is only kept.

    Raises WorkshopError: when it has too many quotes.
    """
    root = project_root(package)
    book = next((each for each in root if local(each) == "CodeBook"), None)
    codes = Reading[Any](()) if book is None else codes_in(package.name, book)
    if len(children(root, "PlainTextSelection")) > _MOST_QUOTES:
        raise WorkshopError(
            say(
                "{name} has more than {most:,} coded places: export a part of it.",
                name=package.name,
                most=_MOST_QUOTES,
            )
        )
    read = _Sources(package, root)
    found = [one for element in _sources(root) for one in read.source(element)]
    entries = tuple(one for one in found if isinstance(one, SourceEntry))
    refused = tuple(one for one in found if isinstance(one, Refusal))
    parts = tuple(kept_parts(root))
    return SourcesReading(
        entries,
        (*codes.refused, *refused),
        tuple(sorted({part.tag for part in parts} | set(codes.unmapped))),
        codes=codes.entries,
        parts=parts,
    )


def read_book_of_codes(path: Path) -> Book | Reading[CodeEntry]:
    """Return the code book of a project, or of any other file what `read_codebook` does.

    Raises WorkshopError if a project has none.
    """
    content = content_of(path)
    if not is_package(content) or not is_project(project := Project(path.name, content)):
        return read_codebook(path)
    book = next((each for each in project_root(project) if local(each) == "CodeBook"), None)
    if book is None:
        raise WorkshopError(
            say("{name} has no code book: import it as a source.", name=project.name)
        )
    return codes_in(project.name, book)


class _Sources:
    """Reads the sources of one project, whose users and cases are known."""

    def __init__(self, package: Project, root: Any) -> None:
        self._package = package
        self._users = {
            ref_of(said_in(each, "guid")): said_in(each, "name")[:SHORT]
            for each in children(root, "User")
        }
        self._homes = dict(_homes(root))
        self._facts = own_facts(root)

    def source(self, element: Any) -> Iterator[SourceEntry | Refusal]:
        """Yield a source of text and the selections in it that lie outside; nothing for other kinds."""
        holder = element
        if local(element) == "PDFSource":
            holder = next((each for each in element if local(each) == "Representation"), None)
        if holder is None or local(element) not in ("TextSource", "PDFSource"):
            return
        title = _title(element, holder)
        try:
            raw = self._raw(title, holder)
        except WorkshopError as error:
            yield Refusal(element.sourceline or 1, str(error))
            return
        yield from self._read(element, holder, title, raw)

    def _read(
        self, element: Any, holder: Any, title: str, raw: str
    ) -> Iterator[SourceEntry | Refusal]:
        line, uid = element.sourceline or 1, uid_of(said_in(element, "guid"))
        selections = [each for each in holder if local(each) == "PlainTextSelection"]
        spans = [span for each in selections if (span := _span(each))]
        counting = counting_of(raw, spans)
        quotes = []
        for each in selections:
            quote = self._quote(each, counting)
            if quote is None:
                yield Refusal(
                    each.sourceline or 1,
                    say("a coded place of “{title}” is outside its text, or too long", title=title),
                )
            else:
                quotes.append(quote)
        home = self._homes.get(uid, "")
        rest, notes = "", tuple[str, ...]()
        if uid != LOOSE:
            rest = carried(element, holder)
            notes = tuple(left_out(title, element, holder, rest))
        yield SourceEntry(
            line, title, counting.text.replace("\0", " "), title, "qdpx", notes, home, tuple(quotes),
            rest, uid, uid == LOOSE, self._noted(uid).use,
        )  # fmt: skip

    def _quote(self, element: Any, counting: Counting) -> QuoteEntry | None:
        span = _span(element)
        if span is None:
            return None
        start, end = counting.place(span.start), counting.place(span.end)
        if not 0 <= start < end <= len(counting.text) or end - start > LONG:
            return None
        codings = [each for each in element if local(each) == "Coding"]
        codes = (ref_of(said_in(ref, "targetGUID")) for ref in children(element, "CodeRef"))
        users = (ref_of(said_in(each, "creatingUser")) for each in (*codings, element))
        uid = uid_of(said_in(element, "guid"))
        return QuoteEntry(
            start,
            end,
            tuple(dict.fromkeys(filter(None, codes))),
            text_of(element, "Description")[:LONG],
            next((self._users[user] for user in users if user in self._users), ""),
            self._homes.get(uid, ""),
            uid,
            bool(said_in(element, "name")) or not text_of(element, "Description"),
            self._noted(uid),
        )

    def _noted(self, uid: str) -> Facts:
        """Return what a note of ours says of a selection or source; nothing if there is none."""
        return self._facts.get(note_uid(uid), UNSAID) if uid else UNSAID

    def _raw(self, title: str, element: Any) -> str:
        """Return the text as it is stored. Raises WorkshopError if it is missing or no text."""
        inside = next((each for each in element if local(each) == "PlainTextContent"), None)
        if inside is not None:
            text: str | None = "".join(inside.itertext())
        else:
            named = said_in(element, "plainTextPath")
            entry = self._package.source(named)
            if entry is None:
                raise WorkshopError(_missing(title, named))
            text = delimited.as_text(self._package.content(entry))
        if text is None or not text.strip():
            raise WorkshopError(say("“{title}” has no text in the project", title=title))
        if len(text) > BULK:
            raise WorkshopError(
                say("“{title}” has more than {most:,} letters", title=title, most=BULK)
            )
        return text


def _title(element: Any, holder: Any) -> str:
    """Return the name of a source, else that of its file, else a word for it."""
    file = said_in(holder, "plainTextPath").replace("\\", "/")
    named = one_line(said_in(element, "name")) or PurePosixPath(file).stem
    return (named or say("Source"))[:SHORT]


def _missing(title: str, named: str) -> str:
    if not named:
        return say("“{title}” has no plain text in the project", title=title)
    return say("the text of “{title}”, {path}, is not in the project", title=title, path=named)


def _sources(root: Any) -> Iterator[Any]:
    for part in root:
        if local(part) == "Sources":
            yield from (each for each in part if local(each))


def _span(element: Any) -> Snippet | None:
    try:
        start, end = (int(said_in(element, f"{which}Position")) for which in ("start", "end"))
    except ValueError:
        return None
    return Snippet(start, end, said_in(element, "name")) if 0 <= start <= end <= 2 * BULK else None


def _homes(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the GUIDs of what belongs to an organisation in our own projects, with its name."""
    for case in children(root, "Case"):
        name = said_in(case, "name")
        if uid_of(said_in(case, "guid")) == case_uid(name) and len(name) <= SHORT:
            for ref in children(case, "SourceRef", "SelectionRef"):
                yield uid_of(said_in(ref, "targetGUID")), name
