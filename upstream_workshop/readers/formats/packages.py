"""Office files are zips of XML: opened here under a budget, so that a bomb is refused, not unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from resources.words import say
from upstream_workshop.errors import WorkshopError

LARGEST_UNZIPPED: Final = 50 * 1024 * 1024
MOST_ENTRIES: Final = 200
HIGHEST_RATIO: Final = 200
MOST_ELEMENTS: Final = 1_000_000  # in one entry; a full sheet of ours has a third of it
_SMALL: Final = 1024 * 1024  # under this, a high ratio is a tidy file and no bomb
_ENCRYPTED: Final = 0x1
# all that a zip which contradicts itself makes the libraries raise
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, etree.XMLSyntaxError, KeyError, ValueError,
    RuntimeError, NotImplementedError, EOFError, OSError,
)  # fmt: skip
_KNOWN_PACKING: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_package(content: bytes) -> bool:
    """Whether this looks like a zip."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Package:
    """An open zip that counts every byte it unpacks. `name` is for what it has to refuse."""

    most_entries = MOST_ENTRIES

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self._allowed = min(LARGEST_UNZIPPED, max(_SMALL, HIGHEST_RATIO * len(content)))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE as error:
            raise self.damaged() from error
        self._check_entries()

    def has(self, entry: str) -> bool:
        """Whether the zip holds this entry."""
        return entry in self._zip.NameToInfo

    def entries(self) -> tuple[str, ...]:
        """Return the names of all entries, each once."""
        return tuple(self._zip.NameToInfo)

    def content(self, entry: str) -> bytes:
        """Return one entry. Raises WorkshopError where it is missing, damaged or too large."""
        found = bytearray()
        try:
            with self._zip.open(entry) as stream:
                counted = _Counted(stream, self)
                while chunk := counted.read():
                    found += chunk
        except _UNREADABLE as error:
            raise self.damaged() from error
        return bytes(found)

    def elements(self, entry: str, *names: str) -> Iterator[Any]:
        """Each finished element of these local names in one XML entry, emptied when the next is asked.

        Raises WorkshopError where the entry is missing, damaged, too large or brings a DTD.
        """
        try:
            with self._zip.open(entry) as stream:
                yield from self._parsed(_Counted(stream, self), names)
        except _UNREADABLE as error:
            raise self.damaged() from error

    def spend(self, size: int) -> None:
        """Take unpacked bytes off the budget."""
        self._allowed -= size
        if self._allowed < 0:
            raise self.too_large()

    def too_large(self) -> WorkshopError:
        """The refusal of a file that holds, or unpacks to, far too much."""
        return WorkshopError(
            say(
                "{name} unpacks to far more than a list of people or cards needs: "
                "save the one sheet you need as CSV.",
                name=self.name,
            )
        )

    def damaged(self) -> WorkshopError:
        """The refusal of a file that cannot be read to its end."""
        return WorkshopError(
            say(
                "{name} is damaged, or no spreadsheet: open it in Excel or LibreOffice and save "
                "it as CSV or XLSX.",
                name=self.name,
            )
        )

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self.most_entries:
            raise WorkshopError(
                say(
                    "{name} holds {n} files and at most {most} are taken: "
                    "save the one sheet you need as CSV.",
                    name=self.name,
                    n=len(entries),
                    most=self.most_entries,
                )
            )
        if any(e.flag_bits & _ENCRYPTED or e.compress_type not in _KNOWN_PACKING for e in entries):
            raise self.damaged()

    def _parsed(self, stream: _Counted, names: tuple[str, ...]) -> Iterator[Any]:
        context = etree.iterparse(
            stream,
            events=("end",),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for number, (_, element) in enumerate(context):
            if number > MOST_ELEMENTS:
                raise self.too_large()
            if element.tag.rpartition("}")[2] not in names:
                continue
            if element.getroottree().docinfo.doctype:
                raise self.damaged()
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]


class _Counted:
    """A stream that reports what passes through it."""

    def __init__(self, stream: Any, package: Package) -> None:
        self._stream = stream
        self._package = package

    def read(self, size: int = -1) -> bytes:
        chunk: bytes = self._stream.read(min(size, 65_536) if size > 0 else 65_536)
        self._package.spend(len(chunk))
        return chunk
