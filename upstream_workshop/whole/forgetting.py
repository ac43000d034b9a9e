"""Erasing a person to the end: out of the session, then out of every copy on the list of places.

What is to be done is written down before anything is, without a name, and struck out after all of it is
done. Every step may be done twice. So whatever stops it, a kill, a full disk, a stick that is not plugged
in, it is finished later, and until then it can be said what remains.
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


@dataclass(frozen=True, slots=True)
class Intent:
    """An erasure that was decided on. The name is in it as salted hashes only.

    Backups made until `moment` may hold it; those made later cannot, so `after` is when the next is made.
    `cleared` once the session and this computer are done, and only what is not plugged in remains.
    """

    session: Path
    identity: str
    moment: datetime
    participant: int
    places: tuple[Place, ...]
    salt: str
    marks: tuple[str, ...]
    lengths: tuple[int, ...]  # of what was hashed, in words
    cleared: bool = False
    id: int = 0

    @property
    def after(self) -> datetime:
        """The first moment of which a backup is clean."""
        return self.moment + timedelta(seconds=1)

    def is_about(self, text: str) -> bool:
        """Whether a text is the name or e-mail address, and nothing else."""
        return _mark(self.salt, _words(text)) in self.marks

    def names(self, text: str) -> bool:
        """Whether a text holds the name or e-mail address of whoever is to be forgotten."""
        words = _words(text)
        return any(
            _mark(self.salt, words[start : start + length]) in self.marks
            for length in self.lengths
            for start in range(len(words) - length + 1)
        )


class Remains(NamedTuple):
    """Where the name may still be, and what has to happen before it can be taken out there."""

    where: str
    until: str


class Cleared(NamedTuple):
    """What came of clearing the copies: how many went, what is left to do, why there is no new backup."""

    removed: int
    remains: tuple[Remains, ...]
    others: tuple[str, ...] = ()  # the folders of backups that went with those of this file
    unkept: str = ""


def plan(
    ledger: Ledger,
    workshop: Workshop,
    participant_id: int,
    places: Collection[Place],
    now: datetime,
) -> Intent:
    """What is to be done about a person, with nothing of it done. Raises WorkshopError."""
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
    """All backups of a session, under whatever names its file had, in every folder ever used for them.

    Raises sqlite3.Error or OSError where the list of those cannot be read.
    """
    return backups.of_session(ledger.backup_roots(), identity, _paths_of(ledger, identity, path))


def _until(ledger: Ledger, identity: str, path: Path, now: datetime) -> datetime:
    """Now, and not before any backup, whatever the clock says."""
    found = backups_of(ledger, identity, path).backups
    return max([now.replace(microsecond=0), *(backup.made for backup in found)])


def note(ledger: Ledger, intent: Intent) -> Intent:
    """Write an intent down, before anything is done. Raises WorkshopError, and then nothing was changed."""
    with files_explained(ledger.home), ledger.written() as file:
        row = file.execute("INSERT INTO erasure (said) VALUES (?)", (_packed(intent),))
        return replace(intent, id=row.lastrowid or 0)


def noted(ledger: Ledger) -> tuple[Intent, ...]:
    """The erasures that were begun and are not finished."""
    with suppress(sqlite3.Error, OSError), ledger.written() as file:
        rows = file.execute("SELECT id, said FROM erasure ORDER BY id").fetchall()
        return tuple(_unpacked(*row) for row in rows)
    return ()


def take_out(
    ledger: Ledger, workshop: Workshop, intent: Intent, label: str = LABEL
) -> tuple[Remains, ...]:
    """The person out of the open session, for good; what may remain in the file where the disk failed.

    Raises WorkshopError when nothing was changed and nothing will be.
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
    """The name out of every copy and log on the list; never raises for the world's faults."""
    try:
        return _cleared(ledger, intent)
    except (sqlite3.Error, OSError):
        return Cleared(0, (_listed(ledger),))


