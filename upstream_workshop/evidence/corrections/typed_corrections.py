"""Corrections typed one a line: the number of a finding, a letter, and words.

`14 c` confirms, `14 d that is not us (Buyer)` disputes, and `14 a It took a year (Buyer)` amends: the
words are then the new wording. The role of who said so, or an organisation, stands in brackets at
the end. A line without a number is about the finding of the line before. The number may be written as on
the sheet, `No. 14`, and the letter as its word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import Standing
from upstream_workshop.letters import one_line

LETTERS: Final = {"c": Standing.CONFIRMED, "d": Standing.DISPUTED, "a": Standing.AMENDED}
_LINE: Final = re.compile(
    r"\s*(?:(?:no\.?|#)?\s*(\d+)[.:)]?\s*)?([cda]|confirmed|disputed|amended)[.:]?(?:\s+(.*))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_ROLE: Final = re.compile(r"(.*?)\s*\(([^()]*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypedCorrection:
    """A correction as it was typed; `said` is the new wording of an amendment."""

    finding_id: int
    standing: Standing
    said: str = ""
    role: str = ""


def read_correction(line: str, current: int | None = None) -> TypedCorrection:
    """Return what a line means.

    current: the finding that a line without a number is about.

    Raises WorkshopError: when it has no number or letter, or an amendment no words.
    """
    found = _LINE.fullmatch(line)
    if found is None:
        raise WorkshopError(
            say(
                "Type the number on the sheet, then c for confirmed, d for disputed or a for "
                "amended, then words: 14 d that is not us (Buyer)."
            )
        )
    standing = LETTERS[found[2][0].lower()]
    number = int(found[1]) if found[1] else current
    if number is None:
        raise WorkshopError(say("Say which finding: type the number beside it on the sheet."))
    words = one_line(found[3] or "")
    spoken = _ROLE.fullmatch(words)
    said, role = (spoken[1], spoken[2].strip()) if spoken else (words, "")
    if standing is Standing.AMENDED and not said:
        raise WorkshopError(say("Type the new wording after the a."))
    return TypedCorrection(number, standing, said, role)
