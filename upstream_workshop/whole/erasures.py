"""Erasures that were decided on, as they are noted in the ledger until they are finished.

A note contains the person's name and e-mail address as salted hashes only.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from upstream_workshop.email_addresses import addresses_in
from upstream_workshop.people.records import person_of
from upstream_workshop.people.rules import folded
from upstream_workshop.session_file.copies import backup_search
from upstream_workshop.session_file.copies.backup_search import Found
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import ledger as places_of
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.whole.erasing import Place

_WORD: Final = re.compile(r"[^\W_]+")


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
        moment = newest_moment(ledger, workshop.identity, workshop.path, now)
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


def mark_cleared(ledger: Ledger, intent: Intent) -> None:
    """Note that the session is done and only copies that could not be reached remain.

    If the ledger cannot be written, the intent stays and is carried out again later.
    """
    done = replace(intent, cleared=True)
    with suppress(sqlite3.Error, OSError), ledger.written() as file:
        file.execute("UPDATE erasure SET said = ? WHERE id = ?", (_packed(done), intent.id))


def strike(ledger: Ledger, intent: Intent) -> bool:
    """Delete an intent from the ledger; return whether that was possible."""
    with suppress(sqlite3.Error, OSError):
        with ledger.written() as file:
            file.execute("DELETE FROM erasure WHERE id = ?", (intent.id,))
        return True
    return False


def backups_of(ledger: Ledger, identity: str, path: Path) -> Found:
    """Find all backups of a session, under all names of its file, in all folders used for backups.

    Raises sqlite3.Error or OSError if the ledger cannot be read.
    """
    return backup_search.of_session(
        ledger.backup_roots(), identity, paths_of(ledger, identity, path)
    )


def newest_moment(ledger: Ledger, identity: str, path: Path, now: datetime) -> datetime:
    """Return the current time, or that of the newest backup if the clock is behind it."""
    found = backups_of(ledger, identity, path).backups
    return max([now.replace(microsecond=0), *(backup.made for backup in found)])


def paths_of(ledger: Ledger, identity: str, path: Path) -> frozenset[Path]:
    """Return all paths that the session has or had."""
    known = {one.path for one in ledger.places(places_of.SESSION) if one.identity == identity}
    return frozenset({path.absolute(), *(known if identity else ())})


def is_named_in(path: Path, name: str) -> bool:
    """Check whether a path contains the words of a name in their order."""
    wanted, found = _words(name), _words(str(path))
    size = len(wanted)
    return any(found[start : start + size] == wanted for start in range(len(found) - size + 1))


def _spellings(name: str, email: str) -> Iterator[list[str]]:
    """Yield the spellings of a name, and the e-mail addresses, as lists of words.

    The spellings are: in order, last name first, and without middle names.
    """
    words = _words(name)
    yield words
    yield [*words[-1:], *words[:-1]]
    if len(words) > 1:
        yield [words[0], words[-1]]
    yield from map(_words, addresses_in(email) or (email,))


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _mark(salt: str, words: Iterable[str]) -> str:
    return hashlib.blake2b(" ".join(words).encode(), key=salt.encode()).hexdigest()


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
