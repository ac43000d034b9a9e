"""Every kind of foreign file and its reader: pure functions of a path, with nothing of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from upstream_workshop.readers import (
    cards,
    codebooks,
    findings,
    signup_lists,
)
from upstream_workshop.readers.agendas.agendas import read_agenda
from upstream_workshop.readers.agendas.programmes import agenda_tables
from upstream_workshop.readers.agendas.programmes.agenda_tables import read_agenda_table
from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.formats.tables import Book, read_book
from upstream_workshop.readers.lists import choice_columns
from upstream_workshop.readers.lists.chosen_lists import read_default
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.maps import link_tables
from upstream_workshop.readers.maps.link_tables import read_map
from upstream_workshop.readers.maps.map_files import read_map_file
from upstream_workshop.readers.products.product_texts import read_product
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.responses import response_tables
from upstream_workshop.readers.responses.word_comments import read_response_file
from upstream_workshop.readers.signup_lists import read_people
from upstream_workshop.readers.sources.projects import read_book_of_codes
from upstream_workshop.readers.sources.source_files import read_sources
from upstream_workshop.readers.voting.ballots import read_ballots
from upstream_workshop.readers.voting.tabular import paper_columns, paper_tables
from upstream_workshop.readers.workgroups import follow_up_forms
from upstream_workshop.readers.workgroups.choices import read_choices


def _read_as(key: str, path: Path) -> Reading[Any]:
    found = SOURCES.get(key, read_book)(path)
    return read_default(found, COLUMNS[key]) if isinstance(found, Book) else found


COLUMNS: Final[Mapping[str, Columns]] = {
    "people": Columns(
        signup_lists.FIELDS,
        signup_lists.settled,
        signup_lists.guess_columns,
        read_people,
        ("access needs", "diet"),
        once=True,
    ),
    "cards": Columns(cards.FIELDS, cards.settled, cards.guess_columns, unasked(read_cards)),
    "findings": Columns(
        findings.FIELDS,
        findings.settled,
        findings.guess_columns,
        unasked(findings.read_findings),
    ),
    "codebook": Columns(
        codebooks.FIELDS,
        codebooks.settled,
        codebooks.guess_columns,
        unasked(codebooks.read_codes),
    ),
    "forms": Columns(
        follow_up_forms.FIELDS,
        follow_up_forms.settled,
        follow_up_forms.guess_columns,
        unasked(follow_up_forms.read_forms),
        together=True,
    ),
    "choices": Columns(
        choice_columns.FIELDS, choice_columns.settled, choice_columns.guess_columns, read_choices
    ),
    "ballot-papers": Columns(
        paper_columns.FIELDS,
        paper_columns.settled,
        paper_columns.guess_columns,
        paper_tables.read_paper_table,
    ),
    "map": Columns(
        link_tables.FIELDS,
        link_tables.settled,
        link_tables.guess_columns,
        unasked(read_map),
        together=True,
    ),
    "agenda": Columns(
        agenda_tables.FIELDS,
        agenda_tables.settled,
        agenda_tables.guess_columns,
        unasked(read_agenda_table),
        together=True,  # a day on each sheet
        headings=True,
    ),
    "responses": Columns(
        response_tables.FIELDS,
        response_tables.settled,
        response_tables.guess_columns,
        unasked(response_tables.read_responses),
    ),
}
# what a preview begins with where that is no table as it stands, whose lists and columns can be corrected
SOURCES: Final[Mapping[str, Callable[[Path], Any]]] = {
    "ballot-papers": read_ballots,
    "agenda": read_agenda,
    "map": read_map_file,
    "codebook": read_book_of_codes,
    "source": read_sources,
    "draft": read_product,
    "responses": read_response_file,
}


def source_of(key: str) -> str:
    """Return the name of the reader of what a preview of this kind begins with."""
    if key not in SOURCES:
        return "table"
    return f"{key} source" if key in COLUMNS else key


READERS: Final[Mapping[str, Callable[[Path], Any]]] = {
    "table": read_book,
    **{key: partial(_read_as, key) for key in COLUMNS},
    **{source_of(key): read for key, read in SOURCES.items()},
}
