"""Files with the text of a source, told apart by content, and projects with several of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import BULK, SHORT, has_words, one_line
from upstream_workshop.readers.formats.packages import is_package
from upstream_workshop.readers.formats.tables import content_of
from upstream_workshop.readers.sources.office_texts import OPEN, WORD, Document, office_text
from upstream_workshop.readers.sources.pdf_texts import pdf_text
from upstream_workshop.readers.sources.plain_texts import (
    is_subtitles,
    plain_text,
    subtitles,
    unix_lines,
)
from upstream_workshop.readers.sources.project_files import Project, is_project
from upstream_workshop.readers.sources.projects import read_project
from upstream_workshop.readers.sources.source_entries import SourceEntry, SourcesReading

LARGEST_BYTES: Final = 20 * 1024 * 1024
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKDOWN: Final = (".md", ".markdown")


def read_sources(path: Path) -> SourcesReading:
    """Return the text of a file, or all texts of a REFI-QDA project with their quotes and codes.

    Raises WorkshopError for what has no text, naming the file and what to do.
    """
    content = content_of(path, LARGEST_BYTES, say("bring it in in parts, without its pictures"))
    if is_package(content) and is_project(project := Project(path.name, content)):
        return read_project(project)
    text, file_format, notes = _text(path, content)
    plain = unix_lines(text).replace("\0", "")
    refuse_length(path.name, plain)
    title = one_line(path.stem)[:SHORT] or say("Source")
    return SourcesReading((SourceEntry(1, title, plain, path.name[:SHORT], file_format, notes),))


def refuse_length(name: str, text: str) -> None:
    """Raise WorkshopError for a text without words, or one that is too long."""
    if not has_words(text):
        raise WorkshopError(say("{name} has no words in it: choose a file with text.", name=name))
    if len(text) > BULK:
        raise WorkshopError(
            say(
                "{name} has more than {most:,} letters: bring it in in parts.", name=name, most=BULK
            )
        )


def _text(path: Path, content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, the kind of file it is, and what was left out."""
    name = path.name
    if content.startswith(_OLD_OFFICE):
        raise WorkshopError(
            say("{name} is an old or protected Office file: save it as DOCX or TXT.", name=name)
        )
    if content.lstrip()[:5] == b"%PDF-":
        return pdf_text(name, content), "pdf", ()
    if is_package(content):
        return _office(Document(name, content))
    text = plain_text(name, content)
    if text.removeprefix("\ufeff").lstrip().startswith("WEBVTT"):
        return subtitles(text), "vtt", ()
    if is_subtitles(text):
        return subtitles(text), "srt", ()
    begins = text.removeprefix("\ufeff").lstrip()[:2_000].lower()
    if begins.startswith(("{\\rtf", "<!doctype html", "<html")):
        raise WorkshopError(
            say("{name} has codes between its words: open it, and save it as TXT.", name=name)
        )
    if "urn:QDA-XML:codebook" in text[:2_000]:
        raise WorkshopError(say("{name} is a code book: import it as one.", name=name))
    return text, "markdown" if path.suffix.lower() in _MARKDOWN else "text", ()


def _office(package: Document) -> tuple[str, str, tuple[str, ...]]:
    if not package.has(WORD) and not package.has(OPEN):
        raise WorkshopError(
            say(
                "{name} is no text document: choose a TXT, Markdown, Word, ODT, VTT, SRT or PDF file.",
                name=package.name,
            )
        )
    text, notes = office_text(package)
    return text, "docx" if package.has(WORD) else "odt", notes
