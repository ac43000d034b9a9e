"""The text of a product from a file: Markdown as it is; Word and OpenDocument turned into Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import BULK
from upstream_workshop.readers.formats.delimited import decoded
from upstream_workshop.readers.formats.packages import is_package
from upstream_workshop.readers.formats.tables import content_of
from upstream_workshop.readers.products.office_markdown import TextDocument, markdown_of
from upstream_workshop.readers.reading import Reading


@dataclass(frozen=True, slots=True)
class ProductText:
    """The text of a file in restricted Markdown.

    notes: sentences on what was left out of it.
    """

    line: int
    text: str
    notes: tuple[str, ...] = ()


def read_product(path: Path) -> Reading[ProductText]:
    """Return the text of a file. Raises WorkshopError for what has none, naming the file."""
    content = content_of(path)
    notes: tuple[str, ...] = ()
    if is_package(content):
        text, notes = markdown_of(TextDocument(path.name, content))
    elif content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise WorkshopError(
            say("{name} is no text: save it as DOCX, ODT or Markdown.", name=path.name)
        )
    else:
        text = decoded(path.name, content).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\0", "").strip()
    if not text:
        raise WorkshopError(say("{name} has no words in it.", name=path.name))
    if len(text) > BULK:
        raise WorkshopError(
            say("{name} has more than {most:,} letters: divide it.", name=path.name, most=BULK)
        )
    return Reading((ProductText(1, f"{text}\n", notes),))
