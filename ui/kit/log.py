"""The log: where in our code something went wrong, and never what anybody said.

Messages of exceptions quote names and wordings, so only their kinds and places are kept.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

_OURS: Final = ("ui", "exports", "upstream_workshop")  # whose messages are sentences of ours

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    """Writes kind and place of an exception, not its words; of other libraries only that they spoke."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry, whoever formatted this exception before."""
        quiet = logging.makeLogRecord(record.__dict__ | {"exc_text": None, "stack_info": None})
        if record.name.partition(".")[0] not in _OURS:
            quiet.msg, quiet.args = f"a message of {record.name}, not kept", ()
        return super().format(quiet)

    def formatException(self, ei: ExcInfo) -> str:
        """Where it happened, and what it came from."""
        return "" if ei[1] is None else "\n".join(places(ei[1]))


def places(error: BaseException) -> Iterator[str]:
    """The kind of an exception, the lines of code it passed, and the same of its cause."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield type(found).__qualname__
        for frame in traceback.extract_tb(found.__traceback__):
            yield f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        found = found.__cause__ or found.__context__


def folders() -> Iterator[Path]:
    """Where logs are being written."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler):
            yield Path(handler.baseFilename).parent


class QuietHandler(RotatingFileHandler):
    """A log file; a disk that takes no more of it is no reason to say anything."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Go on without this entry."""


def keep_in(folder: Path) -> bool:
    """Write the log into a folder, in three files of at most half a megabyte; whether that is possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = QuietHandler(
            folder / "app.log", maxBytes=500_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        logging.basicConfig(handlers=[logging.NullHandler()])
        return False
    handler.setFormatter(WordlessFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return True
