"""Whether a name is somebody's: lists hold totals, places to be filled, guests and slips of the hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from resources.words import say
from upstream_workshop.letters import loosened
from upstream_workshop.readers.signup import known_words, statuses
from upstream_workshop.readers.signup.contents import is_address, is_link
from upstream_workshop.readers.signup.word_lists import any_words, words

_LONGEST: Final = 200  # letters of a name; the longest on record are shorter
_ERROR: Final = re.compile(r"#[A-Z/0!?]+[!?]?|\(?(blank|null|none)\)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\b((no )?\d+|x)\b")
_OF: Final = re.compile(r"(.+) (of|for|to|from|else)\b.*")
_OPEN: Final = re.compile(r".*\b(tbc|tba|tbd|to be confirmed)\b.*")
_SIGN: Final = re.compile(r"\s*[(,]?\s*[+&]\s*")
_COUNTS: Final = ("plus", "and", "with")  # what may stand before a number of guests
_TIMES: Final = re.compile(r"(?:\s+|\s*[(,]\s*)(?:\bx\s*\d+|\d+\s*x)\s*\)?\s*$", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"\s(?:&|and|ac|und|et|or|neu|ou|oder)\s|[;/]|\w+ \w+, ?\w+ \w+|,.*,")
_AT: Final = re.compile(r"\b(of|from)\b")
_BESIDE: Final = re.compile(r"[(\[][^()\[\]]*[)\]]|\s[-–—]\s.*")
_BESIDE_NAMES: Final = (  # what may be written small beside a name and says nothing of coming
    "comes", "meeting role", "job", "place held", "organisation", "diet", "pronoun", "particle", "little"
)  # fmt: skip
_INSTEAD: Final = re.compile(  # of whom somebody comes, as in “Ann Lee (for Tom Roe)”
    r"[(\[–—-].*\b(?:for|instead of|in place of|on behalf of|vice|covering|replac\w+|dros|ar ran)"
    r"\s+[A-Z]\w+\s+[A-Z]"
)
_COUNTER: Final = re.compile(r" \w$| ?\d+$")
_REMARKED, _FULL = (
    3,
    2,
)  # words of a remark at most, and of a name at least, where nothing parts them
_REMARK: Final = re.compile(
    r"(?P<name>.+?)\s*[(\[](?P<bracketed>[^()\[\]]+)[)\]]\s*$"
    r"|(?P<before>[^-–—:]+?)(?:\s+[-–—]\s+|:\s*)(?P<after>.+)$"
)


def nobody(name: str) -> str:
    """Return why a name is nobody's, or a blank."""
    loose, shown = loosened(name), name[:40]
    if not name:
        return say("there is no name in this row")
    if name.startswith("="):
        return say("a formula stands where the name should be")
    if len(name) > _LONGEST:
        return say("the name has {n} letters: is it in the right column?", n=len(name))
    if _counts(loose):
        return say("“{name}” counts the rows above and is nobody", name=shown)
    if _ERROR.fullmatch(name):
        return say("“{name}” is what a spreadsheet writes where it found no name", name=shown)
    if not any(letter.isalpha() for letter in name):
        return say("“{name}” is no name: there is no letter in it", name=shown)
    if is_address(name) or is_link(name):
        return say("“{name}” is an address and no name: write the name in its place", name=shown)
    if _keeps_a_place(loose):
        return say(
            "“{name}” keeps a place for somebody: write the name once it is known", name=shown
        )
    return ""


def _counts(loose: str) -> bool:
    """Tell whether a loosened name is a total, or how many people there are, as “18 people”."""
    if words("total").fullmatch(loose):
        return True
    total = words("total").match(loose)
    if total:
        return not _without(loose[total.end() :], "place held", "comes", "filler")
    number, _, rest = loose.removeprefix("x ").partition(" ")
    return number.isdigit() and bool(words("place held").match(rest.removeprefix("x ")))


def _keeps_a_place(loose: str) -> bool:
    """Tell whether a loosened name stands for somebody not named yet, as “Delegate 2”."""
    if words("nobody").fullmatch(loose) or _OPEN.fullmatch(loose):
        return True
    rest = loose
    while found := words("ordinal").match(rest):
        rest = rest[found.end() :].strip()
    of = _OF.fullmatch(rest)
    rest = of[1] if of else rest
    return bool(rest.strip()) and not _without(rest, "place held", "nobody")