def _cleared(ledger: Ledger, intent: Intent) -> Cleared:
    """The same. Raises sqlite3.Error or OSError where something cannot even be looked for."""
    paths = _paths(ledger, intent)
    found = backups_of(ledger, intent.identity, intent.session)
    going = [
        *((one.path, "backup") for one in found.backups if one.made <= intent.moment),
        *((path, "older copy") for path in _originals(ledger, intent, paths)),
        *((path, "damaged copy") for path in _damaged(ledger, paths)),
    ]
    stuck = [(path, what) for path, what in going if not _removed(path)]
    gone = len(going) - len(stuck)
    for folder in {path.parent for path, what in going if what == "backup"}:
        with suppress(OSError):  # empty, it still has the session's name, which may be a person's
            folder.rmdir()
    _strike_names(ledger, intent)
    stuck += [(path, "backup that cannot be read") for path in found.unread]
    stuck += [(path, "unfinished copy") for path in ledger.clear() if path.parent.is_dir()]
    stuck += [(path, "log") for path in _logs(ledger) if not _purged(path, intent)]
    counted = Counter((what, path.parent) for path, what in stuck)
    unwritable = [
        Remains(_counted(number, what, folder), "it can be read and written")
        for (what, folder), number in counted.items()
    ]
    here = backups.folder_for(ledger.backups, intent.session).name
    others = {one.path.parent.name for one in found.backups if one.made <= intent.moment} - {here}
    return Cleared(gone, (*unwritable, *_not_there(ledger, intent)), tuple(sorted(others)))


def settle(ledger: Ledger, intent: Intent, remains: Collection[Remains]) -> None:
    """Strike the intent out, or note that only what remains is to be done; either may wait."""
    if not remains:
        _struck(ledger, intent)
        return
    done = replace(intent, cleared=True)
    with suppress(sqlite3.Error, OSError), ledger.written() as file:
        file.execute("UPDATE erasure SET said = ? WHERE id = ?", (_packed(done), intent.id))


def finish(ledger: Ledger, workshop: Workshop, intent: Intent, now: datetime) -> Cleared:
    """All of it, with the session open: the person, the copies, one backup without them.

    Raises WorkshopError when nothing was changed and nothing will be.
    """
    if remains := take_out(ledger, workshop, intent):
        return Cleared(0, remains)
    try:  # cut off before, the session may have been backed up since
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
    """Keep an open session as it is now; whether it was. Raises WorkshopError."""
    if workshop.read_only:
        return False
    with closing(workshop.snapshot()) as taken:
        folder = backups.folder_for(root, workshop.path)
        backups.write(taken, folder, why, made)
        backups.agree(backups.listed(folder), secrecy.settled(taken))
        backups.thin(folder)
    return True


def resume(ledger: Ledger, now: datetime) -> tuple[Remains, ...]:
    """Go on with what was begun; what remains even so. For the start, when no session is open here."""
    found: list[Remains] = []
    for intent in noted(ledger):
        try:
            found += _resumed(ledger, intent, now)
        except WorkshopError:
            found.append(_of_session(intent))
    return tuple(found)


def look_again(ledger: Ledger) -> tuple[Remains, ...]:
    """Clear what was not there or could not be written before, with no session opened; what remains."""
    waiting = [intent for intent in noted(ledger) if intent.cleared]
    return tuple(one for intent in waiting for one in _cleared_again(ledger, intent))


def brought_back(ledger: Ledger, intent: Intent, cleared: Cleared) -> tuple[Remains, ...]:
    """What remains once the session's file is closed, and where it came from."""
    if any(one.where == str(intent.session) for one in cleared.remains):
        return _cleared_again(ledger, intent)
    return cleared.remains


def adopt(ledger: Ledger, workshop: Workshop, now: datetime) -> tuple[Remains, ...]:
    """Go on with what was begun in this very session when its file had another name; what remains."""
    found: list[Remains] = []
    for intent in noted(ledger):
        if intent.identity == workshop.identity and not (intent.cleared or intent.session.exists()):
            moved = replace(intent, session=workshop.path.absolute())
            with suppress(WorkshopError):
                found += finish(ledger, workshop, moved, now).remains
    return tuple(found)


def sentence(remains: Iterable[Remains]) -> str:
    """What remains, and when it will be done, as somebody can act on it; empty when nothing does."""
    said = [f"in {one.where}, until {one.until}" for one in dict.fromkeys(remains)]
    if not said:
        return ""
    return f"Erasing is not finished. A name that was erased may still be {'; and '.join(said)}."


def out_of_reach(ledger: Ledger, workshop: Workshop, name: str) -> tuple[str, ...]:
    """What this app wrote for the session and cannot clear, for people to see to. Raises WorkshopError."""
    with files_explained(ledger.home):
        paths = _paths_of(ledger, workshop.identity, workshop.path)
        listed = ledger.places(places_of.OUTPUT)
    here = workshop.path.absolute()
    outputs = [one.path for one in listed if one.identity == workshop.identity]
    copies = [path for path in paths if path != here and path.exists()]
    called = [path for path in {here, *outputs, *copies} if _names_path(path, name)]
    return (
        *(f"written by this app: {path}" for path in sorted(outputs) if path.exists()),
        *(
            f"another copy of this session, to be opened and erased in: {path}"
            for path in sorted(copies)
        ),
        *(f"called by the name, to be renamed: {path}" for path in sorted(called)),
    )


