"""The decision whether an output may name a person for a reason, by the person's consents alone.

Each room declares in its `room.py` the reason why a row contains a name or the id of a person. A
name without a reason is included in the full edition only.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Protocol

from resources.words import noop

YES: Final = "yes"
NO: Final = "no"
UNNAMED: Final = noop("A participant")  # printed in place of a name that is withheld
WITHHELD: Final = 0  # in place of the id of a person who is not named


class Reason(StrEnum):
    """Why an output would name a person."""

    LISTED = "in the list of participants"
    TOOK_PART = "among those who took part"
    DETAIL = "organisation, role, region or interests in the list of participants"
    ADDRESS = "e-mail address in the list of participants"
    PHOTO = "photo"
    ATTENDANCE = "attendance"
    MEMBER = "member of a workgroup"
    CONTRIBUTOR = "member of a workgroup whose product is in the handbook"
    UNPLACED = "in no workgroup"
    SMALL_GROUP = "member of a small group"
    LEAD = "lead or deputy of a workgroup"
    CARD = "author of a card"
    SUPPORT = "offer or ask"
    HELPER = "may help with an ask"
    ASKER = "asked for what somebody may help with"
    CHOICE = "choice of a theme"
    VOTE = "ballot paper by name"
    COMMITMENT = "owner of a commitment"
    RESPONSE = "said something of a draft"
    PRODUCT = "owner of a product"
    REVIEW = "comment on a draft"
    TEXT = "named in a text"


class Consents(Protocol):
    """The answers of a person to each consent: yes, no, or blank if the person was not asked."""

    @property
    def photo(self) -> str:
        """To be photographed."""

    @property
    def attribution(self) -> str:
        """To be named beside what they said."""

    @property
    def directory(self) -> str:
        """To be in the list of participants."""


_LISTS: Final = ("directory",)  # needed for a name in any list
_WORDS: Final = (*_LISTS, "attribution")  # needed for a name beside a person's words or wishes
_CONSENTS: Final[Mapping[Reason, tuple[str, ...]]] = {
    Reason.LISTED: _LISTS,
    Reason.TOOK_PART: _LISTS,
    Reason.DETAIL: _LISTS,
    Reason.ADDRESS: _LISTS,
    Reason.PHOTO: ("photo",),
    Reason.ATTENDANCE: _LISTS,
    Reason.MEMBER: _LISTS,
    Reason.CONTRIBUTOR: _LISTS,
    Reason.UNPLACED: _LISTS,
    Reason.SMALL_GROUP: _LISTS,
    Reason.LEAD: _LISTS,
    Reason.CARD: _WORDS,
    Reason.SUPPORT: _WORDS,
    Reason.HELPER: _WORDS,
    Reason.ASKER: _WORDS,
    Reason.CHOICE: _WORDS,
    Reason.VOTE: _WORDS,
    Reason.COMMITMENT: _WORDS,
    Reason.RESPONSE: _WORDS,
    Reason.PRODUCT: _LISTS,
    Reason.REVIEW: _WORDS,
    Reason.TEXT: _WORDS,
}
_EXPLICIT: Final = frozenset((Reason.ADDRESS, Reason.PHOTO))  # a blank answer is not enough


def may_name(person: Consents, reason: Reason) -> bool:
    """Check whether an output that others read may name a person for a reason.

    Each consent that the reason depends on must not have been refused; for an address or a photo it
    must have been given.
    """
    answers = answers_to(person, reason)
    if reason in _EXPLICIT:
        return all(answer == YES for answer in answers)
    return NO not in answers


def consents_of(reason: Reason) -> tuple[str, ...]:
    """Return the consents that a reason depends on."""
    return _CONSENTS[reason]


def answers_to(person: Consents, reason: Reason) -> tuple[str, ...]:
    """Return what a person answered to each consent that a reason depends on."""
    return tuple(getattr(person, consent) for consent in _CONSENTS[reason])


def is_beside_words(reason: Reason) -> bool:
    """Check whether a name for this reason stands beside what the person said or wants."""
    return "attribution" in _CONSENTS[reason]
