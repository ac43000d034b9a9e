"""Contact details in any spelling.

They are addresses, also disguised ones, user names, links, telephone numbers and postcodes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from typing import Final, NamedTuple

from upstream_workshop.people.phrases import without_overlaps

_TOP: Final = (
    "ac|ai|app|bsky|ca|cat|chat|co|com|community|coop|cymru|de|dev|edu|eu|example|fr|gov|ie|info|invalid|io|"
    "it|link|live|local|localhost|me|mobi|mod|name|net|news|nhs|nl|online|org|page|police|pro|pt|sch|"
    "scot|se|site|social|space|team|tech|test|tv|uk|us|wales|website|wiki|world|xyz|zone"
)
# except those that are also ordinary words
_PLATFORMS: Final = (
    "bluesky|bsky|facebook|fb|facetime|github|gitlab|ig|insta|instagram|linkedin|mastodon|"
    "pinterest|reddit|skype|snapchat|tiktok|tumblr|twitter|vimeo|whatsapp|"
    "youtube"
)
_SURE_AT: Final = r"(?:\s{0,3}[\[({<]\s?(?:at|@)\s?[\])}>]\s{0,3}|\s?[_*-]at[_*-]\s?)"
_AT: Final = rf"(?:{_SURE_AT}|\s{{1,3}}at\s{{1,3}}|\s?[@＠]\s?)"
_SURE_DOT: Final = (
    r"(?:\s{0,3}[\[({<]\s?(?:dot|[.．。])\s?[\])}>]\s{0,3}|\s?[_*-]dot[_*-]\s?|\s{1,3}dot\s{1,3})"
)
_DOT: Final = rf"(?:{_SURE_DOT}|\s?[.．。]\s?)"
# the part of an address before the @, from its first letter; no longer than any mailbox
_BEFORE: Final = rf"(?<![\w.+'’-])[\w.+'’-]{{1,64}}(?:{_SURE_DOT}[\w+-]{{1,64}}){{0,3}}"
_WORD: Final = r"[\w-]{1,63}"
_DIGIT: Final = (
    "zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|"
    "dim|sero|un|dau|tri|pedwar|pump|chwech|saith|wyth|naw"
)

_SIGN: Final = r"[@＠]"
_SPELT_AT: Final = r"[\[({<]\s?(?:at|@)|[_*-]at[_*-]"
_SPELT_DOT: Final = r"dot|[\[({<]\s?[.．。]"
_ANY: Final = ""

# what replaces each kind, what all of that kind contain and is sooner looked for, and how they are written
_INSTEAD: Final = (
    ("[e-mail]", _SPELT_DOT, rf"{_BEFORE}{_AT}{_WORD}(?:{_SURE_DOT}{_WORD}){{1,4}}"),
    ("[e-mail]", _SPELT_AT, rf"{_BEFORE}{_SURE_AT}{_WORD}(?:{_DOT}{_WORD}){{0,4}}"),
    ("[e-mail]", _SIGN,
     rf"[@＠]?(?<![\w.+'’-])[\w.+'’-]{{1,64}}\s?[@＠]\s?{_WORD}(?:\s?[.．。]\s?{_WORD}){{1,4}}"),
    ("[e-mail]", _SIGN, r"(?<![\w.+'’-])[\w.+'’-]{1,64}[@＠][\w-]{1,63}"),
    ("[e-mail]", r"at\s{1,3}[\w-]{1,63}[.．。]",
     rf"{_BEFORE}\s{{1,3}}at\s{{1,3}}(?:{_WORD}[.．。]){{1,4}}(?:{_TOP})(?!\w)"),
    ("[link]", ":", r"(?<!\w)(?:https?|ftps?|hxxps?|mailto|tel|sms|sip|webcal)\s?:\s?/{0,2}[^\s<>\"”]+"),
    ("[link]", "www", r"(?<![\w.])www\s?[.．。]\s?[^\s<>\"”]+"),
    ("[link]", r"[.．。][\w-]",
     rf"(?<![\w.．。-])(?:{_WORD}[.．。]){{1,5}}(?:{_TOP})(?![\w-])(?:[/?#:][^\s<>\"”]*)?"),
    ("[link]", _SPELT_DOT, rf"(?<![\w-])(?:{_WORD}{_SURE_DOT}){{1,4}}(?:{_TOP})(?!\w)(?:\s?/\s?[^\s]+)?"),
    ("[handle]", _SIGN, r"(?<![\w@＠])[@＠](?=[\d.-]*[^\W\d])\w(?:[\w.-]*\w)?"),
    ("[handle]", "[:=/@＠]",
     rf"(?<!\w)(?:{_PLATFORMS})(?:\s(?:name|handle|id|user|username|profile|account))?"
     r"(?:\s?[:=/]\s?[@＠]?|\s(?:is|as|at)\s[@＠])\w[\w./-]*"),
    ("[handle]", _ANY, r"(?<!\w)(?:handle|username|user name)\s?(?:[:=]|is|as)\s?[@＠]?\w[\w./-]*"),
    ("[handle]", "/", r"(?<![\w/])(?:(?:u|user)/[\w-]+|in/\w+-[\w-]+)"),
    ("[number]", r"\d", r"(?<!\w)(?:\+|00|\(?0)(?:[\s()./_·‐‑–—-]{0,3}\d){8,14}(?!\w)"),
    ("[number]", r"\d", r"(?<!\w)\d(?:[\s()./_·‐‑–—-]{0,2}\d){9,14}(?!\w)"),
    ("[number]", _ANY, rf"(?<!\w)(?:(?:{_DIGIT})[\s,-]+){{5,}}(?:{_DIGIT})(?!\w)"),
    ("[postcode]", r"\d", r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}(?!\w)"),
)  # fmt: skip
WAYS: Final = tuple(
    (instead, re.compile(inside, re.IGNORECASE), re.compile(way, re.IGNORECASE))
    for instead, inside, way in _INSTEAD
)
_DATES: Final = re.compile(
    r"(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d|[\s–—-]|\d{4})+"
)
_PLATFORM: Final = re.compile(rf"(?<!\w)(?:{_PLATFORMS})(?!\w)", re.IGNORECASE)


class Contact(NamedTuple):
    """A stretch of a text by which somebody can be reached."""

    start: int
    end: int
    words: str


def without_contacts(text: str) -> str:
    """Return a text with each contact detail replaced by its kind in brackets."""
    for instead, inside, way in WAYS:
        if inside.search(text):
            text = way.sub(partial(_replaced, instead), text)
    return text


def contacts(text: str, kinds: Collection[str]) -> list[Contact]:
    """Return the contact details of some kinds in a text; none overlaps another.

    kinds: the texts that would replace them, such as `[number]`.
    """
    hits = (
        Contact(*hit.span(), hit.group())
        for instead, inside, way in WAYS
        if instead in kinds and inside.search(text)
        for hit in way.finditer(text)
        if not _DATES.fullmatch(hit.group())
    )
    return without_overlaps(text, hits)


def _replaced(instead: str, hit: re.Match[str]) -> str:
    return hit.group() if _DATES.fullmatch(hit.group()) else instead


def platform_names(text: str) -> list[re.Match[str]]:
    """Return where a platform that has user names is named in a text."""
    return list(_PLATFORM.finditer(text))
