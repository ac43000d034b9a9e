"""Every kind of foreign file and its reader: pure functions of a path, with nothing of a session.

What reads a kind is imported when it is first needed: each file is read by one reader, in a process that is
started for it, and took longer to start with all of them than most files take to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar

from upstream_workshop.readers.formats.tables import Book, read_book
from upstream_workshop.readers.lists.chosen_lists import read_default
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import Reading

Value = TypeVar("Value")


class Imported(Mapping[str, Value]):
    """What stands in modules beside this one, by keys; each module is imported when its key is asked for.

    names: of each key the module and the name in it, with a colon between.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __getitem__(self, key: str) -> Value:
        module, name = self._names[key].split(":")
        found: Value = getattr(import_module(f"{__package__}.{module}"), name)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


COLUMNS: Final[Mapping[str, Columns]] = Imported(
    {
        "people": "signup_lists:COLUMNS",
        "cards": "cards:COLUMNS",
        "findings": "findings:COLUMNS",
        "codebook": "codebooks:COLUMNS",
        "forms": "workgroups.follow_up_forms:COLUMNS",
        "choices": "workgroups.choices:COLUMNS",
        "ballot-papers": "voting.tabular.paper_tables:COLUMNS",
        "map": "maps.tabular.link_tables:COLUMNS",
        "agenda": "agendas.programmes.agenda_tables:COLUMNS",
        "responses": "responses.response_tables:COLUMNS",
    }
)
# what a preview begins with where that is no table as it stands, whose lists and columns can be corrected
SOURCES: Final[Mapping[str, Callable[[Path], Any]]] = Imported(
    {
        "ballot-papers": "voting.ballots:read_ballots",
        "agenda": "agendas.agendas:read_agenda",
        "map": "maps.map_files:read_map_file",
        "codebook": "sources.projects:read_book_of_codes",
        "source": "sources.source_files:read_sources",
        "draft": "products.product_texts:read_product",
        "responses": "responses.word_comments:read_response_file",
    }
)


def source_of(key: str) -> str:
    """Return the name of the reader of what a preview of this kind begins with."""
    if key not in SOURCES:
        return "table"
    return f"{key} source" if key in COLUMNS else key


def _read_as(key: str, path: Path) -> Reading[Any]:
    found = SOURCES[key](path) if key in SOURCES else read_book(path)
    return read_default(found, COLUMNS[key]) if isinstance(found, Book) else found


def _read_source(key: str, path: Path) -> Any:
    return SOURCES[key](path)


def load(kind: str) -> None:
    """Import what reads a kind, from where Python may still keep what it compiles."""
    key = kind.removesuffix(" source")
    for names in (SOURCES, COLUMNS):
        names.get(key)


READERS: Final[Mapping[str, Callable[[Path], Any]]] = {
    "table": read_book,
    **{key: partial(_read_as, key) for key in COLUMNS},
    **{source_of(key): partial(_read_source, key) for key in SOURCES},
}
