"""A session in which words of our choice stand in every column that takes words."""

from __future__ import annotations

import html
import io
import itertools
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pikepdf
from sqlalchemy import Column, String, Text, cast, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.exports.printed import pages_of
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.base import Base

# who and where somebody is, and the words the program itself reads
FIXED = frozenset(
    ("participant.name", "participant.email", "organisation.name",
     "stamp.identity", "stamp.digest",
     *(f"{table}.{column}" for table in Base.metadata.tables
       for column in ("state", "kind", "method", "sign", "phase", "tie_rule")))
)  # fmt: skip


# from one object of a PDF to others, which are read for themselves
_REFERRING = frozenset(
    ("/P", "/Parent", "/K", "/Kids", "/Pg", "/StructParents", "/Font", "/Resources")
)


def columns() -> list[Column[str]]:
    """Every column of the model that takes free words."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Text) or getattr(column.type, "impl", None).__class__ is Text
        if f"{table.name}.{column.name}" not in FIXED
    ]


def plant(session: Session, sentences: Sequence[str], each: int) -> list[str]:
    """Put so many of the sentences in turn behind what stands in every such column.

    Answers the columns that took them; a column for words of the program's own takes none.
    """
    taken = []
    turn = itertools.cycle(sentences)
    for column in columns():
        row = column.table
        words = " ".join(itertools.islice(turn, each))
        told = column + " " + words + " " + cast(row.c.id, String)
        try:
            with session.begin_nested():
                session.execute(update(row).values({column.name: told}))
        except IntegrityError:
            continue
        taken.append(f"{row.name}.{column.name}")
    return taken


def documents(path: Path) -> dict[str, str]:
    """Everything that can be read in an archive by its name, names, titles and details included."""
    found = {}
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist():
            content = opened.read(name)
            if name.endswith(".pdf"):
                pages = " ".join(pages_of(content))
                with pikepdf.open(io.BytesIO(content)) as pdf:
                    told = f"{pages} {dict(pdf.docinfo)} {pdf.open_metadata()} {pdf.trailer.Root.objgen}"
                    told += " ".join(map(str, pdf.open_outline().root))
                    told += " ".join(one for part in pdf.objects for one in _strings(part))
            elif name.endswith(".docx"):
                told = in_word(content)
            elif name.endswith((".epub", ".qdpx")):
                told = in_word(content, _names(content))
            else:
                told = content.decode("utf-8-sig", "replace")
                told = html.unescape(told) if name.endswith(".html") else told
            found[name] = f"{name} {told}"
    return found


def _names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.namelist()


def in_word(content: bytes, wanted: Collection[str] = ()) -> str:
    """Every text, description and property of a Word document, or of some of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        told = [
            parts.read(name).decode()
            for name in parts.namelist()
            if (name in wanted if wanted else name.endswith((".xml", ".rels")))
        ]
    plain = re.sub(r"</w:p>|</w:tc>", "\n", "\n".join(told))
    described = re.findall(r'(?:descr|title)="([^"]*)"', plain)
    return html.unescape(" ".join([re.sub(r"<[^>]*>", "", plain), *described]))


def _strings(part: pikepdf.Object, depth: int = 4) -> Iterator[str]:
    """Every text inside an object of a PDF, such as what a picture shows, or whither a link leads."""
    if isinstance(part, pikepdf.String):
        yield str(part)
    elif depth and isinstance(part, pikepdf.Array):
        for one in part.as_list():
            yield from _strings(one, depth - 1)
    elif depth and isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        for key, one in part.items():
            if key not in _REFERRING:
                yield from _strings(one, depth - 1)


def squeezed(text: str) -> str:
    """Letters and digits alone, folded: lines broken on paper, and signs between, hide nothing."""
    return re.sub(r"[\W_]+", "", folded(text))
