"""Proposed groupings of findings that share words, accepted one by one into a code."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.evidence.discovery import Discovery
from ui.evidence.evidence_actions import EvidenceActions
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.widgets.inputs.cluster_dialog import ClusterDialog, ClusterWords
from upstream_workshop.evidence.groupings.shared_words import Cluster, clusters


class GroupingFlow(QWidget):
    """Looks for groupings beside the UI thread, then shows the dialog in which people decide.

    This is a hidden widget, so that what jobs find arrives on the UI thread.
    """

    def __init__(self, desk: Desk, jobs: Jobs, handlers: EvidenceActions, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk, self._jobs, self._handlers = desk, jobs, handlers

    def suggest(self, gathered: Discovery) -> None:
        """Propose groupings of the findings without a code, or of all if each has one."""
        rows = [row for row in gathered.findings if not row.codes] or gathered.findings
        said = {row.id: joined((row.text, row.quote), "{first} {then}") for row in rows}
        shown = {row.id: joined((row.text, row.organisation), "{first} – {then}") for row in rows}

        def work(ticket: Ticket) -> tuple[Cluster, ...]:
            return clusters(said, ticket.look)

        self._jobs.run(
            say("Looking for groupings"), work, lambda found: self._propose(found, shown), self
        )

    def _propose(self, found: tuple[Cluster, ...], shown: Mapping[int, str]) -> None:
        if not found:
            self._desk.refused.emit(say("No two findings share a telling word."))
            return
        words = ClusterWords(
            say("Suggested groupings"),
            say(
                "These findings share words; whether they mean the same is yours to say. Tick "
                "findings with Space, or all of a grouping on its line. F2 changes the name of the code."
            ),
            say("Code and findings"),
            say("Give the ticked findings the code"),
        )
        dialog = ClusterDialog(found, shown, words, self.parentWidget())

        def group(ids: tuple[int, ...], name: str) -> None:
            if self._handlers.group(ids, name):
                dialog.take_off(ids)

        dialog.accepted_texts.connect(group)
        dialog.exec()
        dialog.deleteLater()
