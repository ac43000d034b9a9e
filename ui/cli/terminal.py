"""The one place that prints. Names and wordings are shown as words, whatever they would do to a terminal;
and nobody listening, or not in UTF-8, is no reason to fall over.
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

# control characters, what turns the direction of reading round, line separators, and halves of letters
_COMMANDS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def harmless(words: str) -> str:
    """One line of words in which nothing is a command to a terminal: such characters are spelt out."""
    return _COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode(), words)


def print_lines(lines: Sequence[str]) -> None:
    """Answer a person, line by line. Raises WorkshopError when the answer cannot be written."""
    _put(sys.stdout, "".join(f"{harmless(line)}\n" for line in lines))


def print_json(values: Mapping[str, object]) -> None:
    """Answer a program: one JSON object on one line. Raises like `print_lines`."""
    whole = json.dumps(values, ensure_ascii=not _prints_unicode(sys.stdout))
    _put(sys.stdout, _COMMANDS.sub(lambda found: _escaped(found[0]), whole) + "\n")


def print_error(sentence: str) -> None:
    """Say what is wrong, in one line beside the answer."""
    with suppress(WorkshopError):
        _put(sys.stderr, harmless(" ".join(sentence.splitlines())) + "\n")


def progress(share: float, doing: str) -> None:
    """How far some long work is, for somebody who watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    with suppress(WorkshopError):
        _put(sys.stderr, f"\033[K{share:4.0%} {harmless(doing)}" + ("\n" if share >= 1 else "\r"))


def print_message(message: str, stream: TextIO | None) -> None:
    """What argparse has to say, which has lines of its own."""
    with suppress(WorkshopError):
        _put(stream, "".join(f"{harmless(line)}\n" for line in message.splitlines()))


def occupy_streams() -> None:
    """See that 0, 1 and 2 are taken: else a session that is opened could become what is printed to."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def _put(stream: TextIO | None, text: str) -> None:
    if stream is None or stream.closed:  # nobody listens
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:  # nobody listens any more
        _redirect_to_nothing(stream)
    except OSError as error:
        _redirect_to_nothing(stream)
        refusal = say("The answer cannot be written ({error}).", error=error.strerror)
        raise WorkshopError(refusal) from error


def _redirect_to_nothing(stream: TextIO) -> None:
    """What is left in the stream goes nowhere, so that Python does not try again when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _prints_unicode(stream: TextIO | None) -> bool:
    return stream is None or (stream.encoding or "").lower().replace("-", "") in ("utf8", "utf16")


def _escaped(letter: str) -> str:
    """As JSON spells it: the value stays the same."""
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
