"""Pages of a PDF as images on white paper."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument


def page_image(content: bytes, number: int, longest: int) -> tuple[QImage, QSizeF]:
    """Return the image of a page of a PDF, and the size of its paper in points.

    number: of the page, from 0; the last page is taken if there are fewer.
    longest: the longer side of the image in pixels.
    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    number = min(number, document.pageCount() - 1)
    size = document.pagePointSize(number)
    shape = size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio).toSize()
    paper = QImage(shape, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(number, shape))
    painter.end()
    return paper, size
