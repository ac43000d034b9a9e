"""The README of an archive, in which each sentence has a check that proves it on a sealed archive."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from exports.archive.proofs import consent_proofs, contents_proofs, count_proofs, redaction_proofs
from exports.archive.proofs.faults import Faults
from exports.seal import SESSION
from resources.dates import day_words
from resources.words import noop, say
from upstream_workshop.privacy import Edition, Privacy

_WIDTH: Final = 100  # letters of a line


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence of a README, with its check.

    sentence: marked by `noop`; it may contain entries of the manifest in braces.
    faults: yields what contradicts the sentence in a sealed archive.
    """

    sentence: str
    faults: Faults


VOTES: Final = (
    Promise(
        noop(
            "Of a vote whose result was not shown to the room, all but how many slips there were "
            "is left out; of a secret one also in the session file."
        ),
        count_proofs.unshown_votes,
    ),
    Promise(
        noop(
            "Slips of a secret vote stand in the order of what they say: the numbers they had are"
            " kept nowhere."
        ),
        count_proofs.secret_slips,
    ),
)
LEFT_OUT: Final[Mapping[Edition, tuple[Promise, ...]]] = {
    Edition.FULL: (
        Promise(
            noop("Access needs and diet are left out, also of the session file."),
            consent_proofs.needs,
        ),
        Promise(
            noop(
                "It holds every e-mail address and what people consented to: keep it where only the "
                "organiser can read it."
            ),
            consent_proofs.every_address,
        ),
        Promise(
            noop(
                "Papers for others name people as they agreed to, and so nobody who would rather not "
                "be listed; what may also be another’s name, or another word, was left in what "
                "somebody typed."
            ),
            consent_proofs.papers_for_others,
        ),
        Promise(
            noop(
                "The tables in data/ and the session file are the organiser’s own and name everybody; "
                "so does everybody’s own take-home pack."
            ),
            consent_proofs.everybody,
        ),
        *VOTES,
    ),
    Edition.COHORT: (
        Promise(
            noop(
                "E-mail addresses of all who have not agreed to be in the list of participants are "
                "left out."
            ),
            consent_proofs.addresses,
        ),
        Promise(
            noop(
                "Whoever would rather not be listed is in no list and beside no words: their names, "
                "and organisations, roles, regions and interests that nobody else has, are left out."
            ),
            consent_proofs.unlisted,
        ),
        Promise(
            noop(
                "Whoever would rather not be named beside their words is named in lists of people, "
                "and members and leads of workgroups, alone."
            ),
            consent_proofs.unquoted,
        ),
        Promise(
            noop(
                "Choices, ballot papers, commitments, offers and asks of all these stand here without"
                " a name, so that the numbers are right; and where one or two choices or ballot papers "
                "would have no name, none has."
            ),
            count_proofs.numbers_are_right,
        ),
        Promise(
            noop(
                "Whatever in a text was like the name, the initials or the address of somebody who would "
                "rather not be named, or was the organisation, role, region or interest of nobody in a "
                "list, was looked at by whoever sealed this, and kept, changed or cut to “[…]”."
            ),
            consent_proofs.looked_at,
        ),
        Promise(
            noop("Take-home packs are left out: each is for the person whose name is on it."),
            contents_proofs.has_not("take-home packs/"),
        ),
        Promise(
            noop(
                "Notes on attendance and placing, the facilitator’s notes, access needs and diet are "
                "left out."
            ),
            redaction_proofs.columns_of(Privacy.PRIVATE),
        ),
        Promise(noop("The session file is left out."), contents_proofs.has_not(SESSION)),
        *VOTES,
    ),
    Edition.REDACTED: (
        Promise(
            noop(
                "Whoever is on the list of people reads “Participant” and a number, the same one "
                "throughout, drawn by lot."
            ),
            redaction_proofs.nobody_named,
        ),
        Promise(
            noop("A first or last name that could be anybody’s, or a word, reads “[name]”."),
            redaction_proofs.parts_of_names,
        ),
        Promise(
            noop(
                "Organisations with fewer than three people, on the list or among those who came, "
                "read “[organisation]” in texts and stand nowhere else; nor does one more, where "
                "those left out would be fewer than three people."
            ),
            redaction_proofs.small_organisations,
        ),
        Promise(
            noop(
                "Addresses, links, handles, telephone numbers and postcodes read as what they are."
            ),
            redaction_proofs.ways_to_reach,
        ),
        Promise(
            noop(
                "What else might have named somebody was looked at by whoever sealed this, and kept, "
                "changed or cut to “[…]”."
            ),
            consent_proofs.looked_at,
        ),
        Promise(
            noop(
                "Roles, regions, what organisations work on, authors, first wordings, session leads, "
                "outside supporters, first meetings, sign-offs, tables, notes, access needs and diet "
                "are left out."
            ),
            redaction_proofs.columns_of(Privacy.PRIVATE, Privacy.COHORT, Privacy.PERSONAL),
        ),
        Promise(noop("Times of arrival are left out."), redaction_proofs.no_times),
        Promise(
            noop("Take-home packs and the session file are left out."),
            contents_proofs.has_not("take-home packs/", SESSION),
        ),
        *VOTES,
    ),
}
_SESSION_INSIDE: Final = Promise(
    noop(
        "session.upstream: the session itself; open it with Upstream Workshop. It is an SQLite database "
        "(format {session format})."
    ),
    contents_proofs.has(SESSION),
)
_PACKS_INSIDE: Final = Promise(
    noop("take-home packs/: one for each person."), contents_proofs.one_pack_each
)


