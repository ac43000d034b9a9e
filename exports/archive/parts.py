"""The parts of an archive in which bytes were changed.

The zip's own directory may be damaged, so it is not read: the manifest contains the place of each
document, and the expected directory follows from the headers of the documents.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

from exports.seal import ATTRIBUTES, DIGITS, MANIFEST, SEAL, SYSTEM
from resources.words import noop, say

ENDING: Final = noop("the ending of the zip")
LINE: Final = noop("the line of the zip's directory on {name}")
_MADE_BY: Final = struct.pack("<BB", 20, SYSTEM)  # version 2.0
_HEADER: Final = struct.Struct("<4s5H3I2H")  # the header of a document: APPNOTE.TXT 4.3.7
_LISTED: Final = struct.Struct("<3H2I")  # the end of its entry in the directory: 4.3.12
_END: Final = struct.Struct("<4s4H2IH")  # the end of the directory: 4.3.16
_COMMENT: Final = len(SEAL) + DIGITS

Lines: TypeAlias = dict[str, dict[str, Any]]


def changed_parts(path: Path) -> tuple[str, ...]:
    """Return the documents, lines of the directory and the ending that are not as sealed.

    For a file that is not an archive of this program it may raise any exception that parsing random
    bytes can raise.
    """
    with path.open("rb") as file:
        try:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file
            return (say(ENDING),)
        with content:
            return tuple(dict.fromkeys(_changed(content)))


def _changed(content: mmap.mmap) -> Iterator[str]:
    found = _manifest(content)
    if found is None:
        yield MANIFEST
        return
    start, end, lines = found
    for name, line in lines.items():
        if _sha256(content, line["from"], line["to"]) != line["sha256 from-to"]:
            yield name
    at, places = end, {name: line["from"] for name, line in lines.items()} | {MANIFEST: start}
    for name, place in places.items():
        expected = _directory_line(content[place : place + _HEADER.size], name, place)
        if content[at : at + len(expected)] != expected:
            yield say(LINE, name=name)
        at += len(expected)
    ending = _END.pack(b"PK\5\6", 0, 0, len(places), len(places), at - end, end, _COMMENT)
    if content[at : at + len(ending)] != ending or len(content) != at + len(ending) + _COMMENT:
        yield say(ENDING)


def _manifest(content: mmap.mmap) -> tuple[int, int, Lines] | None:
    """Return start and end of the manifest in the zip, and its entries; None if it is damaged."""
    name = MANIFEST.encode()
    place = len(content)
    while (place := content.rfind(name, 0, place)) >= _HEADER.size:
        start = place - _HEADER.size
        fields = _HEADER.unpack(content[start:place])
        if fields[0] == b"PK\3\4":
            text = content[place + len(name) : place + len(name) + fields[7]]
            if zlib.crc32(text) != fields[6]:
                return None
            return start, place + len(name) + len(text), _lines(text)
    return None


def _lines(text: bytes) -> Lines:
    lines: Lines = json.loads(text)["members"]
    return lines


def _directory_line(header: bytes, name: str, start: int) -> bytes:
    """Return the entry of the directory for a document with this header."""
    return (
        b"PK\1\2" + _MADE_BY + header[4:] + _LISTED.pack(0, 0, 0, ATTRIBUTES, start) + name.encode()
    )


def _sha256(content: mmap.mmap, start: int, end: int) -> str:
    with memoryview(content) as whole, whole[start:end] as stretch:
        return hashlib.sha256(stretch).hexdigest()
