"""Detection of the kind of storage a path is on: a local disk, or one unsafe for editing in place.

A file on a removable disk, on a network share or in a folder that a program synchronises may be
disconnected, changed or copied half-written while it is written. Nothing here changes any file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Final

from upstream_workshop.storage.files import disk

HERE: Final = ""
REMOVABLE: Final = "a removable disk"
NETWORK: Final = "a network folder"
SYNCED: Final = "a synchronised folder"

# file systems of other computers; a type that begins with `fuse.` is listed with its whole name
_NETWORK_TYPES: Final = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "ceph",
    "webdav", "davfs", "davfs2", "glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse",
    "fuse.davfs", "fuse.glusterfs", "fuse.smbnetfs", "fuse.s3fs",
))  # fmt: skip
_MEDIA: Final = ("/media", "/run/media", "/Volumes")
_SYNC_VARIABLES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_SYNC_FOLDERS: Final = ("Library/CloudStorage", "Library/Mobile Documents")  # macOS, in the home
_DROPBOX: Final = (
    (".dropbox",),
    ("AppData", "Roaming", "Dropbox"),
    ("AppData", "Local", "Dropbox"),
)
# files that synchronising programs create in the top folder they synchronise
_SYNC_MARKS: Final = (".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log")
_WINDOWS_TYPES: Final = {2: REMOVABLE, 4: NETWORK}  # of GetDriveTypeW


def kind(path: Path) -> str:
    """Return the kind of storage a path is on.

    path: a file; it need not exist.

    Returns REMOVABLE, NETWORK or SYNCED, which read well in a sentence, or HERE, an empty string,
    for a local disk.
    """
    whole = disk.real(path)
    roots = sync_roots(os.environ, _home())
    if lies_in(whole, roots) or any(_is_marked(folder) for folder in whole.parents):
        return SYNCED
    if sys.platform == "win32":
        return _windows_kind(whole)
    kind = mounted_kind(whole, _mounts())
    return kind or (REMOVABLE if _on_usb(whole) else HERE)


def sync_roots(environment: Mapping[str, str], home: Path) -> tuple[PurePath, ...]:
    """Return the folders that OneDrive, Dropbox and macOS synchronise, by their own settings.

    environment: the environment variables, of which OneDrive sets some.
    home: the user's home folder.
    """
    named = [Path(environment[name]) for name in _SYNC_VARIABLES if environment.get(name)]
    named += [home / folder for folder in _SYNC_FOLDERS]
    for parts in _DROPBOX:
        named += _dropbox_roots(home.joinpath(*parts, "info.json"))
    return tuple(named)


def lies_in(path: PurePath, roots: Iterable[PurePath]) -> bool:
    """Check whether a path is one of these folders or inside one."""
    return any(path.is_relative_to(root) for root in roots)


def mounted_kind(path: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the kind of storage a path is on, from the table of mounts.

    mounts: pairs of folder and type of file system; the one nearest to the path decides.

    Returns NETWORK, REMOVABLE or HERE.
    """
    around = [(PurePath(folder), kind) for folder, kind in mounts]
    nearest = max(
        ((folder, kind) for folder, kind in around if path.is_relative_to(folder)),
        key=lambda mount: len(mount[0].parts),
        default=None,
    )
    if nearest is None:
        return HERE
    if nearest[1] in _NETWORK_TYPES:
        return NETWORK
    return REMOVABLE if lies_in(nearest[0], map(PurePath, _MEDIA)) else HERE


def read_mounts(table: str) -> list[tuple[str, str]]:
    """Parse Linux's /proc/self/mounts into pairs of folder and type of file system.

    Spaces, tabs, line ends and backslashes in folders are written there as octal escapes.
    """
    split = [line.split(" ") for line in table.splitlines()]
    return [(_unescaped(words[1]), words[2]) for words in split if len(words) > 2]


def read_mount_command(said: str) -> list[tuple[str, str]]:
    """Parse the output of macOS's `mount` into pairs of folder and type of file system.

    A line is like `//ann@nas/x on /Volumes/x (smbfs, nodev)`.
    """
    found = []
    for line in said.splitlines():
        _, _, rest = line.partition(" on ")
        folder, bracket, kinds = rest.rpartition(" (")
        if bracket:
            found.append((folder, kinds.split(",")[0].strip(" )")))
    return found


def _home() -> Path:
    """Return the home folder; a path that contains nothing if the user has none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


def _mounts() -> list[tuple[str, str]]:
    try:
        if sys.platform == "darwin":
            said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5)
            return read_mount_command(said.stdout)
        return read_mounts(Path("/proc/self/mounts").read_text("utf-8", "replace"))
    except (OSError, subprocess.SubprocessError):
        return []


def _dropbox_roots(info: Path) -> list[Path]:
    try:
        accounts = json.loads(info.read_text("utf-8"))
        return [Path(account["path"]) for account in accounts.values()]
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        return []


def _is_marked(folder: Path) -> bool:
    return any(os.path.exists(folder / mark) for mark in _SYNC_MARKS)  # noqa: PTH110 - Path's raises


def _on_usb(path: Path) -> bool:
    """Check whether Linux reports the disk of a path as attached by USB or removable."""
    try:
        device = next(there for there in (path, *path.parents) if there.exists()).stat().st_dev
        block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
        if any(part.startswith("usb") for part in block.parts):
            return True
        marks = [folder / "removable" for folder in (block, block.parent)]
        return any(mark.read_text().strip() == "1" for mark in marks if mark.is_file())
    except OSError:
        return False


def _windows_kind(path: Path) -> str:
    if path.drive.startswith("\\\\"):
        return NETWORK
    import ctypes

    number = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)  # type: ignore[attr-defined,unused-ignore]
    return _WINDOWS_TYPES.get(number, HERE)


def _unescaped(name: str) -> str:
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        name = name.replace(code, letter)
    return name
