"""What the tables of votes mean, and the values of votes in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import OTHERS, CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.voting.kinds import (
    BallotState,
    CountingRule,
    Electorate,
    TieRule,
    VotingMethod,
)

_DOTS: Final = noop("dots")
_PAPERS: Final = noop("papers")

TABLES: Final[Mapping[str, TableMeaning]] = {
    "ballots-csv": TableMeaning(
        "ballots.csv",
        noop("One row for each ballot: what was asked and how, and how many papers there were."),
        {
            "ballot": Column(noop("Its name")),
            "question": Column(noop("What was asked")),
            "method": Column(
                noop("What voters give to options: dots, ticks (approval), scores, or ranks"),
                allowed=tuple(VotingMethod),
            ),
            "secret": Column(noop("Whether nobody may know who voted how"), CellType.YES),
            "dots": Column(noop("How many each voter has, with dots"), CellType.NUMBER, _DOTS),
            "cap": Column(noop("The most on one option, with dots"), CellType.NUMBER, _DOTS),
            "rule": Column(noop("How the winners are found"), allowed=tuple(CountingRule)),
            "places": Column(noop("How many options can win"), CellType.NUMBER),
            "budget": Column(noop("What the winners may cost together"), CellType.NUMBER),
            "tie rule": Column(
                noop("What happens if options are level for a place"), allowed=tuple(TieRule)
            ),
            "seed": Column(noop("The number from which lots are drawn"), CellType.NUMBER),
            "voters": Column(
                noop("Who may vote: all listed, all present, or one person of each organisation"),
                allowed=tuple(Electorate),
            ),
            "state": Column(
                noop("How far it is; revealed when its result was shown to the room"),
                allowed=tuple(BallotState),
            ),
            "issued": Column(noop("How many were given out"), CellType.NUMBER, _PAPERS),
            "returned": Column(noop("How many came back"), CellType.NUMBER, _PAPERS),
            "keyed": Column(
                noop("How many were typed in, spoilt ones too"), CellType.NUMBER, _PAPERS
            ),
            "spoilt": Column(
                noop("How many of these do not count; blank before the result was shown"),
                CellType.NUMBER,
                _PAPERS,
            ),
            "left out": Column(
                noop("How many support an option but none that won"), CellType.NUMBER, _PAPERS
            ),
        },
    ),
    "results-csv": TableMeaning(
        "results.csv",
        noop(
            "One row for each option of each ballot whose result was shown to the room, the strongest "
            "first. Of other ballots there are none."
        ),
        {
            "ballot": Column(noop("Name of the ballot")),
            "option": Column(noop("Number of the option on the ballot"), CellType.NUMBER),
            "wording": Column(noop("The option as it was printed")),
            "theme": Column(noop("The theme from which it was made")),
            "cost": Column(noop("What it costs, in whole units"), CellType.NUMBER),
            "score": Column(
                noop("The number by which the rule ranks it: dots, supporters, points or rounds"),
                CellType.DECIMAL,
            ),
            "supporters": Column(noop("How many support it"), CellType.NUMBER, _PAPERS),
            "spread": Column(noop("The standard deviation of its scores"), CellType.DECIMAL),
            "won": Column(noop("Whether it won"), CellType.YES),
            "level": Column(
                noop("Whether it would win if a tie were resolved otherwise"), CellType.YES
            ),
        },
    ),
    "papers-csv": TableMeaning(
        "ballot papers/*.csv",
        noop(
            "One table for each ballot whose result was shown, one row for each paper that counts. Spoilt "
            "papers are left out: ballots.csv says how many there were."
        ),
        {
            "paper": Column(
                noop("The number of the ballot paper or, on a named ballot, the voter")
            ),
            OTHERS: Column(
                noop(
                    "One column for each option: dots, 1 for a tick, points, or the place it was given, "
                    "1 the best; blank for nothing"
                ),
                CellType.NUMBER,
            ),
        },
    ),
}
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "votes": noop("The ballots with their papers and results"),
    "ballot": noop("What was asked and how"),
    "keyed": noop("How many papers were keyed"),
    "papers": noop("The papers; none before the result was shown to the room"),
    "tally": noop("The result; null before it was shown to the room"),
    "VoteReport.divisions": noop("Where groups of voters differ, if the ballot was not secret"),
    "GroupedDivision.by": noop("By what the voters are grouped: organisation, region or role"),
    "GroupedDivision.options": noop("The options, those that divide the groups most first"),
    "Division.option": noop("Number of the option"),
    "Division.shares": noop("The groups, the one with the greatest share first"),
    "GroupShare.group": noop("Name of the group; blank for all that are too small to be told"),
    "GroupShare.papers": noop("How many papers the group has"),
    "GroupShare.percent": noop("The share that supports the option, rounded to ten percent"),
    "method": noop("What a voter gives to options: dots, ticks (approval), scores from 0 to 5, or ranks"),
    "dots": noop("How many dots a voter has"),
    "cap": noop("How many dots a voter can give to one option"),
    "seats": noop("How many options can win"),
    "rule": noop("How the winners are found"),
    "depth": noop("How many of a paper’s first ranks a rule for approvals counts as support"),
    "budget": noop("What the winners may cost together; null where nothing costs anything"),
    "secret": noop("Whether nobody may know who voted how"),
    "electorate": noop("Who may vote: all listed, all present, or one person of each organisation"),
    "withdrawn": noop("What happens to the named paper of a person who withdraws before the closing"),
    "shuffled": noop("Whether each slip lists the options in an order of its own"),
    "tie_rule": noop("What happens if options are level for a place: keep both, a run-off, or lots"),
    "seed": noop("The number from which lots are drawn; null if none was drawn"),
    "BallotRow.state": noop("draft, open, closed, or revealed (its result was shown to the room)"),
    "version": noop("How often its options were changed before it was opened, from 1"),
    "issued": noop("How many papers were given out"),
    "returned": noop("How many papers came back"),
    "from_file": noop("Whether its papers came from a file"),
    "BallotRow.checked": noop("How many papers a second entry had confirmed when it closed"),
    "PaperRow.checked": noop("Whether a second entry said the same"),
    "runoff_of_id": noop("Id of the ballot whose tie this one decides; null for none"),
    "BallotRow.options": noop("The options, in printed order"),
    "OptionRow.number": noop("Its number on the printed ballot, from 1; papers and results refer to it"),
    "cost": noop("What it costs, in whole units; null if nothing was said"),
    "marks": noop("Pairs of an option’s number and what it was given"),
    "winners": noop("The numbers of the options that won"),
    "scores": noop("Pairs of an option’s number and its score, the highest first"),
    "Tally.ties": noop("The groups of options that were level where that changes who wins"),
    "left_out": noop("How many papers support an option but none that won"),
    "supporters": noop("Pairs of an option’s number and how many papers support it"),
    "tie_rounds": noop("The round of each tie"),
    "level": noop("The options that win in some ways of resolving the ties, not in all"),
    "undecided": noop("How many places a second ballot between the level options still decides"),
    "empty": noop("How many places stay empty because no other option has support"),
    "spreads": noop("Pairs of an option’s number and the standard deviation of its scores"),
    "counted": noop("How many papers support an option; the others are blank or support none"),
}
# fmt: on
