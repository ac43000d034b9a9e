"""Checks of a session file before it is opened: size, header, version, integrity, tables, rows."""

from __future__ import annotations

import re
import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from resources.words import noop, say
from upstream_workshop.errors import HeldError, RepairableError, WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.session_file import migrations, schema, written_schema
from upstream_workshop.session_file.schema import Version
from upstream_workshop.storage import inspecting, inspection
from upstream_workshop.storage.error_messages import DAMAGED, files_explained, refusal
from upstream_workshop.storage.files import disk, ledger, lock_notes
from upstream_workshop.storage.inspection import Fault
from upstream_workshop.storage.values import value_of

SECONDS: Final = 10
LARGEST_BYTES: Final = 500 * 1024 * 1024
# magic, journal mode of writer and reader, user_version, application id
_HEADER: Final = struct.Struct(">16s2xBB40xI4xI")

_ROLLBACK: Final = 1  # the journal mode in the header; 2 is WAL
# there is a journal to roll back, which a read-only connection cannot do
_UNFINISHED: Final = ("SQLITE_READONLY", "SQLITE_CANTOPEN")
_MIXED: Final = noop(
    "{path} is not as it was last saved: it is a copy taken in the middle of a change, or another program "
    "wrote to it; use a backup, or repair a copy of it."
)
_FAULTY: Final = noop(
    "{path} holds what this app never writes ({fault}): use a backup, or repair a copy of it."
)

