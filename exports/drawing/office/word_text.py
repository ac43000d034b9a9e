"""The text of a Word document, for its preview."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from upstream_workshop.letters import one_line

_MAIN: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_text(content: bytes) -> str:
    """Return the text of a document that this program made, a line for each paragraph."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    lines = (
        "".join(text.text or "" for text in paragraph.iter(f"{_MAIN}t"))
        for paragraph in body.iter(f"{_MAIN}p")
    )
    return "\n".join(lines)


def package_text(content: bytes) -> str:
    """Return the text of a packed file that this program made: Word, an e-book, or a project."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        if "word/document.xml" in names:
            return word_text(content)
        pages = [parts.read(name) for name in names if name.endswith((".xhtml", ".qde"))]
    return "\n".join(line for page in pages for line in _lines_of(page))


def _lines_of(page: bytes) -> Iterator[str]:
    told = (one_line(str(text)) for text in etree.fromstring(page).itertext())
    return (line for line in told if line)
