"""Plain text and subtitles as text: every encoding, every kind of line end, every mark at the beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.readers.formats import delimited

_TIMES: Final = re.compile(
    r"^\s*((?:\d+:)?\d{1,2}:\d{2})[.,]\d{1,3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
)
_VOICE: Final = re.compile(r"^\s*<v(?:\.[^\s>]+)*\s+([^>]+)>")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_NAMED: Final = re.compile(r"^\s*([^\W\d_][^:.?!\n]{0,60}):\s+(\S.*)$", re.DOTALL)
_ENDS: Final = (".", "?", "!", "…", ".”", "?”", "!”")
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&amp;": "&"}


def plain_text(name: str, content: bytes) -> str:
    """Return a file as text, by its mark, as UTF-8 or in the likeliest older encoding.

    Raises WorkshopError for what is no text.
    """
    text = delimited.as_text(content)
    if text is None:
        raise WorkshopError(
            say(
                "{name} is no text: choose a TXT, Markdown, Word, ODT, VTT, SRT or PDF file.",
                name=name,
            )
        )
    return text


def unix_lines(text: str) -> str:
    """Return a text whose lines end with a line feed, without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def subtitles(text: str) -> str:
    """Return WebVTT or SubRip as turns of speech, one a line: the time, the speaker and the words.

    A turn lasts until another speaker begins or, without speakers, until a sentence ends.
    """
    turns: list[tuple[str, str, str]] = []
    for time, speaker, words in _cues(unix_lines(text)):
        last = turns[-1] if turns else None
        if last and last[1] == speaker and (speaker or not last[2].endswith(_ENDS)):
            turns[-1] = (last[0], speaker, f"{last[2]} {words}")
        else:
            turns.append((time, speaker, words))
    return "\n".join(
        f"[{time}] {speaker}: {words}" if speaker else f"[{time}] {words}"
        for time, speaker, words in turns
    )


def is_subtitles(text: str) -> bool:
    """Tell whether a text has the times of subtitles in its first lines."""
    return any(_TIMES.match(line) for line in unix_lines(text[:10_000]).split("\n"))


def _cues(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the time, the speaker and the words of each cue that has words."""
    time, lines = "", list[str]()
    for line in (*text.split("\n"), ""):
        hit = _TIMES.match(line)
        if hit:
            time, lines = hit[1], []
        elif time and line.strip():
            lines.append(line)
        elif time:
            yield from _spoken(time, lines)
            time, lines = "", []


def _spoken(time: str, lines: list[str]) -> Iterator[tuple[str, str, str]]:
    speaker, words = "", ""
    for line in lines:
        hit = _VOICE.match(line)
        named = _NAMED.match(line) if not hit and not speaker else None
        said = _plain(named[2] if named else line)
        who = _plain(hit[1]) if hit else _plain(named[1]) if named else speaker
        if who != speaker and words:
            yield time, speaker, words
            words = ""
        speaker, words = who, f"{words} {said}".strip()
    if words:
        yield time, speaker, words


def _plain(text: str) -> str:
    shown = _TAG.sub("", text)
    for entity, letter in _ENTITIES.items():
        shown = shown.replace(entity, letter)
    return one_line(shown)
