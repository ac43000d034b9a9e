"""What the words of other programs say of the sign of a link, where that is clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from resources.words import say

# Not here, since files mean different things by them: s and o, +ve and -ve, ++ and +-, numbers
# between, and names of styles. They are asked.
_CLEAR: Final[Mapping[str, str]] = {
    **dict.fromkeys(("+", "+1", "1", "1.0", "plus", "positive", "more", "same", "＋"), "+"),
    **dict.fromkeys(("-", "-1", "-1.0", "minus", "negative", "less", "opposite"), "-"),
    **dict.fromkeys(("", "?", "unknown", "0", "0.0", "none"), ""),
}
_DASHES: Final = str.maketrans(dict.fromkeys("−–—‐‑", "-"))


def sign_of(text: str) -> str | None:
    """Return +, - or blank, however it is spelt; None for what is no clear sign."""
    plain = text.strip(" '").casefold().translate(_DASHES)  # some keep a plus by an apostrophe
    return _CLEAR.get(plain)


def sign_or_word(text: str) -> tuple[str, str]:
    """Return the sign and a blank where it is clear, else a blank and the word to ask about."""
    word = " ".join(text.split())
    found = sign_of(word)
    return ("", word[:200]) if found is None else (found, "")


def looked(colour: str, style: str) -> str:
    """Return how a line looks, in words that can be asked about; blank for a plain one of no colour."""
    plain = style.strip().casefold() in ("", "line", "solid", "false", "none")
    said = (
        say("colour {colour}", colour=colour.strip()[:60]) if colour.strip() else "",
        "" if plain else say("style {style}", style=style.strip()[:60]),
    )
    return ", ".join(filter(None, said))
