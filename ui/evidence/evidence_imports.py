"""The imports of the Evidence page: findings, code books and sources."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.evidence.import_kind import codebook_kind, findings_kind, source_kind
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, Command
from ui.widgets import EmptyState


class EvidenceImports:
    """The three imports over a page."""

    def __init__(self, desk: Desk, jobs: Jobs, over: QWidget) -> None:
        self.findings = ImportFlow(desk, jobs, findings_kind(), over)
        self.codebooks = ImportFlow(desk, jobs, codebook_kind(), over)
        self.sources = ImportFlow(desk, jobs, source_kind(), over)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that begin them."""
        return (
            Command(say("Import findings"), self.findings.choose_file, IMPORT),
            Command(say("Import a code book"), self.codebooks.choose_file),
            Command(say("Import sources"), self.sources.choose_file),
        )

    def add_steps(self, empty: EmptyState) -> None:
        """Offer them where nothing is there yet."""
        for command, icon in zip(
            self.commands(), ("file-arrow-down", "tree-structure", "file-text"), strict=True
        ):
            empty.add_step(command.label, icon, command.run)
