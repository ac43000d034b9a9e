"""A power cut in a box: record what SQLite asks of the disk, cut anywhere, see what a disk could hold.

The model is a file system that journals its metadata on an honest disk: what was synced stays; of what
was written since, each 512-byte sector is old, new or garbage; an unsynced truncation or removal may or
may not have happened. (After SQLite's own crash tests and "All File Systems Are Not Created Equal",
OSDI 2014.)
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512


@dataclass(frozen=True)
class Operation:
    """One request to the disk: write, truncate, sync or delete."""

    kind: str
    file: str
    offset: int = 0
    data: bytes = b""
    durable: bool = False  # a delete whose folder was synced


class RecordingFile(apsw.VFSFile):
    """Passes everything on and writes it down."""

    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], log: list[Operation]):
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._log = log
        super().__init__("", name, flags)

    def _note(self, kind: str, offset: int = 0, data: bytes = b"") -> None:
        if self._name:
            self._log.append(Operation(kind, self._name, offset, data))

    def xWrite(self, data: bytes, offset: int) -> None:
        self._note("write", offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._note("truncate", size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._note("sync")
        super().xSync(flags)


class RecordingDisk(apsw.VFS):
    """A VFS that keeps a log of what reaches the disk."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.log: list[Operation] = []
        super().__init__(name, "")

    def xOpen(self, name, flags) -> RecordingFile:
        return RecordingFile(name, flags, self.log)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self.log.append(Operation("delete", name, durable=bool(sync_folder)))
        super().xDelete(name, sync_folder)


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Operation] = field(default_factory=list)
    gone: str = ""  # "", maybe, yes


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.kind == "truncate":
        del content[operation.offset :]
        return
    end = operation.offset + len(operation.data)
    content.extend(b"\0" * (end - len(content)))
    content[operation.offset : end] = operation.data


def _replayed(log: list[Operation]) -> dict[str, _File]:
    files: dict[str, _File] = {}
    for operation in log:
        file = files.setdefault(operation.file, _File())
        if operation.kind == "delete":
            if operation.durable:
                files[operation.file] = _File(gone="yes")
            else:
                file.gone = "maybe"
        elif operation.kind == "sync":
            for other in files.values():  # a sync orders the metadata of all before it
                if other.gone == "maybe":
                    other.durable, other.pending, other.gone = bytearray(), [], "yes"
            for pending in file.pending:
                _apply(file.durable, pending)
            file.pending = []
        else:
            if file.gone:
                file.durable, file.pending, file.gone = bytearray(), [], ""
            file.pending.append(operation)
    return files


def _sectors(operation: Operation, dice: random.Random) -> Iterator[Operation]:
    for start in range(0, len(operation.data), SECTOR):
        data = operation.data[start : start + SECTOR]
        fate = dice.random()
        if fate < 0.5:
            yield Operation("write", operation.file, operation.offset + start, data)
        elif fate < 0.6:
            yield Operation(
                "write", operation.file, operation.offset + start, dice.randbytes(len(data))
            )


def _survivor(file: _File, dice: random.Random) -> bytearray | None:
    content = bytearray(file.durable)
    for operation in file.pending:
        if operation.kind == "truncate":
            if dice.random() < 0.5:
                _apply(content, operation)
        else:
            for part in _sectors(operation, dice):
                _apply(content, part)
    if file.gone == "yes" or (file.gone == "maybe" and dice.random() < 0.5):
        return None
    return content


def cut(log: list[Operation], folder: Path, dice: random.Random) -> None:
    """Leave in `folder` what a disk could hold after losing power at the end of `log`."""
    for name, file in _replayed(log).items():
        content = _survivor(file, dice)
        if content is not None and (file.durable or content):
            (folder / Path(name).name).write_bytes(content)
