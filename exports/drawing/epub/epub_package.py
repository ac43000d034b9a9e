"""The files of an EPUB book beside its pages: what it is, what is in it, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Final, NamedTuple

from exports.drawing import safe_markup
from exports.output_kinds import MAKER
from resources.words import language_tag, say

CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_ACCESSIBLE: Final = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
)


_DRAWN: Final = ' properties="svg"'


class Chapter(NamedTuple):
    """A file of a book.

    drawn: whether there is a drawing in it.
    """

    file: str
    title: str
    body: str

    @property
    def drawn(self) -> bool:
        """Whether there is a drawing in it."""
        return "<svg" in self.body


def package(title: str, uid: str, made_at: datetime, chapters: Sequence[Chapter]) -> str:
    """Return the package document: what the book is, its files, and their order."""
    language = language_tag()
    accessible = "".join(f'<meta property="{name}">{value}</meta>\n' for name, value in _ACCESSIBLE)
    told = say("Headings, tables with headings, and every picture told in words.")
    items = "".join(
        f'<item id="c{number}" href="{chapter.file}" media-type="application/xhtml+xml"'
        f"{_DRAWN * chapter.drawn}/>\n"
        for number, chapter in enumerate(chapters, 1)
    )
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(chapters) + 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" '
        f'xml:lang="{language}" prefix="schema: http://schema.org/">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<dc:creator>{MAKER}</dc:creator>\n"
        f'<dc:identifier id="uid">urn:uuid:{uid}</dc:identifier>\n<dc:title>{shown(title)}</dc:title>\n'
        f"<dc:language>{language}</dc:language>\n"
        f'<meta property="dcterms:modified">{made_at:%Y-%m-%dT%H:%M:%SZ}</meta>\n'
        f"{accessible}"
        f'<meta property="schema:accessibilitySummary">{shown(told)}</meta>\n</metadata>\n'
        '<manifest>\n<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/>\n<item id="style" href="style.css" media-type="text/css"/>\n'
        f"{items}</manifest>\n<spine>{order}</spine>\n</package>\n"
    )


def navigation(chapters: Sequence[Chapter]) -> str:
    """Return the list of contents."""
    title = say("Contents")
    links = "".join(f'<li><a href="{one.file}">{shown(one.title)}</a></li>' for one in chapters)
    return page(
        title,
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc"><h1 id="toc">{shown(title)}</h1>'
        f"<ol>{links}</ol></nav>",
    )


def page(title: str, body: str) -> str:
    """Return a page of a book; `body` is its content as XHTML."""
    language = language_tag()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}">\n<head>\n<title>{shown(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def shown(words: str) -> str:
    """Return words escaped for XML, without letters that it cannot hold."""
    return escape(safe_markup.printable(words), quote=False)
