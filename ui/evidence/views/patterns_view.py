"""Patterns: how far codes are shared, what is said together, and what each visit added."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.words import joined, say
from ui.evidence.discovery import Discovery
from ui.evidence.wording import share_words, silent_words, visit_day
from ui.kit import theme
from ui.widgets import Column, QuietTable, Segments, scrolled
from upstream_workshop.evidence import patterns
from upstream_workshop.evidence.patterns import Shared


@dataclass(frozen=True, slots=True)
class _Pair:
    id: tuple[int, int]
    words: str
    findings: int
    organisations: int


class PatternsView(QWidget):
    """Three tables, of which one is shown.

    `chosen_changed(shared or None)` is emitted as the selected code changes.
    """

    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Segments((say("Shared"), say("Said together"), say("New by visit")))
        self.shared = QuietTable(_shared_columns(), say("How far codes are shared"), header=True)
        self.together = QuietTable(
            _pair_columns(), say("Codes that are said together"), header=True
        )
        self.visits = QuietTable(_visit_columns(), say("New codes by visit"), header=True)
        self.together.set_words_when_empty(say("No finding has two codes yet."))
        self.visits.set_words_when_empty(say("No visits yet: add them under Visits."))
        self.shared.set_words_when_empty(say("No finding with a code and an organisation yet."))
        self._tables = QStackedWidget()
        for table in (self.shared, self.together, self.visits):
            table.setMinimumHeight(theme.px(110))
            self._tables.addWidget(table)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.shown)
        column.addWidget(self._tables, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))
        self.setFocusProxy(self.shared)
        self.shown.changed.connect(self._on_shown)
        self.shared.current_changed.connect(lambda _: self.chosen_changed.emit(self.chosen()))

    def show_now(self, gathered: Discovery) -> None:
        """Show the patterns of all findings."""
        self.shared.set_rows([_Row(one.code_id, one) for one in gathered.shared])
        self.together.set_rows(
            [
                _Pair(
                    (one.first_id, one.second_id),
                    joined((gathered.paths[one.first_id], gathered.paths[one.second_id]), "{first} + {then}"),
                    one.findings,
                    one.organisations,
                )
                for one in patterns.together(gathered.findings)
            ]
        )  # fmt: skip
        self.visits.set_rows(patterns.saturation(gathered.findings, gathered.visits))

    def chosen(self) -> Shared | None:
        """Return the selected code of the shared ones, or None."""
        row = self.shared.current_row()
        return row.one if isinstance(row, _Row) else None

    def _on_shown(self, index: int) -> None:
        table = (self.shared, self.together, self.visits)[index]
        self._tables.setCurrentWidget(table)
        self.setFocusProxy(table)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    one: Shared


def _shared_columns() -> tuple[Column, ...]:
    return (
        Column(say("Code"), lambda row: row.one.path, least=180),
        Column(say("Organisations"), lambda row: share_words(row.one), width=124, right=True),
        Column(say("Findings"), lambda row: f"{row.one.findings}", width=92, right=True),
        Column(say("Who does not"), lambda row: silent_words(row.one), least=200, weight="small"),
    )


def _pair_columns() -> tuple[Column, ...]:
    return (
        Column(say("Codes"), lambda row: row.words, least=240),
        Column(say("Findings"), lambda row: f"{row.findings}", width=92, right=True),
        Column(say("Organisations"), lambda row: f"{row.organisations}", width=124, right=True),
    )


def _visit_columns() -> tuple[Column, ...]:
    return (
        Column(say("Visit"), _visit_words, least=240),
        Column(say("New codes"), lambda row: f"{row.new}", width=110, right=True),
        Column(say("Codes so far"), lambda row: f"{row.known}", width=120, right=True),
    )


def _visit_words(row: patterns.Novelty) -> str:
    return joined((row.visit.organisation, visit_day(row.visit)), "{first} · {then}")
