"""Texts, documents and projects made to hurt whoever reads them as sources of discovery."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from tests.core.readers.project_samples import project, qde, selection, word, zipped
from tests.reliability.inputs.hostile import Hostile


def sources() -> Iterator[Hostile]:
    """Sources with far more than any can have, or with what reaches outside."""
    yield Hostile("a text of one line", "source", "a.txt", b"a " * 900_000, True)
    cue = b"00:01.000 --> 00:02.000\n<v A><i>a</i>\n\n"
    yield Hostile("100,000 subtitles", "source", "a.vtt", b"WEBVTT\n\n" + cue * 100_000, True)
    yield Hostile(
        "tags without end", "source", "b.vtt", b"WEBVTT\n\n" + cue[:24] + b"<v " * 400_000, True
    )
    nested = "<w:p><w:r>" * 100_000
    yield Hostile("paragraphs within paragraphs", "source", "deep.docx", lambda: word(nested))
    many = "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000
    yield Hostile("60,000 paragraphs", "source", "many.docx", lambda: word(many))
    spaces = (
        '<text:p xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">a<text:s {}/></text:p>'
    )
    far = spaces.format('text:c="99999999999"')
    yield Hostile("a billion spaces", "source", "a.odt", zipped(**{"content.xml": far}), True)
    outside = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>'
    yield Hostile(
        "a document that asks for a file", "source", "b.odt", zipped(**{"content.xml": outside})
    )
    yield from _pdfs()
    yield from _projects()


def _pdfs() -> Iterator[Hostile]:
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    tail = b"\ntrailer<</Root 1 0 R>>\n%%EOF"
    loop = b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj"
    yield Hostile(
        "a PDF whose pages are their own parents", "source", "loop.pdf", head + loop + tail
    )
    deep = b"2 0 obj" + b"[" * 200_000 + b"endobj"
    yield Hostile("a PDF of nested lists", "source", "deep.pdf", head + deep + tail)


def _projects() -> Iterator[Hostile]:
    text = "<PlainTextContent>a𝔘b</PlainTextContent>"
    far = f"{text}{selection(-1, 10**30, 'x')}{selection(2, 1, 'x')}{selection(0, 3, 'a' * 99_999)}"
    yield Hostile("places outside the text", "source", "far.qdpx", _one(far), True)
    many = text + selection(0, 1, "a") * 60_000
    yield Hostile("60,000 coded places", "source", "many.qdpx", lambda: _one(many))
    climbing = '<TextSource name="x" plainTextPath="internal://../../../etc/hostname"/>'
    yield Hostile("a text outside the zip", "source", "out.qdpx", project(climbing), True)
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + qde("")[21:]
    yield Hostile("entities in a project", "source", "laugh.qdpx", zipped(**{"project.qde": bomb}))
    yield Hostile("20,000 files in a project", "source", "files.qdpx", _files)
    twice = f'<TextSource guid="a" name="n">{text}</TextSource>' * 2_000
    yield Hostile("2,000 texts of one name", "source", "same.qdpx", lambda: project(twice), True)
    yield Hostile("a text of 60 MB in a project", "source", "big.qdpx", _large_text, True)


def _one(inside: str) -> bytes:
    return project(f'<TextSource name="x">{inside}</TextSource>')


def _files() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("project.qde", qde(""))
        for number in range(20_000):
            package.writestr(f"sources/{number}", "")
    return made.getvalue()


def _large_text() -> bytes:
    named = '<TextSource name="x" plainTextPath="internal://x.txt"/>'
    return project(named, **{"sources__x.txt": b"a " * 30_000_000})