Part = tuple[str, str, str | None]  # type, name and SQL of an entry of sqlite_schema


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a successful check.

    version: the version of the file.
    mark: the file's mark before the check, to detect later whether it was replaced or written.
    """

    version: Version
    mark: disk.Mark


def check(path: Path, meanwhile: Callable[[], object] = lambda: None) -> Checked:
    """Check a file that may be damaged or hostile.

    meanwhile: called about every 0.05 seconds while the process runs, at least once if one is started.

    The file is only read, in a process of its own, which is killed if it takes too long. Raises
    WorkshopError if the file is not a valid session: RepairableError if a copy can be repaired,
    HeldError if it is open in another window.
    """
    version = check_header(path)
    mark = disk.mark(path)
    answer = (
        _inspected(path, "ro", meanwhile) if _in_one_piece(path) else {"trouble": "SQLITE_READONLY"}
    )
    if str(answer.get("trouble")).startswith(_UNFINISHED):
        answer = _inspected_copy(path)
    _judge(path, answer)
    return Checked(version, mark)


def check_header(path: Path) -> Version:
    """Check the size and header of a file, without opening the database; return its version.

    Raises WorkshopError if the file cannot be read, is not a session file or is too new.
    """
    head, size = _head(path)
    if size > LARGEST_BYTES:
        raise WorkshopError(
            say("{path} is larger than 500 MB, which no session file is.", path=path)
        )
    if len(head) < _HEADER.size or not head.startswith(b"SQLite format 3\0"):
        raise WorkshopError(
            say("{path} is not a session file: choose one that ends in .upstream.", path=path)
        )
    _, _, _, user_version, application = _HEADER.unpack(head)
    if application != schema.APPLICATION_ID:
        raise WorkshopError(
            say("{path} is a database of another program, not a session file.", path=path)
        )
    return _check_version(path, Version.of(user_version))


def check_content(connection: sqlite3.Connection, path: Path) -> None:
    """Check the integrity, tables and rows of an open database, in this process.

    path: the file to name in messages.

    Raises WorkshopError if the file is damaged or contains what its format does not have.
    """
    _judge(path, inspection.seen(connection, schema.expected()))


@cache
def parts(number: int) -> frozenset[Part]:
    """Return the entries of `sqlite_schema` in a new file of a format, given by its number."""
    if number == schema.FORMAT:
        return frozenset((*part,) for part in written_schema.loaded()["parts"])
    with closing(sqlite3.connect(":memory:")) as file:
        file.executescript(migrations.STEPS[number].schema)
        return frozenset(file.execute("SELECT type, name, sql FROM sqlite_schema"))


def _head(path: Path) -> tuple[bytes, int]:
    try:
        mark = disk.mark(path)
        if disk.is_held(path):
            raise HeldError(
                say(
                    "{path} is open in another window{words}: close it there first.",
                    path=path,
                    words=lock_notes.words(path),
                )
            )
        with disk.open_plain(path) as file:
            return file.read(_HEADER.size), mark.size
    except IsADirectoryError:
        raise WorkshopError(
            say("{path} is a folder: choose a session file inside it.", path=path)
        ) from None
    except FileNotFoundError:
        raise WorkshopError(
            say("{path} does not exist: check its name and folder.", path=path)
        ) from None
    except OSError as error:
        raise WorkshopError(
            say("{path} cannot be read: {error}.", path=path, error=error.strerror)
        ) from error


def _in_one_piece(path: Path) -> bool:
    """Check whether the file alone is the whole database, as it is not in WAL mode.

    SQLite cannot find that out if a folder has the journal's name.
    """
    _, writer, *_ = _HEADER.unpack(_head(path)[0])
    return bool(writer == _ROLLBACK) and not disk.journal(path).is_dir()


def _inspected_copy(path: Path) -> dict[str, Any]:
    """Inspect a copy, which SQLite recovers, of a half-written file or one in WAL mode."""
    with in_one_piece(path) as copy:
        return _inspected(copy, "rw")


@contextmanager
def in_one_piece(path: Path) -> Iterator[Path]:
    """Copy a file and the journals beside it to a temporary folder, for SQLite to recover.

    Yields the path of the copy. Raises WorkshopError if the files cannot be copied.
    """
    with files_explained(path), ledger.temporary_folder() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        for suffix in ("-journal", "-wal"):
            beside = path.with_name(path.name + suffix)
            if beside.is_file():
                shutil.copyfile(beside, copy.with_name(copy.name + suffix))
        yield copy


def _inspected(
    path: Path, mode: str, meanwhile: Callable[[], object] = lambda: None
) -> dict[str, Any]:
    return inspecting.inspect(path, mode, SECONDS, schema.expected(), meanwhile)


def _judge(path: Path, answer: Mapping[str, Any]) -> None:
    trouble = answer.get("trouble")
    if trouble == "SQLITE_INTERRUPT":
        raise WorkshopError(
            say(
                "{path} takes more than {seconds} seconds to check: it may have been tampered with; "
                "use a backup or an archive of the session.",
                path=path,
                seconds=SECONDS,
            )
        )
    if trouble is not None:
        raise refusal(trouble, path) or WorkshopError(say(DAMAGED, path=path))
    if answer["verdict"] != "ok":
        raise WorkshopError(say(DAMAGED, path=path))
    number = Version.of(answer["user_version"]).format
    found = frozenset(map(tuple, answer["schema"]))
    known = number <= schema.FORMAT
    if not (_is_ours(found, number) if known else _holds_ours(found, answer["columns"])):
        raise WorkshopError(
            say(
                "{path} holds tables this app did not make: it may have been tampered with; "
                "use a backup or an archive of the session.",
                path=path,
            )
        )
    if fault := answer.get("fault"):
        raise RepairableError(say(_FAULTY, path=path, fault=words(Fault(*fault))))
    if answer.get("stamped") != answer.get("digest"):
        raise RepairableError(say(_MIXED, path=path))


def words(fault: Fault) -> str:
    """Return a description of an invalid row for messages."""
    values = {"table": fault.table, "row": fault.row, "says": fault.says}
    if fault.kind == "row":
        return say("{table}, row {row}: {says}", **values | {"says": say(fault.says)})
    if fault.kind == "key":
        return say("{table}, row {row}: “{column}” is {says}", column=fault.column, **values)
    wanted = value_of(schema.table(fault.table).c[fault.column]).wanted
    return say(
        "{table}, row {row}: “{column}” is {says}, not {wanted}",
        column=fault.column,
        wanted=wanted,
        **values,
    )


def _check_version(path: Path, version: Version) -> Version:
    if version.least_reader > schema.FORMAT:
        raise WorkshopError(
            say(
                "{path} was made by a newer Upstream Workshop (format {format}; this one reads "
                "up to {newest}): update the app, the file is untouched.",
                path=path,
                format=version.format,
                newest=schema.FORMAT,
            )
        )
    if version.format < schema.FORMAT and version.format not in migrations.STEPS:
        raise WorkshopError(
            say("{path} has a format no Upstream Workshop ever wrote: it is untouched.", path=path)
        )
    return version


def _is_ours(found: frozenset[Part], number: int) -> bool:
    """Check whether a file has all tables and indexes of a format and no others."""
    known = parts(number)
    return found == known or set(map(_plain, found)) == set(map(_plain, known))


def _holds_ours(found: frozenset[Part], columns: Mapping[str, Iterable[str]]) -> bool:
    """Check whether a newer file has only plain tables, among them all of this format's."""
    plain = all(kind == "index" or (kind == "table" and name in columns) for kind, name, _ in found)
    return plain and all(
        set(ours) <= set(columns.get(table, ())) for table, ours in written_schema.columns().items()
    )


def _plain(part: Part) -> Part:
    """Return a part with SQL without the spacing, which differs between versions of the libraries."""
    kind, name, sql = part
    plain = None if sql is None else re.sub(r"\s*([(),])\s*", r"\1", one_line(sql))
    return kind, name, plain
