"""The preview of an import: the effect of each line, the meaning of columns, and open questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.importing.columns_view import ColumnsView
from ui.importing.duplicate_list import DuplicateList
from ui.importing.import_kinds import Kind, counted, place
from ui.importing.question_boxes import NEXT_QUESTION, QuestionBoxes
from ui.kit import theme
from ui.kit.jobs import Jobs, Ticket
from ui.widgets import Column, ElidedLabel, QuietTable, Segments, button, label
from upstream_workshop.readers.file_kinds import COLUMNS
from upstream_workshop.readers.formats.tables import Book, Table
from upstream_workshop.readers.reading import ImportedRow, ImportEffect
from upstream_workshop.whole.rehearsals import Preview, Rehearsal, Request

_TONES = {ImportEffect.ADDED: "leaf", ImportEffect.UPDATED: "river"}


class ImportDialog(QDialog):
    """Shows what an import would do, and lets the user correct columns and answer questions.

    jobs: runs the previews.
    kind: the kind of file.
    rehearsal: the copy of the session on which the import is tried; the session itself is not
    changed.
    file: the name of the file.
    request: what to import; updated when the user changes something.
    preview: what `request` does; updated with it.
    """

    def __init__(
        self,
        jobs: Jobs,
        kind: Kind,
        rehearsal: Rehearsal,
        file: str,
        request: Request,
        preview: Preview,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._kind = kind
        self._rehearsal = rehearsal
        self._trying: Ticket | None = None
        self._file = file
        self._turn = 0
        self.request = request
        self.preview = preview
        self.setWindowTitle(kind.title)
        self.counts = label("", "strong", wrap=True)
        self.notes = label("", "small", wrap=True)
        self.unused = ElidedLabel("", "small")
        self.lines = QuietTable(_line_columns(kind), say("What each line does"), header=True)
        self.columns = self._columns_view()
        self.duplicates = DuplicateList(kind.sides)
        self.refused = QuietTable(_refused_columns(), say("Rows that are not taken"), header=True)
        self.still_open = ElidedLabel("", "small")
        self.questions = QuestionBoxes(after=self.refused)
        self.cancel = button(say("Cancel"), slot=self.reject)
        self.keep = button(say("Import"), "download-simple", self.accept, main=True)
        self._front = QStackedWidget()
        self.views = Segments(self._in_front())
        self._lay_out()
        self._connect()
        self._show(preview)

    def bring_to_front(self, view: QWidget) -> None:
        """Show one of the views."""
        self.views.select(self._front.indexOf(view))

    def try_again(self) -> None:
        """Preview the import, off the UI thread, with the present columns and answers."""
        self._turn += 1
        turn, rehearsal = self._turn, self._rehearsal
        corrected = self.columns is not None and self.columns.corrected
        columns = self.columns.mapping() if self.columns is not None and corrected else None
        answers = {**self.questions.answers(), **self.duplicates.answers()}
        self.request = request = replace(self.request, columns=columns, answers=answers)
        self.keep.setEnabled(False)
        if self._trying is not None:
            self._trying.cancel()
        self._trying = self._jobs.run(
            "",  # the window behind shows no progress: its Cancel cannot be reached
            lambda ticket: (turn, rehearsal.preview(request, ticket.look)),
            self._take,
            self,
        )

    def _take(self, answer: tuple[int, Preview]) -> None:
        turn, preview = answer
        if turn == self._turn:
            self._show(preview)

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        outcome = preview.outcome
        self._show_notes(preview)
        self._show_columns(preview)
        self.keep.setEnabled(outcome is not None)
        self.questions.ask([one for one in preview.questions if not one.sides])
        self._make_room()
        if outcome is None:
            self.counts.setText(preview.refusal)
            self._set_rows((), (), ())
            if self.columns is not None and preview.reading is None:
                self.bring_to_front(self.columns)
            return
        self.counts.setText(counted(outcome))
        self._name(say("Import") if outcome.changes else say("Close"))
        self.duplicates.ask(preview.questions)
        self._set_rows(_changes_first(outcome.rows), outcome.refused, outcome.unmapped)

    def _set_rows(
        self, rows: Sequence[object], refused: Sequence[object], unused: Sequence[str]
    ) -> None:
        self.lines.set_rows(rows)
        self.refused.set_rows(refused)
        self.unused.set_text(say(self._kind.unused, columns=", ".join(unused)) if unused else "")
        self.unused.setVisible(bool(unused))
        for view, count in (
            (self.duplicates, self.duplicates.open()),
            (self.refused, len(refused)),
        ):
            if self._front.indexOf(view) >= 0:
                self.views.set_chip(self._front.indexOf(view), f"{count}" if count else "")

    def _name(self, words: str) -> None:
        self.keep.setText(words)
        self.keep.setAccessibleName(words)

    def _columns_view(self) -> ColumnsView | None:
        """Return the view of columns, or None if the file is no table."""
        columns, table = COLUMNS.get(self._kind.key), self.request.source
        if columns is None or not isinstance(table, (Book, Table)):
            return None
        return ColumnsView(columns)

    def _show_notes(self, preview: Preview) -> None:
        """Show which lists of the file were read, what was done to them, and what else is told of it."""
        lists = preview.lists.notes if preview.lists is not None else ()
        told = preview.outcome.notes if preview.outcome is not None else ()
        notes = " ".join((*lists, *told))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        if self.columns is not None and preview.columns is not None:
            self.columns.set_table(*preview.columns)

    def _show_columns(self, preview: Preview) -> None:
        """Show the fields as which the columns were read, unless the user has corrected them."""
        meanings = dict(getattr(preview.reading, "columns", ()))
        if self.columns is not None and meanings and not self.columns.corrected:
            self.columns.show_meanings(meanings)

    def _in_front(self) -> tuple[str, ...]:
        """Add the views that this kind of file needs; return their titles."""
        shown: list[tuple[QWidget, str]] = [(self.lines, say("What happens"))]
        if self.columns is not None:
            shown.append((self.columns, say("Columns")))
        if self._kind.sides:
            shown.append((self.duplicates, say("Look-alikes")))
        shown.append((self.refused, say("Not taken")))
        for view, _title in shown:
            self._front.addWidget(view)
        return tuple(title for _view, title in shown)

    def _connect(self) -> None:
        self.views.changed.connect(self._front.setCurrentIndex)
        self.duplicates.changed.connect(self.try_again)
        self.questions.changed.connect(self.try_again)
        self.questions.counted.connect(self._show_open)
        QShortcut(QKeySequence(NEXT_QUESTION), self, self._go_to_question)
        self._front.currentChanged.connect(lambda _at: self._make_room())
        if self.columns is not None:
            self.columns.changed.connect(self.try_again)

    def _go_to_question(self) -> None:
        if self.questions.isHidden():
            self.bring_to_front(self.lines)
        self.questions.focus_next()

    def _make_room(self) -> None:
        """Hide the questions while two records are compared, which needs the room."""
        compared = self._front.currentWidget() is self.duplicates
        self.questions.setVisible(bool(self.questions.asked) and not compared)

    def _show_open(self, sentence: str) -> None:
        self.still_open.set_text(sentence)
        self.still_open.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = say("Import {file}", file=self._file)
        for widget in (
            ElidedLabel(title, "section"),
            self.counts,
            self.notes,
            self.unused,
            self.views,
        ):
            column.addWidget(widget)
        column.addWidget(self._front, 1)
        column.addWidget(self.still_open)
        column.addWidget(self.questions)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel.setAutoDefault(False)
        self.keep.setDefault(True)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(880), room.width() - 40), min(theme.px(640), room.height() - 60))


def _changes_first(rows: Sequence[ImportedRow]) -> list[ImportedRow]:
    return sorted(rows, key=lambda row: row.what not in _TONES)


def _line_columns(kind: Kind) -> tuple[Column, ...]:
    return (
        Column(say("Line"), lambda row: place(row.line), width=64, weight="soft", right=True),
        Column(kind.row, lambda row: str(row.name), least=160, weight="strong", stays=True),
        Column(kind.details, kind.detail, width=kind.detail_width),
        Column(say("Does"), _does, tone=lambda row: _TONES.get(row.what, "plain"), width=120),
    )


def _refused_columns() -> tuple[Column, ...]:
    return (
        Column(say("Line"), lambda row: place(row.line), width=80, weight="strong", right=True),
        Column(say("Not taken because"), lambda row: str(row.why)),
    )


def _does(row: ImportedRow) -> str:
    return {ImportEffect.ADDED: say("new"), ImportEffect.UPDATED: say("updated")}.get(
        row.what, say("unchanged")
    )
