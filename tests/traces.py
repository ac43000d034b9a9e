"""Where in some folders a name is still written, in whatever encoding, composition and escape."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote


def traces(folder: Path, name: str) -> set[str]:
    """The files under a folder that hold the name, packed ones too; by their paths in it."""
    wanted = tuple(forms(name))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)) for path in files if is_in(path.read_bytes(), wanted)}


def forms(name: str) -> Iterator[bytes]:
    """A name as bytes, in every way somebody's program might have written it."""
    said = {name, name.casefold(), name.upper()}
    for text in {unicodedata.normalize(form, one) for form in ("NFC", "NFD") for one in said}:
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            yield text.encode(code)
        yield json.dumps(text)[1:-1].encode()
        yield json.dumps(text)[1:-1].replace("\\u", "\\x").encode()  # as settings write it
        yield quote(text).encode()
        yield quote(text).lower().encode()


def stored(number: int) -> bytes:
    """A whole number of more than four bytes, as SQLite stores it: in six bytes where they do."""
    return number.to_bytes(6 if number < 2**47 else 8, "big")


def is_in(content: bytes, wanted: tuple[bytes, ...]) -> bool:
    """Whether some bytes, or what is packed in them, hold one of these."""
    if any(one in content for one in wanted):
        return True
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = "\n".join(packed.namelist()).encode("utf-8", "surrogateescape")
        return any(one in names for one in wanted) or any(
            is_in(packed.read(one), wanted) for one in packed.namelist()
        )
