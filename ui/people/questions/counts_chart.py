"""A bar chart of the counted answers to a question."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.words import say
from ui.kit import theme
from upstream_workshop.people.questions.queries import OptionRow


class CountsChart(QWidget):
    """A bar chart with the number of each answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[OptionRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_options(self, options: tuple[OptionRow, ...]) -> None:
        """Show the answers."""
        self._options = options
        self.setFixedHeight(max(1, len(options) * theme.px(36)))
        text = "; ".join(f"{option.label}: {option.count}" for option in options)
        self.setAccessibleName(say("Answers: {said}", said=text))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height of one line for each answer."""
        return QSize(theme.px(420), max(1, len(self._options) * theme.px(36)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, the track, the bar and the number of each answer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("body"))
        tall, number_wide = theme.px(36), theme.px(48)
        words = self.width() * 0.42
        most = max((option.count for option in self._options), default=0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for row, option in enumerate(self._options):
            box = QRectF(0, row * tall, self.width(), tall)
            painter.setPen(theme.colour("ink"))
            elided = painter.fontMetrics().elidedText(
                option.label, Qt.TextElideMode.ElideRight, int(words - 12)
            )
            painter.drawText(QRectF(0, box.top(), words - 12, tall), left, elided)
            painter.drawText(
                QRectF(box.right() - number_wide + 12, box.top(), number_wide - 12, tall),
                left,
                f"{option.count}",
            )
            track = QRectF(
                words, box.top() + tall * 0.24, box.width() - words - number_wide, tall * 0.52
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("track"))
            painter.drawRoundedRect(track, 6, 6)
            if option.count:
                track.setWidth(max(12.0, track.width() * option.count / most))
                painter.setBrush(theme.colour("river"))
                painter.drawRoundedRect(track, 6, 6)
        painter.end()
