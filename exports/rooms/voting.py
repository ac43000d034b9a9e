"""The outputs of votes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from exports.data import csv_tables, vote_tables
from exports.data.meanings import voting_meanings as meanings
from exports.data.vote_formats.abc_papers import fits_abc, write_abc
from exports.data.vote_formats.blt_papers import fits_blt, write_blt
from exports.data.vote_formats.pabulib_papers import fits_pabulib, write_pabulib
from exports.data.vote_formats.preflib_papers import fits_preflib, preflib_type, write_preflib
from exports.documents.forms.ballot_slips import slips_pdf, to_print
from exports.documents.voting.vote_paper import votes_pdf, write_votes
from exports.output import (
    EVERYBODY,
    FACILITATOR,
    ORGANISER,
    Document,
    Exemption,
    Output,
    Shown,
    each,
    one,
)
from exports.room import Room
from resources.words import noop
from upstream_workshop.file_names import file_name
from upstream_workshop.naming import Reason
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.whole.report import Report


def _format(
    key: str,
    title: str,
    suffix: str,
    fits: Callable[[VoteReport], bool],
    write: Callable[[Report, VoteReport], bytes],
    ending: Callable[[VoteReport], str] | None = None,
    names: tuple[Reason, ...] = (),
) -> Output:
    """Return the output of the papers of each ballot that a format can hold, for the organiser.

    ending: the suffix of the file of a ballot, where it depends on that.
    """

    def files(report: Report, _shared: Shown) -> Iterator[Document]:
        taken: set[str] = set()
        for vote in report.votes:
            if fits(vote):
                name = file_name(vote.ballot.name, taken, f".{ending(vote) if ending else suffix}")
                yield Document(f"data/ballot papers/{name}", partial(write, report, vote))

    return Output(
        key,
        title,
        ORGANISER,
        suffix,
        files,
        votes=True,
        names=names,
        exemption=Exemption.ORGANISER,
        kept=False,
    )


def _opened(report: Report) -> bool:
    return any(vote.ballot.state != BallotState.DRAFT for vote in report.votes)


def _has_results(report: Report) -> bool:
    return any(vote.tally for vote in report.votes)


ROOM: Final = Room(
    key="voting",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    shows=("votes",),
    section=write_votes,
    chapter="themes",
    filled=_opened,
    papers=(
        Output(
            "ballot-slips",
            noop("Ballot slips"),
            FACILITATOR,
            "pdf",
            each("ballot slips", ".pdf", to_print, lambda vote: vote.ballot.name, slips_pdf),
            form=True,
        ),
        Output(
            "vote-results",
            noop("Results of the votes"),
            EVERYBODY,
            "pdf",
            one("vote results.pdf", votes_pdf, _opened),
            votes=True,
        ),
    ),
    data=(
        Output(
            "ballots-csv",
            noop("Ballots"),
            ORGANISER,
            "csv",
            one("data/ballots.csv", vote_tables.ballots_csv, lambda report: report.votes),
            votes=True,
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "results-csv",
            noop("Results of votes"),
            ORGANISER,
            "csv",
            one("data/results.csv", vote_tables.results_csv, _has_results),
            votes=True,
            exemption=Exemption.ORGANISER,
        ),
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
        _format(
            "papers-preflib",
            noop("Ballot papers for PrefLib"),
            "preflib",
            fits_preflib,
            lambda _report, vote: write_preflib(vote),
            preflib_type,
        ),
        _format(
            "papers-pabulib",
            noop("Ballot papers for pabulib"),
            "pb",
            fits_pabulib,
            write_pabulib,
            names=(Reason.VOTE,),
        ),
        _format(
            "papers-abc",
            noop("Ballot papers for abcvoting"),
            "abc.yaml",
            fits_abc,
            lambda _report, vote: write_abc(vote),
        ),
        _format(
            "papers-blt",
            noop("Ballot papers for count programs (BLT)"),
            "blt",
            fits_blt,
            lambda _report, vote: write_blt(vote),
        ),
    ),
)
