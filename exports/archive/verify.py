"""The verification of an archive or a session file, which names what is damaged."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from exports.archive.member_names import unsafe_names
from exports.archive.parts import changed_parts
from exports.seal import DIGITS, MANIFEST, SEAL, SESSION, digest
from resources.words import joined, noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import opening
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, ledger

MOST_MEMBERS: Final = 10_000
_MOST_NAMED: Final = 5
_LARGEST_MANIFEST: Final = 16 * 1024 * 1024
_LARGEST_MEMBER: Final = 1024 * 1024 * 1024  # twice the largest session file
_LARGEST: Final = 2 * _LARGEST_MEMBER
_NO_SEAL: Final = noop("the seal at the end of the zip is missing or changed")
_CHANGED: Final = noop("the zip is not, byte for byte, the one that was sealed")
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, TypeError,
    NotImplementedError, RuntimeError, AttributeError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is as it was sealed or saved, and the problems in words."""

    sound: bool
    problems: tuple[str, ...] = ()


def verify(path: Path) -> Verdict:
    """Verify all bytes of an archive, or a session file.

    Raises WorkshopError: when the file cannot be read or is larger than any archive.
    """
    try:
        size = path.stat().st_size
        with disk.open_plain(path) as file:
            session = file.read(16) == b"SQLite format 3\0"
        if size == 0:
            return Verdict(False, (say("it is empty"),))
        if not session and size > _LARGEST:
            raise WorkshopError(
                say("{path} is larger than any archive: choose another file.", path=path)
            )
        problems = tuple(_session_problems(path) if session else _archive_problems(path))
    except OSError as error:
        raise WorkshopError(
            say("{path} cannot be read: {error}.", path=path, error=error.strerror)
        ) from error
    return Verdict(not problems, problems)


def _archive_problems(path: Path) -> Iterator[str]:
    """Yield problems of the documents, since they name what is lost, then of the zip."""
    documents = tuple(_document_problems(path))
    yield from documents
    seal = _seal_problem(path)
    if seal in ("", _NO_SEAL):  # otherwise the damage itself may have changed a name
        yield from _unsafe_names(path)
    if not seal:
        return
    try:
        changed = changed_parts(path)
    except _UNREADABLE:
        changed = ()
    told = say(seal)
    if changed:
        parts = ", ".join(changed[:_MOST_NAMED])
        told = say("{seal}: changed are {parts}", seal=told, parts=parts)
    whole = "" if documents else say("every document in it is whole")
    yield joined((told, whole), "{first}; {then}")


def _document_problems(path: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _member_problems(archive)
    except _UNREADABLE:
        yield say("{name} is not a zip that can be read to its end", name=path.name)


def _unsafe_names(path: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()[:MOST_MEMBERS]
    except _UNREADABLE:
        return
    yield from unsafe_names(members)


def _seal_problem(path: Path) -> str:
    """Return the text for what is wrong with the seal, marked by `noop`; empty if nothing is."""
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - DIGITS - len(SEAL)))
        if file.read(len(SEAL)) != SEAL:
            return _NO_SEAL
        kept = file.read(DIGITS)
        file.seek(0)
        if digest(file, length - DIGITS).encode() != kept:
            return _CHANGED
    return ""


def _member_problems(archive: zipfile.ZipFile) -> Iterator[str]:
    found = archive.namelist()
    if len(found) > MOST_MEMBERS:
        yield say("it holds more than {n} files, which no archive of ours does", n=MOST_MEMBERS)
        return
    if sum(info.file_size for info in archive.infolist()) > _LARGEST_MEMBER:
        yield say("it would take more than 1 GB unpacked, which no archive of ours does")
        return
    if MANIFEST not in found:
        yield say("{name} is missing, so nothing in it can be proved", name=MANIFEST)
        return
    try:
        with archive.open(MANIFEST) as file:
            listed = dict(json.loads(file.read(_LARGEST_MANIFEST))["members"])
    except (*_UNREADABLE, UnicodeDecodeError):
        yield say("{name} is damaged, so nothing in it can be proved", name=MANIFEST)
        return
    faults = tuple(_faults(archive, found, listed))
    yield from faults
    if SESSION in listed and not faults:
        yield from _packed_session_problems(archive)


def _faults(archive: zipfile.ZipFile, found: list[str], listed: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each document that is missing, or not as the manifest lists it."""
    for name in sorted({name for name in found if found.count(name) > 1}):
        yield say("{name} is there twice", name=name)
    for name in sorted(set(found) - set(listed) - {MANIFEST}):
        yield say("{name} was added after sealing", name=name)
    for name in listed:
        if name not in found:
            yield say("{name} is missing", name=name)
        elif not _matches(archive, name, listed[name]):
            yield say("{name} is not what was sealed", name=name)


def _matches(archive: zipfile.ZipFile, name: str, said: Any) -> bool:
    """Check the size and hash of a member; at most the listed size is read."""
    try:
        if said["size"] > _LARGEST_MEMBER:
            return False
        size, summed = 0, hashlib.sha256()
        with archive.open(name) as member:
            while piece := member.read(1 << 20):
                size += len(piece)
                summed.update(piece)
                if size > said["size"]:
                    return False
        return bool(size == said["size"] and summed.hexdigest() == said["sha256"])
    except _UNREADABLE:
        return False


def _packed_session_problems(archive: zipfile.ZipFile) -> Iterator[str]:
    with ledger.temporary_folder() as folder, files_explained(Path(folder)):
        for problem in _session_problems(Path(archive.extract(SESSION, folder))):
            yield f"{SESSION}: {problem}"


def _session_problems(path: Path) -> Iterator[str]:
    """Yield why a file is not a session file that can be opened."""
    try:
        opening.check(path)
    except WorkshopError as error:
        yield str(error)
    except Exception as error:
        yield say("it cannot be read as a database ({fault})", fault=type(error).__name__)
