"""The dialog of backups: lists them with their contents, and restores one as a new file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.kit.jobs import Jobs, Ticket
from ui.kit.settings import Settings
from ui.start.restoring import backup_list
from ui.start.restoring.backup_list import BackupRow
from ui.widgets import Banner, ElidedLabel, QuietTable, ask_new_file, button, label
from ui.widgets.flow_layout import FlowLayout
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.copies import backups
from upstream_workshop.storage.files import disk


class BackupsDialog(QDialog):
    """Shows the backups in some folders, newest first.

    folders: the folders; if there is only one, the name of the session is not shown.
    home: the folder proposed for a restored file.
    jobs: runs long work.
    settings: holds the second folder for backups.
    more: returns further folders, such as those under a session's earlier names; called off the UI
    thread, since it takes longer.

    `restored(Path)` carries the path of a new session file.
    """

    restored = Signal(object)

    def __init__(
        self,
        folders: Sequence[Path],
        home: Path,
        jobs: Jobs,
        settings: Settings,
        parent: QWidget | None = None,
        more: Callable[[], Sequence[Path]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._more = more
        self._jobs = jobs
        self._settings = settings
        self._home = home
        self.setWindowTitle(say("Backups"))
        self.setAccessibleName(say("Backups"))
        self.banner = Banner()
        self.table = QuietTable(backup_list.columns(several=len(folders) != 1), say("Backups"))
        self.none = label(say("There is no backup here yet."), "soft", wrap=True)
        self.without = label("", "small", wrap=True)
        self.second = ElidedLabel("", "small")
        self.forget = button(say("Stop"), slot=lambda: self._keep_second(None), role="link")
        self.restore = button(
            say("Restore as a new file"), "clock-counter-clockwise", self.choose, main=True
        )
        self._lay_out()
        self.table.current_changed.connect(self._on_current)
        self.table.activated_row.connect(lambda _row: self.choose())
        self._show_second()
        self.look_in(folders)

    def look_in(self, folders: Sequence[Path]) -> None:
        """Read the contents of the backups in these folders, off the UI thread, and show them."""
        more, self._more = self._more, tuple
        self.restore.setEnabled(False)
        self._jobs.run(
            say("Looking into the backups"),
            lambda ticket: backup_list.found_in(tuple(dict.fromkeys((*folders, *more()))), ticket),
            self._show,
            self,
        )

    def choose(self) -> None:
        """Ask for a path and restore the selected backup there."""
        row = self.table.current_row()
        if row is None:
            return
        named = self._home / f"{row.session}.upstream"
        offered = disk.with_added(named, f" {row.backup.made:%Y-%m-%d %H.%M}")
        title = say("Restore as a new file")
        path = ask_new_file(self, title, offered, "*.upstream")
        if path is not None:
            self.restore_to(path)

    def restore_to(self, path: Path) -> None:
        """Restore the selected backup as a new file; show the reason if it is refused."""
        row = self.table.current_row()
        if row is None:
            return
        target = path if path.suffix == backups.SUFFIX else path.with_name(path.name + ".upstream")

        def work(_ticket: Ticket) -> str:
            try:
                backups.restore(row.backup, target)
            except WorkshopError as refusal:
                return str(refusal)
            return ""

        def done(refusal: str) -> None:
            if refusal:
                self.banner.say(refusal)
                return
            self.accept()
            self.restored.emit(target)

        self._jobs.run(say("Restoring"), work, done, self)

    def _show(self, rows: Sequence[BackupRow]) -> None:
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if rows:
            self.table.select(lambda _row: True)
            self.table.setFocus()

    def _on_current(self, row: BackupRow | None) -> None:
        """Show which votes the selected backup lacks, before it is restored."""
        self.restore.setEnabled(row is not None)
        names = row.without if row is not None else ()
        self.without.setVisible(bool(names))
        self.without.setText(
            say(
                "The secret vote “{names}” was open, so its slips are not in this backup: they are on the "
                "table and can be keyed again.",
                names="”, “".join(names),
            )
        )

    def _on_elsewhere(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, say("Look in another folder"))
        if folder:
            self.look_in(backup_list.folders_in(Path(folder)))

    def _on_second(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, say("Keep backups here too"))
        if folder:
            self._keep_second(Path(folder))

    def _keep_second(self, folder: Path | None) -> None:
        self._settings.second_backups = folder
        self._show_second()

    def _show_second(self) -> None:
        folder = self._settings.second_backups
        words = say("Every backup is also kept in {folder}", folder=folder)
        nowhere = say("Backups are on this computer only")
        self.second.set_text(words if folder else nowhere)
        self.forget.setVisible(folder is not None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(say("Backups"), "section"))
        words = say("A backup is restored as a new file. The session you have stays as it is.")
        column.addWidget(label(words, "soft", wrap=True))
        column.addWidget(self.banner)
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addWidget(self.without)
        keeping = QHBoxLayout()
        keeping.addWidget(self.second, 1)
        keeping.addWidget(self.forget)
        keeping.addWidget(
            button(say("Keep on a stick too"), "hard-drive", self._on_second, role="link")
        )
        column.addLayout(keeping)
        row = FlowLayout(apart=1)
        row.addWidget(button(say("Look in another folder"), "folder-open", self._on_elsewhere))
        row.addWidget(button(say("Close"), slot=self.reject))
        self.restore.setDefault(True)
        row.addWidget(self.restore)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(780), room.width()), min(theme.px(560), room.height()))
