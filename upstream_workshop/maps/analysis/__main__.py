"""The process that measures factors: it reads one graph, writes its standings, and exits."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

from upstream_workshop.errors import where
from upstream_workshop.maps.analysis.measuring import CODEC
from upstream_workshop.maps.analysis.standings import standings_in


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure the graph on standard input and return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too and decides
    try:
        ids, pairs = CODEC.decoded(sys.stdin.buffer.readline())[1]
        CODEC.say("measured", tuple(standings_in(ids, pairs).items()))
    except Exception as error:  # a bug: its place
        CODEC.say("failed", where(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
