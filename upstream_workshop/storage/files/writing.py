"""Safe writing of files: a temporary file is filled, checked against the path, and renamed to it.

All files for users are written by this module. A link, a folder, a device or an open session is
never replaced, nor is a file of another kind. A file of the same kind is replaced only if the
caller allows it or if this app is known to have written it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from resources.words import noop, say
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.storage.files import disk

_HEAD: Final = 65_536  # bytes
_TAIL: Final = 1_024
_CANNOT_BE_REPLACED: Final = {
    stat.S_IFDIR: noop("a folder"),
    stat.S_IFLNK: noop("a link"),
    stat.S_IFCHR: noop("a device"),
    stat.S_IFBLK: noop("a device"),
    stat.S_IFIFO: noop("a pipe"),
    stat.S_IFSOCK: noop("a socket"),
}
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class Replace(StrEnum):
    """Which existing file may be replaced by a new one of the same kind."""

    NOTHING = "nothing"
    OWN = "own"  # one that this app wrote
    SAME_KIND = "same kind"  # any, as the user asked for it


@dataclass(frozen=True, slots=True)
class Sample:
    """The parts of a file by which its kind is recognised.

    head: the first 65,536 bytes.
    tail: the last 1,024 bytes.
    """

    head: bytes
    tail: bytes

    @classmethod
    def of(cls, content: bytes) -> Sample:
        """Return the sample of a file with this content."""
        return cls(content[:_HEAD], content[-_TAIL:])

    @classmethod
    def of_file(cls, path: Path) -> Sample:
        """Return the sample of an existing file. Raises like `disk.open_plain`."""
        with disk.open_plain(path) as file:
            head = file.read(_HEAD)
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            return cls(head, file.read(_TAIL))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that this app writes.

    words: the name of the kind with an article, for messages.
    looks: checks whether a sample is of this kind.
    is_own: checks whether this app wrote a file; called with the samples of the existing file and
        of the one that is to replace it.
    is_database: whether files of this kind are SQLite databases. Their folder must exist, and a
        journal beside their path forbids to write there.
    """

    words: str
    looks: Callable[[Sample], bool]
    is_own: Callable[[Sample, Sample], bool] = lambda _found, _made: False
    is_database: bool = False


@contextmanager
def written(path: Path, kind: Kind, over: Replace = Replace.NOTHING) -> Iterator[Path]:
    """Write a file by way of a temporary file, which is renamed to the path at the end.

    path: the file to write; missing folders are created, except for a database.
    kind: the kind of the file.
    over: which existing files may be replaced.

    Yields the path of the empty temporary file. If the body raises, that file and the folders that
    were created are removed. Raises WorkshopError if the file cannot be written or, before the
    body is run, if the existing file may not be replaced.
    """
    refuse(path, kind, over)
    draft = disk.draft(path, disk.of_this_thread())
    folders = [] if kind.is_database else _missing(path.parent)
    try:
        with explained(path):
            if not kind.is_database:  # a session must be where the user can find it
                _make_folder(path.parent)
            _make_empty(draft)
            yield draft
        put(draft, path, kind, over)
    except BaseException:
        disk.discard(draft)
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()
        raise
    disk.discard(draft)  # removes it if it was renamed by a hard link


def _refuse_the_session(path: Path) -> None:
    if disk.is_held(path):  # it must not even be read: see `disk.hold`
        raise WorkshopError(
            say("{path} exists already and is the session itself: choose another name.", path=path)
        )


