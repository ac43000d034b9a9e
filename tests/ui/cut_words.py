"""What of the window's words has too little room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from ui.widgets import ElidedLabel

_WORD: Final = re.compile(r"\w")
_FEW: Final = 8  # letters, which say nothing of a longer text
_FRAME: Final = 2  # px on either side of the words of a header or a line


def cut_words(widget: QWidget) -> Iterator[str]:
    """Yield what is cut off in a control, but for labels that shorten a text and leave enough of it."""
    if isinstance(widget, QLineEdit):
        yield from _cut_placeholder(widget)
    elif isinstance(widget, ElidedLabel):
        if widget.text() != widget.whole() and len(widget.text().removesuffix("…")) < _FEW:
            yield widget.whole()
    else:
        yield from cut_in_any_language(widget)


def cut_in_any_language(widget: QWidget) -> Iterator[str]:
    """Yield what is cut off in a control that has to show all, however long the words of a language are."""
    if isinstance(widget, QComboBox):
        yield from _cut_choice(widget)
    elif isinstance(widget, QHeaderView):
        yield from _cut_headings(widget)
    else:
        yield from cut_on_a_label(widget)


def cut_on_a_label(widget: QWidget) -> Iterator[str]:
    """Yield the words of a button or a label with too little room, but for those that shorten on purpose."""
    if not isinstance(widget, QLabel | QAbstractButton) or isinstance(widget, ElidedLabel):
        return
    if _WORD.search(widget.text()) and _is_cut(widget):
        yield widget.text()


def _cut_choice(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(field, option, part, box).width() - 2 * _FRAME
    words = box.currentText() or box.placeholderText()
    if box.fontMetrics().horizontalAdvance(words) > room:
        yield words


def _cut_headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    shows_words = type(header) is QHeaderView and header.height() > header.fontMetrics().height()
    if header.orientation() != Qt.Orientation.Horizontal or not shows_words or model is None:
        return
    for at in range(header.count()):
        words = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        needed = header.fontMetrics().horizontalAdvance(words) + 2 * _FRAME
        if not header.isSectionHidden(at) and header.sectionSize(at) < needed:
            yield words


def _cut_placeholder(line: QLineEdit) -> Iterator[str]:
    words = "" if line.text() else line.placeholderText()
    room = line.contentsRect().width() - 2 * _FRAME
    if line.fontMetrics().horizontalAdvance(words) > room:
        yield words


def _is_cut(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, QAbstractButton) and not _is_scrolled(widget):
        seen = widget.visibleRegion().boundingRect()
        if seen.width() < widget.width() - 1 or seen.height() < widget.height() - 1:
            return True
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 1
    need = widget.sizeHint()
    return widget.width() < need.width() - 1 or widget.height() < need.height() - 1


def _is_scrolled(widget: QWidget) -> bool:
    """Whether it stands in something that scrolls, and so may be out of sight."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False
