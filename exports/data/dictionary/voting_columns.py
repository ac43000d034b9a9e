"""What the tables of votes mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import OTHERS, CellType, Column, TableMeaning
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

VOTING: Final[Mapping[str, TableMeaning]] = {
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
