"""The desk: the pages' interface to the open session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid
from sqlalchemy.orm import Session

from resources.words import say
from ui.kit.jobs import Ticket
from ui.kit.writing.large_step import LargeStep
from upstream_workshop.agenda.running.day_clock import DayClock
from upstream_workshop.agenda.running.steady_clocks import boot, steady_seconds, wall_time
from upstream_workshop.application.actions import Action
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.steps import Change, RecordedStep, Step
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole import forgetting
from upstream_workshop.whole.erasing import Place

P = ParamSpec("P")
Answer = TypeVar("Answer")
AT_ONCE: Final = 200  # rows that are written within a moment, with what pages show of them


def _nothing(_answer: object) -> None:
    """Do nothing after a step."""


class Desk(QObject):
    """Runs services and queries on the open session, and emits Qt signals about the results.

    session: the open session.

    `changed(Change)` is emitted after every commit. `refused(str)` carries the sentence of a
    WorkshopError. `reported(str)` carries a message of success; while it is emitted,
    `reported_step` is the undo step that the message is about, or None. `room_requested(object)`
    carries a Slide for the room screen, or None to clear it. `wrote()` says that outputs were
    written to a folder. `forgotten(Intent)` says that a person was erased from the session but not
    yet from its copies. `ticked()` is emitted every second, for what watches the time whatever page is
    in front; that page alone is told by `Page.tick`. `writing(Ticket, label)` says that a large step is
    being written, which the ticket can stop.

    `clock` is the clock of the running day.
    `kept` says whether the last `do` or `erase` succeeded, which its result does not show if the
    service returns None. `decisions` are those about passages of an archive, for each edition.
    `late_from` is the number of minutes behind the plan from which the delay is shown.
    `chime_muted` says whether the chime at a step's end is silent. `outputs` says when each
    output was written and from what (see ui/printing).
    """

    changed = Signal(object)
    refused = Signal(str)
    reported = Signal(str)
    room_requested = Signal(object)
    wrote = Signal()
    forgotten = Signal(object)
    ticked = Signal()
    writing = Signal(object, str)

    def __init__(
        self, session: OpenSession, parent: QObject | None = None, clock: DayClock | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.clock = clock or DayClock(wall_time, steady_seconds, boot())
        self.ledger = session.ledger
        self.reported_step: Step | None = None
        self.kept = True
        self._made: Step | None = None  # the undo step of the last `do`

        self.decisions: defaultdict[str, dict[tuple[str, str, str], str]] = defaultdict(dict)
        self.late_from = 3
        self.chime_muted = False
        self.outputs: dict[str, Any] = {}
        self._large = LargeStep(self._on_done, self._on_refused, self._on_stopped, self)
        self._large.begun.connect(self.writing)
        self._then: Callable[[Any], object] = _nothing
        self._owner: QObject = self
        self._before: Step | None = None  # the last step before it
        session.subscribe(self.changed.emit)

    @property
    def workshop(self) -> Workshop:
        """The open session file."""
        return self.session.workshop

    def do(
        self,
        label: str,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer | None:
        """Run a service as one undoable step.

        label: the name of the step in Undo and in the file's history.
        service: called with a database session, then `args` and `kwargs`.

        Returns the service's result, or None if it was refused; `refused` is then emitted.
        """
        return self.do_about(label, "", service, *args, **kwargs)

    def do_about(
        self,
        label: str,
        about: str,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer | None:
        """Run a service like `do`, with a name or wording that Undo shows after the label.

        about: that name or wording; it never enters the file's history.
        """
        self.finish()
        before, self._made, self.kept = self.workshop.last_step, None, False
        try:
            answer = self.session.do(Action(label, about), service, *args, **kwargs)
        except WorkshopError as error:
            self.refused.emit(str(error))
            return None
        made, self.kept = self.workshop.last_step, True
        self._made = None if made is before else made
        return answer

    def do_many(
        self,
        rows: int,
        label: str,
        service: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object] = _nothing,
        owner: QObject | None = None,
    ) -> None:
        """Run a service like `do`; one that writes many rows aside, piece by piece.

        rows: about how many rows it writes.
        then: called with its result once it is done; if it is refused, `refused` is emitted instead.
        owner: the object that `then` is for; when it is destroyed, `then` is not called.

        Whatever is done, undone or redone meanwhile comes after it, as with `do`.
        """
        if rows > AT_ONCE:
            ticket = Ticket(self)
            pieces = self.session.do_in_pieces(Action(label), service, *args, look=ticket.look)
            self._run(label, pieces, then, owner or self, ticket)
            return
        answer = self.do(label, service, *args)
        if self.kept:
            then(answer)  # type: ignore[arg-type]  # it is None only if it was refused

    def done_about(
        self,
        label: str,
        about: str,
        service: Callable[Concatenate[Session, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> bool:
        """Run a service like `do_about`, and return whether it was done rather than refused."""
        self.do_about(label, about, service, *args, **kwargs)
        return self.kept

    def do_recorded(
        self,
        label: str,
        about: str,
        service: Callable[..., Any],
        recorded: RecordedStep[Any],
        then: Callable[[], object],
    ) -> None:
        """Do a step that was recorded on a copy of the session, piece by piece if it is large.

        label, about: as in `do_about`.
        service: the service that was recorded.
        then: called once the step is done; if it is refused, `refused` is emitted instead.
        """
        pieces = self.session.repeat(Action(label, about), service, recorded)
        self._run(label, pieces, lambda _: then(), self)

    @property
    def is_writing(self) -> bool:
        """Whether a large step is still being written, so that pages show what was before it."""
        return self._large.is_under_way()

    def finish(self) -> None:
        """Do at once what is left of a large step, before anything else is changed."""
        self._large.finish()

    @contextmanager
    def reporting_refusals(self) -> Iterator[None]:
        """Emit `refused` instead of raising WorkshopError; for work that changes no session."""
        try:
            yield
        except WorkshopError as error:
            self.refused.emit(str(error))

    def report_step(self, words: str) -> None:
        """Emit `reported` about the last `do`; Undo beside the message undoes exactly that step."""
        self.reported_step = self._made
        self.reported.emit(words)
        self.reported_step = None

    def erase(self, label: str, participant_id: int, places: Collection[Place]) -> bool:
        """Erase a person from the session and request that all copies are cleared.

        label: the label of the change.
        participant_id: the id of the person.
        places: the cells from whose text the name is removed too.

        This cannot be undone, and drops all steps of undo. Returns whether the person was erased
        completely; if not, `refused` was emitted.
        """
        self.finish()
        self._made, self.kept = None, False
        try:
            erased = self.session.erasing.erase(participant_id, places, label)
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
        """Run a query and return its frozen result."""
        return self.session.ask(query, *args, **kwargs)

    def rehearse(self, service: Callable[..., Answer], *args: Any) -> Answer:
        """Run a service, return its result and roll the change back. Raises WorkshopError."""
        self.finish()
        return self.session.rehearse(service, *args)

    def would_settle(self, table: str, rows: Collection[int]) -> bool:
        """Check whether making the changes of these rows final would drop any step of undo."""
        return self.workshop.steps_to(table, rows) > 0

    def stop_writing(self) -> bool:
        """Stop a large step that is being written, and keep nothing of it; return whether there is one."""
        return self._large.stop()

    def undo(self) -> bool:
        """Undo the last step; return False if it was refused."""
        self.finish()
        label = say("Undo: {what}", what=self.workshop.undo_label or "")
        return self._run(label, self.workshop.undo_in_pieces(), _nothing, self)

    def redo(self) -> bool:
        """Redo the last undone step; return False if it was refused."""
        return self._run(say("Redo"), self.workshop.redo_in_pieces(), _nothing, self)

    def _run(
        self,
        label: str,
        pieces: Iterator[float],
        then: Callable[[Any], object],
        owner: QObject,
        ticket: Ticket | None = None,
    ) -> bool:
        """Do the first piece now and the others when the window has nothing else to do."""
        self.finish()
        self._before, self._made, self.kept = self.workshop.last_step, None, True
        self._then, self._owner = then, owner
        self._large.run(label, pieces, ticket or Ticket(self))
        return self.kept

    def _on_done(self, answer: Any) -> None:
        made = self.workshop.last_step
        self._made = None if made is self._before else made
        then, self._then = self._then, _nothing
        if isValid(self._owner):
            then(answer)

    def _on_refused(self, why: str) -> None:
        self.kept = False
        self.refused.emit(why)

    def _on_stopped(self) -> None:
        self.kept = False
        self.reported.emit(say("Stopped, and nothing was changed."))