_INSIDE: Final = (
    Promise(
        noop("README.html: this and more, with what every file and every column of a table means."),
        contents_proofs.explains_all,
    ),
    Promise(
        noop("summary.pdf, summary.html: the report; open either in any reader or browser."),
        contents_proofs.has("summary.pdf", "summary.html"),
    ),
    Promise(
        noop("The other PDF files: agenda, lists, charters and posters as they were printed."),
        contents_proofs.all_printed,
    ),
    Promise(
        noop("data/: tables (CSV) for any spreadsheet, and everything as JSON."),
        contents_proofs.has("data/session.json"),
    ),
    Promise(
        noop("datapackage.json: the columns of all tables, for programs."),
        contents_proofs.describes_all_tables,
    ),
)
_OF_THE_FULL: Final = (_PACKS_INSIDE, _SESSION_INSIDE)
_MANIFEST_INSIDE: Final = Promise(
    noop("manifest.json: size and SHA-256 of every file here, and where in the zip it lies."),
    contents_proofs.hashes_hold,
)
PROOF: Final = (
    Promise(
        noop(
            "With Upstream Workshop: Print & archive, Verify. Or: upstream-workshop verify THIS.zip"
        ),
        contents_proofs.is_sound,
    ),
    Promise(
        noop("Without it: unpack, and compare each file’s SHA-256 with manifest.json."),
        contents_proofs.hashes_hold,
    ),
    Promise(
        noop("The last 64 characters of the zip are the SHA-256 of everything before them."),
        contents_proofs.seal_holds,
    ),
)
_SEALED: Final = Promise(
    noop("Archive, {edition} edition, sealed {sealed} by {made by}."),
    contents_proofs.says("edition", "sealed", "made by"),
)
_DELETED: Final = Promise(noop("Delete by {until}."), contents_proofs.until_when)


def sections(edition: Edition) -> tuple[tuple[str, tuple[Promise, ...]], ...]:
    """Return the headings of a README and the sentences under each."""
    whole = _OF_THE_FULL if edition == Edition.FULL else ()
    return (
        ("", (_SEALED,)),
        (say("What is in it"), (*_INSIDE, *whole, _MANIFEST_INSIDE)),
        (say("What is left out, and who is named"), LEFT_OUT[edition]),
        (say("To prove that nothing has changed"), PROOF),
        ("", (_DELETED,)),
    )


def readme(about: Mapping[str, Any]) -> bytes:
    """Return the README of an archive; `about` contains the entries of its manifest."""
    until = day_words(date.fromisoformat(about["delete by"]))
    lines = [about["event"] or say("Residential")]
    for heading, promised in sections(about["edition"]):
        lines += ["", heading] if heading else [""]
        for one in promised:
            said = say(one.sentence, **about, until=until)
            bullet = "- " if heading else ""
            lines += textwrap.wrap(
                said,
                _WIDTH,
                initial_indent=bullet,
                subsequent_indent=" " * len(bullet),
                break_long_words=False,
                break_on_hyphens=False,
            )
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")
