"""The text of a Word document, for its preview."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from lxml import etree

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
