"""Checks of the sentences in an archive's README; each function yields what contradicts its sentence.

A check searches all readable bytes of the archive, or all rows of the sealed report.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from exports import catalogue
from exports.archive.sealed_archive import Sealed, squeezed, texts, values
from exports.archive.verify import verify
from exports.editions import passages
from exports.editions.contacts import without_contacts
from exports.editions.editions import edited
from exports.editions.redacting import FEWEST_OF_ONE_HOME, hidden_organisations, shown_organisations
from exports.editions.refusals import is_sure
from exports.editions.unnamed_rows import FEWEST_UNNAMED
from exports.output import for_others
from exports.seal import DIGITS, MANIFEST, SESSION
from resources.dates import day_words
from upstream_workshop.naming import WITHHELD, Reason, is_beside_words, may_name
from upstream_workshop.people.mentions import finder
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.privacy import Privacy
from upstream_workshop.storage.files import ledger
from upstream_workshop.whole.report import Report

_LINKED: Final = re.compile(r'<a href="([^"#]+)"')
_TELLING: Final = 12  # letters: what is shorter may be a word of the program's own
Faults: TypeAlias = Callable[[Sealed], Iterable[str]]


def has(*names: str) -> Faults:
    """Return a check that there are documents whose names begin with each of these."""

    def faults(sealed: Sealed) -> Iterator[str]:
        yield from (name for name in names if not any(n.startswith(name) for n in sealed.texts))

    return faults


def has_not(*names: str) -> Faults:
    """Return a check that no document's name begins with any of these."""
    return lambda sealed: (name for name in sealed.texts if name.startswith(names))


def _manifest(sealed: Sealed) -> Mapping[str, Any]:
    return _json(sealed, MANIFEST)


def _json(sealed: Sealed, name: str) -> Mapping[str, Any]:
    with zipfile.ZipFile(io.BytesIO(sealed.content)) as opened:
        found: Mapping[str, Any] = json.loads(opened.read(name))
    return found


def says(*entries: str) -> Faults:
    """Return a check that these entries of the manifest are repeated in the README."""

    def faults(sealed: Sealed) -> Iterator[str]:
        said = _manifest(sealed)
        yield from (name for name in entries if f"{said[name]}" not in sealed.texts["README.txt"])

    return faults


def until_when(sealed: Sealed) -> Iterator[str]:
    """Check that the README gives the day until which the archive is kept."""
    until = date.fromisoformat(_manifest(sealed)["delete by"])
    if day_words(until) not in sealed.texts["README.txt"]:
        yield f"{until}"


def hashes_hold(sealed: Sealed) -> Iterator[str]:
    """Check that the manifest lists every document with its size and SHA-256."""
    members = _manifest(sealed)["members"]
    with zipfile.ZipFile(io.BytesIO(sealed.content)) as opened:
        yield from set(opened.namelist()) ^ {*members, MANIFEST}
        for name, said in members.items():
            content = opened.read(name)
            if (len(content), hashlib.sha256(content).hexdigest()) != (
                said["size"],
                said["sha256"],
            ):
                yield name


def seal_holds(sealed: Sealed) -> Iterator[str]:
    """Check that the zip ends with the SHA-256 of the bytes before."""
    body, seal = sealed.content[:-DIGITS], sealed.content[-DIGITS:]
    if hashlib.sha256(body).hexdigest().encode() != seal:
        yield "the seal"


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


def numbers_are_right(sealed: Sealed) -> Iterator[str]:
    """Check that no choice, ballot paper, commitment, offer or ask is missing."""
    told, whole = sealed.shown, sealed.original
    counts = {
        "choices": (len(told.choices), len(whole.choices)),
        "offers and asks": (len(told.support), len(whole.support)),
        "ballot papers": tuple(sum(len(v.papers) for v in one.votes) for one in (told, whole)),
        "commitments": tuple(
            sum(len(group.commitments) for group in one.workgroups) for one in (told, whole)
        ),
    }
    yield from (what for what, (shown, there) in counts.items() if shown != there)
    for row, rows in _lists_of_one_each(told):
        few = sum(one.participant_id == WITHHELD for one in rows)
        if 0 < few < FEWEST_UNNAMED and any(one.participant_id for one in rows):
            yield f"{row}: {few} without a name"


