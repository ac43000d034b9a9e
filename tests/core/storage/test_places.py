"""Which paths a session must not be edited on."""

from __future__ import annotations

import json
import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from upstream_workshop.storage.files import places
from upstream_workshop.storage.files.places import HERE, NETWORK, REMOVABLE, SYNCED

MOUNTS = r"""
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sda1 /boot/efi vfat rw 0 0
/dev/sdb1 /media/ann/MY\040STICK vfat rw,nosuid 0 0
/dev/sdc1 /run/media/ann/disk exfat rw 0 0
nas:/export /mnt/nas nfs4 rw 0 0
//fileserver/team /srv/team cifs rw 0 0
ann@host:/ /home/ann/far fuse.sshfs rw 0 0
tmpfs /tmp tmpfs rw 0 0
odd line
"""
MAC = """
/dev/disk1s1 on / (apfs, local, journaled)
/dev/disk2s1 on /Volumes/MY STICK (msdos, local, nodev)
//ann@nas/team on /Volumes/team (smbfs, nodev, mounted by ann)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/a.upstream", HERE),
        ("/tmp/a.upstream", HERE),
        ("/media/ann/MY STICK/a.upstream", REMOVABLE),
        ("/media/ann/a.upstream", HERE),
        ("/run/media/ann/disk/deep/a.upstream", REMOVABLE),
        ("/mnt/nas/a.upstream", NETWORK),
        ("/mnt/nasty/a.upstream", HERE),
        ("/srv/team/2026/a.upstream", NETWORK),
        ("/home/ann/far/a.upstream", NETWORK),
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str) -> None:
    assert places.mounted_kind(PurePosixPath(path), places.read_mounts(MOUNTS)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/Users/ann/a.upstream", HERE),
        ("/Volumes/MY STICK/a.upstream", REMOVABLE),
        ("/Volumes/team/a.upstream", NETWORK),
    ],
)
def test_what_mac_os_says(path: str, kind: str) -> None:
    assert places.mounted_kind(PurePosixPath(path), places.read_mount_command(MAC)) == kind


def test_synchronised_folders(tmp_path: Path) -> None:
    dropbox = tmp_path / ".dropbox"
    dropbox.mkdir()
    info = {"personal": {"path": str(tmp_path / "Dropbox"), "host": 1}}
    (dropbox / "info.json").write_text(json.dumps(info))
    roots = places.sync_roots({"OneDrive": str(tmp_path / "OneDrive - Council")}, tmp_path)
    for inside in ("OneDrive - Council/a", "Dropbox/deep/a", "Library/CloudStorage/Box/a"):
        assert places.lies_in(tmp_path / inside, roots)
    for outside in ("OneDrive/a", "Documents/a", "Dropbox2/a"):
        assert not places.lies_in(tmp_path / outside, roots)


@pytest.mark.parametrize("said", ["", "[]", "{", '{"personal": {}}', '{"personal": 1}', "\0"])
def test_a_spoilt_answer_of_dropbox_is_no_trouble(tmp_path: Path, said: str) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(said)
    assert places.sync_roots({}, tmp_path)


def test_windows_paths_compare_without_case() -> None:
    roots = (PureWindowsPath(r"C:\Users\Ann\OneDrive"),)
    assert places.lies_in(PureWindowsPath(r"c:\users\ann\onedrive\a.upstream"), roots)


def test_this_computers_own_disk_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path / "OneDrive"))
    assert places.kind(tmp_path / "a.upstream") == HERE
    assert places.kind(tmp_path / "OneDrive" / "new" / "a.upstream") == SYNCED
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".stfolder").mkdir()
    assert places.kind(tmp_path / "shared" / "deep" / "a.upstream") == SYNCED
    link = tmp_path / "link"
    if hasattr(os, "symlink"):
        link.symlink_to(tmp_path / "shared")
        assert places.kind(link / "a.upstream") == SYNCED
