"""The changes of findings, visits and codes, with their names in Undo; each is one undoable step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from resources.words import count, say
from ui.kit.desk import Desk
from upstream_workshop.evidence import services
from upstream_workshop.evidence.codebook import services as codes
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.corrections import services as corrections
from upstream_workshop.evidence.corrections.typed_corrections import TypedCorrection
from upstream_workshop.evidence.groupings import services as groupings
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.sources import services as sources
from upstream_workshop.evidence.sources.queries import SourceRow
from upstream_workshop.evidence.summaries import services as summaries
from upstream_workshop.evidence.typed_lines import TypedFinding
from upstream_workshop.themes.wall import services as wall


class EvidenceActions(QObject):
    """All changes that the Evidence page makes.

    Methods that return a bool return False if the change was refused; the desk has then emitted
    `refused`.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def note(self, typed: Sequence[TypedFinding]) -> tuple[int, ...]:
        """Add findings as they were typed; return their ids, none if they were refused."""
        about = (
            typed[0].text if len(typed) == 1 else count(len(typed), "{n} finding", "{n} findings")
        )
        return self._desk.do_about(say("Add findings"), about, services.note_findings, typed) or ()

    def note_quote(
        self, source: SourceRow, start: int, end: int, typed: TypedFinding
    ) -> int | None:
        """Add a finding at a place of a source; return its id, or None if it was refused."""
        return self._desk.do_about(
            say("Add findings"), typed.text, sources.note_quote, source.id, start, end, typed
        )

    def amend_source(self, source: SourceRow, fields: dict[str, Any]) -> bool:
        """Change fields of a source."""
        return self._desk.done_about(
            say("Change source"), source.title, sources.amend_source, source.id, **fields
        )

    def remove_source(self, source: SourceRow) -> bool:
        """Remove a source; its findings stay."""
        return self._desk.done_about(
            say("Remove source"), source.title, sources.remove_source, source.id
        )

    def amend(self, finding: FindingRow, fields: dict[str, Any]) -> bool:
        """Change fields of a finding."""
        return self._desk.done_about(
            say("Change finding"), finding.text, services.amend_finding, finding.id, **fields
        )

    def remove(self, finding: FindingRow) -> bool:
        """Remove a finding."""
        return self._desk.done_about(
            say("Remove finding"), finding.text, services.remove_findings, [finding.id]
        )

    def give(self, finding: FindingRow, code_id: int, path: str) -> bool:
        """Give a finding a code."""
        return self._desk.done_about(
            say("Give a code"), path, services.code_findings, [finding.id], code_id
        )

    def take(self, finding: FindingRow, code_id: int, path: str) -> bool:
        """Take a code from a finding."""
        return self._desk.done_about(
            say("Take a code away"), path, services.uncode_findings, [finding.id], code_id
        )

    def group(self, finding_ids: Sequence[int], name: str) -> bool:
        """Give findings of a proposed grouping the code of a name."""
        return self._desk.done_about(
            say("Group findings"), name, groupings.group_findings, finding_ids, name
        )

    def correct(self, typed: TypedCorrection) -> bool:
        """Keep what was said of a finding."""
        return self._desk.done_about(
            say("Correct finding"), f"{typed.finding_id}", corrections.note_corrections, [typed]
        )

    def summarise(self, organisation_id: int, code_id: int, about: str, text: str) -> bool:
        """Write in one line what an organisation says of a code; a blank line removes it."""
        return self._desk.done_about(
            say("Write summary"), about, summaries.summarise_cell, organisation_id, code_id, text
        )

    def make_cards(self, finding_ids: Sequence[int], title: str) -> bool:
        """Make cards of findings, in the theme of a title; blank for none."""
        return self._desk.done_about(
            say("Make cards of findings"), title, wall.make_cards, finding_ids, title
        )

    def rename_kind(self, old: str, name: str) -> bool:
        """Change a kind of all findings that have it."""
        return self._desk.done_about(say("Rename kind"), name, services.rename_kind, old, name)

    def add_visit(self, organisation: str, fields: dict[str, Any]) -> int | None:
        """Add a visit; return its id, or None if it was refused."""
        return self._desk.do_about(
            say("Add visit"), organisation, services.add_visit, organisation, **fields
        )

    def amend_visit(self, visit: VisitRow, fields: dict[str, Any]) -> bool:
        """Change fields of a visit."""
        return self._desk.done_about(
            say("Change visit"), visit.organisation, services.amend_visit, visit.id, **fields
        )

    def remove_visit(self, visit: VisitRow) -> bool:
        """Remove a visit; its findings stay."""
        return self._desk.done_about(
            say("Remove visit"), visit.organisation, services.remove_visit, visit.id
        )

    def add_code(self, name: str, above: CodeRow | None, description: str) -> int | None:
        """Add a code; return its id, or None if it was refused."""
        parent = above.id if above else None
        return self._desk.do_about(say("Add code"), name, codes.add_code, name, parent, description)

    def rename_code(self, code: CodeRow, name: str) -> bool:
        """Change the name of a code."""
        return self._desk.done_about(say("Rename code"), name, codes.rename_code, code.id, name)

    def describe_code(self, code: CodeRow, description: str) -> bool:
        """Change what a code means."""
        return self._desk.done_about(
            say("Describe code"), code.name, codes.describe_code, code.id, description
        )

    def move_code(self, code: CodeRow, parent_id: int | None) -> bool:
        """Put a code below another one."""
        return self._desk.done_about(
            say("Move code"), code.name, codes.move_code, code.id, parent_id
        )

    def merge_codes(self, code: CodeRow, target_id: int) -> bool:
        """Merge a code into another."""
        return self._desk.done_about(
            say("Merge codes"), code.name, codes.merge_codes, code.id, target_id
        )

    def part_codes(self, code: CodeRow) -> bool:
        """Take out of a code again what was merged into it."""
        return self._desk.done_about(say("Part codes"), code.name, codes.part_codes, code.id)

    def split_code(self, code: CodeRow, finding_ids: Sequence[int], name: str) -> bool:
        """Give some findings of a code a new one in place of it."""
        return self._desk.done_about(
            say("Split code"), name, codes.split_code, code.id, finding_ids, name
        )

    def remove_code(self, code: CodeRow) -> bool:
        """Remove a code; findings lose it."""
        return self._desk.done_about(say("Remove code"), code.name, codes.remove_code, code.id)
