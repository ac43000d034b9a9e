"""A disk that answers with an error at one chosen call: full, faulty, or closed to us; or a kill there.

SQLite's calls are met below it, where its own tests meet them: its Unix layer lets each system call be
replaced (`xSetSystemCall`), and the table of a file's methods is copied to meet syncs. Python's calls are
met by an audit hook, its writes by opening files of ours in its place. All of it lasts as long as the
process, so it belongs into a forked child.
"""

from __future__ import annotations

import builtins
import ctypes
import ctypes.util
import errno
import io
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

KILL = -1  # no error: the process is killed just before the call
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, KILL)
AUDITED = frozenset((
    "open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.scandir",
    "os.listdir", "shutil.copyfile",
))  # fmt: skip

_Int, _Pointer, _Text = ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p
_Wide = ctypes.c_longlong
# of SQLite's Unix layer: name, what it answers, what it takes
_CALLS = {
    "open": (_Int, _Text, _Int, _Int),
    "pread64": (_Wide, _Int, _Pointer, ctypes.c_size_t, _Wide),
    "pread": (_Wide, _Int, _Pointer, ctypes.c_size_t, _Wide),
    "pwrite64": (_Wide, _Int, _Pointer, ctypes.c_size_t, _Wide),
    "pwrite": (_Wide, _Int, _Pointer, ctypes.c_size_t, _Wide),
    "read": (_Wide, _Int, _Pointer, ctypes.c_size_t),
    "write": (_Wide, _Int, _Pointer, ctypes.c_size_t),
    "ftruncate": (_Int, _Int, _Wide),
    "unlink": (_Int, _Text),
    "openDirectory": (_Int, _Text, ctypes.POINTER(_Int)),
}
_OPENED_BY_PATH = ("open", "unlink", "openDirectory")
_CANNOT_FAIL_SO = {  # a read does not fill a disk; only what asks by name is refused
    errno.ENOSPC: ("pread64", "pread", "read", "unlink", "os.remove", "os.scandir", "os.listdir"),
    errno.EACCES: (
        "pread64", "pread", "read", "pwrite64", "pwrite", "write", "ftruncate", "sync", "python write",
    ),
    errno.EIO: (),
}  # fmt: skip
_IOERR_FSYNC = 10 | 4 << 8


class Vfs(ctypes.Structure):
    """sqlite3_vfs, version 3 (sqlite3.h)."""

    _fields_ = (
        ("iVersion", _Int), ("szOsFile", _Int), ("mxPathname", _Int), ("pNext", _Pointer),
        ("zName", _Text), ("pAppData", _Pointer), ("xOpen", _Pointer), ("xDelete", _Pointer),
        ("xAccess", _Pointer), ("xFullPathname", _Pointer), ("xDlOpen", _Pointer),
        ("xDlError", _Pointer), ("xDlSym", _Pointer), ("xDlClose", _Pointer),
        ("xRandomness", _Pointer), ("xSleep", _Pointer), ("xCurrentTime", _Pointer),
        ("xGetLastError", _Pointer), ("xCurrentTimeInt64", _Pointer),
        ("xSetSystemCall", _Pointer), ("xGetSystemCall", _Pointer), ("xNextSystemCall", _Pointer),
    )  # fmt: skip


class Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3 (sqlite3.h)."""

    _fields_ = (
        ("iVersion", _Int), ("xClose", _Pointer), ("xRead", _Pointer), ("xWrite", _Pointer),
        ("xTruncate", _Pointer), ("xSync", _Pointer), ("xFileSize", _Pointer),
        ("xLock", _Pointer), ("xUnlock", _Pointer), ("xCheckReservedLock", _Pointer),
        ("xFileControl", _Pointer), ("xSectorSize", _Pointer),
        ("xDeviceCharacteristics", _Pointer), ("xShmMap", _Pointer), ("xShmLock", _Pointer),
        ("xShmBarrier", _Pointer), ("xShmUnmap", _Pointer), ("xFetch", _Pointer),
        ("xUnfetch", _Pointer),
    )  # fmt: skip


class File(ctypes.Structure):
    """sqlite3_file."""

    _fields_ = (("pMethods", ctypes.POINTER(Methods)),)


class FaultyDisk:
    """Counts the calls on files in a folder and fails the chosen one, or all from it on."""

    def __init__(self, folder: Path, at: int = 0, error: int = 0, lasting: bool = False) -> None:
        self.calls: list[str] = []
        self.failed: list[str] = []
        self._folder = str(folder)
        self._at = at
        self._error = error
        self._lasting = lasting
        self._on = False
        self._descriptors: set[int] = set()
        self._kept: list[Any] = []  # ctypes forgets what nobody holds

    def lay_under(self) -> None:
        """Put it under SQLite and Python, for the rest of this process."""
        name = ctypes.util.find_library("sqlite3")
        assert name is not None
        library = ctypes.CDLL(name)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        vfs = library.sqlite3_vfs_find(None)
        self._replace_calls(vfs)
        self._replace_syncs(vfs)
        self._replace_python()

    def switch(self, on: bool) -> None:
        """Count and fail from now on, or no more."""
        self._on = on

    def fails(self, kind: str) -> bool:
        """Whether this call is to fail."""
        if not self._on or kind in _CANNOT_FAIL_SO.get(self._error, ()):
            return False
        self.calls.append(kind)
        number = len(self.calls)
        wrong = bool(self._at) and (number == self._at or (self._lasting and number > self._at))
        if wrong and self._error == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if wrong:
            self.failed.append(kind)
        return wrong

    def _replace_calls(self, vfs: Any) -> None:
        get = ctypes.CFUNCTYPE(_Pointer, _Pointer, _Text)(vfs.contents.xGetSystemCall)
        put = ctypes.CFUNCTYPE(_Int, _Pointer, _Text, _Pointer)(vfs.contents.xSetSystemCall)
        for name, types in _CALLS.items():
            address = get(vfs, name.encode())
            if address:
                kind = ctypes.CFUNCTYPE(*types, use_errno=True)
                mine = kind(self._instead_of(name, kind(address)))
                self._kept.append(mine)
                assert put(vfs, name.encode(), ctypes.cast(mine, _Pointer)) == 0

    def _instead_of(self, name: str, real: Callable[..., int]) -> Callable[..., int]:
        def call(*given: Any) -> int:
            if self._concerns(name, given[0]) and self.fails(name):
                ctypes.set_errno(self._error)
                return -1
            answer = real(*given)
            if name == "open" and answer >= 0 and self._is_own(given[0]):
                self._descriptors.add(answer)
            elif name == "open" and answer >= 0:
                self._descriptors.discard(answer)
            return answer

        return call

    def _concerns(self, name: str, first: Any) -> bool:
        return self._is_own(first) if name in _OPENED_BY_PATH else first in self._descriptors

    def _is_own(self, path: Any) -> bool:
        text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
        return text.startswith(self._folder)

    def _replace_syncs(self, vfs: Any) -> None:
        # the name stays a pointer: SQLite keeps it as long as the file is open
        opening = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, ctypes.POINTER(File), _Int, _Pointer)
        syncing = ctypes.CFUNCTYPE(_Int, _Pointer, _Int)
        open_really = opening(vfs.contents.xOpen)

        def open_file(vfs_: Any, name: Any, file: Any, flags: int, out: Any) -> int:
            answer = open_really(vfs_, name, file, flags, out)
            if answer == 0 and name and self._is_own(ctypes.string_at(name)):
                copied = Methods.from_buffer_copy(file.contents.pMethods.contents)
                sync_really = syncing(copied.xSync)
                mine = syncing(
                    lambda on, how: _IOERR_FSYNC if self.fails("sync") else sync_really(on, how)
                )
                copied.xSync = ctypes.cast(mine, _Pointer)
                self._kept += [copied, mine, sync_really]
                file.contents.pMethods = ctypes.pointer(copied)
            return answer

        mine = opening(open_file)
        self._kept += [mine, open_really]
        vfs.contents.xOpen = ctypes.cast(mine, _Pointer)

    def _replace_python(self) -> None:
        def hook(event: str, given: tuple[Any, ...]) -> None:
            if event in AUDITED and any(map(self._is_own, given[:2])):
                self._meet(event)

        sync_really, send_really, open_really = os.fsync, os.sendfile, io.open

        def fsync(descriptor: Any) -> None:
            self._meet("sync")
            sync_really(descriptor)

        def sendfile(target: int, source: int, offset: int | None, count: int) -> int:
            self._meet("python write")
            return send_really(target, source, offset, count)

        def open_file(path: Any, mode: str = "r", *how: Any, **more: Any) -> Any:
            if self._is_own(path) and set(mode) & set("wxa+"):
                return self._opened(path, mode, *how, **more)
            return open_really(path, mode, *how, **more)

        sys.addaudithook(hook)
        os.fsync, os.sendfile = fsync, sendfile
        io.open = builtins.open = open_file  # type: ignore[assignment]

    def _meet(self, kind: str) -> None:
        if self.fails(kind):
            raise OSError(self._error, os.strerror(self._error))

    def _opened(
        self,
        path: Any,
        mode: str,
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> Any:
        """As `open` would, with every write that reaches the disk met by us."""
        raw = _Met(path, mode.replace("t", "").replace("b", ""), self._meet)
        if buffering == 0:
            return raw
        whole = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return whole if "b" in mode else io.TextIOWrapper(whole, encoding, errors, newline)


class _Met(io.FileIO):
    """A file whose writes are met, as they leave Python's buffer."""

    def __init__(self, path: Any, mode: str, meet: Callable[[str], None]) -> None:
        super().__init__(path, mode)
        self._meet = meet

    def write(self, content: Any) -> int:
        self._meet("python write")
        return super().write(content) or 0

    def truncate(self, size: int | None = None) -> int:
        self._meet("python write")
        return super().truncate(size)


def forked(work: Callable[[], object]) -> tuple[int, Any]:
    """What work answers, as JSON keeps it, in a process of its own; and the signal that killed it, or 0."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            os.write(writer, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status), None
    assert said, "the process died"
    return 0, json.loads(said)