def _lists_of_one_each(report: Report) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the lists in which everybody has one row, each with its name."""
    yield "choices", report.choices
    yield from (("ballot papers", vote.papers) for vote in report.votes)


def looked_at(sealed: Sealed) -> Iterator[str]:
    """Find passages that may name a person and were not kept on purpose."""
    before = edited(sealed.original, sealed.shown.edition)
    asked, left = (
        {one.words for one in passages.found(sealed.original, one)}
        for one in (before, sealed.shown)
    )
    yield from (asked & left) - sealed.kept


def columns_of(*classes: Privacy) -> Faults:
    """Return a check for the texts of all columns of these privacy classes."""

    def faults(sealed: Sealed) -> Iterator[str]:
        found = values(
            sealed.original,
            lambda _row, _name, said: said.privacy in classes and not (said.key or said.flag),
        )
        yield from sealed.where(one for one in found if len(squeezed(one)) >= _TELLING)
        yield from sealed.where(sealed.secrets)

    return faults


def nobody_named(sealed: Sealed) -> Iterator[str]:
    """Find names of people, and numbers that are not 1 to n."""
    yield from sealed.where(person.name for person in sealed.original.people)
    numbers = sorted(person.id for person in sealed.shown.people)
    if numbers != list(range(1, len(numbers) + 1)):
        yield "the numbers"
    wrong = {one.name for one in sealed.shown.people if one.name != f"Participant {one.id}"}
    yield from wrong


def parts_of_names(sealed: Sealed) -> Iterator[str]:
    """Find parts of names in texts."""
    find = finder(
        {one.id: one.name for one in sealed.original.people}, shown_organisations(sealed.original)
    )
    for text in texts(sealed.shown):
        for found in find(text):
            if text[found.start : found.end] not in sealed.kept:
                yield text


def small_organisations(sealed: Sealed) -> Iterator[str]:
    """Find names of hidden organisations, and groups so small that their organisation can be inferred."""
    named = {one.name for one in sealed.original.organisations}
    yield from sealed.where(hidden_organisations(sealed.original) & named)
    shown = sealed.shown
    there = shown.who_took_part()
    for people in (shown.people, [one for one in shown.people if one.id in there]):
        beside = Counter(person.organisation for person in people)
        none = sum(not person.organisation for person in sealed.original.people)
        yield from (
            f"{home}: {count}"
            for home, count in beside.items()
            if count < FEWEST_OF_ONE_HOME and (home or (len(beside) > 1 and none < count))
        )


def ways_to_reach(sealed: Sealed) -> Iterator[str]:
    """Find addresses and other contact details."""
    yield from sealed.where(person.email for person in sealed.original.people)
    yield from (
        text
        for text in texts(sealed.shown)
        if without_contacts(text) != text and not any(words in text for words in sealed.kept)
    )


def no_times(sealed: Sealed) -> Iterator[str]:
    """Find times of arrival and departure."""
    yield from ("a time" for row in sealed.shown.attendance if row.at or row.left_at)


def unshown_votes(sealed: Sealed) -> Iterator[str]:
    """Find papers and results of votes that were not shown."""
    for vote in sealed.original.votes:
        if not vote.ballot.releasable and (vote.papers or vote.tally):
            yield vote.ballot.name
    told = sum(vote.ballot.releasable for vote in sealed.original.votes)
    if sum(name.startswith("data/ballot papers/") for name in sealed.texts) != told:
        yield "the tables of papers"
    yield from _marks_in_the_file(sealed)


def _marks_in_the_file(sealed: Sealed) -> Iterator[str]:
    """Find secret ballots whose marks are in the session file although they were not shown."""
    told = {vote.ballot.id for vote in sealed.original.votes if vote.ballot.releasable}
    with zipfile.ZipFile(io.BytesIO(sealed.content)) as opened:
        content = opened.read(SESSION) if SESSION in opened.namelist() else b""
    with closing(sqlite3.connect(":memory:")) as file:
        if content:
            file.deserialize(content)
            found = file.execute(
                "SELECT b.id, b.name FROM ballot AS b JOIN ballot_paper AS p ON p.ballot_id = b.id "
                "JOIN mark AS m ON m.paper_id = p.id WHERE b.secret"
            )
            yield from {name for id_, name in found if id_ not in told}


def secret_slips(sealed: Sealed) -> Iterator[str]:
    """Find secret ballots whose papers are in another than the sorted order or numbering."""
    for vote in sealed.shown.votes:
        said = [(paper.marks, bool(paper.spoilt)) for paper in vote.papers]
        orders = (sorted(said), sorted(said, key=lambda one: (one[1], repr(one[0]))))
        numbers = [paper.number for paper in vote.papers if paper.number]
        counted = [f"{number}" for number in range(1, len(numbers) + 1)]
        if vote.ballot.secret and (said not in orders or numbers != counted):
            yield vote.ballot.name


def one_pack_each(sealed: Sealed) -> Iterator[str]:
    """Check that there is one pack for each person."""
    packs = sum(name.startswith("take-home packs/") for name in sealed.texts)
    if packs != len(sealed.original.people):
        yield f"{packs} packs"


def all_printed(sealed: Sealed) -> Iterator[str]:
    """Check that the archive contains exactly the documents of the catalogue that archives keep."""
    made = {document.name for document in catalogue.documents_of(sealed.shown, catalogue.KEPT)}
    own = {"README.txt", "README.html", "datapackage.json", MANIFEST, SESSION}
    yield from made ^ (sealed.texts.keys() - own)


def explains_all(sealed: Sealed) -> Iterator[str]:
    """Find files to which the page leads but that are missing, and outputs that it does not mention."""
    page = sealed.texts["README.html"]
    linked = {unquote(target) for target in _LINKED.findall(page)}
    yield from linked - sealed.texts.keys()
    for output, names in catalogue.files_by_output(sealed.shown, catalogue.KEPT).items():
        if names and names[0] not in linked:
            yield output.key


def describes_all_tables(sealed: Sealed) -> Iterator[str]:
    """Check that the package of data lists exactly the tables."""
    described = _json(sealed, "datapackage.json")
    listed = {resource["path"] for resource in described["resources"]}
    yield from listed ^ {name for name in sealed.texts if name.endswith(".csv")}


def is_sound(sealed: Sealed) -> Iterator[str]:
    """Check that the archive verifies."""
    with ledger.temporary_folder() as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(sealed.content)
        yield from verify(path).problems
