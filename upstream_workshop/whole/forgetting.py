"""Complete erasure of a person: from the session, then from all copies, backups and logs.

An intent is written to the ledger before anything is done, without the name, and deleted after
everything is done. Every step can be repeated. An erasure that is interrupted, by a kill, a full
disk or a disk that is not plugged in, is therefore finished later, and until then it is known what
remains.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from resources.words import joined, noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.model import Participant
from upstream_workshop.people.records import person_of
from upstream_workshop.people.rules import folded
from upstream_workshop.session_file import backups, secrecy, working_copies
from upstream_workshop.session_file.backups import Found
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk
from upstream_workshop.storage.files import ledger as places_of
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.whole import erasing
from upstream_workshop.whole.erasing import Place

LABEL: Final = "Erase a person"
WHY: Final = "somebody was erased"
_WORD: Final = re.compile(r"[^\W_]+")
# what may be stuck in a folder, one and many
_BACKUP, _OLDER, _DAMAGED, _UNREAD, _UNFINISHED, _LOG = range(6)
_ONE: Final = {
    _BACKUP: noop("1 backup in {folder}"),
    _OLDER: noop("1 older copy in {folder}"),
    _DAMAGED: noop("1 damaged copy in {folder}"),
    _UNREAD: noop("1 backup that cannot be read in {folder}"),
    _UNFINISHED: noop("1 unfinished copy in {folder}"),
    _LOG: noop("1 log in {folder}"),
}
_MANY: Final = {
    _BACKUP: noop("{n} backups in {folder}"),
    _OLDER: noop("{n} older copies in {folder}"),
    _DAMAGED: noop("{n} damaged copies in {folder}"),
    _UNREAD: noop("{n} backups that cannot be read in {folder}"),
    _UNFINISHED: noop("{n} unfinished copies in {folder}"),
    _LOG: noop("{n} logs in {folder}"),
}


@dataclass(frozen=True, slots=True)
class Intent:
    """An erasure that was decided on; it contains the name as salted hashes only.

    session: the session file.
    identity: the identifier of the session.
    moment: backups made until this local time may contain the name, later ones cannot.
    participant: the id of the person.
    places: the cells from whose text the name is removed.
    salt: the key of the hashes.
    marks: hashes of the spellings of the name, and of the e-mail address.
    lengths: the numbers of words in what was hashed.
    cleared: whether the session is done, so that only copies which could not be reached remain.
    id: the id in the ledger; 0 before it is noted.
    """

    session: Path
    identity: str
    moment: datetime
    participant: int
    places: tuple[Place, ...]
    salt: str
    marks: tuple[str, ...]
    lengths: tuple[int, ...]
    cleared: bool = False
    id: int = 0

    @property
    def after(self) -> datetime:
        """The earliest time with which a backup without the name may be dated."""
        return self.moment + timedelta(seconds=1)

    def is_about(self, text: str) -> bool:
        """Check whether a text is exactly the name or e-mail address."""
        return _mark(self.salt, _words(text)) in self.marks

    def names(self, text: str) -> bool:
        """Check whether a text contains the name or e-mail address."""
        words = _words(text)
        return any(
            _mark(self.salt, words[start : start + length]) in self.marks
            for length in self.lengths
            for start in range(len(words) - length + 1)
        )


class Remains(NamedTuple):
    """A place where the name may still be.

    where: the place, in words.
    until: the condition under which the name can be removed there, in words.
    """

    where: str
    until: str


class Cleared(NamedTuple):
    """The result of clearing the copies.

    removed: the number of files that were removed.
    remains: the places where the name may still be.
    others: the names of folders with backups of this session under other file names.
    unkept: why no new backup could be written; empty if one was.
    """

    removed: int
    remains: tuple[Remains, ...]
    others: tuple[str, ...] = ()
    unkept: str = ""


def plan(
    ledger: Ledger,
    workshop: Workshop,
    participant_id: int,
    places: Collection[Place],
    now: datetime,
) -> Intent:
    """Return the intent to erase a person, without doing anything.

    participant_id: the id of the person.
    places: the cells from whose text the name is removed.
    now: the local time.

    Raises WorkshopError if there is no such person or the ledger cannot be read.
    """
    with files_explained(ledger.home):
        moment = _until(ledger, workshop.identity, workshop.path, now)
    with workshop.read() as session:
        person = person_of(session, participant_id)
        said = [words for words in _spellings(person.name, person.email) if words]
    salt = secrets.token_hex(16)
    return Intent(
        session=workshop.path.absolute(),
        identity=workshop.identity,
        moment=moment,
        participant=participant_id,
        places=tuple(sorted(places)),
        salt=salt,
        marks=tuple(sorted({_mark(salt, words) for words in said})),
        lengths=tuple(sorted({len(words) for words in said})),
    )


def backups_of(ledger: Ledger, identity: str, path: Path) -> Found:
    """Find all backups of a session, under all names of its file, in all folders used for backups.

    Raises sqlite3.Error or OSError if the ledger cannot be read.
    """
    return backups.of_session(ledger.backup_roots(), identity, _paths_of(ledger, identity, path))


def _until(ledger: Ledger, identity: str, path: Path, now: datetime) -> datetime:
    """Return the current time, or that of the newest backup if the clock is behind it."""
    found = backups_of(ledger, identity, path).backups
    return max([now.replace(microsecond=0), *(backup.made for backup in found)])


def note(ledger: Ledger, intent: Intent) -> Intent:
    """Write an intent to the ledger; return it with its id.

    Raises WorkshopError if the ledger cannot be written.
    """
    with files_explained(ledger.home), ledger.written() as file:
        row = file.execute("INSERT INTO erasure (said) VALUES (?)", (_packed(intent),))
        return replace(intent, id=row.lastrowid or 0)


def noted(ledger: Ledger) -> tuple[Intent, ...]:
    """Return the intents that are not finished; none if the ledger cannot be read."""
    with suppress(sqlite3.Error, OSError), ledger.written() as file:
        rows = file.execute("SELECT id, said FROM erasure ORDER BY id").fetchall()
        return tuple(_unpacked(*row) for row in rows)
    return ()


def take_out(
    ledger: Ledger, workshop: Workshop, intent: Intent, label: str = LABEL
) -> tuple[Remains, ...]:
    """Erase the person from the open session, beyond undo.

    Returns what may remain in the file because the disk failed. Raises WorkshopError if nothing
    was changed and the intent was deleted, so that nothing will be changed later.
    """
    try:
        if _is_there(workshop, intent):
            with workshop.change(label) as session:
                erasing.erase(session, intent.participant, intent.places)
    except WorkshopError:
        if _is_untouched(workshop, intent) and _struck(ledger, intent):
            raise
        return (_of_session(intent),)
    try:
        workshop.forget()
    except WorkshopError:
        return (_of_session(intent),)
    return ()


def clear(ledger: Ledger, intent: Intent) -> Cleared:
    """Remove the name from all copies, backups and logs; report disk errors in the result."""
    try:
        return _cleared(ledger, intent)
    except (sqlite3.Error, OSError):
        return Cleared(0, (_listed(ledger),))


def _cleared(ledger: Ledger, intent: Intent) -> Cleared:
    """Do the same as `clear`. Raises sqlite3.Error or OSError if files cannot be searched for."""
    paths = _paths(ledger, intent)
    found = backups_of(ledger, intent.identity, intent.session)
    going = [
        *((one.path, _BACKUP) for one in found.backups if one.made <= intent.moment),
        *((path, _OLDER) for path in _originals(ledger, intent, paths)),
        *((path, _DAMAGED) for path in _damaged(ledger, paths)),
    ]
    stuck = [(path, what) for path, what in going if not _removed(path)]
    gone = len(going) - len(stuck)
    for folder in {path.parent for path, what in going if what == _BACKUP}:
        with suppress(OSError):  # the folder has the session's name, which may contain a person's
            folder.rmdir()
    _strike_names(ledger, intent)
    stuck += [(path, _UNREAD) for path in found.unread]
    stuck += [(path, _UNFINISHED) for path in ledger.clear() if path.parent.is_dir()]
    stuck += [(path, _LOG) for path in _logs(ledger) if not _purged(path, intent)]
    counted = Counter((what, path.parent) for path, what in stuck)
    unwritable = [
        Remains(_counted(number, what, folder), say("it can be read and written"))
        for (what, folder), number in counted.items()
    ]
    here = backups.folder_for(ledger.backups, intent.session).name
    others = {one.path.parent.name for one in found.backups if one.made <= intent.moment} - {here}
    return Cleared(gone, (*unwritable, *_not_there(ledger, intent)), tuple(sorted(others)))


def settle(ledger: Ledger, intent: Intent, remains: Collection[Remains]) -> None:
    """Delete an intent if nothing remains, else mark it as cleared.

    If the ledger cannot be written, the intent stays and is carried out again later.
    """
    if not remains:
        _struck(ledger, intent)
        return
    done = replace(intent, cleared=True)
    with suppress(sqlite3.Error, OSError), ledger.written() as file:
        file.execute("UPDATE erasure SET said = ? WHERE id = ?", (_packed(done), intent.id))


def finish(ledger: Ledger, workshop: Workshop, intent: Intent, now: datetime) -> Cleared:
    """Carry out an intent in an open session: erase the person, clear the copies, write a backup.

    Raises WorkshopError if nothing was changed and nothing will be changed later.
    """
    if remains := take_out(ledger, workshop, intent):
        return Cleared(0, remains)
    try:  # the session may have been backed up since an interrupted attempt
        intent = replace(intent, moment=_until(ledger, intent.identity, intent.session, now))
    except (sqlite3.Error, OSError):
        return Cleared(0, (_listed(ledger),))
    cleared = clear(ledger, intent)
    unkept = ""
    try:
        keep_backup(workshop, ledger.backups, WHY, max(now, intent.after))
    except WorkshopError as refusal:
        unkept = str(refusal)
    settle(ledger, intent, cleared.remains)
    return cleared._replace(unkept=unkept)


def keep_backup(workshop: Workshop, root: Path, why: str, made: datetime) -> bool:
    """Write a backup of an open session.

    root: the folder that holds the folders of all sessions.
    why, made: as in `backups.write`.

    Returns False if the session is read-only. Raises WorkshopError if the backup cannot be
    written.
    """
    if workshop.read_only:
        return False
    with closing(workshop.snapshot()) as taken:
        folder = backups.folder_for(root, workshop.path)
        backups.write(taken, folder, why, made)
        backups.withhold_papers(backups.listed(folder), secrecy.settled(taken))
        backups.thin(folder)
    return True


def resume(ledger: Ledger, now: datetime) -> tuple[Remains, ...]:
    """Continue all unfinished erasures, before a session is opened; return what remains."""
    found: list[Remains] = []
    for intent in noted(ledger):
        try:
            found += _resumed(ledger, intent, now)
        except WorkshopError:
            found.append(_of_session(intent))
    return tuple(found)


def look_again(ledger: Ledger) -> tuple[Remains, ...]:
    """Clear copies that could not be reached before, without a session; return what remains."""
    waiting = [intent for intent in noted(ledger) if intent.cleared]
    return tuple(one for intent in waiting for one in _cleared_again(ledger, intent))


def brought_back(ledger: Ledger, intent: Intent, cleared: Cleared) -> tuple[Remains, ...]:
    """Return what remains once the session is closed and its working copy is written back.

    If the origin was among what remained, clearing is tried again.
    """
    if any(one.where == str(intent.session) for one in cleared.remains):
        return _cleared_again(ledger, intent)
    return cleared.remains


def adopt(ledger: Ledger, workshop: Workshop, now: datetime) -> tuple[Remains, ...]:
    """Continue erasures begun in this session under another file name; return what remains."""
    found: list[Remains] = []
    for intent in noted(ledger):
        if intent.identity == workshop.identity and not (intent.cleared or intent.session.exists()):
            moved = replace(intent, session=workshop.path.absolute())
            with suppress(WorkshopError):
                found += finish(ledger, workshop, moved, now).remains
    return tuple(found)


def sentence(remains: Iterable[Remains]) -> str:
    """Return a sentence that says what remains and until when; empty if nothing remains."""
    places = (
        say("in {where}, until {until}", where=one.where, until=one.until)
        for one in dict.fromkeys(remains)
    )
    where = joined(places, "{first}; and {then}")
    if not where:
        return ""
    return say("Erasing is not finished. A name that was erased may still be {where}.", where=where)


def out_of_reach(ledger: Ledger, workshop: Workshop, name: str) -> tuple[str, ...]:
    """Return, in words, what this app wrote for the session but cannot erase a name from.

    These are outputs, other copies of the session, and paths that contain the name. Raises
    WorkshopError if the ledger cannot be read.
    """
    with files_explained(ledger.home):
        paths = _paths_of(ledger, workshop.identity, workshop.path)
        listed = ledger.places(places_of.OUTPUT)
    here = workshop.path.absolute()
    outputs = [one.path for one in listed if one.identity == workshop.identity]
    copies = [path for path in paths if path != here and path.exists()]
    called = [path for path in {here, *outputs, *copies} if _names_path(path, name)]
    return (
        *(
            say("written by this app: {path}", path=path)
            for path in sorted(outputs)
            if path.exists()
        ),
        *(
            say("another copy of this session, to be opened and erased in: {path}", path=path)
            for path in sorted(copies)
        ),
        *(say("called by the name, to be renamed: {path}", path=path) for path in sorted(called)),
    )


def _resumed(ledger: Ledger, intent: Intent, now: datetime) -> tuple[Remains, ...]:
    if not intent.cleared and not intent.session.exists():
        until = say("it is there again, or opened by its new name")
        return (Remains(str(intent.session), until),)
    if not intent.cleared:
        with working_copies.opened(intent.session, ledger.working_copies, now) as workshop:
            remains = finish(ledger, workshop, intent, now).remains
        if not _is_waiting(ledger, intent):  # all is done, or the session was not changed
            return remains
    elif (
        working_copies.is_left_over(intent.session, ledger.working_copies)
        and intent.session.parent.is_dir()
    ):
        with working_copies.opened(intent.session, ledger.working_copies, now):
            pass
    return _cleared_again(ledger, intent)


def _cleared_again(ledger: Ledger, intent: Intent) -> tuple[Remains, ...]:
    remains = clear(ledger, intent).remains
    settle(ledger, intent, remains)
    return remains


def _is_waiting(ledger: Ledger, intent: Intent) -> bool:
    return any(one.id == intent.id and one.cleared for one in noted(ledger))


def _is_there(workshop: Workshop, intent: Intent) -> bool:
    """Check whether the person is still in the session. Raises WorkshopError."""
    with workshop.read() as session:
        person = session.get(Participant, intent.participant)
        return person is not None and (
            intent.is_about(person.name) or intent.is_about(person.email)
        )


def _is_untouched(workshop: Workshop, intent: Intent) -> bool:
    """Check the same as `_is_there`; return False if the session cannot be read."""
    try:
        return _is_there(workshop, intent)
    except WorkshopError:
        return False


def _strike_names(ledger: Ledger, intent: Intent) -> None:
    """Remove ledger entries whose path contains the name and no longer exists."""
    for kind in (places_of.SESSION, places_of.ORIGINAL, places_of.OUTPUT):
        for place in ledger.places(kind):
            if intent.names(str(place.path)) and not place.path.exists():
                ledger.strike(place)


def _originals(ledger: Ledger, intent: Intent, paths: Collection[Path]) -> set[Path]:
    """Return the originals kept by migrations, beside the session or listed in the ledger."""
    found = {
        one.path for one in ledger.places(places_of.ORIGINAL) if one.identity == intent.identity
    }
    for path in paths:
        found.update(one for one in _in(path.parent) if _is_original(one, path))
    for folder in (backups.folder_for(ledger.working_copies, path) for path in paths):
        found.update(one for one in _in(folder) if ".format-" in one.name)
    return {path for path in found if path.exists()}


def _is_original(found: Path, session: Path) -> bool:
    stem, format_, suffix = disk.with_added(session, ".format-1").name.rpartition(".format-1")
    return found.name.startswith(f"{stem}{format_[:-1]}") and found.name.endswith(suffix)


def _damaged(ledger: Ledger, paths: Collection[Path]) -> Iterator[Path]:
    """Yield damaged working copies, which were renamed because they could not be opened."""
    for path in paths:
        folder = backups.folder_for(ledger.working_copies, path)
        yield from (one for one in _in(folder) if " (damaged)" in one.name)


def _logs(ledger: Ledger) -> Iterator[Path]:
    for place in ledger.places(places_of.LOGS):
        yield from (one for one in _in(place.path) if ".log" in one.name and one.is_file())


def _in(folder: Path) -> tuple[Path, ...]:
    """Return the entries of a folder, none if it is missing. Raises OSError if unreadable."""
    try:
        return tuple(sorted(folder.iterdir()))
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _purged(log: Path, intent: Intent) -> bool:
    """Remove the lines of a log that contain the name; there should be none.

    Returns whether the log could be read and written.
    """
    try:
        lines = log.read_text("utf-8", "replace").splitlines(keepends=True)
        kept = [line for line in lines if not intent.names(line)]
        if len(kept) < len(lines):
            log.write_text("".join(kept), "utf-8")
    except OSError:
        return False
    return True


def _not_there(ledger: Ledger, intent: Intent) -> Iterator[Remains]:
    """Yield the places that cannot be reached now."""
    for one in ledger.places(places_of.SECOND):
        if one.identity in ("", intent.identity) and not _is_folder(one.path):
            yield Remains(_counted(one.count, _BACKUP, one.path), say("that is plugged in"))
    if working_copies.may_be_left_over(intent.session, ledger.working_copies):
        yield Remains(str(intent.session), say("your work is brought back there"))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _listed(ledger: Ledger) -> Remains:
    where = say("the copies listed in {folder}", folder=ledger.home)
    return Remains(where, say("that can be read"))


def _of_session(intent: Intent) -> Remains:
    where = say("{path} and its backups", path=intent.session)
    return Remains(where, say("the file is opened again and its disk has room"))


def _counted(number: int, what: int, folder: Path) -> str:
    if number == 1:
        return say(_ONE[what], folder=folder)
    if number:
        return say(_MANY[what], n=number, folder=folder)
    return say("backups in {folder}", folder=folder)


def _paths(ledger: Ledger, intent: Intent) -> frozenset[Path]:
    return _paths_of(ledger, intent.identity, intent.session)


def _paths_of(ledger: Ledger, identity: str, path: Path) -> frozenset[Path]:
    """Return all paths that the session has or had."""
    known = {one.path for one in ledger.places(places_of.SESSION) if one.identity == identity}
    return frozenset({path.absolute(), *(known if identity else ())})


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _struck(ledger: Ledger, intent: Intent) -> bool:
    """Delete an intent from the ledger; return whether that was possible."""
    with suppress(sqlite3.Error, OSError):
        with ledger.written() as file:
            file.execute("DELETE FROM erasure WHERE id = ?", (intent.id,))
        return True
    return False


def _spellings(name: str, email: str) -> Iterator[list[str]]:
    """Yield the spellings of a name, and the e-mail address, as lists of words.

    The spellings are: in order, last name first, and without middle names.
    """
    words = _words(name)
    yield words
    yield [*words[-1:], *words[:-1]]
    if len(words) > 1:
        yield [words[0], words[-1]]
    yield _words(email)


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _mark(salt: str, words: Iterable[str]) -> str:
    return hashlib.blake2b(" ".join(words).encode(), key=salt.encode()).hexdigest()


def _names_path(path: Path, name: str) -> bool:
    wanted, found = _words(name), _words(str(path))
    size = len(wanted)
    return any(found[start : start + size] == wanted for start in range(len(found) - size + 1))


def _packed(intent: Intent) -> str:
    return json.dumps(
        asdict(intent) | {"session": str(intent.session), "moment": str(intent.moment)}
    )


def _unpacked(id_: int, said: str) -> Intent:
    values: dict[str, Any] = json.loads(said)
    values["session"] = Path(values["session"])
    values["moment"] = datetime.fromisoformat(values["moment"])
    values["places"] = tuple(Place(*place) for place in values["places"])
    values["marks"], values["lengths"] = tuple(values["marks"]), tuple(values["lengths"])
    return Intent(**values | {"id": id_})
