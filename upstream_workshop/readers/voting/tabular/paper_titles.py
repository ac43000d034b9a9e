"""What the titles of columns beside ballot papers mean, and the parts of a title in a grid of a form."""

from __future__ import annotations

import re
from typing import Final

from upstream_workshop.letters import loosened

PART: Final = re.compile(
    r"^(?P<question>.+?)\s*(?:\[(?P<boxed>[^\]]+)\]|:\s+(?P<after>.+)|(?<=[)?])\s+-\s+(?P<dashed>.+)"
    r"|(?<=\?)\s+\((?P<bracketed>[^)]+)\))$"
)
_NUMBER: Final = r"( ?(number|no|id|code|rhif))?"
_OWN: Final = tuple(
    (field, re.compile(rf"^({pattern})$"))
    for field, pattern in (
        ("paper", rf"(your |the )?((ballot )?papers?|slips?|ballots?){_NUMBER}|number|no"),
        ("paper", rf"papur( pleidleisio)?{_NUMBER}|rhif( y| eich)?( papur| slip)?|token"),
        ("voter", r"(your |full |your full |voters? |participants? |respondents? )?name"
                  r"|voters?|participant|person|who|username|(eich |dy )?enw( llawn)?"),
        ("first name", r"(your )?(first|given|fore) ?names?|enw cyntaf"),
        ("last name", r"(your )?((last|family|sur) ?name)|cyfenw"),
        ("e-mail", r"(your |work )?e ?mail( address)?|(cyfeiriad )?e ?bost"),
        ("spoilt", r"((why|reason) )?(spoilt|spoiled|void|invalid|rejected)( (reason|because|paper))?"
                   r"|not counted|difethwyd|annilys"),
        ("weight", r"(voters? )?weights?|weighting|number of (papers|ballots|voters)|pwysau"),
    )
)  # fmt: skip
_NUMBERED: Final = re.compile(
    r"^((response|respondent|submission|voter|participant|entry|row) )?(id|number|no)$"
)
_ASIDE: Final = re.compile(
    r"^(time ?stamp|stamp amser|start( time| date)?|end( time| date)?|(completion|last modified) time"
    r"|submi(tted|t ?date).*|date (submitted|created|modified)|.* id"
    r"|last ?page|seed|(start )?language|progress|finished"
    r"|status|duration.*|time taken|.*\btime in seconds|interview time|custom data( \d+)?|network|device"
    r"|session|precinct|cast vote record|group|region|role|organisation|table"
    r"|.*\bip address|.*\b(comments?|notes?|remarks?)\b.*"
    r"|.*\bother please specify|poll|type|scores?"
    r"|((grand|sub|overall) ?)?(totals?|sums?|cyfanswm)( (points|dots|votes|marks|scores?))?)$"
)
_QUIZ: Final = re.compile(r"^(points|feedback) - ", re.IGNORECASE)
_CHOICE: Final = re.compile(
    r"\b(1st|2nd|3rd|\d+th|first|second|third|fourth|fifth|cyntaf|ail|choice|preference|rank|dewis)\b"
)
_SEVERAL: Final = re.compile(rf"^((ballot )?papers?|slips?|ballots?|voters?|papur){_NUMBER} \d+$")


def own_field(title: str) -> str:
    """Return what a column holds beside marks, by its title: the field, or blank for none that is known."""
    fields = {_own_field(part) for part in _languages(title)}
    return fields.pop() if len(fields) == 1 else ""


def is_number(title: str) -> bool:
    """Tell whether a form writes a number of its own under a title, which may serve as the paper's."""
    return all(_NUMBERED.match(loosened(part)) for part in _languages(title))


def is_aside(title: str) -> bool:
    """Tell whether what stands under a title is no mark, although it may look like one."""
    if _QUIZ.match(title.strip()):
        return True
    return all(_ASIDE.match(loosened(part)) for part in _languages(title))


def is_known(title: str) -> bool:
    """Tell whether a title is one that tables of papers have beside their options."""
    return bool(own_field(title)) or is_aside(title) or is_number(title)


def is_of_one_paper(title: str) -> bool:
    """Tell whether a title names one paper, so that its column holds that."""
    return bool(_SEVERAL.match(loosened(title)))


def is_place(title: str) -> bool:
    """Tell whether a title says in words which choice stands below it, such as 2nd choice."""
    return bool(_CHOICE.search(loosened(option_of(title))))


def question_of(title: str) -> str:
    """Return the question that stands before an option in a title; blank if there is none."""
    found = PART.match(title)
    return found["question"].strip() if found else ""


def option_of(title: str) -> str:
    """Return the option that stands behind the question in a title, or all of the title."""
    found = PART.match(title)
    return next(filter(None, found.groups()[1:])).strip() if found else title


def _languages(title: str) -> list[str]:
    """Return a title in each of the languages in which it stands there."""
    return title.split(" / ")


def _own_field(title: str) -> str:
    plain = "paper" if title.strip() in ("#", "№") else loosened(title)
    return next((field for field, pattern in _OWN if pattern.match(plain)), "")
