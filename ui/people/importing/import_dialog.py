"""The preview of a sign-up list: what each line would do, what each column means, who looks alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.jobs import Jobs
from ui.people.importing.columns_view import ColumnsView
from ui.people.importing.duplicate_list import DuplicateList
from ui.people.roster_lines import tr
from ui.widgets import Column, ElidedLabel, QuietTable, Segments, button, label
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.intake import Difference, Taken
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.signup_lists import PersonEntry, settled
from upstream_workshop.whole.rehearsals import ImportPreview, preview_people

LINES, COLUMNS, DUPLICATES, REFUSED = range(4)
_TONES = {"added": "leaf", "updated": "river", "unchanged": "plain"}


class ImportDialog(QDialog):
    """Shows what importing a table would do, and lets columns and look-alikes be corrected.

    `reading` is what to import once accepted and `same()` who is who; nothing is written here but to
    the `copy` of the session it is tried on.
    """

    def __init__(self, jobs: Jobs, table: Table, copy: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._table = settled(table)
        self._copy = copy
        self._turn = 0
        self.reading: Reading[PersonEntry] | None = None
        self.setWindowTitle(self.tr("Import list"))
        self.counts = label("", "strong", wrap=True)
        self.views = Segments(
            (
                self.tr("What happens"),
                self.tr("Columns"),
                self.tr("Look-alikes"),
                self.tr("Not taken"),
            )
        )
        self.lines = QuietTable(_line_columns(), self.tr("What each line does"), header=True)
        self.columns = ColumnsView(self._table)
        self.duplicates = DuplicateList()
        self.refused = QuietTable(
            _refused_columns(), self.tr("Rows that are not taken"), header=True
        )
        self.keep = button(self.tr("Import"), "download-simple", self.accept, main=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self.views.changed.connect(self._stack.setCurrentIndex)
        self.columns.changed.connect(self.preview)
        self.duplicates.changed.connect(self.preview)
        self.preview()

    def same(self) -> dict[int, int]:
        """Which line is which person, where somebody has said so."""
        return self.duplicates.same()

    def preview(self) -> None:
        """Work out, off the UI thread, what the list would do by what is set now."""
        self._turn += 1
        turn, copy, table = self._turn, self._copy, self._table
        mapping, same, one = (
            self.columns.mapping(),
            self.duplicates.same(),
            self.duplicates.one(),
        )
        self.keep.setEnabled(False)
        self._jobs.run(
            self.tr("Trying {file}").format(file=table.name),
            lambda _: (turn, _tried(copy, table, mapping, same, one)),
            self._take,
            self,
        )

    def _take(self, answer: tuple[int, ImportPreview | str]) -> None:
        turn, found = answer
        if turn != self._turn:
            return
        self.reading = None if isinstance(found, str) else found.reading
        self.keep.setEnabled(self.reading is not None)
        if isinstance(found, str):
            self.counts.setText(found)
            self.lines.set_rows(())
            self.refused.set_rows(())
            self.views.select(COLUMNS)
            return
        outcome = outcome_of(found)
        self.counts.setText(counted(outcome))
        self.lines.set_rows(found.taken)
        self.duplicates.show_pairs(found)
        self.refused.set_rows(outcome.refused)
        for view, count in ((DUPLICATES, self.duplicates.open()), (REFUSED, len(outcome.refused))):
            self.views.set_chip(view, f"{count}" if count else "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = self.tr("Import {file}").format(file=self._table.name)
        column.addWidget(ElidedLabel(title, "section"))
        column.addWidget(self.counts)
        column.addWidget(self.views)
        for view in (self.lines, self.columns, self.duplicates, self.refused):
            self._stack.addWidget(view)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(self.tr("Cancel"), slot=self.reject)
        cancel.setAutoDefault(False)
        self.keep.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(880), room.width() - 40), min(theme.px(640), room.height() - 60))


def outcome_of(found: ImportPreview) -> ImportOutcome:
    """The preview in numbers."""
    did = Counter(row.what for row in found.taken)
    refused = found.reading.refused
    return ImportOutcome(did["added"], did["updated"], did["unchanged"], refused)


def counted(outcome: ImportOutcome) -> str:
    """What an import did, or would do, in one line."""
    words = tr("{added} new, {updated} updated, {unchanged} unchanged, {refused} not taken")
    return words.format(
        added=outcome.added,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
    )


def _tried(
    copy: Path, table: Table, mapping: dict[str, str], same: dict[int, int], one: dict[int, int]
) -> ImportPreview | str:
    """The preview, or why there is none."""
    try:
        return preview_people(copy, table, mapping, same, one)
    except WorkshopError as refusal:
        return str(refusal)
    except Exception:
        if copy.exists():
            raise
        return ""  # the dialog was closed meanwhile, and its copy went with it


def _line_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Line"), lambda row: str(row.line), width=64, weight="soft", right=True),
        Column(tr("Name"), lambda row: str(row.name), width=230, weight="strong"),
        Column(tr("What changes"), _changes),
        Column(tr("Does"), _does, tone=lambda row: _TONES[row.what], width=120),
    )


def _refused_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Line"), lambda row: str(row.line), width=80, weight="strong", right=True),
        Column(tr("Not taken because"), lambda row: str(row.why)),
    )


def _does(row: Taken) -> str:
    return {"added": tr("new"), "updated": tr("updated")}.get(row.what, tr("unchanged"))


def _changes(row: Taken) -> str:
    if row.what == "added":
        role = next((one.after for one in row.differences if one.field == "role"), "")
        return ", ".join(filter(None, (role, row.organisation)))
    return "; ".join(_change(one) for one in row.differences)


def _change(one: Difference) -> str:
    if not (one.before or one.after):
        return tr(one.field)
    if not one.before:
        return f"{tr(one.field)}: {one.after}"
    return f"{tr(one.field)}: {one.before} → {one.after}"
