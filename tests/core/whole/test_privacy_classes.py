"""What was once closed to somebody is not opened by a slip in a declaration, which all editions follow."""

from __future__ import annotations

from pathlib import Path

from upstream_workshop import rooms
from upstream_workshop.privacy import Privacy

STRICTER = list(Privacy)  # from what may be told to anybody to what may be told to nobody
CLOSED = Path(__file__).with_name("privacy_classes.txt")


def closed() -> dict[str, Privacy]:
    """The class that each column, and each field of a row, had when it was listed."""
    lines = (line.split(": ") for line in CLOSED.read_text("utf-8").splitlines())
    return {name: Privacy(told) for name, told in lines}


def declared() -> dict[str, Privacy]:
    """The class of every column, and of every field of a row that is declared, by their names."""
    columns = {
        f"{table.__tablename__}.{column}": said.privacy
        for room in (*rooms.every(), rooms.FILE)
        for table, fields in room.columns.items()
        for column, said in fields.items()
    }
    return columns | {
        f"{kind.__name__}.{field}": said.privacy
        for kind, fields in rooms.disclosures().items()
        for field, said in fields.items()
    }


def test_what_was_closed_is_as_closed() -> None:
    now = declared()
    opened = [
        name
        for name, least in closed().items()
        if name in now and STRICTER.index(now[name]) < STRICTER.index(least)
    ]
    assert not opened, f"may these be told more freely? then say so in {CLOSED.name}"


def test_the_list_is_of_what_there_is() -> None:
    assert set(closed()) <= set(declared()), f"rename or remove these in {CLOSED.name}"
