"""Whether a name is somebody's: lists hold totals, places to be filled, guests and slips of the hand."""

from __future__ import annotations

import re
from typing import Final

from upstream_workshop.readers.column_titles import loosened
from upstream_workshop.readers.signup.contents import is_address, is_link
from upstream_workshop.readers.signup.word_lists import words

_LONGEST: Final = 200  # letters of a name; the longest on record are shorter
_TOTAL: Final = re.compile(
    r"((grand|sub) ?)?totals?( \w+)*( \d+)?|sum|count( \d+)?|cyfanswm( \w+)*"
)
_ERROR: Final = re.compile(r"#[A-Z/0!?]+[!?]?|\(?(blank|null|none)\)?", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"\d+ (x )?(people|persons?|guests?|attendees?|delegates?|participants?|places?|tickets?|others?"
    r"|colleagues?|more|of us|pobl|unigolion|lle)\b.*"
)
_NUMBERED: Final = re.compile(
    r"(attendee|guest|delegate|participant|ticket|place|person tbc|registrant|seat) (no )?\d+"
)
_OF: Final = re.compile(
    r"(guest|colleague|assistant|partner|friend|carer|support worker|pa|replacement|substitute|plus one)"
    r"( \d+)? (of|for|to|from)\b.*|(someone|somebody) (from|else)\b.*|.*\b(tbc|tba|tbd|to be confirmed)\b.*"
)
_PLUS: Final = re.compile(
    r"\s*[(,]?\s*(?:(?:\+|plus|and|&)\s*(?:\d+|one|two|three|four|guests?|a guest|colleagues?|a colleague"
    r"|partner|team|others?|carer|family|co)\b).*$",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"\s(?:&|and|ac|und|et)\s|[;/]|\w+ \w+, ?\w+ \w+")


def nobody(name: str) -> str:
    """Return why a name is nobody's, or a blank."""
    loose, shown = loosened(name), f"“{name[:40]}”"
    if not name:
        return "there is no name in this row"
    if name.startswith("="):
        return "a formula stands where the name should be"
    if len(name) > _LONGEST:
        return f"the name has {len(name)} letters: is it in the right column?"
    if _TOTAL.fullmatch(loose) or _COUNTED.fullmatch(loose):
        return f"{shown} counts the rows above and is nobody"
    if _ERROR.fullmatch(name):
        return f"{shown} is what a spreadsheet writes where it found no name"
    if not any(letter.isalpha() for letter in name):
        return f"{shown} is no name: there is no letter in it"
    if is_address(name) or is_link(name):
        return f"{shown} is an address and no name: write the name in its place"
    if words("nobody").fullmatch(loose) or _NUMBERED.fullmatch(loose) or _OF.fullmatch(loose):
        return f"{shown} keeps a place for somebody: write the name once it is known"
    return ""


def without_guests(name: str) -> str:
    """Return a name without the guests somebody brings, as “Jane Smith” of “Jane Smith +1”."""
    found = _PLUS.search(name)
    return name[: found.start()].strip(" ,+&") if found else name


def may_be_several(name: str) -> bool:
    """Tell whether a name may be those of two people, as “Ann and Bob Lee”."""
    return bool(_SEVERAL.search(name))
