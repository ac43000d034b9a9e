"""The kinds of file that the catalogue writes, and how one written by this program is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from resources.words import noop
from upstream_workshop.storage.files.writing import Kind, Sample

MAKER: Final = "Upstream Workshop"
_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_NO_TEXT: Final = re.compile(rb"[\0-\x08\x0e-\x1f\x7f]")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def kind_of(name: str) -> Kind:
    """Return the kind of a file of the catalogue, by its suffix."""
    return KINDS[Path(name).suffix]


def _is_pdf(sample: Sample) -> bool:
    return sample.head.startswith(b"%PDF-")


def _is_page(sample: Sample) -> bool:
    return _PAGE.match(sample.head) is not None


def _is_json(sample: Sample) -> bool:
    return sample.head.lstrip()[:1] in (b"{", b"[") and _is_text(sample)


def _is_table(sample: Sample) -> bool:
    return _is_text(sample) and any(mark in _first_line(sample) for mark in (b",", b";", b"\t"))


def _is_calendar(sample: Sample) -> bool:
    return sample.head.startswith(b"BEGIN:VCALENDAR")


def _is_message(sample: Sample) -> bool:
    return b"X-Mailer:" in sample.head and _is_text(sample)


def _is_png(sample: Sample) -> bool:
    return sample.head.startswith(b"\x89PNG\r\n\x1a\n")


def _is_svg(sample: Sample) -> bool:
    return b"<svg" in sample.head[:4096] and _is_text(sample)


def _is_text(sample: Sample) -> bool:
    return _NO_TEXT.search(sample.head) is None and not _is_pdf(sample)


def _first_line(sample: Sample) -> bytes:
    return sample.head.removeprefix(_BYTE_ORDER_MARK).partition(b"\n")[0].rstrip(b"\r")


def _is_xml(sample: Sample) -> bool:
    return sample.head.lstrip().startswith(b"<") and _is_text(sample)


def _is_loopy(sample: Sample) -> bool:
    return sample.head.startswith(b"[[") and _is_text(sample)


def _is_preflib(sample: Sample) -> bool:
    return sample.head.startswith(b"# ") and b"ALTERNATIVE NAME" in sample.head and _is_text(sample)


def _is_pabulib(sample: Sample) -> bool:
    return sample.head.startswith(b"META") and _is_text(sample)


def _is_profile(sample: Sample) -> bool:
    return b"profile:" in sample.head and _is_text(sample)


def _is_count(sample: Sample) -> bool:
    """Look at the first line that is no comment: the numbers of candidates and of seats."""
    lines = (line.split(b"#")[0].split() for line in sample.head.splitlines())
    first = next(filter(None, lines), [])
    return len(first) == 2 and all(word.isdigit() for word in first) and _is_text(sample)


def _made_for_loopy(found: Sample, _made: Sample) -> bool:
    """Look at the end: a map of Loopy has a place for a mark of this program only there."""
    return f"{MAKER} ".replace(" ", "%2520").encode() in found.tail


def _marked(mark: bytes) -> Callable[[Sample, Sample], bool]:
    return lambda found, _made: mark in found.head


def _has_the_same_columns(found: Sample, made: Sample) -> bool:
    """Compare headings: a table has no place for a mark of this program."""
    return _first_line(found) == _first_line(made)


def _is_word(sample: Sample) -> bool:
    """Look for the parts of an office document; the first names of a zip are in its head."""
    return sample.head.startswith(b"PK\3\4") and (
        b"docProps/" in sample.head or b"[Content_Types].xml" in sample.head
    )


def _is_project(sample: Sample) -> bool:
    return sample.head.startswith(b"PK\3\4") and b"project.qde" in sample.head[:64]


def _is_book(sample: Sample) -> bool:
    return sample.head.startswith(b"PK\3\4") and b"application/epub+zip" in sample.head[:100]


TABLE: Final = Kind(noop("a table (CSV)"), _is_table, _has_the_same_columns)
LIST: Final = Kind(noop("a list of codes"), _is_table, _has_the_same_columns)
UNMARKED: Final = (TABLE, LIST)  # recognised only beside what is to replace them
PNG: Final = Kind(noop("a PNG picture"), _is_png, _marked(f"Software\0{MAKER}".encode()))
KINDS: Final = {
    ".pdf": Kind(noop("a PDF"), _is_pdf, _marked(f"/Creator ({MAKER})".encode())),
    ".html": Kind(
        noop("a web page"), _is_page, _marked(f'name="generator" content="{MAKER}"'.encode())
    ),
    ".docx": Kind(
        noop("a Word document"), _is_word, _marked(f"<dc:creator>{MAKER}</dc:creator>".encode())
    ),
    ".epub": Kind(
        noop("an e-book (EPUB)"), _is_book, _marked(f"<dc:creator>{MAKER}</dc:creator>".encode())
    ),
    ".csv": TABLE,
    ".svg": Kind(noop("an SVG picture"), _is_svg, _marked(f"<!-- {MAKER} -->".encode())),
    ".png": PNG,
    ".ics": Kind(noop("a calendar"), _is_calendar, _marked(f"PRODID:-//{MAKER}//".encode())),
    ".eml": Kind(noop("a message"), _is_message, _marked(f"X-Mailer: {MAKER}".encode())),
    ".graphml": Kind(
        noop("a graph (GraphML)"), _is_xml, _marked(f"<!-- made by {MAKER} ".encode())
    ),
    ".qdpx": Kind(noop("a project (REFI-QDA)"), _is_project, _marked(f'origin="{MAKER} '.encode())),
    ".txt": LIST,
    ".qdc": Kind(noop("a code book (REFI-QDA)"), _is_xml, _marked(f'origin="{MAKER} '.encode())),
    ".mmp": Kind(
        noop("a map of Mental Modeler"), _is_xml, _marked(f"<!-- made by {MAKER} ".encode())
    ),
    ".loopy": Kind(noop("a map of Loopy"), _is_loopy, _made_for_loopy),
    ".prsm": Kind(noop("a map of PRSM"), _is_json, _marked(f'"made by": "{MAKER}'.encode())),
    **{
        f".{ending}": Kind(
            noop("ballot papers (PrefLib)"),
            _is_preflib,
            _marked(f"# DESCRIPTION: {MAKER}".encode()),
        )
        for ending in ("soc", "soi", "toc", "toi", "cat")
    },
    ".pb": Kind(noop("ballot papers (pabulib)"), _is_pabulib, _marked(f"comment;{MAKER}".encode())),
    ".yaml": Kind(noop("ballot papers (abcvoting)"), _is_profile, _marked(f"# {MAKER}".encode())),
    ".blt": Kind(noop("ballot papers (BLT)"), _is_count, _marked(f"# {MAKER}".encode())),
    ".json": Kind(noop("a JSON file"), _is_json, _marked(f'"made by": "{MAKER}'.encode())),
}
