"""Checks that an archive holds what its README lists, as it was sealed."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from exports import catalogue
from exports.archive.proofs.faults import Faults, json_of, manifest
from exports.archive.sealed_archive import Sealed
from exports.archive.verify import verify
from exports.seal import DIGITS, MANIFEST, SESSION
from resources.dates import day_words
from upstream_workshop.storage.files import ledger

_LINKED: Final = re.compile(r'<a href="([^"#]+)"')


def has(*names: str) -> Faults:
    """Return a check that there are documents whose names begin with each of these."""

    def faults(sealed: Sealed) -> Iterator[str]:
        yield from (name for name in names if not any(n.startswith(name) for n in sealed.texts))

    return faults


def has_not(*names: str) -> Faults:
    """Return a check that no document's name begins with any of these."""
    return lambda sealed: (name for name in sealed.texts if name.startswith(names))


def says(*entries: str) -> Faults:
    """Return a check that these entries of the manifest are repeated in the README."""

    def faults(sealed: Sealed) -> Iterator[str]:
        said = manifest(sealed)
        yield from (name for name in entries if f"{said[name]}" not in sealed.texts["README.txt"])

    return faults


def until_when(sealed: Sealed) -> Iterator[str]:
    """Check that the README gives the day until which the archive is kept."""
    until = date.fromisoformat(manifest(sealed)["delete by"])
    if day_words(until) not in sealed.texts["README.txt"]:
        yield f"{until}"


def hashes_hold(sealed: Sealed) -> Iterator[str]:
    """Check that the manifest lists every document with its size and SHA-256."""
    members = manifest(sealed)["members"]
    with zipfile.ZipFile(io.BytesIO(sealed.content)) as opened:
        yield from set(opened.namelist()) ^ {*members, MANIFEST}
        for name, said in members.items():
            content = opened.read(name)
            if (len(content), hashlib.sha256(content).hexdigest()) != (
                said["size"],
                said["sha256"],
            ):
                yield name


def seal_holds(sealed: Sealed) -> Iterator[str]:
    """Check that the zip ends with the SHA-256 of the bytes before."""
    body, seal = sealed.content[:-DIGITS], sealed.content[-DIGITS:]
    if hashlib.sha256(body).hexdigest().encode() != seal:
        yield "the seal"


def one_pack_each(sealed: Sealed) -> Iterator[str]:
    """Check that there is one pack for each person."""
    packs = sum(name.startswith("take-home packs/") for name in sealed.texts)
    if packs != len(sealed.original.people):
        yield f"{packs} packs"


def all_printed(sealed: Sealed) -> Iterator[str]:
    """Check that the archive contains exactly the documents of the catalogue that archives keep."""
    made = {document.name for document in catalogue.documents_of(sealed.shown, catalogue.KEPT)}
    own = {"README.txt", "README.html", "datapackage.json", MANIFEST, SESSION}
    yield from made ^ (sealed.texts.keys() - own)


def explains_all(sealed: Sealed) -> Iterator[str]:
    """Find files to which the page leads but that are missing, and outputs that it does not mention."""
    page = sealed.texts["README.html"]
    linked = {unquote(target) for target in _LINKED.findall(page)}
    yield from linked - sealed.texts.keys()
    for output, names in catalogue.files_by_output(sealed.shown, catalogue.KEPT).items():
        if names and names[0] not in linked:
            yield output.key


def describes_all_tables(sealed: Sealed) -> Iterator[str]:
    """Check that the package of data lists exactly the tables."""
    described = json_of(sealed, "datapackage.json")
    listed = {resource["path"] for resource in described["resources"]}
    yield from listed ^ {name for name in sealed.texts if name.endswith(".csv")}


def is_sound(sealed: Sealed) -> Iterator[str]:
    """Check that the archive verifies."""
    with ledger.temporary_folder() as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(sealed.content)
        yield from verify(path).problems
