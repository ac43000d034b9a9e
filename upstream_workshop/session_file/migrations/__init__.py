"""The migration steps: `STEPS[n]` converts a file of format n to format n + 1.

A step runs plain SQL on a copy of the file, with foreign keys off and checked afterwards. It must
leave the tables and columns of the next format, in any order and wording: the rows are then copied
into a newly created file, so that a migrated file and a new one have the same schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from upstream_workshop.session_file.migrations import (
    format_1,
    format_2,
    format_3,
    format_4,
    format_5,
    format_6,
    format_7,
    format_8,
    format_9,
)


@dataclass(frozen=True, slots=True)
class Step:
    """The schema of one format, and the conversion to the next.

    schema: the SQL that creates the format, as in `format_<n>.SCHEMA`.
    change: converts a file, given a connection inside a transaction.
    resized: the tables whose number of rows `change` may alter; it must not alter that of any
        other.
    """

    schema: str
    change: Callable[[Connection], None]
    resized: frozenset[str] = frozenset()


STEPS: Final[Mapping[int, Step]] = {
    1: Step(format_1.SCHEMA, format_1.add_what_people_share),
    2: Step(format_2.SCHEMA, format_2.change),
    3: Step(format_3.SCHEMA, format_3.change),
    4: Step(format_4.SCHEMA, format_4.change, resized=frozenset({"loop_name"})),
    5: Step(format_5.SCHEMA, format_5.change),
    6: Step(format_6.SCHEMA, format_6.change),
    7: Step(format_7.SCHEMA, format_7.change),
    8: Step(format_8.SCHEMA, format_8.change),
    9: Step(format_9.SCHEMA, format_9.change),
}
