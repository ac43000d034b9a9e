"""Whether somebody may be named: what each reason depends on, and that a refusal never opens anything."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.naming import (
    NO,
    YES,
    Reason,
    answers_to,
    consents_of,
    is_beside_words,
    may_name,
)


@dataclass(frozen=True)
class Person:
    photo: str = ""
    attribution: str = ""
    directory: str = ""


ANSWERS = st.sampled_from((YES, NO, ""))
PEOPLE = st.builds(Person, ANSWERS, ANSWERS, ANSWERS)
REASONS = st.sampled_from(Reason)
CONSENTS = st.sampled_from(("photo", "attribution", "directory"))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_depends_on_some_consent(reason: Reason) -> None:
    assert not may_name(Person(NO, NO, NO), reason)
    assert may_name(Person(YES, YES, YES), reason)
    assert answers_to(Person("a", "b", "c"), reason)


@given(PEOPLE, REASONS, CONSENTS)
def test_a_refusal_never_names_and_a_yes_never_hides(
    person: Person, reason: Reason, consent: str
) -> None:
    now = may_name(person, reason)
    assert may_name(replace(person, **{consent: NO}), reason) <= now
    assert may_name(replace(person, **{consent: YES}), reason) >= now


@given(PEOPLE, REASONS)
def test_who_is_in_no_list_is_named_for_nothing_but_a_photo(person: Person, reason: Reason) -> None:
    unlisted = replace(person, directory=NO)
    assert may_name(unlisted, reason) == (reason is Reason.PHOTO and person.photo == YES)


@given(PEOPLE, REASONS)
def test_who_is_not_to_be_quoted_stands_beside_no_words(person: Person, reason: Reason) -> None:
    unquoted = replace(person, attribution=NO)
    assert may_name(unquoted, reason) == (may_name(person, reason) and not is_beside_words(reason))


@pytest.mark.parametrize(
    ("reason", "consent"), [(Reason.ADDRESS, "directory"), (Reason.PHOTO, "photo")]
)
def test_silence_is_no_yes_to_an_address_or_a_photo(reason: Reason, consent: str) -> None:
    assert not may_name(Person(), reason)
    assert may_name(Person(**{consent: YES}), reason)


@pytest.mark.parametrize("reason", Reason)
def test_what_was_said_or_wanted_takes_both_consents_and_silence_is_enough(reason: Reason) -> None:
    beside_words = {
        Reason.CARD, Reason.SUPPORT, Reason.HELPER, Reason.ASKER, Reason.CHOICE, Reason.VOTE,
        Reason.COMMITMENT, Reason.RESPONSE, Reason.REVIEW, Reason.TEXT,
    }  # fmt: skip
    lists = ("photo",) if reason is Reason.PHOTO else ("directory",)
    assert consents_of(reason) == (*lists, *["attribution"] * (reason in beside_words))
    assert may_name(Person(), reason) == (reason not in (Reason.ADDRESS, Reason.PHOTO))
