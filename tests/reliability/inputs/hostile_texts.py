"""Texts made to hurt whoever reads them as a product: zips of XML, and Markdown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from tests.reliability.inputs.hostile import Hostile

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _zipped(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


def _docx(body: str, before: str = "", **entries: bytes) -> bytes:
    document = f'{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return _zipped({"word/document.xml": document.encode(), **entries})


def texts() -> Iterator[Hostile]:
    """Word documents, OpenDocument texts and Markdown with far more than a text has."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]>'
    said = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    yield Hostile("entities in a text", "draft", "laugh.docx", _docx(said.format("&a11;"), bomb))
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    yield Hostile(
        "a text that asks for a file", "draft", "file.docx", _docx(said.format("&x;"), outside)
    )
    macros = _docx(said.format("x"), **{"word/vbaProject.bin": b"x"})
    yield Hostile("a text with macros", "draft", "macros.docx", macros, True)
    line = said.format("a" * 1_000_000)
    yield Hostile("a paragraph of a million letters", "draft", "line.docx", _docx(line), True)
    braced = said.format("x").replace("<w:p>", '<w:p xmlns:w="a}b">')
    yield Hostile("a namespace with a brace", "draft", "brace.docx", _docx(braced))
    tables = "<w:tbl><w:tr><w:tc>" * 200 + said.format("x") + "</w:tc></w:tr></w:tbl>" * 200
    yield Hostile("tables 200 deep", "draft", "deep.docx", _docx(tables))
    cells = (
        "<w:tbl>" + f"<w:tr>{'<w:tc/>' * 1000}</w:tr>" + "<w:tr><w:tc/></w:tr>" * 3000 + "</w:tbl>"
    )
    yield Hostile("a ragged table of three million cells", "draft", "wide.docx", _docx(cells))
    yield Hostile("a zip that is no text", "draft", "none.docx", _zipped({"a.txt": b"x"}))
    yield Hostile(
        "a text of 150 MB in a zip",
        "draft",
        "bomb.docx",
        lambda: _docx(said.format("a" * 150_000_000)),
    )
    markdown = (
        b"[x](javascript:alert(1)) <script>x</script> ![p](http://x/y.png)\n" + b">" * 100_000
    )
    yield Hostile("Markdown 100,000 deep", "draft", "deep.md", markdown, True)
