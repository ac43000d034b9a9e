"""One step per released format: `STEPS[n]` turns a file of format n into one of format n + 1.

A step changes what must change with plain SQL on a copy of the file; foreign keys are off and checked
afterwards. It must leave the tables and columns of the next format, in any order and wording: the rows
are then copied into a file laid out anew, so a migrated file and a new one have the same schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from upstream_workshop.session_file.migrations import format_1, format_2


@dataclass(frozen=True, slots=True)
class Step:
    """What one format looked like, and what turns it into the next.

    `schema` is that format's SQL, as `format_<n>.SCHEMA` keeps it; `resized` names the tables whose
    number of rows `change` may change, for in all others it has to stay the same.
    """

    schema: str
    change: Callable[[Connection], None]
    resized: frozenset[str] = frozenset()


STEPS: Final[Mapping[int, Step]] = {
    1: Step(format_1.SCHEMA, format_1.add_what_people_share),
    2: Step(format_2.SCHEMA, format_2.change),
}
