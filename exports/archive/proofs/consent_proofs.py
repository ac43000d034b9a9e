"""Checks that people are named where they agreed to be, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from exports import catalogue
from exports.archive.sealed_archive import Sealed, squeezed, texts
from exports.editions import passages
from exports.editions.editions import edited
from exports.editions.redacting import shown_organisations
from exports.editions.refusals import is_sure
from exports.output import for_others
from upstream_workshop.naming import Reason, is_beside_words, may_name
from upstream_workshop.people.mentions import finder
from upstream_workshop.people.queries import ParticipantRow


def needs(sealed: Sealed) -> Iterator[str]:
    """Find access needs and diet anywhere, also in the session file."""
    yield from sealed.where(sealed.secrets)


def every_address(sealed: Sealed) -> Iterator[str]:
    """Find addresses and consents that are missing in the list of people."""
    said = sealed.texts.get("data/people.csv", "").casefold()
    addresses = {person.email for person in sealed.original.people if person.email}
    yield from (one for one in addresses if one.casefold() not in said)
    if addresses and "attribution,directory" not in said:
        yield "the consents"


def papers_for_others(sealed: Sealed) -> Iterator[str]:
    """Find names that only people who refused to be listed have, in papers for others."""
    original = sealed.original
    shared = for_others(original)
    papers = [
        document.name
        for output in catalogue.OUTPUTS
        if not output.exemption and output.in_archives
        for document in output.documents(original, shared)
    ]
    unlisted = {one.id: one.name for one in original.people if not may_name(one, Reason.LISTED)}
    find = finder({one.id: one.name for one in original.people}, shown_organisations(original))
    for name in papers if unlisted else ():
        said, text = sealed.squeezed[name], sealed.texts[name]
        yield from (f"{name}: {one}" for one in unlisted.values() if squeezed(one) in said)
        yield from (f"{name}: {one}" for one in find(text) if is_sure(one, unlisted.keys()))


def everybody(sealed: Sealed) -> Iterator[str]:
    """Find people who are missing in the organiser's list, or in their own pack."""
    people = sealed.squeezed.get("data/people.csv", "")
    packs = [text for name, text in sealed.squeezed.items() if name.startswith("take-home packs/")]
    for one in sealed.original.people:
        name = squeezed(one.name)
        if name not in people or not any(name in text for text in packs):
            yield one.name


def addresses(sealed: Sealed) -> Iterator[str]:
    """Find addresses of people who did not agree to share them."""
    hidden = (one for one in sealed.original.people if not may_name(one, Reason.ADDRESS))
    yield from sealed.where(one.email for one in hidden)


def unlisted(sealed: Sealed) -> Iterator[str]:
    """Find the names of people who refused to be listed, and details that only they have."""
    people = sealed.original.people
    hidden = [one for one in people if not may_name(one, Reason.LISTED)]
    others = {text for one in people if one not in hidden for text in _details(one)}
    yield from sealed.where({text for one in hidden for text in _details(one)} - others)


def _details(person: ParticipantRow) -> Iterator[str]:
    yield from (person.name, person.organisation, person.role, person.region, *person.interests)


def unquoted(sealed: Sealed) -> Iterator[str]:
    """Find people who refused to be quoted, in documents without lists of people or beside their words."""
    hidden = {one.name for one in sealed.original.people if not may_name(one, Reason.SUPPORT)}
    typed = squeezed(" | ".join(texts(sealed.shown)))
    lists = {
        document.name
        for output in catalogue.OUTPUTS
        if not all(map(is_beside_words, output.names))
        for document in output.documents(sealed.shown)
    }
    for name in sealed.squeezed.keys() - lists:
        for one in hidden:
            if squeezed(one) in sealed.squeezed[name] and squeezed(one) not in typed:
                yield f"{name}: {one}"
    shown = sealed.shown
    groups = shown.workgroups
    beside = [row.name for row in shown.support]
    beside += [row.who for group in groups for row in group.commitments]
    yield from (f"beside words: {name}" for name in hidden & set(beside))


def looked_at(sealed: Sealed) -> Iterator[str]:
    """Find passages that may name a person and were not kept on purpose."""
    before = edited(sealed.original, sealed.shown.edition)
    asked, left = (
        {one.words for one in passages.found(sealed.original, one)}
        for one in (before, sealed.shown)
    )
    yield from (asked & left) - sealed.kept
