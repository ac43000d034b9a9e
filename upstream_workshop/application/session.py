"""An open session with all that belongs to it: its file, its working copy, its backups."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, Final, NamedTuple, ParamSpec, Self, TypeVar

from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.application.actions import Action
from upstream_workshop.application.backup_scheduler import BackupScheduler
from upstream_workshop.readers.reading import ImportOutcome
from upstream_workshop.session_file import working_copies
from upstream_workshop.session_file.working_copies import Return, WorkingCopy
from upstream_workshop.session_file.workshop import Change, Workshop
from upstream_workshop.storage.files import lock_notes
from upstream_workshop.storage.files.ledger import OUTPUT, Ledger
from upstream_workshop.whole import erasing, forgetting
from upstream_workshop.whole.erasing import Erasure, Place
from upstream_workshop.whole.forgetting import Cleared, Intent, Remains
from upstream_workshop.whole.rehearsals import Rehearsal
from upstream_workshop.whole.report import Report, read_report

P = ParamSpec("P")
Answer = TypeVar("Answer")
REMEMBERED: Final = 1_000  # answers to requests that may arrive again


class Erased(NamedTuple):
    """A person who is out of the session, not yet of its copies; what may remain where the disk failed."""

    intent: Intent
    remains: tuple[Remains, ...]


class OpenSession:
    """Does, asks and undoes on behalf of whoever works on a session, and tells them what changed.

    Not for sharing between threads: the thread that opened it works on it.

    workshop: its file.
    ledger: the list of all places this program writes to; without it nothing is backed up.
    working_copy: the local copy, where the file lies on a stick or a share.
    now: the clock.
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
        # a window does it on another thread; whoever has no list of places has nowhere to keep it
        self.back_up: Callable[[str], object] = self.backups.keep if ledger else lambda _why: ""
        self.said = _kept_as_it_was(workshop)  # what there is to say at the beginning
        self.remains: tuple[Remains, ...] = ()  # of erasings that were begun before
        self._working_copy = working_copy
        self._now = now
        self._listeners: list[Callable[[Change], None]] = []
        self.given_out = False  # whether steps left Undo with a secret result that was given out
        self._answers: OrderedDict[str, Any] = OrderedDict()
        workshop.listeners.append(self._on_changed)

    @classmethod
    def open(
        cls,
        path: Path,
        ledger: Ledger,
        now: Callable[[], datetime] = datetime.now,
        working_copy: WorkingCopy | None = None,
    ) -> Self:
        """Open a session file, and finish what was begun in it. Raises WorkshopError.

        `working_copy` is its local copy, where somebody has fetched it already, for that may take long.
        """
        working_copy = working_copy or working_copies.make_if_needed(path, ledger.working_copies)
        said = _said_of(path, working_copy)
        with ExitStack() as failing:
            if working_copy is not None:
                failing.callback(working_copies.put_back, working_copy, now())
            workshop = failing.enter_context(
                Workshop.open(path, working_copy.copy if working_copy else None)
            )
            opened = cls(workshop, ledger, working_copy, now)
            opened.said = said or opened.said
            opened.remains = forgetting.adopt(ledger, workshop, now())
            failing.pop_all()  # nothing failed: it stays open
        return opened

    def close(self) -> Return | None:
        """Close the file and bring it back where it came from; where it is then, and what to say of it."""
        self.workshop.close()
        if self._working_copy is None:
            return None
        back = working_copies.put_back(self._working_copy, self._now())
        forgetting.look_again(self.ledger)  # where it was brought back to, a name may have waited
        return back

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Tell somebody of every change that is committed, and when steps leave Undo."""
        self._listeners.append(listener)

    def do(
        self,
        action: Action,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """Run a service as one undoable step, and answer what it does. Raises WorkshopError.

        A request that was done before, by its key, is not done again: it is answered as it was then.
        """
        if action.key in self._answers:
            return self._answers[action.key]  # type: ignore[no-any-return]  # what this service answered
        if why := self.backups.before(service):
            self.back_up(why)
        with self.workshop.change(action.label, action.about, action.actor) as session:
            answer = service(session, *args, **kwargs)
        if action.key:
            self._answers[action.key] = answer
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    def ask(
        self,
        query: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """Put one question to the session and get frozen values back."""
        with self.workshop.read() as session:
            return query(session, *args, **kwargs)

    def rehearse(
        self,
        service: Callable[Concatenate[Session, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """What a service would answer, with nothing kept. Raises WorkshopError."""
        with self.workshop.rehearse() as session:
            return service(session, *args, **kwargs)

    def undo(self, actor: str | None = None) -> None:
        """Take back the last step, or an actor's last one. Raises WorkshopError."""
        self.workshop.undo(actor)

    def redo(self, actor: str | None = None) -> None:
        """Bring the last undone step again, or an actor's last one. Raises WorkshopError."""
        self.workshop.redo(actor)

    def settle(self, table: str, rows: Collection[int]) -> None:
        """Let nothing be undone up to the last step that wrote one of these rows: it has left the session."""
        if self.workshop.settle(table, rows):
            self.given_out = True
            for listener in self._listeners:
                listener(Change("Settled", {}))

    def take_in(self, kind: str, name: str, reading: Any, actor: str = "") -> ImportOutcome:
        """Take in what was read of a foreign file. Raises WorkshopError."""
        action = Action(f"Import {kind}", actor=actor)
        return self.do(action, rooms.imports()[kind].take, name, reading)

    def try_in(self, kind: str, name: str, reading: Any) -> ImportOutcome:
        """What taking it in would do. Raises WorkshopError."""
        return self.rehearse(rooms.imports()[kind].take, name, reading)

    def rehearsal(self) -> Rehearsal:
        """The session as it is now, on which foreign files can be tried on another thread."""
        return Rehearsal(self.workshop.snapshot(whole=True))

    def report(self) -> Report:
        """Everything an output needs."""
        return self.ask(read_report)

    def note_output(self, path: Path) -> None:
        """Put on the list of places that outputs of this session go there."""
        self.ledger.note(OUTPUT, path, self.workshop.identity)

    def preview_erasing(self, participant_id: int) -> Erasure:
        """What erasing a person would take and leave, here and elsewhere. Raises WorkshopError."""
        planned = self.rehearse(erasing.preview, participant_id)
        reach = forgetting.out_of_reach(self.ledger, self.workshop, planned.name)
        return planned.with_elsewhere(reach)

    def erase(
        self, participant_id: int, places: Collection[Place], label: str = forgetting.LABEL
    ) -> Erased:
        """Take a person out of the session with no way back; `clear_copies` does the rest.

        Raises WorkshopError when nothing was changed and nothing will be.
        """
        intent = forgetting.plan(self.ledger, self.workshop, participant_id, places, self._now())
        intent = forgetting.note(self.ledger, intent)
        return Erased(intent, forgetting.take_out(self.ledger, self.workshop, intent, label))

    def clear_copies(self, erased: Erased) -> Cleared:
        """The name out of every copy, and one backup without it, on this thread; never raises."""
        if erased.remains:
            return Cleared(0, erased.remains)
        cleared = forgetting.clear(self.ledger, erased.intent)
        self.backups.again()
        unkept = self.backups.keep(forgetting.WHY, erased.intent.after)
        forgetting.settle(self.ledger, erased.intent, cleared.remains)
        return cleared._replace(unkept=unkept)

    def _on_changed(self, change: Change) -> None:
        if why := self.backups.after(change):
            self.back_up(why)
        for listener in self._listeners:
            listener(change)


def _said_of(path: Path, working_copy: WorkingCopy | None) -> str:
    """What there is to say of a working copy, before anybody is noted to have the file open."""
    if working_copy is None:
        return ""
    if working_copy.found:
        return (
            f"Work on {path.name} that had not been brought back is open again; it goes back when you "
            "close it."
        )
    if words := lock_notes.words(path):
        return f"{path.name} may be open elsewhere too{words}: if both change it, yours is kept beside it."
    return ""


def _kept_as_it_was(workshop: Workshop) -> str:
    if workshop.original is None or workshop.is_working_copy:
        return ""
    return (
        "This session came from an older app and was brought up to date; as it was, it is kept as "
        f"{workshop.original.name}."
    )
