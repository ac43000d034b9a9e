"""What can be done to slots and statements, as data: for keys and the command palette."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from resources.words import noop, say
from ui.framework import framework_forms as forms
from ui.framework.framework_actions import FrameworkActions
from ui.framework.framework_now import FrameworkNow
from ui.framework.views.compare_view import CompareLine, CompareView
from ui.framework.views.finding_dialog import ask_finding
from ui.widgets.lists.row_verbs import Verb
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow


class Doing(NamedTuple):
    """What a verb is done with: the page, its snapshot, the frame that is shown, and the changes.

    comparison: the view in which frames are compared.
    """

    over: QWidget
    now: FrameworkNow
    frame: FrameRow
    actions: FrameworkActions
    comparison: CompareView


def _reword(doing: Doing, row: object) -> None:
    assert isinstance(row, StatementRow)
    text = forms.ask_wording(doing.over, row)
    if text and text != row.text:
        doing.actions.reword(row, text)


def _remove(doing: Doing, row: object) -> None:
    assert isinstance(row, StatementRow)
    doing.actions.remove_statement(row)


def _rest_on(doing: Doing, row: object) -> None:
    assert isinstance(row, StatementRow)
    free = tuple(one for one in doing.now.usable if one.id not in row.findings)
    found = ask_finding(doing.over, say("What does “{text}” rest on?", text=row.text), free)
    if found is not None:
        doing.actions.rest_on(row, found)


def _rest_no_more_on(doing: Doing, row: object) -> None:
    assert isinstance(row, StatementRow)
    under = doing.now.support((row,)).findings
    title = say("Take away from under “{text}”", text=row.text)
    found = under[0] if len(under) == 1 else ask_finding(doing.over, title, under)
    if found is not None:
        doing.actions.rest_no_more_on(row, found)


def _move(doing: Doing, row: object) -> None:
    assert isinstance(row, StatementRow)
    others = [(one.id, one.name) for one in doing.frame.slots if one.id != row.slot_id]
    slot_id = forms.ask_one(doing.over, say("Move to which slot"), others)
    slot = next((one for one in doing.frame.slots if one.id == slot_id), None)
    if slot is not None:
        doing.actions.move(row, slot)


def _amend_slot(doing: Doing, row: object) -> None:
    assert isinstance(row, SlotRow)
    if found := forms.ask_slot(doing.over, row):
        doing.actions.amend_slot(row, *found)


def _remove_slot(doing: Doing, row: object) -> None:
    assert isinstance(row, SlotRow)
    doing.actions.remove_slot(row)


def _shift_up(doing: Doing, row: object) -> None:
    assert isinstance(row, SlotRow | StatementRow)
    doing.actions.shift(row, -1)


def _shift_down(doing: Doing, row: object) -> None:
    assert isinstance(row, SlotRow | StatementRow)
    doing.actions.shift(row, 1)


def _take_over(doing: Doing, row: object) -> None:
    assert isinstance(row, CompareLine)
    if row.second is None:
        raise WorkshopError(say("Only what is there and not here can be taken over."))
    doing.actions.take_over(row.second, doing.frame)


def _confirm(doing: Doing, row: object) -> None:
    assert isinstance(row, CompareLine)
    if row.first is None or row.second is None:
        raise WorkshopError(say("Only two statements that are alike can be the same."))
    doing.comparison.confirm(row)


VERBS: Final = (
    Verb(noop("Reword the statement"), "F2", (StatementRow,), _reword),
    Verb(noop("Put a finding under the statement"), "E", (StatementRow,), _rest_on),
    Verb(noop("Take a finding away from the statement"), "X", (StatementRow,), _rest_no_more_on),
    Verb(noop("Move the statement to another slot"), "M", (StatementRow,), _move),
    Verb(noop("Remove the statement"), "Del", (StatementRow,), _remove),
    Verb(noop("Change the slot"), "F2", (SlotRow,), _amend_slot),
    Verb(noop("Remove the slot"), "Del", (SlotRow,), _remove_slot),
    Verb(noop("Take the statement over"), "T", (CompareLine,), _take_over),
    Verb(noop("Both statements say the same, or not"), "S", (CompareLine,), _confirm),
    Verb(noop("Move up"), "Ctrl+Up", (SlotRow, StatementRow), _shift_up),
    Verb(noop("Move down"), "Ctrl+Down", (SlotRow, StatementRow), _shift_down),
)
