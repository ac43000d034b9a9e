"""What the tables of workgroups mean, and the values of workgroups in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.workgroups.kinds import FollowUpState

TABLES: Final[Mapping[str, TableMeaning]] = {
    "choices-csv": TableMeaning(
        "choices.csv",
        noop("One row for each person who chose."),
        {
            "participant": Column(noop("Who chose")),
            "first": Column(noop("The theme they want most")),
            "second": Column(noop("Their second choice")),
            "third": Column(noop("Their third choice")),
            "fourth": Column(noop("Their fourth choice")),
            "fifth": Column(noop("Their fifth choice")),
        },
    ),
    "workgroups-csv": TableMeaning(
        "workgroups.csv",
        noop("One row for each workgroup, with its charter."),
        {
            "workgroup": Column(noop("Its title")),
            "theme": Column(noop("The theme it was formed around")),
            "lead": Column(noop("Who leads it")),
            "deputy": Column(noop("Who leads it when the lead cannot")),
            "question": Column(noop("The group’s question")),
            "will not do": Column(noop("What the group leaves out")),
            "asset kind": Column(noop("The kind of thing the group will share")),
            "asset title": Column(noop("Its working title")),
            "audience": Column(noop("For whom it is")),
            "supporter": Column(noop("Who supports the group from outside")),
            "first meeting": Column(noop("When and where they meet first")),
            "hours each": Column(noop("Hours that each member gives")),
            "sign-off": Column(noop("Who agreed to it")),
        },
    ),
    "members-csv": TableMeaning(
        "members.csv",
        noop(
            "One row for each member of each workgroup, and for each person who came and is in none."
        ),
        {
            "workgroup": Column(noop("Title of the workgroup; blank for people in none")),
            "member": Column(noop("Name of the participant")),
            "organisation": Column(noop("Where they work")),
            "part": Column(
                noop("Whether they lead it or deputise; blank for the others"),
                allowed=("lead", "deputy"),
            ),
            "choice": Column(
                noop("Which of their choices it is, 1 the first; blank if none"), CellType.NUMBER
            ),
            "locked": Column(noop("Whether they must stay in it"), CellType.YES),
            "reason": Column(noop("Why somebody moved them by hand")),
        },
    ),
    "commitments-csv": TableMeaning(
        "commitments.csv",
        noop("One row for each commitment of a member of a workgroup."),
        {
            "workgroup": Column(noop("The workgroup that it is for")),
            "who": Column(noop("Who promised")),
            "what": Column(noop("What they will do")),
            "by when": Column(noop("The day by which it is to be done"), CellType.DAY),
            "done": Column(noop("Whether it is done"), CellType.YES),
            "state": Column(noop("What became of it"), allowed=tuple(FollowUpState)),
            "noted": Column(noop("The day on which that was noted"), CellType.DAY),
            "note": Column(noop("What was noted of it")),
        },
    ),
    "follow-up-forms-csv": TableMeaning(
        "follow-up forms.csv",
        noop("One row for each line of each person’s form, to key the answers of forms on paper."),
        {
            "reference": Column(noop("By which the line is counted once")),
            "who": Column(noop("Whose form it is")),
            "about": Column(noop("What is asked: a commitment or an indicator")),
            "how": Column(noop("By when it is due, or the scale of the answer")),
            "now": Column(noop("Blank, for the answer")),
            "new day": Column(noop("Blank, for the new day of what is moved")),
            "note": Column(noop("Blank, for what is noted")),
        },
    ),
    "indicators-csv": TableMeaning(
        "indicators.csv",
        noop(
            "One row for each indicator, organisation and time at which it was asked. What fewer than "
            "three people answered is left out."
        ),
        {
            "indicator": Column(noop("The question")),
            "organisation": Column(noop("Whose people answered; blank for everybody")),
            "weeks": Column(
                noop("How long after the residential; 0 is on it"), CellType.NUMBER, noop("weeks")
            ),
            "answers": Column(noop("How many people answered"), CellType.NUMBER),
            "mean": Column(noop("The mean of their answers"), CellType.DECIMAL),
        },
    ),
}
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "choices": noop("Which themes each person chose for a workgroup"),
    "workgroups": noop("The groups with their members, charters and commitments"),
    "unplaced": noop("The people in no workgroup"),
    "ranks": noop("Ids of the chosen themes, the first choice first"),
    "members": noop("The members of the group"),
    "lead_id": noop("Id of the lead; 0 for one who is not named, null for nobody"),
    "deputy_id": noop("Id of the deputy; 0 for one who is not named, null for nobody"),
    "commitments": noop("Who of the group does what, by when"),
    "completeness": noop("The share of the charter that is filled, from 0 to 1"),
    "MemberRow.locked": noop("Whether the person must stay in this group"),
    "due": noop("The day by which it is to be done, as year-month-day; null if not said"),
    "done": noop("Whether it is done"),
    "meets_at": noop("When they meet first, as date and time; null if not said"),
    "CommitmentRow.state": noop("Whether it stands, was moved or dropped, or is done"),
    "noted": noop("The day on which that was noted, as year-month-day; null if it was not"),
    "indicators": noop("Questions asked on the residential and again weeks later"),
    "indicator_changes": noop("How the answers to indicators changed, of everybody and of organisations"),
    "indicator_id": noop("Id of the indicator"),
    "least": noop("The least answer on its scale"),
    "most": noop("The greatest answer on its scale"),
    "means": noop("What was answered, the earliest first; nothing where fewer than three people answered"),
    "weeks": noop("How many weeks after the residential; 0 is on it"),
    "answers": noop("How many people answered"),
    "mean": noop("The mean of their answers"),
    "change": noop("The last mean less the first; null without both"),
    "form_key": noop("What tells the forms of this session from those of others"),
    "small_group_rounds": noop("Rounds of pairs, trios or larger small groups"),
    "SmallGroupRoundRow.number": noop("Its number, from 1"),
    "size": noop("How many people a group has"),
    "held": noop("Whether it took place"),
    "block_id": noop("Id of the block of the agenda it belongs to; null for none"),
    "groups": noop("Its groups, in order"),
    "SmallGroupRow.number": noop("Its number in the round, from 1"),
    "SmallGroupRow.seats": noop("The people in it"),
}
# fmt: on
