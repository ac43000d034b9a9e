"""The list of visits."""

from __future__ import annotations

from resources.words import say
from ui.evidence.discovery import Discovery
from ui.evidence.wording import use_tone, visit_day
from ui.widgets import Column, QuietTable
from upstream_workshop.evidence.attribution import use_words
from upstream_workshop.evidence.queries import VisitRow


class VisitsView(QuietTable):
    """A table of visits by day, with the number of findings of each."""

    def __init__(self) -> None:
        self._findings: dict[int | None, int] = {}
        super().__init__(self._columns(), say("Visits"), header=True)
        self.setMinimumHeight(1)
        self.set_words_when_empty(say("No visits yet. Ctrl+N adds one."))

    def show_now(self, gathered: Discovery) -> None:
        """Show all visits."""
        self._findings = {}
        for one in gathered.findings:
            self._findings[one.visit_id] = self._findings.get(one.visit_id, 0) + 1
        self.set_rows(gathered.visits)

    def chosen(self) -> VisitRow | None:
        """Return the selected visit, or None."""
        row = self.current_row()
        return row if isinstance(row, VisitRow) else None

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Organisation"), lambda row: row.organisation, least=170),
            Column(say("Day"), visit_day, width=120, weight="soft"),
            Column(say("Who was met"), lambda row: row.met, least=140, weight="small"),
            Column(
                say("Findings"),
                lambda row: f"{self._findings.get(row.id, 0)}",
                width=92,
                right=True,
            ),
            Column(
                say("Use"),
                lambda row: use_words(row.consent),
                tone=lambda row: use_tone(row.consent),
                width=92,
            ),
        )
