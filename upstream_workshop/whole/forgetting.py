"""Complete erasure of a person: from the session, then from all copies, backups and logs.

An intent is written to the ledger before anything is done, without the name, and deleted after
everything is done. Every step can be repeated. An erasure that is interrupted, by a kill, a full
disk or a disk that is not plugged in, is therefore finished later, and until then it is known what
remains.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from resources.words import joined, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.model import Participant
from upstream_workshop.session_file import secrecy
from upstream_workshop.session_file.copies import backups, thinning, withholding, working_copies
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import ledger as places_of
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.whole import clearing, erasing, erasures
from upstream_workshop.whole.clearing import Cleared, Remains
from upstream_workshop.whole.erasures import Intent

LABEL: Final = "Erase a person"
WHY: Final = "somebody was erased"


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
        if _is_untouched(workshop, intent) and erasures.strike(ledger, intent):
            raise
        return (clearing.of_session(intent),)
    try:
        workshop.forget()
    except WorkshopError:
        return (clearing.of_session(intent),)
    return ()


def finish(ledger: Ledger, workshop: Workshop, intent: Intent, now: datetime) -> Cleared:
    """Carry out an intent in an open session: erase the person, clear the copies, write a backup.

    Raises WorkshopError if nothing was changed and nothing will be changed later.
    """
    if remains := take_out(ledger, workshop, intent):
        return Cleared(0, remains)
    try:  # the session may have been backed up since an interrupted attempt
        intent = replace(
            intent, moment=erasures.newest_moment(ledger, intent.identity, intent.session, now)
        )
    except (sqlite3.Error, OSError):
        return Cleared(0, (clearing.unlisted(ledger),))
    cleared = clearing.clear(ledger, intent)
    unkept = ""
    try:
        keep_backup(workshop, ledger.backups, WHY, max(now, intent.after))
    except WorkshopError as refusal:
        unkept = str(refusal)
    settle(ledger, intent, cleared.remains)
    return cleared._replace(unkept=unkept)


def settle(ledger: Ledger, intent: Intent, remains: Collection[Remains]) -> None:
    """Delete an intent if nothing remains, else mark it as cleared.

    If the ledger cannot be written, the intent stays and is carried out again later.
    """
    if remains:
        erasures.mark_cleared(ledger, intent)
    else:
        erasures.strike(ledger, intent)


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
        withholding.withhold_papers(backups.listed(folder), secrecy.settled(taken))
        thinning.thin(folder)
    return True


def resume(ledger: Ledger, now: datetime) -> tuple[Remains, ...]:
    """Continue all unfinished erasures, before a session is opened; return what remains."""
    found: list[Remains] = []
    for intent in erasures.noted(ledger):
        try:
            found += _resumed(ledger, intent, now)
        except WorkshopError:
            found.append(clearing.of_session(intent))
    return tuple(found)


def retry_clearing(ledger: Ledger) -> tuple[Remains, ...]:
    """Clear copies that could not be reached before, without a session; return what remains."""
    waiting = [intent for intent in erasures.noted(ledger) if intent.cleared]
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
    for intent in erasures.noted(ledger):
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
        paths = erasures.paths_of(ledger, workshop.identity, workshop.path)
        listed = ledger.places(places_of.OUTPUT)
    here = workshop.path.absolute()
    outputs = [one.path for one in listed if one.identity == workshop.identity]
    copies = [path for path in paths if path != here and path.exists()]
    called = [path for path in {here, *outputs, *copies} if erasures.is_named_in(path, name)]
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
    remains = clearing.clear(ledger, intent).remains
    settle(ledger, intent, remains)
    return remains


def _is_waiting(ledger: Ledger, intent: Intent) -> bool:
    return any(one.id == intent.id and one.cleared for one in erasures.noted(ledger))


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
