"""The one door for files that are written: built beside their place, put there whole, and never over
anything that is not of their kind.

A link, a folder, a device or a session is never replaced. A file of the same kind is replaced when
somebody asked for that, or when it is known to be an earlier one of ours.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.storage.files import disk

# what may be replaced
NOTHING: Final = "nothing"
OURS: Final = "ours"  # what this program wrote earlier
ALIKE: Final = "alike"  # whatever is of the same kind: somebody asked for it

_HEAD: Final = 65_536  # bytes
_TAIL: Final = 1_024
_CANNOT_BE_REPLACED: Final = {
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a link",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning and the end of a file, by which its kind is told."""

    head: bytes
    tail: bytes

    @classmethod
    def of(cls, content: bytes) -> Sample:
        """Of a file that would have this in it."""
        return cls(content[:_HEAD], content[-_TAIL:])

    @classmethod
    def of_file(cls, path: Path) -> Sample:
        """Of a file that is there. Raises OSError."""
        with disk.open_plain(path) as file:
            head = file.read(_HEAD)
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            return cls(head, file.read(_TAIL))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name with an article, how it looks, and what marks one as written by us.

    `is_ours` is given the file that is there and the one that would take its place.
    """

    words: str
    looks: Callable[[Sample], bool]
    is_ours: Callable[[Sample, Sample], bool] = lambda _found, _made: False
    is_database: bool = False


@contextmanager
def written(path: Path, kind: Kind, over: str = NOTHING) -> Iterator[Path]:
    """An empty draft to fill; it takes the path's place unless something is raised.

    Raises WorkshopError, before anything is done, when what is there may not be replaced.
    """
    refuse(path, kind, over)
    draft = disk.draft(path, disk.of_this_thread())
    folders = [] if kind.is_database else _missing(path.parent)
    try:
        with explained(path):
            if not kind.is_database:  # a session goes where somebody will find it
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
    disk.discard(draft)  # where it has two names now


def refuse(path: Path, kind: Kind, over: str, made: Sample | None = None) -> None:
    """Raise WorkshopError when a file of this kind may not be put there.

    Which files are ours can only be told beside what is `made`; until then any of the kind passes.
    """
    with explained(path):
        found = _found(path, kind)
        if found is None:
            return
        _refuse_what_is_no_file(path, found)
        if disk.is_held(path):  # not to be read either: see `disk.hold`
            raise WorkshopError(
                f"{path} exists already and is the session itself: choose another name."
            )
        there = Sample.of_file(path)
        if not kind.looks(there):
            raise WorkshopError(
                f"{path} exists already and is not {kind.words}: choose another name."
            )
        if over == NOTHING:
            refusal = WorkshopError if kind.is_database else OccupiedError
            raise refusal(f"{path} exists already: choose another name.")
        if over == OURS and made and not kind.is_ours(there, made):
            raise OccupiedError(
                f"{path} exists already and was not written by Upstream Workshop: move it, or "
                "choose another folder."
            )
        if not os.access(path, os.W_OK):
            raise WorkshopError(f"{path} is write-protected: choose another name.")


def put(draft: Path, path: Path, kind: Kind, over: str = NOTHING) -> None:
    """Put a finished draft in its place, looking once more at what is there. Raises WorkshopError."""
    with explained(path):
        refuse(path, kind, over, Sample.of_file(draft))
        disk.settle(draft, path)


def _found(path: Path, kind: Kind) -> os.stat_result | None:
    """What is at a path, itself and not what it points at; None when its name is free."""
    if path.name in ("", ".."):
        raise WorkshopError(f"{path} is a folder: choose a name inside it.")
    if path.name.endswith(disk.COMPANIONS):
        raise WorkshopError(
            f"{path} is a name that databases use for themselves: choose another name."
        )
    try:
        return path.lstat()
    except FileNotFoundError:
        pass
    if kind.is_database and any(_is_filled(beside) for beside in disk.companions(path)):
        raise WorkshopError(
            f"Beside {path} lies the unfinished work of another file of that name: choose another name."
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
        what = _CANNOT_BE_REPLACED.get(kind, "no file")
        raise WorkshopError(f"{path} is {what}, which is never replaced: choose another name.")


def _missing(folder: Path) -> list[Path]:
    """Which of a folder and those above it are yet to be made, the innermost first."""
    return [one for one in (folder, *folder.parents) if not os.path.lexists(one)]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise WorkshopError(f"{folder} is not a folder: choose another one.") from None


def _make_empty(draft: Path) -> None:
    """A draft that is new: whatever lies there under its name is not written into."""
    disk.discard(draft)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that is being written into a WorkshopError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise WorkshopError(
                f"The disk is full: free some space and do it again; {path} was not written."
            ) from error
        if error.errno == errno.ENAMETOOLONG:
            raise WorkshopError(
                f"{path} cannot be written (its name is too long): choose a shorter one."
            ) from error
        why = error.strerror or type(error).__name__
        raise WorkshopError(
            f"{path} cannot be written ({why}): choose another folder, or close the program that "
            "has it open."
        ) from error
