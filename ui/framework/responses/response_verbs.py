"""What can be done to a response, as data: for keys and the command palette."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from resources.words import noop, say
from ui.framework.responses import response_forms as forms
from ui.framework.responses.response_actions import ResponseActions
from ui.framework.responses.response_line import ResponseLine
from ui.widgets.lists.row_verbs import Verb
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.responses.queries import ResponseRow


class ResponseDoing(NamedTuple):
    """What a verb is done with: the view, its line and changes, the frame and its drafts."""

    over: QWidget
    line: ResponseLine
    actions: ResponseActions
    frame: FrameRow
    drafts: tuple[DraftRow, ...]


def _answer(disposition: Disposition, doing: ResponseDoing, row: object) -> None:
    assert isinstance(row, ResponseRow)
    doing.line.ask_reason(disposition)
    doing.line.field.setText(row.reason)
    doing.line.field.setFocus()


def _reword(doing: ResponseDoing, row: object) -> None:
    """Ask for another wording of the statement that a response is about."""
    assert isinstance(row, ResponseRow)
    frozen = next((s for one in doing.drafts if (s := one.statement(row.draft_statement_id))), None)
    known = {one.id: one for one in doing.frame.statements()}
    now = known.get(frozen.statement_id or 0) if frozen else None
    if now is None:
        raise WorkshopError(say("This response is about no statement that is still there."))
    text = forms.ask_wording(doing.over, now.text, row.text)
    if text and text != now.text:
        doing.actions.change(row, now.id, text)


def _correct(doing: ResponseDoing, row: object) -> None:
    assert isinstance(row, ResponseRow)
    text = forms.ask_words(doing.over, row.text)
    if text and text != row.text:
        doing.actions.correct(row, text)


def _remove(doing: ResponseDoing, row: object) -> None:
    assert isinstance(row, ResponseRow)
    doing.actions.remove(row)


_TO: Final = ResponseRow
VERBS: Final = (
    Verb(noop("Accept the response"), "A", _TO, partial(_answer, Disposition.ACCEPTED)),
    Verb(noop("Accept the response in part"), "P", _TO, partial(_answer, Disposition.PARTLY)),
    Verb(noop("Do not accept the response"), "N", _TO, partial(_answer, Disposition.NO)),
    Verb(noop("Leave the response for later"), "L", _TO, partial(_answer, Disposition.LATER)),
    Verb(noop("Reword the statement because of the response"), "F2", _TO, _reword),
    Verb(noop("Correct the words of the response"), "E", _TO, _correct),
    Verb(noop("Remove the response"), "Del", _TO, _remove),
)
