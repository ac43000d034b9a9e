"""The preview of a sign-up list: which column means what, what would happen, who is refused and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.desk import Desk
from ui.people.lines import tr
from ui.widgets import Column, ElidedLabel, QuietTable, button, label
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import queries, services
from upstream_workshop.people.rules import near_misses
from upstream_workshop.readers.people import (
    FIELDS,
    PersonEntry,
    guess_columns,
    read_people,
    settled,
)
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.tables import Table

_MOST_MISSES = 6  # more would hide what matters


class ImportDialog(QDialog):
    """Shows what importing a table would do, and lets each column be corrected.

    `reading` is what to import once accepted; nothing is written here.
    """

    def __init__(self, desk: Desk, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table = settled(table)
        self._names = tuple(row.name for row in desk.ask(queries.roster))
        self.reading: Reading[PersonEntry] | None = None
        self.combos: dict[str, QComboBox] = {}
        self.setWindowTitle(self.tr("Import list"))
        self.counts = label("", "strong", wrap=True)
        self.doubts = label("", "late", wrap=True)
        self.refused = QuietTable(
            (
                Column(self.tr("Line"), lambda row: str(row.line), width=80, weight="strong"),
                Column(self.tr("Not taken because"), lambda row: row.why),
            ),
            self.tr("Rows that are not taken"),
            header=True,
        )
        self.refused.setMinimumHeight(theme.px(130))
        self.keep = button(self.tr("Import"), "download-simple", self.accept, main=True)
        self._lay_out()
        self.preview()
        self.keep.setFocus()

    def mapping(self) -> dict[str, str]:
        """Column title to field, as the boxes say now."""
        return {title: box.currentData() for title, box in self.combos.items()}

    def preview(self) -> None:
        """Read the table by the columns as they are set, and rehearse taking it in."""
        try:
            self.reading = read_people(self._table, self.mapping())
            outcome = self._desk.rehearse(services.import_people, self.reading)
        except WorkshopError as error:
            self.reading = None
            self.counts.setText(str(error))
            outcome = ImportOutcome()
        else:
            self.counts.setText(counted(outcome))
        self.doubts.setText(self._doubts())
        self.doubts.setVisible(bool(self.doubts.text()))
        self.refused.set_rows(outcome.refused)
        self.refused.setVisible(bool(outcome.refused))
        self.keep.setEnabled(self.reading is not None)

    def _doubts(self) -> str:
        entries = self.reading.entries if self.reading else ()
        pairs = near_misses((entry.name for entry in entries), self._names)
        said = self.tr("{new} looks like {known}, who is on the list already.")
        return "\n".join(said.format(new=new, known=known) for new, known in pairs[:_MOST_MISSES])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = self.tr("Import {file}").format(file=self._table.name)
        column.addWidget(ElidedLabel(title, "section"))
        column.addWidget(self.counts)
        column.addWidget(self.doubts)
        column.addWidget(label(self.tr("What each column means"), "small"))
        column.addWidget(self._columns(), 1)
        column.addWidget(self.refused)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(self.tr("Cancel"), slot=self.reject)
        cancel.setAutoDefault(False)
        self.keep.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.resize(theme.px(760), theme.px(620))

    def _columns(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(1, 1)
        guess = guess_columns(self._table)
        for number, title in enumerate(self._table.header):
            box = _field_box(title, guess.get(title, ""))
            box.currentIndexChanged.connect(self.preview)
            self.combos[title] = box
            name = ElidedLabel(title, "strong")
            name.setMaximumWidth(theme.px(300))
            grid.addWidget(name, number, 0)
            grid.addWidget(ElidedLabel(self._example(number), "small"), number, 1)
            grid.addWidget(box, number, 2)
        grid.setRowStretch(len(self._table.header), 1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _example(self, column: int) -> str:
        """The first filled cell of a column, unless it is private."""
        title = self._table.header[column]
        if guess_columns(self._table).get(title) in ("access needs", "diet"):
            return self.tr("private")
        cells = (row.cells[column] for row in self._table.rows)
        return " ".join(next(filter(None, cells), "").split())


def _field_box(title: str, field: str) -> QComboBox:
    box = QComboBox()
    box.addItem(tr("not used"), "")
    for name in FIELDS:
        box.addItem(tr(name), name)
    box.setCurrentIndex(max(box.findData(field), 0))
    box.setAccessibleName(tr("Meaning of {column}").format(column=title))
    return box


def counted(outcome: ImportOutcome) -> str:
    """What an import did, or would do, in one line."""
    words = tr("{added} new, {updated} updated, {unchanged} unchanged, {refused} not taken")
    return words.format(
        added=outcome.added,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
    )
