"""Files of ballot papers, told apart by their endings: those of voting research, and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from upstream_workshop.readers.formats.tables import Book, read_book
from upstream_workshop.readers.voting import abc_yaml, blt, pabulib, preflib
from upstream_workshop.readers.voting.papers import PapersReading

FORMATS: Final[Mapping[str, Callable[[Path], PapersReading]]] = {
    **dict.fromkeys(preflib.ENDINGS, preflib.read_preflib),
    pabulib.ENDING: pabulib.read_pabulib,
    **dict.fromkeys(abc_yaml.ENDINGS, abc_yaml.read_abc_yaml),
    blt.ENDING: blt.read_blt,
}


def read_ballots(path: Path) -> Book | PapersReading:
    """Return papers of a format we know as read, a table as it stands. Raises WorkshopError."""
    read = FORMATS.get(path.suffix.lower())
    return read(path) if read else read_book(path)
