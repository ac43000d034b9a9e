"""The sources: their list, the text of one beside it, and the findings that were made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.evidence.discovery import Discovery
from ui.evidence.lines.quote_line import QuoteLine
from ui.evidence.views.source_text import SourceText
from ui.evidence.views.text_search import TextSearch
from ui.evidence.wording import codes_words, use_tone
from ui.widgets import Column, EmptyState, QuietTable
from ui.widgets.scrolled import scrolled
from ui.widgets.views import Views
from upstream_workshop.evidence.attribution import use_words
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.sources.queries import SourceRow
from upstream_workshop.evidence.typed_lines import TypedFinding

NoteQuote = Callable[[SourceRow, int, int, TypedFinding], int | None]


class SourcesView(QWidget):
    """A list of sources, and the text of the one that is selected.

    read: returns the text of a source by its id.
    note: adds a finding at a place of a source and returns its id, or None if it was refused.

    `wanted()` is emitted when sources are to be brought in,
    `refused(why)` is emitted when a key cannot be obeyed.
    """

    wanted = Signal()
    refused = Signal(str)

    def __init__(
        self, read: Callable[[int], str], note: NoteQuote, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now = Discovery()
        self._read, self._note = read, note
        self._shown: SourceRow | None = None
        self._words = ""
        self._counts: Counter[int | None] = Counter()
        self.sources = QuietTable(_source_columns(self._count), say("Sources"), header=True)
        self.findings = QuietTable(self._finding_columns(), say("Findings of it"), header=True)
        self.findings.set_words_when_empty(say("Select words in the text and press Enter."))
        self.text = SourceText()
        self.search = TextSearch()
        self.line = QuoteLine(self._on_typed)
        self.line.hide()
        self._lay_out()
        self._connect()

    def show_now(self, gathered: Discovery) -> None:
        """Show all sources, and the text of the selected one."""
        self._now = gathered
        self._counts = Counter(one.source_id for one in gathered.findings)
        self.line.know(gathered)
        self.sources.set_rows(gathered.sources)
        self.views.setCurrentIndex(0 if gathered.sources else 1)
        self.setFocusProxy(self.sources if gathered.sources else self.empty)
        self._show_source()

    def chosen(self) -> FindingRow | SourceRow | None:
        """Return what keys act on: in the text and the lower list a finding, else a source."""
        if self.text.hasFocus():
            return self.text.finding()
        row = self.findings.current_row() if self.findings.hasFocus() else self._source()
        return row if isinstance(row, (FindingRow, SourceRow)) else None

    def select(self, source_id: int) -> None:
        """Select a source."""
        self.sources.select(lambda row: row.id == source_id)

    def _source(self) -> SourceRow | None:
        row = self.sources.current_row()
        return row if isinstance(row, SourceRow) else None

    def _show_source(self) -> None:
        """Show the selected source, its text only if that is another one."""
        source = self._source()
        words = self._read(source.id) if source else ""
        known = self._shown.id if self._shown else 0
        if source is None or source.id != known:
            self._end_line()
        if source is None or (source.id, words) != (known, self._words):
            self.text.show_text(words)
            self.search.search_in(words)
        self._shown, self._words = source, words
        rows = self._found()
        self.text.setEnabled(source is not None)
        self.search.setEnabled(source is not None)
        self.text.show_marks(rows)
        self.findings.set_rows(rows)

    def _found(self) -> tuple[FindingRow, ...]:
        """Return the findings of the source that is shown, in the order of their places."""
        own = [one for one in self._now.findings if self._shown and one.source_id == self._shown.id]
        return tuple(sorted(own, key=lambda one: (one.quote_start or 0, one.id)))

    def _count(self, row: SourceRow) -> int:
        return self._counts[row.id]

    def _on_selected(self, start: int, end: int) -> None:
        assert self._shown is not None
        if self._words[start:end].strip():
            self.line.begin(self._words[start:end].strip(), self._shown.organisation)
        else:
            self._on_refused()

    def _on_refused(self) -> None:
        self.refused.emit(say("No words are selected: select some with Shift and the arrows."))

    def _on_typed(self, typed: list[TypedFinding]) -> tuple[int, ...]:
        """Add the finding of the selected words, and go on behind them."""
        start, end = self.text.selection()
        made = self._note(self._shown, start, end, typed[0]) if self._shown else None
        return () if made is None else (made,)

    def _on_noted(self) -> None:
        self.text.collapse()
        self._end_line()
        self.text.setFocus()

    def _end_line(self) -> None:
        self.line.field.clear()
        self.line.hide()

    def _on_left(self) -> None:
        self._end_line()
        self.text.setFocus()

    def _on_moved(self, finding: object) -> None:
        if isinstance(finding, FindingRow) and self.text.hasFocus():
            self.findings.select(lambda row: row.id == finding.id)

    def _go_to(self, row: object) -> None:
        if isinstance(row, FindingRow) and row.quote_start is not None:
            self.text.go_to(row.quote_start, row.quote_end or row.quote_start)
            self.text.setFocus()

    def _finding_columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Finding"), lambda row: row.text, least=120),
            Column(
                say("Codes"),
                lambda row: codes_words(row, self._now.code_names),
                least=90,
                weight="small",
            ),
        )

    def _connect(self) -> None:
        self.sources.current_changed.connect(lambda _: self._show_source())
        self.sources.activated_row.connect(lambda _: self.text.setFocus())
        self.findings.activated_row.connect(self._go_to)
        self.text.selected.connect(self._on_selected)
        self.text.refused.connect(self._on_refused)
        self.text.moved.connect(self._on_moved)
        self.text.left.connect(self.sources.setFocus)
        self.search.found.connect(self.text.select)
        self.search.left.connect(self.text.setFocus)
        self.line.noted.connect(lambda _: self._on_noted())
        self.line.left.connect(self._on_left)

    def _lay_out(self) -> None:
        side, main = QVBoxLayout(), QVBoxLayout()
        for column in (side, main):
            column.setSpacing(10)
        for table in (self.sources, self.findings):
            table.setMinimumHeight(1)
            side.addWidget(table, 1)
        self.text.setMinimumHeight(1)
        main.addWidget(self.search)
        main.addWidget(self.text, 1)
        main.addWidget(self.line)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(side, 2)
        row.addLayout(main, 3)
        self.views = Views()
        self.empty = self._empty()
        for widget in (full, scrolled(self.empty)):
            self.views.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)

    def _empty(self) -> EmptyState:
        words = say(
            "Notes, transcripts and projects of programs for coding texts come in here. "
            "Select words in a text and press Enter: they are a finding, and its place is kept."
        )
        made = EmptyState("quotes", say("Where was it said?"), words)
        made.add_step(say("Import sources"), "file-text", self.wanted.emit, main=True)
        return made


def _source_columns(counted: Callable[[SourceRow], int]) -> tuple[Column, ...]:
    return (
        Column(say("Source"), lambda row: row.title, least=120),
        Column(say("Findings"), lambda row: f"{counted(row)}", width=84, right=True),
        Column(
            say("Use"),
            lambda row: use_words(row.use),
            tone=lambda row: use_tone(row.use),
            width=92,
        ),
    )
