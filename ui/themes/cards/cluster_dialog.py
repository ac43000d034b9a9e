"""Proposed clusters of loose cards, each with its reason, accepted card by card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.widgets import button, label
from upstream_workshop.themes.wall.shared_words import Cluster

_CARD = Qt.ItemDataRole.UserRole
_OFF, _ON = Qt.CheckState.Unchecked, Qt.CheckState.Checked
_CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable


class ClusterDialog(QDialog):
    """A tree of clusters; nothing is ticked, and only ticked cards go into a theme.

    Space ticks a card, or all cards of a cluster. Enter on a cluster's line edits the title of its theme.

    `accepted_cards(card ids, title)` is emitted for the ticked cards of the current cluster.
    """

    accepted_cards = Signal(tuple, str)

    def __init__(
        self, clusters: Sequence[Cluster], texts: Mapping[int, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Suggested clusters"))
        self.setAccessibleName(say("Suggested clusters"))
        self.tree = self._tree(clusters, texts)
        self.gather_button = button(
            say("Put the ticked cards into a theme"), "check", self.gather, "Ctrl+Return", main=True
        )
        told = say(
            "These loose cards share words; whether they belong together is yours to say. Tick cards "
            "with Space, or all of a cluster on its line. F2 changes the title of the theme."
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("Close"), slot=self.reject))
        row.addWidget(self.gather_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(say("Suggested clusters"), "section"))
        column.addWidget(label(told, "soft", wrap=True))
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        self.resize(theme.px(760), theme.px(540))
        self.tree.itemChanged.connect(lambda *_: self._show())
        self.tree.currentItemChanged.connect(lambda *_: self._show())
        self._show()

    def gather(self) -> None:
        """Ask for the ticked cards of the current cluster to go into a theme, and take them off."""
        top = self._current()
        cards = self._ticked(top)
        if top is None or not cards:
            return
        self.accepted_cards.emit(tuple(item.data(0, _CARD) for item in cards), top.text(0).strip())

    def take_off(self, card_ids: Sequence[int]) -> None:
        """Take cards off the list, which went into a theme, and close it after the last."""
        for top in self._tops():
            for item in _children(top):
                if item.data(0, _CARD) in card_ids:
                    top.removeChild(item)
            if top.childCount() < 2:
                self.tree.takeTopLevelItem(self.tree.indexOfTopLevelItem(top))
        self._show()
        if not self.tree.topLevelItemCount():
            self.accept()

    def _tree(self, clusters: Sequence[Cluster], texts: Mapping[int, str]) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(say("Suggested clusters"))
        tree.setColumnCount(2)
        tree.setHeaderLabels([say("Theme and cards"), say("Why")])
        tree.setColumnWidth(0, theme.px(460))
        tree.setEditTriggers(QTreeWidget.EditTrigger.EditKeyPressed)
        for cluster in clusters:
            why = say("share: {words}", words=", ".join(cluster.words))
            top = QTreeWidgetItem([cluster.words[0].capitalize(), why])
            top.setFlags(
                top.flags()
                | _CHECKABLE
                | Qt.ItemFlag.ItemIsAutoTristate
                | Qt.ItemFlag.ItemIsEditable
            )
            top.setFont(0, theme.font("body", "strong"))
            tree.addTopLevelItem(top)
            for card in cluster.card_ids:
                item = QTreeWidgetItem([texts[card]])
                item.setData(0, _CARD, card)
                item.setFlags(item.flags() | _CHECKABLE)
                item.setCheckState(0, _OFF)
                item.setToolTip(0, texts[card])
                top.addChild(item)
            top.setExpanded(True)
        first = tree.topLevelItem(0)
        if first is not None:
            tree.setCurrentItem(first)
        return tree

    def _show(self) -> None:
        self.gather_button.setEnabled(bool(self._ticked(self._current())))

    def _current(self) -> QTreeWidgetItem | None:
        item = self.tree.currentItem()
        return (item.parent() or item) if item is not None else None

    def _ticked(self, top: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
        if top is None:
            return []
        return [item for item in _children(top) if item.checkState(0) == _ON]

    def _tops(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]


def _children(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(top.childCount()) if (child := top.child(at)) is not None]