def refuse(path: Path, kind: Kind, over: Replace, made: Sample | None = None) -> None:
    """Raise WorkshopError if a file of a kind may not be written to a path.

    path, kind, over: as in `written`.
    made: the sample of the new file. Without it, a file that `Replace.OWN` would refuse is accepted, since
        `Kind.is_own` needs both samples.

    Raises OccupiedError, a WorkshopError, if the user could confirm that the file is replaced.
    """
    with explained(path):
        found = _found(path, kind)
        if found is None:
            return
        _refuse_what_is_no_file(path, found)
        _refuse_the_session(path)
        there = Sample.of_file(path)
        if not kind.looks(there):
            raise WorkshopError(
                say(
                    "{path} exists already and is not {words}: choose another name.",
                    path=path,
                    words=say(kind.words),
                )
            )
        if over == Replace.NOTHING:
            refusal = WorkshopError if kind.is_database else OccupiedError
            raise refusal(say("{path} exists already: choose another name.", path=path))
        if over == Replace.OWN and made and not kind.is_own(there, made):
            raise OccupiedError(
                say(
                    "{path} exists already and was not written by Upstream Workshop: move it, or "
                    "choose another folder.",
                    path=path,
                )
            )
        if not os.access(path, os.W_OK):
            raise WorkshopError(say("{path} is write-protected: choose another name.", path=path))


def put(draft: Path, path: Path, kind: Kind, over: Replace = Replace.NOTHING) -> None:
    """Rename a finished temporary file to its path, after checking the path once more.

    draft: the temporary file.
    path, kind, over: as in `written`.

    Raises WorkshopError if the existing file may not be replaced or the file cannot be renamed.
    """
    with explained(path):
        refuse(path, kind, over, Sample.of_file(draft))
        disk.settle(draft, path)


def _found(path: Path, kind: Kind) -> os.stat_result | None:
    """Return the status of a path, without following links; None if nothing is there.

    Raises WorkshopError for a name that no file may have, and for a database beside whose path
    SQLite has left a journal of another file.
    """
    if path.name in ("", ".."):
        raise WorkshopError(say("{path} is a folder: choose a name inside it.", path=path))
    if path.name.endswith(disk.COMPANIONS):
        raise WorkshopError(
            say(
                "{path} is a name that databases use for themselves: choose another name.",
                path=path,
            )
        )
    try:
        return path.lstat()
    except FileNotFoundError:
        pass
    except NotADirectoryError:
        raise _no_folder(next(one for one in path.parents if one.exists())) from None
    if kind.is_database and any(_is_filled(beside) for beside in disk.companions(path)):
        raise WorkshopError(
            say(
                "Beside {path} lies the unfinished work of another file of that name: choose another name.",
                path=path,
            )
        )
    return None


def _is_filled(path: Path) -> bool:
    try:
        return path.lstat().st_size > 0
    except FileNotFoundError:
        return False


def _refuse_what_is_no_file(path: Path, found: os.stat_result) -> None:
    kind = stat.S_IFMT(found.st_mode)
    if kind != stat.S_IFREG:
        what = say(_CANNOT_BE_REPLACED.get(kind, noop("no file")))
        raise WorkshopError(
            say(
                "{path} is {what}, which is never replaced: choose another name.",
                path=path,
                what=what,
            )
        )


def _missing(folder: Path) -> list[Path]:
    """Return the folders on the way to a folder that do not exist, innermost first."""
    return [one for one in (folder, *folder.parents) if not os.path.lexists(one)]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise _no_folder(folder) from None


def _no_folder(path: Path) -> WorkshopError:
    return WorkshopError(say("{folder} is not a folder: choose another one.", folder=path))


def _make_empty(draft: Path) -> None:
    """Create an empty temporary file; a file that has its name already is removed first."""
    disk.discard(draft)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Convert an OSError raised while a file is written into a WorkshopError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise WorkshopError(
                say(
                    "The disk is full: free some space and do it again; {path} was not written.",
                    path=path,
                )
            ) from error
        if error.errno == errno.ENAMETOOLONG:
            raise WorkshopError(
                say(
                    "{path} cannot be written (its name is too long): choose a shorter one.",
                    path=path,
                )
            ) from error
        why = error.strerror or type(error).__name__
        raise WorkshopError(
            say(
                "{path} cannot be written ({why}): choose another folder, or close the program that "
                "has it open.",
                path=path,
                why=why,
            )
        ) from error