def _is_no_part(word: str, name: str) -> bool:
    """Tell whether a word of a name hardly stands in one: a post, a place held, “the”, or written small.

    Somebody may write all of a name small, and some words always are: “Ana de la Luz”.
    """
    loose = loosened(word)
    if len(loose) < 2 or loose[0].isdigit() or any_words("particle", "salutation").fullmatch(loose):
        return False
    if word.strip("'’\"(").islower() and not name.islower():
        return True
    wrong = any(words(kind).fullmatch(loose) for kind in ("job", "place held", "nobody"))
    return len(loose) > 2 and (wrong or loose == "the")


def _without(loose: str, *kinds: str) -> str:
    """Return what is left of a loosened text without its numbers and the words of these kinds."""
    for kind in kinds:
        loose = words(kind).sub(" ", loose)
    return _NUMBER.sub(" ", loose).strip()


def without_guests(name: str) -> str:
    """Return a name without the guests somebody brings, as “Jane Smith” of “Jane Smith +1”."""
    counted = _TIMES.sub("", name)
    if any(letter.isalpha() for letter in counted) and counted != name:
        return counted.strip(" ,+&(")
    for found in (*_SIGN.finditer(name), *_joins(name)):
        rest = loosened(name[found.end() :])
        joins = loosened(found[0]) in _COUNTS or "&" in found[0]
        brought = (
            "+" in found[0]
            or (joins and rest[:1].isdigit())
            or words("guests").match(rest.lstrip("0123456789 "))
        )
        if found.start() and brought:
            return name[: found.start()].strip(" ,+&(")
    return name


def _joins(name: str) -> Iterator[re.Match[str]]:
    """Give each word of a name that joins, such as “and”."""
    for found in re.finditer(r"\s*[(,]?\s*\b([^\W\d_]+)\s+", name):
        if words("joined").fullmatch(loosened(found[1])):
            yield found


def without_status(name: str) -> tuple[str, str]:
    """Return a name and what is said beside it of somebody who does not come; most have nothing.

    It may stand in brackets, behind a dash or as the last or first words: “Jane Smith CANCELLED”.
    """
    for alone, remark in _remarks(name):
        if statuses.is_gone(remark):
            return alone.strip(" *"), remark.strip(" *")
    return name, ""


def _remarks(name: str) -> Iterator[tuple[str, str]]:
    """Give each way to part a name into a name and a remark."""
    found = _REMARK.fullmatch(name)
    if found is not None and found["name"]:
        yield found["name"], found["bracketed"]
    elif found is not None:
        yield found["after"], found["before"]
        yield found["before"], found["after"]
    parts = name.split()
    for length in range(1, min(_REMARKED, len(parts) - _FULL) + 1):
        yield " ".join(parts[:-length]), " ".join(parts[-length:])
        yield " ".join(parts[length:]), " ".join(parts[:length])


def doubted_remark(name: str) -> str:
    """Return what is said beside a name that may say that somebody does not come, or a blank."""
    for _, remark in _remarks(name):
        if words("gone").search(loosened(remark)):
            return remark.strip(" *")
    found = _REMARK.fullmatch(name)
    remark = (found["bracketed"] or found["after"]) if found else ""
    known = not known_words.leftover(loosened(remark), *_BESIDE_NAMES)
    return "" if known or remark != remark.lower() else remark


def is_doubtful(name: str) -> bool:
    """Tell whether a name may be that of several people, of an organisation, a post or a heading.

    What stands in brackets or behind a dash is beside the name, as in “Lee, Ann (Anytown Council)”.
    """
    if _SEVERAL.search(name) or _INSTEAD.search(name) or "?" in name:
        return True
    alone = _BESIDE.sub(" ", name).strip() or name
    if any(_is_no_part(word, alone) for word in alone.split()):
        return True
    loose = loosened(alone)
    if any_words("condition", "comes", "gone").fullmatch(loose):  # “will confirm”, and no name
        return True
    is_post = not _without(loose, "place held", "job", "connective", "ordinal")
    return bool(
        is_post
        or _AT.search(loose)
        or words("organisation name").search(loose)
        or words("heading").fullmatch(_COUNTER.sub("", loose))
        or any(word.isdigit() for word in loose.split())
    )
