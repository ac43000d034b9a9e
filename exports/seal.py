"""Writing of sealed archives: zips in which checksums cover every byte.

The manifest is the last member and the only one stored uncompressed. For each other member it lists the
size and SHA-256, its range of bytes in the zip, and the SHA-256 of those bytes. The zip's comment, which
is its last bytes, ends in the SHA-256 of everything before it, so that a change to names, dates or
padding is detected as well.
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

from resources.words import noop, say
from upstream_workshop.storage.files.writing import Kind, Replace, Sample, written

MANIFEST: Final = "manifest.json"
SESSION: Final = "session.upstream"
SEAL: Final = b"Upstream Workshop archive; SHA-256 of all before this: "
DIGITS: Final = 64  # of a SHA-256 in hexadecimal
SYSTEM: Final = 3  # what the zip says it was made on: the same on every system
ATTRIBUTES: Final = 0o644 << 16
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # of zip files: the same documents are the same bytes


def is_archive(sample: Sample) -> bool:
    """Check whether a file is a zip written by this module."""
    return sample.head.startswith(b"PK\3\4") and SEAL in sample.tail


ARCHIVE: Final = Kind(
    noop("an archive of a session"), is_archive, lambda found, _made: is_archive(found)
)
Content: TypeAlias = bytes | Path
Progress: TypeAlias = Callable[[float, str], object]


@dataclass(frozen=True, slots=True)
class Member:
    """One document of an archive, as the manifest lists it.

    size, sha256: of the document itself, in bytes and in hexadecimal.
    start, end: the range of bytes it takes in the zip, `end` excluded.
    packed_sha256: of that range of bytes.
    """

    size: int
    sha256: str
    start: int
    end: int
    packed_sha256: str

    def listed(self) -> dict[str, object]:
        """Return its entry in the manifest."""
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
    over: Replace = Replace.NOTHING,
) -> None:
    """Write a sealed zip, whole or not at all.

    contents: the bytes of each member, or the file that holds them, by its name in the zip.
    about: further entries for the manifest.
    progress: called before each member with the share done, 0 to 1, and a few words.
    over: which existing file may be replaced, as in `writing`.

    Raises WorkshopError.
    """
    with written(path, ARCHIVE, over) as draft:
        _pack(draft, contents, about, progress)
        _put_seal(draft)


def digest(file: BinaryIO, size: int) -> str:
    """Return the SHA-256, in hexadecimal, of the next `size` bytes of an open file."""
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
            progress(number / len(contents), say("Sealing {name}", name=name))
            start = file.tell()
            size, summed = _add(archive, name, content, zipfile.ZIP_DEFLATED)
            end = file.tell()
            file.seek(start)
            members[name] = Member(size, summed, start, end, digest(file, end - start))
        listed = {name: member.listed() for name, member in members.items()}
        manifest = json.dumps({**about, "members": listed}, indent=2, ensure_ascii=False)
        # stored: compressed data has unused bits, and a flip of one could not be detected
        _add(archive, MANIFEST, manifest.encode(), zipfile.ZIP_STORED)
        archive.comment = SEAL + b"0" * DIGITS


def _add(archive: zipfile.ZipFile, name: str, content: Content, packing: int) -> tuple[int, str]:
    """Add one document to the zip and return its size and SHA-256."""
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
