"""The desk: what an open session is to pages. They do through it and ask through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from upstream_workshop.application.actions import Action
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Change, Step, Workshop
from upstream_workshop.whole import forgetting
from upstream_workshop.whole.erasing import Place

P = ParamSpec("P")
Answer = TypeVar("Answer")


class Desk(QObject):
    """Does and undoes on behalf of the pages, and tells them what changed.

    `changed(Change)` after every commit, or `refused(str)` with one kind sentence instead;
    `room_requested(object)` when a page sends something to the room screen (a Slide, or None to
    clear it); `reported(str)` for a quiet word of success, about `reported_step` if it is about one.
    """

    changed = Signal(object)
    refused = Signal(str)
    reported = Signal(str)
    room_requested = Signal(object)
    wrote = Signal()  # outputs, into a folder
    forgotten = Signal(object)  # the Intent: somebody is out of the session, not yet of its copies

    def __init__(self, session: OpenSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.ledger = session.ledger  # of the places the app writes
        self.reported_step: Step | None = None  # while `reported` is being heard
        self.kept = True  # whether the last `do` was; a service that answers None does not tell
        self._made: Step | None = None  # by the last `do`
        # on passages of an archive, for each edition
        self.decisions: defaultdict[str, dict[tuple[str, str, str], str]] = defaultdict(dict)
        self.late_from = 3  # minutes behind the plan, from which on it is spoken of
        self.outputs: dict[str, Any] = {}  # when each was written and from what: see ui/printing
        session.subscribe(self.changed.emit)

    @property
    def workshop(self) -> Workshop:
        """The open session file, for its path, its labels and when it was last saved."""
        return self.session.workshop

    def do(
        self,
        label: str,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer | None:
        """Run a service as one undoable step; None when it was refused, and the user has been told."""
        return self.do_about(label, "", service, *args, **kwargs)

    def do_about(
        self,
        label: str,
        about: str,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer | None:
        """Like `do`, with a name or wording that shows in Undo but never enters the file's history."""
        before, self._made, self.kept = self.workshop.last_step, None, False
        try:
            answer = self.session.do(Action(label, about), service, *args, **kwargs)
        except WorkshopError as error:
            self.refused.emit(str(error))
            return None
        made, self.kept = self.workshop.last_step, True
        self._made = None if made is before else made
        return answer

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Tell the user of a refusal instead of raising it: for what is done beside the session."""
        try:
            yield
        except WorkshopError as error:
            self.refused.emit(str(error))

    def report_step(self, words: str) -> None:
        """Say what the last `do` did; Undo beside these words takes back that step and no other."""
        self.reported_step = self._made
        self.reported.emit(words)
        self.reported_step = None

    def erase(self, label: str, participant_id: int, places: Collection[Place]) -> bool:
        """Take a person out of the session with no way back, and ask for all copies to be cleared.

        Undo is left with nothing. Whether they are out; else the user has been told.
        """
        self._made, self.kept = None, False
        try:
            erased = self.session.erase(participant_id, places, label)
        except WorkshopError as error:
            self.refused.emit(str(error))
            return False
        self.kept = True
        self.changed.emit(Change(label, {}))
        if erased.remains:
            self.refused.emit(forgetting.sentence(erased.remains))
            return False
        self.forgotten.emit(erased.intent)
        return True

    def ask(
        self,
        query: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """Put one question to the session and get frozen values back."""
        return self.session.ask(query, *args, **kwargs)

    def rehearse(self, service: Callable[..., Answer], *args: Any) -> Answer:
        """What a service would answer, with nothing kept. Raises WorkshopError."""
        return self.session.rehearse(service, *args)

    def would_settle(self, table: str, rows: Collection[int]) -> bool:
        """Whether that would take anything from Undo."""
        return self.workshop.steps_to(table, rows) > 0

    def undo(self) -> bool:
        """Take back the last step; whether it was, for it may be refused like any change."""
        return self._run(self.session.undo)

    def redo(self) -> bool:
        """Bring the last undone step again; whether it was."""
        return self._run(self.session.redo)

    def _run(self, way: Callable[[], None]) -> bool:
        try:
            way()
        except WorkshopError as error:
            self.refused.emit(str(error))
            return False
        return True
