"""A picture as large as its widget allows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from exports.drawing.svg_file import FONTS
from resources.words import say
from ui.kit import theme


class PictureView(QWidget):
    """Shows a picture in the middle, scaled down or up to fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setAccessibleName(say("Preview"))

    def show_picture(self, content: bytes) -> bool:
        """Show the picture in a file's bytes; return whether it could be read."""
        ours = theme.font("body").family()
        one_family = content.replace(
            FONTS.encode(), ours.encode()
        )  # Qt's SVG reads no list of them
        self._image = QImage.fromData(one_family)
        self.update()
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size: QSize = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(self.rect().center())
        painter.drawImage(box, self._image)
