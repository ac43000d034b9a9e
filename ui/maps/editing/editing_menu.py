"""The keys, the context menu and the palette's entries of what can be done to a map."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from resources.words import say
from ui.maps.editing.map_editing import MapEditing
from ui.maps.editing.map_verbs import (
    ADDING,
    ALIGNING,
    CHANGING,
    COPYING,
    LOOKING,
    VERBS,
    Selected,
    Verb,
)
from ui.page import Command


class EditingKeys(QObject):
    """Binds the keys of all verbs to the stage, and shows the menu of those that apply.

    page: where the keys to find things are bound, so that they work from the entry line too.
    """

    def __init__(self, editing: MapEditing, page: QWidget) -> None:
        super().__init__(editing)
        self._editing = editing
        stage = editing.stage
        for verb in LOOKING:
            looking = QShortcut(QKeySequence(verb.key), page)
            looking.activated.connect(partial(self._look, verb))
        for verb in VERBS:
            if verb.key and not verb.bound and verb not in LOOKING:
                shortcut = QShortcut(QKeySequence(verb.key), stage)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self._run, verb))
        stage.asked_menu.connect(self.show_menu)

    def commands(self) -> tuple[Command, ...]:
        """Return the palette's entries of all that applies to the selection."""
        return tuple(
            Command(say(verb.label), partial(self._run, verb), verb.key)
            for verb in self._applying(VERBS)
        )

    def show_menu(self, at: QPoint) -> None:
        """Show the menu of the selection at a point of the screen."""
        menu = self.menu()
        menu.exec(at)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return the menu of all that applies to the selection."""
        menu = QMenu(self._editing.stage)
        for verbs in (ADDING, CHANGING, COPYING):
            self._add(menu, verbs)
            menu.addSeparator()
        aligning = self._applying(ALIGNING)
        if aligning:
            self._add(menu.addMenu(say("Align and distribute")), aligning)
        if not any(self._selected()):
            self._add(menu, LOOKING[:1])
        return menu

    def _add(self, menu: QMenu, verbs: Iterable[Verb]) -> None:
        for verb in self._applying(verbs):
            action = QAction(say(verb.label), menu)
            action.setShortcut(QKeySequence(verb.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(partial(self._run, verb))
            menu.addAction(action)

    def _applying(self, verbs: Iterable[Verb]) -> list[Verb]:
        selected = self._selected()
        return [verb for verb in verbs if verb.applies(selected)]

    def _selected(self) -> Selected:
        return Selected(*map(len, self._editing.stage.scene.selected_ids()))

    def _look(self, verb: Verb) -> None:
        """Do it where the map can be seen, not while a snapshot is shown."""
        if self._editing.stage.isVisible():
            self._run(verb)

    def _run(self, verb: Verb) -> None:
        """Do it, unless nothing is selected that it can be done to."""
        if self._editing.row.id and verb.applies(self._selected()):
            verb.run(self._editing)
