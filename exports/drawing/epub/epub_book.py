"""The same document as a `Sheet`, as an EPUB 3 book: a zip of XHTML pages, one a chapter.

EPUB 3.3 and EPUB Accessibility 1.1 of the W3C say what is in it.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from exports.drawing import inks, safe_markup
from exports.drawing.epub.epub_package import CONTAINER, Chapter, navigation, package, page
from exports.drawing.web import WebSheet
from resources.words import say

_FIRST: Final = "EPUB/package.opf"  # not packed, so that the maker can be read
MIMETYPE: Final = b"application/epub+zip"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # of zip files: the same book is the same bytes
_STYLE: Final = """
body {{ color: {ink}; line-height: 1.5; margin: 1em; overflow-wrap: anywhere; }}
h1, h2 {{ color: {deep}; line-height: 1.2; }} .lead {{ color: {soft}; font-size: 1.1em; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .3em .6em .3em 0;
  border-bottom: 1px solid {line}; }}
figure {{ margin: 1em 0; }} svg {{ width: 100%; height: auto; }}
"""


@dataclass
class EpubSheet(WebSheet):
    """A book that is written from its title down; each heading of level 2 begins a chapter.

    uid: identifies the book, and stays when it is made again; blank for one of its title.
    made_at: the local time of its making.
    """

    uid: str = ""
    made_at: datetime = datetime(2000, 1, 1)
    _starts: list[tuple[int, str]] = field(
        default_factory=list
    )  # where a chapter begins; its title

    def heading(self, level: int, value: str) -> str:
        """Append a heading; level 1 is the title of the book. Return its anchor."""
        if level <= 2:
            words = safe_markup.printable(value) or say("Untitled")
            self._starts.append((len(self._body), words))
        return super().heading(level, value)

    def epub(self) -> bytes:
        """Return the finished book."""
        uid = self.uid or str(uuid5(NAMESPACE_URL, self.title))
        chapters = self._chapters()
        style = _STYLE.format(**{name: inks.css(name) for name in ("ink", "deep", "soft", "line")})
        return _packed(
            {
                "EPUB/package.opf": package(self.title, uid, self.made_at, chapters),
                "META-INF/container.xml": CONTAINER,
                "EPUB/nav.xhtml": navigation(chapters),
                "EPUB/style.css": style,
                **{f"EPUB/{one.file}": page(one.title, one.body) for one in chapters},
            }
        )

    def _chapters(self) -> list[Chapter]:
        ends = [*(start for start, _ in self._starts[1:]), len(self._body)]
        return [
            Chapter(f"chapter-{number}.xhtml", title, "\n".join(self._body[start:end]))
            for number, ((start, title), end) in enumerate(zip(self._starts, ends, strict=True), 1)
        ]


def _packed(files: dict[str, str]) -> bytes:
    """Return the zip, with the type of the book first and not packed, as readers expect."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        book.writestr(zipfile.ZipInfo("mimetype", _EPOCH), MIMETYPE)
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == _FIRST else zipfile.ZIP_DEFLATED
            book.writestr(info, content.encode())
    return written.getvalue()
