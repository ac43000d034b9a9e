"""Rows of a tree are as high as their words need, unless there are thousands."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit import theme
from ui.widgets.lists.wrapped_rows import MOST, WrappedRows

WORDS = (
    "More trust in the communities of Llanfihangel-ar-Arth leads to less escalation, after a delay"
)


def tree_of(qtbot: QtBot, texts: list[str]) -> QTreeWidget:
    """Return a tree in which each text is that of a row and of one below it, in heavier type."""
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    rows = WrappedRows(tree)
    tree.setItemDelegate(rows)
    rows.expect(2 * len(texts))
    for text in texts:
        top = QTreeWidgetItem([text])
        below = QTreeWidgetItem([text])
        below.setFont(0, theme.font("body", "strong"))
        top.addChild(below)
        tree.addTopLevelItem(top)
    tree.expandAll()
    return shown(qtbot, tree, 700, 900)


def needed(tree: QTreeWidget, item: QTreeWidgetItem) -> int:
    """Return the height of the words of a row at the width that it is painted with."""
    font = item.font(0) if item.data(0, Qt.ItemDataRole.FontRole) else theme.font()
    within = QRect(0, 0, tree.visualItemRect(item).width(), 0)
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(within, flags, item.text(0)).height()


def test_a_row_is_as_high_as_its_words_at_every_width(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, [WORDS[:n] for n in (10, 40, 70, len(WORDS))])
    items = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    heights = {}
    for width in (900, 300, 180, 700):
        tree.resize(width, 900)
        qtbot.waitUntil(lambda: tree.visualItemRect(items[0]).width() > tree.viewport().width() / 2)
        heights[width] = [tree.visualItemRect(item).height() for item in items]
        for item, height in zip(items, heights[width], strict=True):
            assert height >= needed(tree, item), (width, item.text(0))
    assert heights[180][-1] > heights[300][-1] > heights[900][-1]
    assert heights[900][0] == heights[180][0]  # of a row of one line


def test_thousands_of_rows_have_one_height(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, ["Short", WORDS * 3, *(f"Row {n}" for n in range(MOST // 2))])
    tree.resize(240, 900)
    first, second = tree.topLevelItem(0), tree.topLevelItem(1)
    assert tree.visualItemRect(first).height() == tree.visualItemRect(second).height()
    assert tree.textElideMode() == Qt.TextElideMode.ElideRight
