"""The process that lays out maps: it reads one map, writes its progress and the places, and exits."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

from upstream_workshop.errors import where
from upstream_workshop.maps.annotations.zoned_layouts import arranged
from upstream_workshop.maps.layout_process.laying_out import CODEC, PROGRESS, packed
from upstream_workshop.maps.layouts import LAYOUTS


def main(_arguments: Sequence[str] = ()) -> int:
    """Lay out the map on standard input and return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too and decides
    told = 0

    def tell(share: float) -> None:
        nonlocal told
        if round(share * 100) != told:
            told = round(share * 100)
            CODEC.say(PROGRESS, told)

    try:
        name, row = CODEC.decoded(sys.stdin.buffer.readline())
        CODEC.say("laid out", packed(arranged(row, LAYOUTS[name], tell=tell)))
    except Exception as error:  # a bug: its place
        CODEC.say("failed", where(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
