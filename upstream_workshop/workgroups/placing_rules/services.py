"""Services for the rules of placing, which write in the transaction of `session`."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import count, noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.workgroups.kinds import PairKind, Trait
from upstream_workshop.workgroups.model import PairRule, PlacingRules
from upstream_workshop.workgroups.records import pair_of, person_of


def set_rules(
    session: Session,
    minimum: int,
    maximum: int,
    per_organisation: int | None = None,
    needs_lead: bool = False,
    per_person: int | None = None,
    spread: Trait | None = None,
) -> None:
    """Set the rules of placing.

    minimum, maximum: how many people a group has.
    per_organisation: how many people of one organisation a group may have; None: any number.
    needs_lead: whether each group needs a person who is willing to lead.
    per_person: how many groups a person may be in; None: as many as anybody is in now.
    spread: what is spread over the groups besides organisations, or None.

    Raises WorkshopError: when a number is below 1 or the minimum is above the maximum.
    """
    _check_numbers(minimum, maximum, per_organisation, per_person)
    if spread is not None:
        refusal = noop("Regions or roles are spread over groups, not {given}.")
        spread = member_of(Trait, spread, refusal)
    rules = session.scalars(select(PlacingRules).order_by(PlacingRules.id)).first()
    if rules is None:
        rules = PlacingRules()
        session.add(rules)
    rules.minimum, rules.maximum = minimum, maximum
    rules.per_organisation, rules.needs_lead = per_organisation, needs_lead
    rules.per_person, rules.spread = per_person, spread


def _check_numbers(
    minimum: int, maximum: int, per_organisation: int | None, per_person: int | None
) -> None:
    if not 1 <= minimum <= maximum:
        raise WorkshopError(
            count(
                maximum,
                "No group can have at least {minimum} and at most {n} person.",
                "No group can have at least {minimum} and at most {n} people.",
                minimum=minimum,
            )
        )
    if per_organisation is not None and per_organisation < 1:
        raise WorkshopError(
            say("At least one person of an organisation must be allowed in a group.")
        )
    if per_person is not None and per_person < 1:
        raise WorkshopError(say("Each person needs at least one group."))


def set_pair_rule(session: Session, first_id: int, second_id: int, kind: PairKind) -> int:
    """Set the rule that two people are placed together or apart, and return its id.

    It replaces an earlier rule about the two. Raises WorkshopError: when both are one person, or
    when the kind is not one of the words.
    """
    refusal = noop("Two people can be kept together or apart, not {given}.")
    kind = member_of(PairKind, kind, refusal)
    first, second = (person_of(session, one) for one in sorted((first_id, second_id)))
    if first is second:
        raise WorkshopError(say("A rule about two people needs two different people."))
    pair = pair_of(session, first.id, second.id)
    if pair is None:
        pair = PairRule(first_id=first.id, second_id=second.id)
        session.add(pair)
    pair.kind = kind
    session.flush()
    return pair.id


def clear_pair_rule(session: Session, first_id: int, second_id: int) -> None:
    """Delete the rule about two people. Raises WorkshopError: when there is none."""
    pair = pair_of(session, *sorted((first_id, second_id)))
    if pair is None:
        raise WorkshopError(say("There is no rule about those two people."))
    session.delete(pair)
