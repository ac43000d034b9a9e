"""The views of the Evidence page, one in front of the others, and the sheet beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.words import say
from ui.evidence.discovery import Discovery
from ui.evidence.views.code_tree import CodeTree, MatrixOutline
from ui.evidence.views.findings_view import FindingsView
from ui.evidence.views.matrix_view import MatrixView
from ui.evidence.views.patterns_view import PatternsView
from ui.evidence.views.quotes_sheet import QuotesSheet
from ui.evidence.views.sources_view import NoteQuote, SourcesView
from ui.evidence.views.visits_view import VisitsView
from ui.evidence.wording import summary_words
from ui.kit import theme
from ui.widgets.views import Views
from upstream_workshop.evidence.attribution import kind_words
from upstream_workshop.evidence.patterns import Shared
from upstream_workshop.evidence.queries import FindingRow

FINDINGS, MATRIX, KINDS, OUTLINE, PATTERNS, CODES, VISITS, SOURCES = range(8)
_SIDE: Final = 330  # px at 100 %: the width of the sheet beside a view
_SHARE: Final = 0.36  # the largest share of the width for that sheet
_QUOTED: Final = (MATRIX, KINDS, OUTLINE, PATTERNS, CODES)  # views with the sheet beside them


def view_names() -> tuple[str, ...]:
    """Return the names of the views in their order."""
    return (
        say("Findings"), say("Matrix"), say("By kind"), say("Outline"), say("Patterns"),
        say("Code book"), say("Visits"), say("Sources"),
    )  # fmt: skip


class ViewStack(QWidget):
    """Shows one of several views of the same findings, each read when it comes to the front.

    read, note: as for SourcesView.

    `opened(view)` is emitted on Enter in a view whose rows have a form.
    """

    opened = Signal(int)

    def __init__(
        self,
        read: Callable[[int], str],
        note: NoteQuote,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = Discovery()
        self._view = FINDINGS
        self._correcting = False
        self.findings = FindingsView()
        self.matrix, self.outline, self.patterns = MatrixView(), MatrixOutline(), PatternsView()
        self.codes, self.visits, self.quotes = CodeTree(), VisitsView(), QuotesSheet()
        self.sources = SourcesView(read, note)
        self.shown: dict[int, QWidget] = {
            FINDINGS: self.findings,
            MATRIX: self.matrix,
            KINDS: self.matrix,
            OUTLINE: self.outline,
            PATTERNS: self.patterns,
            CODES: self.codes,
            VISITS: self.visits,
            SOURCES: self.sources,
        }
        self.front = Views()
        for widget in dict.fromkeys(self.shown.values()):
            self.front.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.front, 1)
        row.addWidget(self.quotes)
        self._connect()

    def show_view(self, view: int, gathered: Discovery) -> None:
        """Bring a view to the front and show in it how things are; the others follow later."""
        self._view, self._now = view, gathered
        self.front.setCurrentWidget(self.shown[view])
        self.quotes.setVisible(view in _QUOTED or self._correcting)
        if view == MATRIX:
            self.matrix.show_matrix(gathered.by_organisation, self._home, gathered.summaries)
        elif view == KINDS:
            self.matrix.show_matrix(gathered.by_kind, self._kind)
        elif view == FINDINGS:
            self.findings.show_now(gathered)
            self._show_finding(self.findings.chosen())
        elif view == OUTLINE:
            self.outline.show_now(gathered)
        elif view == CODES:
            self.codes.show_now(gathered)
        elif view == VISITS:
            self.visits.show_now(gathered)
        elif view == SOURCES:
            self.sources.show_now(gathered)
        else:
            self.patterns.show_now(gathered)
            self._show_pattern(self.patterns.chosen())

    def correct(self, correcting: bool) -> None:
        """Show beside the list what was said of the selected finding, or end that."""
        self._correcting = correcting
        self.show_view(self._view, self._now)

    def chosen(self) -> object:
        """Return the row of the view in front that keys act on, or None."""
        widget = self.shown[self._view]
        if isinstance(widget, (FindingsView, CodeTree, VisitsView, PatternsView, SourcesView)):
            return widget.chosen()
        return self.matrix.current_cell() if self._view == MATRIX else None

    def hint(self) -> str:
        """Return which keys do what in the view in front."""
        hints = {
            FINDINGS: say(
                "F2 change · C give a code · X take a code · K make a card · Del remove · Ctrl+F filter"
            ),
            MATRIX: say("Enter: read what was said · F2: write a line on it · Ctrl+Tab: next view"),
            PATTERNS: say("Enter: read what was said · K make cards · F6: one pattern to the room"),
            CODES: say(
                "F2 change · Ctrl+N add below · B put below · M merge · S split · P part · Del remove"
            ),
            VISITS: say("F2 change · Ctrl+N add · Del remove"),
            SOURCES: say(
                "Shift+arrows select words · Enter make a finding · F2 change · Del remove · Ctrl+F find"
            ),
        }
        usual = say("Enter: read what was said · Esc: back to the entry line · Ctrl+Tab: next view")
        return hints.get(self._view, usual)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the sheet beside the views where there is little room."""
        super().resizeEvent(event)
        self.quotes.setFixedWidth(min(theme.px(_SIDE), round(self.width() * _SHARE)))

    def _home(self, key: int | str) -> str:
        return self._now.by_organisation.columns[key]

    def _kind(self, key: int | str) -> str:
        kind = self._now.by_kind.columns[key]
        return kind_words(kind) if kind else say("no kind")

    def _show_quotes(self, title: str, findings: object) -> None:
        assert isinstance(findings, tuple)
        cell = self.matrix.current_cell() if self._view == MATRIX else None
        summary = summary_words(cell.summary) if cell is not None else ""
        empty, said = say("Nobody said this here."), self._now.corrections
        self.quotes.show_findings(title, findings, empty, said, summary)

    def _show_finding(self, row: object) -> None:
        if self._correcting and self._view == FINDINGS:
            found = (row,) if isinstance(row, FindingRow) else ()
            self._show_quotes(say("What was said of it"), found)

    def _show_pattern(self, one: Shared | None) -> None:
        found = self._now.by_organisation.of_row.get(one.code_id, ()) if one else ()
        self._show_quotes(one.path if one else "", found)

    def _show_code(self, code: object) -> None:
        found = self._now.by_organisation.of_row.get(getattr(code, "id", 0), ())
        self._show_quotes(getattr(code, "path", ""), found)

    def _connect(self) -> None:
        self.findings.chosen_changed.connect(self._show_finding)
        self.findings.opened.connect(lambda _: self.opened.emit(FINDINGS))
        self.visits.activated_row.connect(lambda _: self.opened.emit(VISITS))
        self.matrix.chosen.connect(self._show_quotes)
        self.outline.chosen.connect(self._show_quotes)
        self.patterns.chosen_changed.connect(self._show_pattern)
        self.codes.chosen_changed.connect(self._show_code)
        for view in (self.matrix, self.outline, self.codes):
            view.opened.connect(self.quotes.setFocus)
        self.patterns.shared.activated_row.connect(lambda _: self.quotes.setFocus())
