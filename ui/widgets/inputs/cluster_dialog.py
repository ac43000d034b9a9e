"""Proposed clusters of texts, each with its reason, accepted text by text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.widgets.buttons import button
from ui.widgets.labels import label

_ID = Qt.ItemDataRole.UserRole
_OFF, _ON = Qt.CheckState.Unchecked, Qt.CheckState.Checked
_CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable


class Cluster(Protocol):
    """Texts that share words, by their ids; the first word is the proposed name."""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the shared words."""

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the ids of the texts."""


@dataclass(frozen=True, slots=True)
class ClusterWords:
    """What the dialog says: its title, what is to be done, the heading of the tree, and the button."""

    title: str
    told: str
    heading: str
    accept: str


class ClusterDialog(QDialog):
    """A tree of clusters; nothing is ticked, and only what is ticked is accepted.

    Space ticks a text, or all texts of a cluster. F2 on a cluster's line edits its name.

    `accepted_texts(ids, name)` is emitted for the ticked texts of the current cluster.
    """

    accepted_texts = Signal(tuple, str)

    def __init__(
        self,
        clusters: Sequence[Cluster],
        texts: Mapping[int, str],
        words: ClusterWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.title)
        self.setAccessibleName(words.title)
        self.tree = self._tree(clusters, texts, words)
        self.accept_button = button(words.accept, "check", self.take, "Ctrl+Return", main=True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("Close"), slot=self.reject))
        row.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(words.title, "section"))
        column.addWidget(label(words.told, "soft", wrap=True))
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(760), room.width() - 60), min(theme.px(540), room.height() - 60))
        self.tree.itemChanged.connect(lambda *_: self._show())
        self.tree.currentItemChanged.connect(lambda *_: self._show())
        self._show()

    def take(self) -> None:
        """Accept the ticked texts of the current cluster."""
        top = self._current()
        ticked = self._ticked(top)
        if top is None or not ticked:
            return
        self.accepted_texts.emit(tuple(item.data(0, _ID) for item in ticked), top.text(0).strip())

    def take_off(self, ids: Sequence[int]) -> None:
        """Take texts off the list, which were accepted, and close it after the last."""
        for top in self._tops():
            for item in _children(top):
                if item.data(0, _ID) in ids:
                    top.removeChild(item)
            if top.childCount() < 2:
                self.tree.takeTopLevelItem(self.tree.indexOfTopLevelItem(top))
        self._show()
        if not self.tree.topLevelItemCount():
            self.accept()

    def _tree(
        self, clusters: Sequence[Cluster], texts: Mapping[int, str], words: ClusterWords
    ) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(words.title)
        tree.setColumnCount(2)
        tree.setHeaderLabels([words.heading, say("Why")])
        head = tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
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
            for id_ in cluster.ids:
                item = QTreeWidgetItem([texts[id_]])
                item.setData(0, _ID, id_)
                item.setFlags(item.flags() | _CHECKABLE)
                item.setCheckState(0, _OFF)
                item.setToolTip(0, texts[id_])
                top.addChild(item)
            top.setExpanded(True)
        first = tree.topLevelItem(0)
        if first is not None:
            tree.setCurrentItem(first)
        return tree

    def _show(self) -> None:
        self.accept_button.setEnabled(bool(self._ticked(self._current())))

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
