"""How central the factors of a large map are, calculated in a process of its own.

The library that calculates it lets no other thread of its process run Python meanwhile: 0.3 s for 3,000
factors and 6,000 links, in which no key would be answered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from resources.words import say
from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.analysis.standings import Standing, graph_of
from upstream_workshop.storage.serialization import Codec

if TYPE_CHECKING:  # its process needs no tables
    from upstream_workshop.maps.map_rows import FactorRow, LinkRow

FLAG: Final = "--measure-apart"  # the flag for a frozen app, which is its own interpreter
PROGRAM: Final = processes.module(FLAG, "upstream_workshop.maps.analysis")
CODEC: Final = Codec(Standing)
_SECONDS: Final = 120.0
_log = logging.getLogger(__name__)


def standings_apart(
    factors: Iterable[FactorRow], links: Iterable[LinkRow], look: Callable[[], object]
) -> Mapping[int, Standing]:
    """Return what `standings` does.

    look: called about every 0.05 seconds; to cancel, it raises an exception, which ends the process.

    Raises WorkshopError: when the process cannot be started, takes too long or ends without a result.
    """
    question = CODEC.encoded("measure", graph_of(factors, links))
    outcome, found = CODEC.ask(PROGRAM, question, _SECONDS, look)
    if outcome != "measured":
        _log.error("the factors were not measured: %s %s", outcome, found)
        raise WorkshopError(
            say("The sizes cannot be calculated now: close another program and choose them again.")
        )
    return dict(found)
