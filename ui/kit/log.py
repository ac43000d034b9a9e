"""The log: where in the code an exception happened, without its message.

Messages of exceptions quote names and wordings, so only their kinds and places are written.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

_OWN_PACKAGES: Final = ("ui", "exports", "upstream_workshop")  # their messages are kept

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    """Formats exceptions as kind and place; replaces other libraries' messages by their names."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one entry, without text of the exception that another handler may have cached."""
        quiet = logging.makeLogRecord(record.__dict__ | {"exc_text": None, "stack_info": None})
        if record.name.partition(".")[0] not in _OWN_PACKAGES:
            quiet.msg, quiet.args = f"a message of {record.name}, not kept", ()
        return super().format(quiet)

    def formatException(self, ei: ExcInfo) -> str:
        """Return the places of an exception and of its causes."""
        return "" if ei[1] is None else "\n".join(places(ei[1]))


def places(error: BaseException) -> Iterator[str]:
    """Yield the kind of an exception and the code lines it passed, then the same for its causes."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield type(found).__qualname__
        for frame in traceback.extract_tb(found.__traceback__):
            yield f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        found = found.__cause__ or found.__context__


def folders() -> Iterator[Path]:
    """Yield the folders in which logs are being written."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler):
            yield Path(handler.baseFilename).parent


class QuietHandler(RotatingFileHandler):
    """A rotating log file that ignores errors of writing, such as a full disk."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the entry."""


def keep_in(folder: Path) -> bool:
    """Write the log to a folder, in three files of at most half a megabyte.

    Returns False, and logs nothing, if the folder or file cannot be created.
    """
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
