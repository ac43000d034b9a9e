"""The reading process: reads one file under limits, answers on its output, and is gone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from upstream_workshop.errors import WorkshopError, where
from upstream_workshop.readers.file_kinds import READERS, load
from upstream_workshop.readers.limits import OUT_OF_MEMORY, confine
from upstream_workshop.readers.row_types import encoded


def main(arguments: Sequence[str]) -> int:
    """Answer with the reading of `kind, path`; answers the exit code."""
    kind, name = arguments
    load(kind)
    confine()
    try:
        answer = _answer(kind, Path(name))
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _answer(kind: str, path: Path) -> bytes:
    try:
        return encoded("read", READERS[kind](path))
    except WorkshopError as refusal:
        return encoded("refused", str(refusal))
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours; where it is, and nothing of what the file says
        return encoded("failed", where(error))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
