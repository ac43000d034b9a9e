"""The outputs of votes."""

from __future__ import annotations

from typing import Final

from exports.data import csv_tables
from exports.documents.forms.ballot_slips import slips_pdf, to_print
from exports.documents.vote_paper import write_votes
from exports.output import FACILITATOR, ORGANISER, Exemption, Output, each
from exports.room import Room
from resources.words import noop
from upstream_workshop.naming import Reason

ROOM: Final = Room(
    key="voting",
    section=write_votes,
    papers=(
        Output(
            "ballot-slips",
            noop("Ballot slips"),
            FACILITATOR,
            "pdf",
            each("ballot slips", ".pdf", to_print, lambda vote: vote.ballot.name, slips_pdf),
            form=True,
        ),
    ),
    data=(
        Output(
            "papers-csv",
            noop("Ballot papers"),
            ORGANISER,
            "csv",
            each(
                "data/ballot papers",
                ".csv",
                lambda report: [vote for vote in report.votes if vote.ballot.releasable],
                lambda vote: vote.ballot.name,
                csv_tables.papers_csv,
            ),
            votes=True,
            names=(Reason.VOTE,),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
