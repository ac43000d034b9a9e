"""What the words of other programs say of the sign of a link, where that is clear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.letters import one_line

# Not here, since files mean different things by them: s and o, +ve and -ve, ++ and +-, numbers
# between, and names of styles. They are asked.
_CLEAR: Final[Mapping[str, str]] = {
    **dict.fromkeys(("+", "+1", "1", "1.0", "plus", "positive", "more", "same", "＋"), "+"),
    **dict.fromkeys(("-", "-1", "-1.0", "minus", "negative", "less", "opposite"), "-"),
    **dict.fromkeys(("", "?", "unknown", "0", "0.0", "none"), ""),
}
_DELAYS: Final = frozenset(("delay", "delayed", "after a delay", "with delay", "with a delay"))
_MARKS: Final = frozenset(("||", "| |", "‖", "//", "/ /"))  # drawn across links, mostly for delays
_BETWEEN: Final = " ,;:()"  # a sign and what is said of a delay
_DASHES: Final = str.maketrans(dict.fromkeys("−–—‐‑", "-"))


def sign_of(text: str) -> str | None:
    """Return +, - or blank, however it is spelt; None for what is no clear sign."""
    plain = text.strip(" '").casefold().translate(_DASHES)  # some keep a plus by an apostrophe
    return _CLEAR.get(plain)


def sign_or_word(text: str) -> tuple[str, str]:
    """Return the sign and a blank where it is clear, else a blank and the word to ask about."""
    word = one_line(text)
    found = sign_of(word)
    return ("", word[:200]) if found is None else (found, "")


@dataclass(frozen=True, slots=True)
class SaidOfLink:
    """What several texts on a link say together.

    word: what is to be asked about, where none is clearly a sign.
    mark: what may stand for a delay.
    note: the texts that say something else, one a line.
    """

    sign: str = ""
    word: str = ""
    delay: bool = False
    note: str = ""
    mark: str = ""


def said_together(texts: Iterable[str]) -> SaidOfLink:
    """Return what the texts on a link say: the one clear sign, a delay, and the rest as a note.

    Where they say both signs, both together are the word to ask about; without a clear sign, the first
    text that is no delay is.
    """
    plain = [each for text in texts for each in _apart(one_line(text)) if each]
    delay = any(text.casefold() in _DELAYS for text in plain)
    mark = next((text for text in plain if text in _MARKS), "")
    others = [text for text in plain if text.casefold() not in _DELAYS and text not in _MARKS]
    clear = {sign_of(text): text for text in reversed(others) if sign_of(text)}
    if len(clear) > 1:
        both = " / ".join(reversed(clear.values()))
        others, clear = [both, *(text for text in others if not sign_of(text))], {}
    unclear = next((text for text in others if sign_of(text) is None), "")
    word = "" if clear else unclear[:200]
    told = {*clear.values(), word if word == unclear else None}
    note = "\n".join(text for text in others if text not in told and sign_of(text) != "")
    return SaidOfLink(next(iter(clear), None) or "", word, delay, note, mark)


def _apart(text: str) -> tuple[str, ...]:
    """Return the sign and what is said of a delay, where a text says just both; else the text."""
    low = text.casefold().strip(_BETWEEN)
    for delay in (*_DELAYS, *_MARKS):
        for said in (low.removesuffix(delay), low.removeprefix(delay)):
            if said != low and sign_of(said.strip(_BETWEEN)):
                return said.strip(_BETWEEN), delay
    return (text,)


def looked(colour: str, style: str) -> str:
    """Return how a line looks, in words that can be asked about; blank for a plain one of no colour."""
    plain = style.strip().casefold() in ("", "line", "solid", "false", "none")
    said = (
        say("colour {colour}", colour=colour.strip()[:60]) if colour.strip() else "",
        "" if plain else say("style {style}", style=style.strip()[:60]),
    )
    return ", ".join(filter(None, said))
