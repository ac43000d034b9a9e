"""What can be done to findings, codes, visits and sources, as data: for keys and the command palette."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from resources.words import noop, say
from ui.evidence import evidence_forms as forms
from ui.evidence.discovery import Discovery
from ui.evidence.evidence_actions import EvidenceActions
from ui.evidence.views.matrix_view import Cell
from ui.widgets.lists.row_verbs import Verb
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.patterns import Shared
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.sources.queries import SourceRow


class Doing(NamedTuple):
    """What a verb is done with: the page, its snapshot, and the changes."""

    over: QWidget
    now: Discovery
    actions: EvidenceActions


def _amend(doing: Doing, row: object) -> None:
    assert isinstance(row, FindingRow)
    if fields := forms.ask_finding(doing.over, row):
        doing.actions.amend(row, fields)


def _remove(doing: Doing, row: object) -> None:
    assert isinstance(row, FindingRow)
    doing.actions.remove(row)


def _give(doing: Doing, row: object) -> None:
    assert isinstance(row, FindingRow)
    free = [
        (code.id, code.path)
        for code in doing.now.codes
        if code.codable and code.id not in row.codes
    ]
    code_id = forms.ask_one(doing.over, say("Give which code"), free)
    if code_id is not None:
        doing.actions.give(row, code_id, doing.now.paths[code_id])


def _take(doing: Doing, row: object) -> None:
    assert isinstance(row, FindingRow)
    own = [(code, doing.now.paths[code]) for code in row.codes]
    code_id = forms.ask_one(doing.over, say("Take which code away"), own)
    if code_id is not None:
        doing.actions.take(row, code_id, doing.now.paths[code_id])


def _card(doing: Doing, row: object) -> None:
    assert isinstance(row, FindingRow)
    doing.actions.make_cards([row.id], "")


def _cards(doing: Doing, row: object) -> None:
    assert isinstance(row, Shared)
    found = doing.now.by_organisation.of_row.get(row.code_id, ())
    title = forms.ask_theme(doing.over, doing.now.code_names[row.code_id])
    if title is not None:
        usable = [one.id for one in found if one.use is not Use.NEVER]
        doing.actions.make_cards(usable, title)


def _summarise(doing: Doing, row: object) -> None:
    assert isinstance(row, Cell)
    text = forms.ask_summary(doing.over, row)
    if text is not None:
        doing.actions.summarise(int(row.column), int(row.row), row.title, text)


def _reword(doing: Doing, row: object) -> None:
    assert isinstance(row, CodeRow)
    found = forms.ask_code(doing.over, say("A code"), row)
    if found is None:
        return
    name, description = found
    if name != row.name:
        doing.actions.rename_code(row, name)
    if description != row.description:
        doing.actions.describe_code(row, description)


def _move(doing: Doing, row: object) -> None:
    assert isinstance(row, CodeRow)
    choices = [(0, say("The top")), *_others(doing, row)]
    above = forms.ask_one(doing.over, say("Put “{code}” below", code=row.name), choices)
    if above is not None:
        doing.actions.move_code(row, above or None)


def _merge(doing: Doing, row: object) -> None:
    assert isinstance(row, CodeRow)
    title = say("Merge “{code}” into", code=row.name)
    target = forms.ask_one(doing.over, title, _others(doing, row))
    if target is not None:
        doing.actions.merge_codes(row, target)


def _split(doing: Doing, row: object) -> None:
    assert isinstance(row, CodeRow)
    own = [one for one in doing.now.findings if row.id in one.codes]
    found = forms.ask_split(doing.over, row, own)
    if found is not None:
        doing.actions.split_code(row, found[1], found[0])


def _part(doing: Doing, row: object) -> None:
    assert isinstance(row, CodeRow)
    doing.actions.part_codes(row)


def _remove_code(doing: Doing, row: object) -> None:
    assert isinstance(row, CodeRow)
    doing.actions.remove_code(row)


def _amend_visit(doing: Doing, row: object) -> None:
    assert isinstance(row, VisitRow)
    if fields := forms.ask_visit(doing.over, row):
        doing.actions.amend_visit(row, fields)


def _remove_visit(doing: Doing, row: object) -> None:
    assert isinstance(row, VisitRow)
    doing.actions.remove_visit(row)


def _amend_source(doing: Doing, row: object) -> None:
    assert isinstance(row, SourceRow)
    if fields := forms.ask_source(doing.over, row):
        doing.actions.amend_source(row, fields)


def _remove_source(doing: Doing, row: object) -> None:
    assert isinstance(row, SourceRow)
    doing.actions.remove_source(row)


def _others(doing: Doing, row: CodeRow) -> list[tuple[int, str]]:
    return [(code.id, code.path) for code in doing.now.codes if code.id != row.id]


VERBS: Final = (
    Verb(noop("Change the finding"), "F2", FindingRow, _amend),
    Verb(noop("Give the finding a code"), "C", FindingRow, _give),
    Verb(noop("Take a code from the finding"), "X", FindingRow, _take),
    Verb(noop("Remove the finding"), "Del", FindingRow, _remove),
    Verb(noop("Make a card of the finding"), "K", FindingRow, _card),
    Verb(noop("Make cards of the pattern"), "K", Shared, _cards),
    Verb(noop("Write a line on what an organisation says"), "F2", Cell, _summarise),
    Verb(noop("Change the code"), "F2", CodeRow, _reword),
    Verb(noop("Put the code below another"), "B", CodeRow, _move),
    Verb(noop("Merge the code into another"), "M", CodeRow, _merge),
    Verb(noop("Split the code"), "S", CodeRow, _split),
    Verb(noop("Part what was merged into the code"), "P", CodeRow, _part),
    Verb(noop("Remove the code"), "Del", CodeRow, _remove_code),
    Verb(noop("Change the visit"), "F2", VisitRow, _amend_visit),
    Verb(noop("Remove the visit"), "Del", VisitRow, _remove_visit),
    Verb(noop("Change the source"), "F2", SourceRow, _amend_source),
    Verb(noop("Remove the source"), "Del", SourceRow, _remove_source),
)
