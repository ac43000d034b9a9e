"""Output to the terminal; no other module prints.

Typed texts are escaped, so that they cannot control the terminal. A stream that is closed or
cannot encode a text is no error.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, TextIO

from resources.words import say
from upstream_workshop.errors import WorkshopError

# control characters, marks of direction, line separators, and lone surrogates
_COMMANDS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def harmless(words: str) -> str:
    """Return a text as one line, with control characters escaped."""
    return _COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode(), words)


def print_lines(lines: Sequence[str]) -> None:
    """Print lines. Raises WorkshopError: when they cannot be written."""
    _put(sys.stdout, "".join(f"{harmless(line)}\n" for line in lines))


def print_json(values: Mapping[str, object]) -> None:
    """Print a JSON object on one line. Raises WorkshopError: when it cannot be written."""
    whole = json.dumps(values, ensure_ascii=not _prints_unicode(sys.stdout))
    _put(sys.stdout, _COMMANDS.sub(lambda found: _escaped(found[0]), whole) + "\n")


def print_error(sentence: str) -> None:
    """Print a sentence on standard error, in one line."""
    with suppress(WorkshopError):
        _put(sys.stderr, harmless(" ".join(sentence.splitlines())) + "\n")


def progress(share: float, doing: str) -> None:
    """Print the progress of long work, if standard error is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    with suppress(WorkshopError):
        _put(sys.stderr, f"\033[K{share:4.0%} {harmless(doing)}" + ("\n" if share >= 1 else "\r"))


def print_message(message: str, stream: TextIO | None) -> None:
    """Print a message of argparse, which has its own lines."""
    with suppress(WorkshopError):
        _put(stream, "".join(f"{harmless(line)}\n" for line in message.splitlines()))


def occupy_streams() -> None:
    """Open the standard streams that are closed.

    Otherwise a session file could get the descriptor 1 or 2 and be printed to.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def _put(stream: TextIO | None, text: str) -> None:
    if stream is None or stream.closed:  # there is no reader
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:  # the reader has closed the pipe
        _redirect_to_nothing(stream)
    except OSError as error:
        _redirect_to_nothing(stream)
        refusal = say("The answer cannot be written ({error}).", error=error.strerror)
        raise WorkshopError(refusal) from error


def _redirect_to_nothing(stream: TextIO) -> None:
    """Discard what is left in a stream, so that Python does not write it again at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _prints_unicode(stream: TextIO | None) -> bool:
    return stream is None or (stream.encoding or "").lower().replace("-", "") in ("utf8", "utf16")


def _escaped(letter: str) -> str:
    """Return a letter as JSON escapes it, which does not change the value."""
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
