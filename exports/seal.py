"""Sealing: one zip whose every byte is vouched for.

A manifest, the last member and the only one not packed, lists of each member its size and SHA-256, and
where in the zip it lies with the SHA-256 of those bytes. The zip's own comment, its last bytes, ends in
the SHA-256 of everything before it, so that a change to names, dates or padding shows as well.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from upstream_workshop.storage.files.writing import NOTHING, Kind, Sample, written

MANIFEST: Final = "manifest.json"
SESSION: Final = "session.upstream"
SEAL: Final = b"Upstream Workshop archive; SHA-256 of all before this: "
DIGITS: Final = 64  # of a SHA-256 in hexadecimal
SYSTEM: Final = 3  # what the zip says it was made on: the same on every system
ATTRIBUTES: Final = 0o644 << 16
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # of zip files: the same documents are the same bytes


def is_archive(sample: Sample) -> bool:
    """Whether a file is a zip that was sealed here."""
    return sample.head.startswith(b"PK\3\4") and SEAL in sample.tail


ARCHIVE: Final = Kind("an archive of a session", is_archive, lambda found, _made: is_archive(found))
Content: TypeAlias = bytes | Path
Progress: TypeAlias = Callable[[float, str], object]


@dataclass(frozen=True, slots=True)
class Member:
    """One document of an archive, as the manifest knows it: itself, and the stretch of zip it takes."""

    size: int
    sha256: str
    start: int
    end: int
    packed_sha256: str

    def listed(self) -> dict[str, object]:
        """Its line of the manifest."""
        return {
            "size": self.size,
            "sha256": self.sha256,
            "from": self.start,
            "to": self.end,
            "sha256 from-to": self.packed_sha256,
        }


def write_sealed(
    path: Path,
    contents: Mapping[str, Content],
    about: Mapping[str, Any],
    progress: Progress,
    over: str = NOTHING,
) -> None:
    """Write the zip whole or not at all; `about` goes into the manifest. Raises WorkshopError."""
    with written(path, ARCHIVE, over) as draft:
        _pack(draft, contents, about, progress)
        _put_seal(draft)


def digest(file: BinaryIO, size: int) -> str:
    """SHA-256 of the next `size` bytes of an open file."""
    summed = hashlib.sha256()
    while size > 0 and (piece := file.read(min(size, 1 << 20))):
        summed.update(piece)
        size -= len(piece)
    return summed.hexdigest()


def _pack(
    draft: Path, contents: Mapping[str, Content], about: Mapping[str, Any], progress: Progress
) -> None:
    members: dict[str, Member] = {}
    with draft.open("w+b") as file, zipfile.ZipFile(file, "w") as archive:
        for number, (name, content) in enumerate(contents.items()):
            progress(number / len(contents), f"Sealing {name}")
            start = file.tell()
            size, summed = _add(archive, name, content, zipfile.ZIP_DEFLATED)
            end = file.tell()
            file.seek(start)
            members[name] = Member(size, summed, start, end, digest(file, end - start))
        listed = {name: member.listed() for name, member in members.items()}
        manifest = json.dumps({**about, "members": listed}, indent=2, ensure_ascii=False)
        # as it is: packing leaves bits that say nothing, and a flip of one could not be told
        _add(archive, MANIFEST, manifest.encode(), zipfile.ZIP_STORED)
        archive.comment = SEAL + b"0" * DIGITS


def _add(archive: zipfile.ZipFile, name: str, content: Content, packing: int) -> tuple[int, str]:
    """Put one document into the zip; its size and SHA-256."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = packing
    info.create_system = SYSTEM
    info.external_attr = ATTRIBUTES
    size, summed = 0, hashlib.sha256()
    source: BinaryIO = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
    with source, archive.open(info, "w") as target:
        while piece := source.read(1 << 20):
            target.write(piece)
            summed.update(piece)
            size += len(piece)
    return size, summed.hexdigest()


def _put_seal(draft: Path) -> None:
    with draft.open("r+b") as file:
        length = file.seek(0, os.SEEK_END) - DIGITS
        file.seek(0)
        seal = digest(file, length)
        file.seek(length)
        file.write(seal.encode())
        file.flush()
        os.fsync(file.fileno())
