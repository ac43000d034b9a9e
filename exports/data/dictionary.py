"""What each column of each table means, as a table: it goes with the tables wherever they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.csv_tables import written_csv
from resources.words import noop, say
from upstream_workshop.whole.report import Report

# by the output's key, the meaning of each column; where the rest of the columns are options, of ""
MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "planned-against-actual-csv": {
        "day": noop("Day of the residential, from 1"),
        "track": noop("Which of several blocks at the same time; blank for all together"),
        "block": noop("Title of the block"),
        "planned start": noop("Time on the clock at the place, such as 09:05"),
        "planned end": noop("Time on the clock at the place"),
        "planned minutes": noop("Length by the plan, in minutes"),
        "actual start": noop("When it began, on the clock at the place"),
        "actual end": noop("When it ended, on the clock at the place"),
        "actual minutes": noop("How long it took, in minutes"),
        "drift": noop("Minutes after its planned end at which it ended; below 0 before it"),
    },
    "agenda-csv": {
        "day": noop("Day of the residential, from 1"),
        "start": noop("Time on the clock at the place, such as 09:05"),
        "end": noop("Time on the clock at the place"),
        "minutes": noop("Length in minutes"),
        "title": noop("Title of the block"),
        "track": noop("Which of several blocks at the same time; blank for all together"),
        "locked": noop("yes if its start must not move"),
        "minimum": noop("The least length to which it may be cut, in minutes"),
        "optional": noop("yes if it may be dropped when time is short"),
        "buffer": noop("yes if it is there to be used up by lateness"),
        "protected": noop("yes if it must not be cut, such as a meal"),
        "purpose": noop("What it is for"),
        "lead": noop("Who leads it"),
        "place": noop("Where it is"),
        "materials": noop("What has to be there"),
        "category": noop("The kind of block, which gives its colour"),
        "page": noop("The page of the program that belongs to it"),
        "notes": noop("Notes of the facilitator"),
        "who may be named": noop("How what is said in it may be quoted"),
    },
    "people-csv": {
        "name": noop("Name of the participant"),
        "organisation": noop("Where they work; blank if not given"),
        "role": noop("What they do there"),
        "e-mail": noop("Address, in the organiser’s own table alone"),
        "region": noop("Where they come from"),
        "interests": noop("Their interests, one on a line"),
        "offers": noop("What they offer to others, one on a line"),
        "asks": noop("What they ask of others, one on a line"),
        "willing to lead": noop("yes if they would lead a workgroup"),
        "photo": noop("May photographs show them: yes, no, or blank if not asked"),
        "attribution": noop("May their words carry their name: yes, no, or blank if not asked"),
        "directory": noop("May they be listed with e-mail: yes, no, or blank if not asked"),
    },
    "attendance-csv": {
        "day": noop("Day of the residential, from 1"),
        "name": noop("Name of the participant"),
        "state": noop(
            "expected, here, late, substitute (came for somebody), left, or withdrawn (will not come)"
        ),
        "at": noop("When they came, as year-month-dayThour:minute"),
        "note": noop("A note of the facilitator"),
    },
    "matches-csv": {
        "ask": noop("What somebody asked for"),
        "asked by": noop("Who asked"),
        "helper": noop("Who may help, as the facilitator confirmed"),
        "reason": noop("Why the two were put together"),
    },
    "findings-csv": {
        "text": noop("The finding in one sentence"),
        "kind": noop("driver, barrier, enabler, or a word of this session; blank for none"),
        "organisation": noop("Where it was found"),
        "codes": noop("Its codes, with a semicolon between them and “/” below another"),
        "quote": noop("Words that were said"),
        "role": noop("What the one who said them does there"),
        "use": noop("named or cohort: how it may be used"),
        "standing": noop("confirmed, amended, disputed, or blank if nobody was asked"),
    },
    "cards-csv": {
        "text": noop("What is on the card"),
        "theme": noop("The theme it is in; blank for none"),
        "table": noop("The table at which it was written"),
        "author": noop("Who wrote it, where that is known"),
        "same as": noop("The card that says the same, if there is one"),
    },
    "papers-csv": {
        "paper": noop("The number of the ballot paper or, on a named ballot, the voter"),
        "": noop(
            "One column for each option: dots, 1 for a tick, points, or the place it was given"
        ),
    },
    "choices-csv": {
        "participant": noop("Who chose"),
        "first": noop("The theme they want most"),
        "second": noop("Their second choice"),
        "third": noop("Their third choice"),
        "fourth": noop("Their fourth choice"),
        "fifth": noop("Their fifth choice"),
    },
    "workgroups-csv": {
        "workgroup": noop("Title of the workgroup"),
        "theme": noop("The theme it was formed around"),
        "member": noop("A member; blank in a group without any"),
        "organisation": noop("Where the member works"),
        "part": noop("lead, deputy, or blank for a member"),
        "question": noop("The group’s question"),
        "will not do": noop("What the group leaves out"),
        "asset kind": noop("The kind of thing the group will share"),
        "asset title": noop("Its working title"),
        "audience": noop("For whom it is"),
        "supporter": noop("Who supports the group from outside"),
        "first meeting": noop("When and where they meet first"),
        "hours each": noop("Hours that each member gives"),
        "sign-off": noop("Who agreed to it"),
    },
    "commitments-csv": {
        "workgroup": noop("The workgroup that it is for"),
        "who": noop("Who promised"),
        "what": noop("What they will do"),
        "by when": noop("The day, as year-month-day"),
        "done": noop("yes if it is done"),
    },
    "maps-csv": {
        "kind": noop("What the row is: the map, a factor, a link, a zone, a note, a loop"),
        "id": noop("Number of the row in its map"),
        "from": noop("Of a link: the factor it leaves, by label or number"),
        "to": noop("Of a link: the factor it reaches, by label or number"),
        "sign": noop("Of a link: + more brings more, - more brings less, ? not known"),
        "delay": noop("Of a link: yes if its effect takes its time"),
        "strength": noop("Of a link: how strong it is, in the words of the table"),
        "note": noop("What was noted on it"),
        "x": noop("Place from the left, in points"),
        "y": noop("Place from the top, in points"),
        "width": noop("Width in points, where it was set"),
        "height": noop("Height in points, where it was set"),
        "colour": noop("Name of its colour; blank for none"),
        "locked": noop("yes if it must not be moved"),
        "bend": noop("Of a link: how far it is bent to the side"),
        "title": noop("Of the map: its title; of a factor or a zone: what is written on it"),
        "table": noop("Of the map: the table that drew it"),
        "number": noop("Of a loop: its number on the map"),
        "links": noop("Of a loop: the numbers of its links, in their order"),
        "origins": noop("Of a merged map: the maps from which it came"),
        "carried": noop("What another program said of it, kept as it was"),
    },
}

_FILES: Final = {
    "planned-against-actual-csv": "planned-against-actual.csv",
    "agenda-csv": "agenda.csv",
    "people-csv": "people.csv",
    "attendance-csv": "attendance.csv",
    "matches-csv": "matches.csv",
    "findings-csv": "findings.csv",
    "cards-csv": "cards.csv",
    "papers-csv": "ballot papers/*.csv",
    "choices-csv": "choices.csv",
    "workgroups-csv": "workgroups.csv",
    "commitments-csv": "commitments.csv",
    "maps-csv": "maps/*.csv",
}


def columns_csv(_report: Report) -> bytes:
    """Return the meaning of every column of every table."""
    rows = (
        (_FILES[key], column or say("(each other column)"), say(meaning))
        for key, columns in MEANINGS.items()
        for column, meaning in columns.items()
    )
    return written_csv(("file", "column", "meaning"), rows)