def _resumed(ledger: Ledger, intent: Intent, now: datetime) -> tuple[Remains, ...]:
    if not intent.cleared and not intent.session.exists():
        return (Remains(str(intent.session), "it is there again, or opened by its new name"),)
    if not intent.cleared:
        with working_copies.opened(intent.session, ledger.working_copies, now) as workshop:
            remains = finish(ledger, workshop, intent, now).remains
        if not _is_waiting(ledger, intent):  # all is done, or the session could not be
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
    """Whether the person is still in the session. Raises WorkshopError."""
    with workshop.read() as session:
        person = session.get(Participant, intent.participant)
        return person is not None and (
            intent.is_about(person.name) or intent.is_about(person.email)
        )


def _is_untouched(workshop: Workshop, intent: Intent) -> bool:
    """The same, and not when it cannot be read."""
    try:
        return _is_there(workshop, intent)
    except WorkshopError:
        return False


def _strike_names(ledger: Ledger, intent: Intent) -> None:
    """Take off the list what is called by the name and is no longer there."""
    for kind in (places_of.SESSION, places_of.ORIGINAL, places_of.OUTPUT):
        for place in ledger.places(kind):
            if intent.names(str(place.path)) and not place.path.exists():
                ledger.strike(place)


def _originals(ledger: Ledger, intent: Intent, paths: Collection[Path]) -> set[Path]:
    """The files as they were before a migration, beside the session or where the list says."""
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
    """Local copies of a session on a stick that were put aside, as they could not be opened."""
    for path in paths:
        folder = backups.folder_for(ledger.working_copies, path)
        yield from (one for one in _in(folder) if " (damaged)" in one.name)


def _logs(ledger: Ledger) -> Iterator[Path]:
    for place in ledger.places(places_of.LOGS):
        yield from (one for one in _in(place.path) if ".log" in one.name and one.is_file())


def _in(folder: Path) -> tuple[Path, ...]:
    """What is in a folder, nothing where there is none."""
    try:
        return tuple(sorted(folder.iterdir()))
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _purged(log: Path, intent: Intent) -> bool:
    """Drop the lines of a log that name the person, of which there should be none; whether it could be."""
    try:
        lines = log.read_text("utf-8", "replace").splitlines(keepends=True)
        kept = [line for line in lines if not intent.names(line)]
        if len(kept) < len(lines):
            log.write_text("".join(kept), "utf-8")
    except OSError:
        return False
    return True


def _not_there(ledger: Ledger, intent: Intent) -> Iterator[Remains]:
    """What cannot be looked at now."""
    for one in ledger.places(places_of.SECOND):
        if one.identity in ("", intent.identity) and not _is_folder(one.path):
            yield Remains(_counted(one.count, "backup", one.path), "that is plugged in")
    if working_copies.may_be_left_over(intent.session, ledger.working_copies):
        yield Remains(str(intent.session), "your work is brought back there")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _listed(ledger: Ledger) -> Remains:
    return Remains(f"the copies listed in {ledger.home}", "that can be read")


def _of_session(intent: Intent) -> Remains:
    where = f"{intent.session} and its backups"
    return Remains(where, "the file is opened again and its disk has room")


def _counted(number: int, what: str, folder: Path) -> str:
    count = f"{number} " if number else ""
    return f"{count}{what}{'' if number == 1 else 's'} in {folder}"


def _paths(ledger: Ledger, intent: Intent) -> frozenset[Path]:
    return _paths_of(ledger, intent.identity, intent.session)


def _paths_of(ledger: Ledger, identity: str, path: Path) -> frozenset[Path]:
    """Where the session is or was, by whatever name."""
    known = {one.path for one in ledger.places(places_of.SESSION) if one.identity == identity}
    return frozenset({path.absolute(), *(known if identity else ())})


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _struck(ledger: Ledger, intent: Intent) -> bool:
    """Whether the intent is off the list."""
    with suppress(sqlite3.Error, OSError):
        with ledger.written() as file:
            file.execute("DELETE FROM erasure WHERE id = ?", (intent.id,))
        return True
    return False


def _spellings(name: str, email: str) -> Iterator[list[str]]:
    """The words of a name as they may stand in a line: in order, last name first, without middle names."""
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
