"""Small REFI-QDA projects and Word documents for tests."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID

RISK, SELECTION = UUID(int=1), UUID(int=2)
BOOK = (
    f'<CodeBook><Codes><Code guid="{RISK}" name="Risk" isCodable="true"/>'
    '<Code guid="code-2" name="Money"/></Codes></CodeBook>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(**files: str | bytes) -> bytes:
    """A zip of files by their names, with `__` for a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def word(body: str, **more: bytes) -> bytes:
    """A Word document."""
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return zipped(**{"word__document.xml": document}, **more)


def qde(sources: str, more: str = "", book: str = BOOK) -> str:
    """The XML of a project."""
    inside = f"{book}<Sources>{sources}</Sources>{more}"
    return f'<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0">{inside}</Project>'


def project(sources: str, more: str = "", book: str = BOOK, **files: str | bytes) -> bytes:
    """A project with a code book."""
    return zipped(**{"project.qde": qde(sources, more, book)}, **files)


def selection(start: int, end: int, name: str, code: object = RISK) -> str:
    """A coded place."""
    return (
        f'<PlainTextSelection guid="{SELECTION}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}"><Coding><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def two_texts() -> bytes:
    """Two texts, and one whose file is missing."""
    texts = "".join(
        f'<TextSource name="{name}"><PlainTextContent>{name} waits</PlainTextContent></TextSource>'
        for name in ("Leeds", "Oldham")
    )
    return project(f'{texts}<TextSource name="Gone" plainTextPath="internal://gone.txt"/>', book="")
