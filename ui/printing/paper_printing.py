"""Printing a PDF: its pages are drawn by QtPdf on the printer that the system's dialog chose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QDialog, QWidget

from resources.words import say
from upstream_workshop.errors import WorkshopError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_FINEST: Final = 300  # dots per inch at which a page is drawn; a finer printer enlarges it
_POINTS: Final = 72.0


def ask_printer(parent: QWidget, content: bytes) -> QPrinter | None:
    """Ask for printer, copies, pages and sides in the system's dialog; return None if cancelled.

    content: the PDF, whose first page gives the size of the paper.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    with_pages(printer, content)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(say("Print"))
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def with_pages(printer: QPrinter, content: bytes) -> None:
    """Set a printer to the size and number of a PDF's pages."""
    document = _opened(content)
    size = document.pagePointSize(0)
    tall = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    wide = size.width() > size.height()
    ways = QPageLayout.Orientation
    printer.setPageLayout(
        QPageLayout(
            QPageSize(tall, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
            ways.Landscape if wide else ways.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    printer.setFullPage(True)
    printer.setFromTo(1, document.pageCount())


def print_pdf(
    content: bytes, printer: QPrinter, progress: Callable[[float], None] = lambda _: None
) -> int:
    """Print a PDF, each page as large as the paper allows; return how many pages were printed.

    progress: called with the share done; it may raise to stop.

    Raises WorkshopError if the printer takes nothing.
    """
    document = _opened(content)
    first = max(1, printer.fromPage() or 1)
    last = min(document.pageCount(), printer.toPage() or document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        raise WorkshopError(say("The printer takes nothing: choose another, or write the file."))
    try:
        for number in range(first, last + 1):
            progress((number - first) / (last - first + 1))
            if number > first:
                printer.newPage()
            _draw(painter, document, number - 1, printer)
    finally:
        painter.end()
    return last - first + 1


def _draw(painter: QPainter, document: QPdfDocument, page: int, printer: QPrinter) -> None:
    """Draw a page in the middle of the paper."""
    size = document.pagePointSize(page)
    dots = min(_FINEST, printer.resolution()) / _POINTS
    image = document.render(page, QSize(round(size.width() * dots), round(size.height() * dots)))
    paper = QRectF(painter.viewport())
    fitted = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRectF(0, 0, fitted.width(), fitted.height())
    box.moveCenter(paper.center())
    painter.drawImage(box, image)


def _opened(content: bytes) -> QPdfDocument:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document
