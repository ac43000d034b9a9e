"""Files written whole or not at all, under names every system accepts."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Final

from upstream_workshop.errors import WorkshopError

LONGEST_NAME: Final = 80
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file in one step, so that nobody ever finds half of it. Raises WorkshopError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise WorkshopError(
            f"{path} cannot be written ({error.strerror}): choose another folder, or close the "
            "program that has it open."
        ) from error


def file_name(words: str, taken: set[str], suffix: str = "") -> str:
    """A name from people's words that no system refuses, unlike any in `taken`, which it joins."""
    kept = "".join(
        letter if unicodedata.category(letter)[0] in "LNM" or letter in "-'’()&" else " "
        for letter in unicodedata.normalize("NFC", words)
    )
    stem = " ".join(kept.split())[:LONGEST_NAME].strip() or "unnamed"
    if stem.casefold() in _RESERVED:
        stem = f"{stem} (name)"
    name, number = stem, 1
    while _key(name) in taken:
        number += 1
        name = f"{stem} ({number})"
    taken.add(_key(name))
    return name + suffix


def _key(name: str) -> str:
    """What two names share when a system cannot tell them apart."""
    return unicodedata.normalize("NFKD", name).casefold()
