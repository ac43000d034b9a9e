"""Pictures of the first pages of outputs, and their paper, drawn in the background for the rows in view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageSize, QPixmap

from exports.archive.drawing_processes import draw_one
from exports.print_records import digest
from resources.words import say
from ui.kit.jobs import Jobs, Ticket
from ui.printing.checking import Checked, Line
from ui.printing.pictures.page_images import page_image
from upstream_workshop.errors import WorkshopError

_PAUSE: Final = 500  # milliseconds of rest before drawing begins: the preview comes first
_TALLEST: Final = 160  # px of a picture's longer side, enough for large type on a fine screen
PICTURED: Final = ("pdf", "png")  # the suffixes of outputs that have a picture
_POINTS_PER_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page of an output.

    picture: as it looks.
    paper: the size of its paper in words, such as A4; blank if it has none.
    """

    picture: QPixmap
    paper: str


_Found = tuple[str, str, QImage, str]  # key of the output, digest of the content, picture, paper


class FirstPages(QObject):
    """Keeps the first pages of outputs, by the content of their files.

    seen: returns the lines of the catalogue that are in view; only these are drawn, one by one.

    `drawn()` is emitted when there is one more.
    """

    drawn = Signal()

    def __init__(
        self, jobs: Jobs, seen: Callable[[], Iterable[Line]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._seen = jobs, seen
        self._checked: Checked | None = None
        self._ticket: Ticket | None = None
        self._drawing = ("", "")  # key of the output that the ticket is for, digest of the report
        self._tried: dict[str, str] = {}  # of which content an output was drawn, by its key
        self._content: dict[str, str] = {}  # the digest of its first file, by the key of the output
        self._given: dict[str, bytes] = {}  # first files that were drawn for the preview
        self._pages: dict[str, FirstPage] = {}  # by the digest of the file
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._draw_next)

    @property
    def under_way(self) -> bool:
        """Whether what is in view is being drawn, or will be in a moment."""
        return self._pause.isActive() or self._ticket is not None

    def of(self, key: str) -> FirstPage | None:
        """Return the first page of an output; None while it is unknown, or if there is none."""
        return self._pages.get(self._content.get(key, ""))

    def show_of(self, checked: Checked) -> None:
        """Draw what is in view as it is now."""
        self._checked, self._given = checked, {}
        self.look_soon()

    def take(self, key: str, content: bytes) -> None:
        """Take the first file of an output, which was drawn for the preview."""
        self._given[key] = content
        self.look_soon()

    def look_soon(self) -> None:
        """Draw what has come into view, when it has been there for a moment."""
        self._pause.start()

    def leave(self) -> None:
        """Stop drawing until `show_of` or `look_soon` is called."""
        self._pause.stop()
        if self._ticket is not None:
            self._ticket.ended.disconnect(self._on_ended)
            self._ticket.cancel()
            self._ticket = None

    def _draw_next(self) -> None:
        checked = self._checked
        if checked is None or self._ticket is not None:
            return
        if self._jobs.under_way():  # somebody waits for that
            self._pause.start()
            return
        for line in self._seen():
            drawn = self._tried.get(line.id) == checked.content
            if line.files and line.output.suffix in PICTURED and not drawn:
                work = partial(
                    _drawn, checked, line.id, self._given.get(line.id), frozenset(self._pages)
                )
                self._drawing = line.id, checked.content
                self._ticket = self._jobs.run("", work, self._on_drawn, self)
                self._ticket.ended.connect(self._on_ended)  # of a method: no longer once it is gone
                return

    def _on_drawn(self, found: _Found | None) -> None:
        if found is None:
            return
        key, content, image, paper = found
        if content not in self._pages:
            self._pages[content] = FirstPage(QPixmap.fromImage(image), paper)
        before = self._content.get(key)
        self._content[key] = content
        if before and before not in self._content.values():
            self._pages.pop(before, None)
        self.drawn.emit()

    def _on_ended(self) -> None:
        key, content = self._drawing
        self._ticket = None
        self._tried[key] = content
        self._given.pop(key, None)
        self._draw_next()


def _drawn(
    checked: Checked, key: str, given: bytes | None, known: frozenset[str], ticket: Ticket
) -> _Found | None:
    """Return the first page of an output; without its picture if a file with that content is known."""
    try:
        content = given or draw_one(checked.report, checked.shared, key, 0, ticket.look)
    except WorkshopError:  # it is said when the output is looked at or written
        return None
    found = digest(content)
    image, paper = (QImage(), "") if found in known else _first_page(content)
    return key, found, image, paper


def _first_page(content: bytes) -> tuple[QImage, str]:
    """Return the picture of the first page of a PDF with the name of its paper, or a picture file's."""
    if not content.startswith(b"%PDF"):
        return _small(QImage.fromData(content)), ""
    image, size = page_image(content, 0, 2 * _TALLEST)
    return _small(image), paper_words(size)


def _small(image: QImage) -> QImage:
    return image.scaled(
        _TALLEST,
        _TALLEST,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def paper_words(size: QSizeF) -> str:
    """Return the name of a paper, such as A3, or its width and height.

    size: in points.
    """
    tall = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    fuzzy = QPageSize.SizeMatchPolicy.FuzzyMatch
    paper = QPageSize(tall, QPageSize.Unit.Point, "", fuzzy)
    if paper.id() != QPageSize.PageSizeId.Custom:
        return paper.name().partition(" ")[0]
    wide, high = (round(side / _POINTS_PER_MM) for side in (size.width(), size.height()))
    return say("{wide} × {high} mm", wide=wide, high=high)
