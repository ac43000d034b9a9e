"""The class OpenSession: an open session file with its working copy and its backups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.application import opening_messages
from upstream_workshop.application.actions import Action, RecentResults
from upstream_workshop.application.backup_scheduler import BackupScheduler
from upstream_workshop.application.person_erasing import PersonErasing
from upstream_workshop.application.threads import aside
from upstream_workshop.readers.reading import NO_ANSWERS, ImportOutcome
from upstream_workshop.session_file.copies import working_copies, write_back
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy
from upstream_workshop.session_file.copies.write_back import Return
from upstream_workshop.session_file.steps import Change, RecordedStep
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.cancellation import Look, unwatched
from upstream_workshop.storage.files.ledger import OUTPUT, Ledger
from upstream_workshop.whole import forgetting
from upstream_workshop.whole.clearing import Remains

if TYPE_CHECKING:
    from upstream_workshop.whole.rehearsals import Rehearsal
    from upstream_workshop.whole.report import Report

P = ParamSpec("P")
Answer = TypeVar("Answer")


class OpenSession:
    """An open session: runs services and queries, makes backups, and reports changes to listeners.

    Use it only on the thread that opened it.

    workshop: the open session file.
    ledger: the list of all places this program writes to; without it nothing is backed up.
    working_copy: the local copy, if the file is on a removable disk or a network share.
    now: returns the current local time.

    Attributes: `erasing` erases people from it and its copies; `back_up` is called with the reason
    for a backup and may be replaced; `message` is a sentence to show after opening, or empty;
    `remains` says where names of people erased earlier may still be; `given_out` is true once
    `settle` has dropped steps of undo.
    """

    def __init__(
        self,
        workshop: Workshop,
        ledger: Ledger | None = None,
        working_copy: WorkingCopy | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.workshop = workshop
        self.ledger = ledger or Ledger(workshop.path.parent)
        self.backups = BackupScheduler(workshop, self.ledger, now)
        # the window replaces this to write on another thread; without a ledger there is no folder
        self.back_up: Callable[[str], object] = self.backups.keep if ledger else lambda _why: ""
        self.message = opening_messages.of_migration(workshop)
        self.erasing = PersonErasing(workshop, self.ledger, self.backups, now)
        self.remains: tuple[Remains, ...] = ()
        self._working_copy = working_copy
        self._now = now
        self._listeners: list[Callable[[Change], None]] = []
        self.given_out = False  # whether a secret result was given out, which undo must not change
        self._results = RecentResults()
        workshop.listeners.append(self._on_changed)

    @classmethod
    def open(
        cls,
        path: Path,
        ledger: Ledger,
        now: Callable[[], datetime] = datetime.now,
        working_copy: WorkingCopy | None = None,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Self:
        """Open a session file, and finish erasures that were begun in it.

        path: the session file.
        ledger, now: as in the constructor.
        working_copy: its local copy, if the caller has made it already, which may take long;
            otherwise one is made if the file needs it.
        meanwhile: as in `Workshop.open`.

        Raises WorkshopError if the file cannot be opened; a working copy is then written back.
        """
        working_copy = working_copy or working_copies.make_if_needed(path, ledger.working_copies)
        message = opening_messages.of_working_copy(path, working_copy)
        with ExitStack() as failing:
            if working_copy is not None:
                failing.callback(write_back.put_back, working_copy, now())
            workshop = failing.enter_context(
                Workshop.open(path, working_copy.copy if working_copy else None, meanwhile)
            )
            opened = cls(workshop, ledger, working_copy, now)
            opened.message = message or opened.message
            opened.remains = forgetting.adopt(ledger, workshop, now())
            failing.pop_all()  # opened successfully: keep it open
        return opened

    def close(self) -> Return | None:
        """Close the file and write a working copy back to its origin.

        Returns where the session is now and what to tell the user; None if there is no working
        copy.
        """
        self.workshop.close()
        if self._working_copy is None:
            return None
        back = write_back.put_back(self._working_copy, self._now())
        forgetting.retry_clearing(self.ledger)  # names erased earlier may be at the origin
        return back

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Add a function that is called with every committed change.

        It is also called, with a change of no rows, when `settle` drops steps of undo.
        """
        self._listeners.append(listener)

    def do(
        self,
        action: Action,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """Run a service as one undoable step and return its result.

        action: the labels, actor and key of the change.
        service: called with a database session, then `args` and `kwargs`.

        A backup is made first if the service deserves one. If an action with the same key was done
        before, it is not done again, and the earlier result is returned. Raises WorkshopError if
        the service or the file refuses the change; nothing is then changed.
        """
        if action.key in self._results:
            return self._results[action.key]  # type: ignore[no-any-return]  # the result of this service
        if why := self.backups.before(service):
            self.back_up(why)
        with self.workshop.change(action.label, action.about, action.actor) as session:
            answer = service(session, *args, **kwargs)
        if action.key:
            self._results[action.key] = answer
        return answer

    def repeat(
        self, action: Action, service: Callable[..., Any], recorded: RecordedStep[Any]
    ) -> Iterator[float]:
        """Do what `do` does, with a step that was recorded on a copy, piece by piece.

        service: the service that was recorded.
        recorded: as from `Rehearsal.record`.

        Gives the share that is done, and raises, as `Workshop.repeat` does.
        """
        if why := self.backups.before(service):
            self.back_up(why)
        yield from self.workshop.repeat(recorded, action.label, action.about, action.actor)

    def do_in_pieces(
        self,
        action: Action,
        service: Callable[..., Answer],
        *args: object,
        look: Look = unwatched,
    ) -> Generator[float, None, Answer]:
        """Do what `do` does, for a service that writes many rows; gives the share done, piece by piece.

        look: called now and then on the other thread; what it raises ends the step, and is raised here.

        The service runs on a copy on another thread; what it wrote there is then repeated. Raises as
        `do`, and as `Workshop.repeat` does.
        """
        with closing(self.rehearsal()) as rehearsal:
            recorded = yield from aside(partial(rehearsal.record, service, *args, look=look))
        assert recorded is not None  # it is closed afterwards only
        yield from self.repeat(action, service, recorded)
        return recorded.answer

    def ask(
        self,
        query: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """Call a query with a database session, then `args` and `kwargs`; return its result."""
        with self.workshop.read() as session:
            return query(session, *args, **kwargs)

    def rehearse(
        self,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """Run a service, return its result and roll the change back. Raises WorkshopError."""
        with self.workshop.rehearse() as session:
            return service(session, *args, **kwargs)

    def undo(self, actor: str | None = None) -> None:
        """Undo the last step, or the last step of an actor. Raises like `Workshop.undo`."""
        self.workshop.undo(actor)

    def redo(self, actor: str | None = None) -> None:
        """Redo the last undone step, or the last one of an actor. Raises like `Workshop.undo`."""
        self.workshop.redo(actor)

    def settle(self, table: str, rows: Collection[int]) -> None:
        """Drop the undo steps up to the last one that wrote any of these rows of a table.

        For data that has left the session; see `Workshop.settle`.
        """
        if self.workshop.settle(table, rows):
            self.given_out = True
            for listener in self._listeners:
                listener(Change("Settled", {}))

    def take_in(
        self,
        kind: str,
        name: str,
        reading: Any,
        actor: str = "",
        answers: Mapping[str, str] = NO_ANSWERS,
    ) -> ImportOutcome:
        """Import what was read from a foreign file, as one undoable step.

        kind: the kind of file, a key of `rooms.imports`.
        name: the name for what is imported, if the kind has one.
        reading: the result of reading the file.
        actor: who imports it, as in Action.
        answers: the answers to the questions it leaves open.

        Raises WorkshopError if it cannot be imported; nothing is then changed.
        """
        action = Action(f"Import {kind}", actor=actor)
        return self.do(action, rooms.imports()[kind].take, name, reading, answers)

    def try_in(self, kind: str, name: str, reading: Any) -> ImportOutcome:
        """Return what `take_in` would do, and change nothing. Raises WorkshopError."""
        return self.rehearse(rooms.imports()[kind].take, name, reading)

    def rehearsal(self) -> Rehearsal:
        """Return a copy of the session as it is now, for trying imports on another thread."""
        from upstream_workshop.whole.rehearsals import Rehearsal  # loads every reader of files

        return Rehearsal(self.workshop.snapshot(whole=True))

    def report(self) -> Report:
        """Read the report, from which all outputs are made."""
        from upstream_workshop.whole.report import read_report  # loads the reports of all rooms

        return self.ask(read_report)

    def note_output(self, path: Path) -> None:
        """Record in the ledger that outputs of this session are written to a path."""
        self.ledger.note(OUTPUT, path, self.workshop.identity)

    def _on_changed(self, change: Change) -> None:
        if why := self.backups.after(change):
            self.back_up(why)
        for listener in self._listeners:
            listener(change)
