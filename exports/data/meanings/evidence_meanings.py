"""What the tables of evidence mean, and the values of evidence in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import Column, TableMeaning
from resources.words import noop
from upstream_workshop.evidence.kinds import Standing, Use

TABLES: Final[Mapping[str, TableMeaning]] = {
    "findings-csv": TableMeaning(
        "findings.csv",
        noop("One row for each finding that may be used; what may never be used is left out."),
        {
            "text": Column(noop("The finding in one sentence")),
            "kind": Column(noop("driver, barrier, enabler, or a word of this session")),
            "organisation": Column(noop("Where it was found")),
            "codes": Column(
                noop(
                    "Its codes, with a semicolon between them and “/” below another, after a backslash where "
                    "it belongs to a name; a name with a separator or quotation mark in it is between "
                    "quotation marks, which are doubled inside"
                )
            ),
            "quote": Column(noop("Words that were said")),
            "role": Column(noop("What the one who said them does there")),
            "use": Column(
                noop("Whether it may be used with the organisation or only in the cohort"),
                allowed=(Use.NAMED, Use.COHORT),
            ),
            "standing": Column(
                noop("What the organisation said of it; blank if nobody was asked"),
                allowed=tuple(filter(None, Standing)),
            ),
        },
    ),
    "codebook-csv": TableMeaning(
        "codebook.csv",
        noop("One row for each code of the code book, each above those below it."),
        {
            "tag": Column(
                noop(
                    "Its name after those of the codes above it, with “/” between them; “/” in a name is "
                    "after a backslash"
                )
            ),
            "description": Column(noop("What it means")),
        },
    ),
}
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "named": noop("Findings that may be shown with their organisation"),
    "unattributed": noop("Findings whose organisation is not told"),
    "standing": noop("confirmed, amended, disputed, or blank if nobody was asked"),
    "codes": noop("The code book, in order"),
    "CodeRow.depth": noop("How many codes are above it"),
    "parent_id": noop("Id of the code above it; null for none"),
    "codable": noop("Whether findings can have it; else it only holds others"),
    "patterns": noop("How often each code was said; null for a number that is hidden"),
    "code_id": noop("Id of the code"),
    "PatternRow.organisations": noop("How many organisations speak of it; null if hidden"),
    "findings": noop("How many findings; null if hidden"),
    "kinds": noop("How many of those are of each kind"),
    "SourceText.use": noop("How its findings may be used at most: never, cohort or named"),
    "sources": noop("Texts that findings come from, without words that may never be used"),
    "places": noop("Where the quote of each finding stands, for programs that code texts"),
    "lines": noop("What an organisation says of a code, in the facilitator’s words"),
    "CellLine.stale": noop("Whether findings changed since it was written"),
    "bases": noop("What each theme, or each loop of a map, rests on"),
    "ThemeBasis.finding_ids": noop("Ids of the findings its cards were made of"),
    "responses": noop("What was said of drafts of the framework, and what was done about it"),
    "title_page": noop("Title page of the handbook; null if nobody wrote one"),
    "DraftRow.number": noop("Its number, from 1"),
    "DraftRow.state": noop("Whether it is out for comment or published"),
    "DraftRow.statements": noop("The statements as they stood when it was frozen"),
    "statement_id": noop("Id of the statement; null if it was removed since"),
    "ResponseRow.draft": noop("Number of the draft it is about"),
    "roundtable_id": noop("Id of the roundtable at which it was said; null for none"),
    "draft_statement_id": noop("Id of the statement of the draft it is about; null for the whole"),
    "changed_id": noop("Id of the statement that was changed because of it; null for none"),
    "channel": noop("How it came in: roundtable, written, web, or a comment in Word"),
    "received": noop("On which day it came in; null if unknown"),
    "LinkRow.basis": noop("Whether findings stand behind it, and whether one of them is disputed"),
    "LoopBasis.kind": noop("R reinforcing, B balancing, ? not known"),
    "bare": noop("Numbers of the links of the loop that rest on nothing"),
    "contested": noop("Numbers of the links of the loop that rest on something disputed"),
    "basis_shown": noop("Whether the map shows what its links rest on"),
    "factor_findings": noop("Ids of the findings behind each factor"),
    "link_findings": noop("Ids of the findings behind each link"),
    "QuotePlace.source_id": noop("Id of the text the finding comes from; null for none"),
    "quote_start": noop("Where its quote begins in that text, in Unicode code points from zero"),
    "quote_end": noop("Where its quote is over"),
    "coded": noop("Which codes findings have"),
    "EvidenceReport.parts": noop("Parts of imported projects that are only kept"),
    "visited": noop("How many organisations the findings come from"),
    "finding_id": noop("Id of the finding it was made of; null for none"),
}
# fmt: on
