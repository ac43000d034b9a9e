"""The readiness check of an open window: asks the computer off the UI thread, and leads to each remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.kit.settings import Settings
from ui.page import Page
from ui.room_screen.room_screen import RoomScreen
from ui.window.readiness.probes import PROBES, Probes, known
from ui.window.readiness.readiness_dialog import ReadinessDialog
from upstream_workshop.agenda import queries
from upstream_workshop.application.readiness import Battery, Found, Subject, checks, locked_wrong

_PACKS = "packs"  # the key of their output


class Target(Protocol):
    """What the check needs of the window."""

    desk: Desk
    jobs: Jobs
    settings: Settings
    room_screen: RoomScreen

    def go(self, key: str) -> Page:
        """Enter a room."""

    def ask_for_backups(self) -> None:
        """Open the dialog of backups."""

    def ask_for_copy(self) -> None:
        """Save a copy elsewhere."""

    def ask_about_event(self) -> None:
        """Title, dates and place."""


class Readiness(QObject):
    """Opens the check over a window. `probes` are asked on a job's thread."""

    def __init__(self, window: Target, parent: QObject, probes: Probes = PROBES) -> None:
        super().__init__(parent)
        self._window = window
        self.probes = probes
        self.dialog: ReadinessDialog | None = None

    def open(self) -> ReadinessDialog:
        """Show the dialog, and what is found as soon as it is."""
        parent = self.parent()
        dialog = ReadinessDialog(parent if isinstance(parent, QWidget) else None, self._mend)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
        told = self._told()
        places = self._window.settings.backups, self._window.desk.workshop.path.parent
        probes = self.probes

        def look(_ticket: Ticket) -> Found:
            return asked(told, probes, *places)

        self._window.jobs.run(
            say("Checking whether everything is ready"),
            look,
            lambda found: dialog.show_checks(checks(found)),
            dialog,
        )
        return dialog

    def _told(self) -> Found:
        """What the window and the session know."""
        desk, settings = self._window.desk, self._window.settings
        printed, saved = desk.outputs.get(_PACKS), desk.workshop.saved_at
        return Found(
            displays=len(QGuiApplication.screens()),
            second=settings.second_backups is not None,
            packs=printed and (saved is None or saved <= printed.at),
            now=desk.clock.now(),
            starts=desk.ask(queries.residential).starts,
            blocks=desk.ask(queries.agenda),
        )

    def _mend(self, subject: Subject) -> None:
        window = self._window
        if subject is Subject.DISPLAY:
            window.room_screen.show_slide(None)
            window.room_screen.open_on_projector()
        elif subject is Subject.PRINTER:
            window.go("print")
        elif subject is Subject.PACKS:
            window.go("print").receive(_PACKS)
        elif subject is Subject.LOCKS:
            bad = locked_wrong(window.desk.ask(queries.agenda))
            page = window.go("run")
            if bad:
                page.receive(bad[0][0].id)
        else:
            {
                Subject.BACKUPS: window.ask_for_backups,
                Subject.DISK: window.ask_for_copy,
                Subject.BATTERY: self.open,
                Subject.TIME: window.ask_about_event,
            }[subject]()


def asked(told: Found, probes: Probes, backups: Path, session: Path) -> Found:
    """What is known already, with what the computer answers."""
    power: list[Battery | None] = []
    known(lambda: power.append(probes.batteries()))
    return replace(
        told,
        printer=known(probes.printer),
        backups=known(lambda: probes.writable(backups)),
        free=known(lambda: probes.free(session)),
        battery=power[0] if power else None,
        has_battery=power[0] is not None if power else None,
        zone=known(probes.zone) or "",
    )
