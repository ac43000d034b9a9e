"""Packs beside raw ReportLab drawing the same words, memory and cost a page of crowds, slips, long texts.

Run it alone on an idle computer: `python benchmarks/paper.py`. It prints each figure with its limit, and
ends with an error if one is passed.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import large
import psutil
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Paragraph, SimpleDocTemplate

sys.path.insert(0, str(Path(__file__).parents[1]))

from exports import catalogue
from exports.documents.forms.ballot_slips import slips_pdf
from exports.drawing import safe_markup
from exports.drawing.styles import BODY
from exports.output import Document, for_others
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.voting.queries import OptionRow
from upstream_workshop.whole import sample
from upstream_workshop.whole.report import Report, read_report

MOST_TIMES_RAW, MOST_MEGABYTES, MOST_GROWTH, MOST_SECONDS = 2.0, 400.0, 1.3, 5.0
SLIPS, OPTIONS, TURNS = 234, 71, 3
HOSTILE = {
    "a million words": "word " * 1_000_000,
    "200,000 names": "Ade Okafor " * 200_000,
    "200,000 addresses": "zeb@quandary.example " * 200_000,
}


def seconds(work: Callable[[], object], turns: int = TURNS) -> float:
    """Return the least processor time of a few turns."""

    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(once() for _ in range(turns))


def report_of(path: Path) -> Report:
    """Return the report of a session file."""
    with Workshop.open(path) as workshop, workshop.read() as session:
        return read_report(session)


def draw(documents: Sequence[Document]) -> list[bytes]:
    """Draw documents."""
    return [document.make() for document in documents]


def raw(words: Sequence[Sequence[str]]) -> None:
    """Draw the lines of each document as ReportLab does by itself: a paragraph a line, nothing tagged."""
    for lines in words:
        story = [Paragraph(safe_markup.text(line), BODY) for line in lines]
        SimpleDocTemplate(io.BytesIO(), pagesize=A4).build(story)


def lines_of(drawn: Sequence[bytes]) -> list[list[str]]:
    """Return the lines of words in documents, read back."""
    return [
        [line for page in PdfReader(io.BytesIO(one)).pages for line in _lines(page.extract_text())]
        for one in drawn
    ]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def packs_beside_raw(report: Report) -> float:
    """Return how many times as long the packs take as their words drawn by ReportLab alone."""
    packs = catalogue.documents_of(report, ("packs",), for_others(report))
    words = lines_of(draw(packs))
    ours, bare = seconds(lambda: draw(packs)), seconds(lambda: raw(words))
    print(f"packs for {len(packs)}: {ours:.2f} s; their words alone {bare:.2f} s")
    return ours / bare


def memory(report: Report) -> float:
    """Return the megabytes of this process after all papers of a large session were drawn."""
    process, most = psutil.Process(), 0.0
    for document in catalogue.documents_of(report):
        if document.name.endswith(".pdf"):
            document.make()
            most = max(most, process.memory_info().rss / 1024 / 1024)
    return most


def growth(report: Report) -> float:
    """Return how many times as much a page of the directory costs for 400 people as for 40."""

    def a_page(people: int) -> float:
        some = tuple(
            replace(report.people[n % len(report.people)], id=n + 1, name=f"Person {n}")
            for n in range(people)
        )
        crowd = report.with_values(people=some, attendance=())
        (document,) = catalogue.documents_of(crowd, ("attendance",))
        pages = len(PdfReader(io.BytesIO(document.make())).pages)
        return seconds(document.make) / pages

    return a_page(400) / a_page(40)


def slips(report: Report) -> float:
    """Return the seconds for as many ballot slips as a large residential needs."""
    vote = report.votes[0]
    options = tuple(
        OptionRow(n, n, f"A theme of some length, number {n}", None, None)
        for n in range(1, OPTIONS + 1)
    )
    ballot = replace(vote.ballot, options=options, issued=SLIPS)
    return seconds(lambda: slips_pdf(report, replace(vote, ballot=ballot)), 1)


def hostile(report: Report, title: str) -> float:
    """Return the seconds of the slowest output of a session with this title."""
    named = report.with_values(event=replace(report.event, title=title))
    shared = for_others(named)
    edited = seconds(shared, 1)
    slowest = 0.0
    for output in catalogue.OUTPUTS:
        for document in catalogue.documents_of(named, (output.key,), shared)[:1]:
            slowest = max(slowest, seconds(document.make, 1))
    return edited + slowest


def main() -> int:
    """Print the figures; return 1 if one is beyond its limit."""
    with tempfile.TemporaryDirectory() as folder:
        sample.build(Path(folder) / "sample.upstream").close()
        usual = report_of(Path(folder) / "sample.upstream")
        crowd = report_of(large.residential(Path(folder) / "large.upstream"))
    measured = (
        ("packs beside their words alone, times", packs_beside_raw(usual), MOST_TIMES_RAW),
        ("a page for 400 people beside 40, times", growth(usual), MOST_GROWTH),
        (f"{SLIPS} slips of {OPTIONS} options, seconds", slips(usual), MOST_SECONDS),
        ("all papers for 200 people and 2,000 cards, MB", memory(crowd), MOST_MEGABYTES),
        *(
            (f"a title of {what}, seconds", hostile(usual, title), MOST_SECONDS)
            for what, title in HOSTILE.items()
        ),
    )
    for title, found, most in measured:
        print(f"{title}: {found:.2f} (at most {most:g})")
    return int(any(found > most for _title, found, most in measured))


if __name__ == "__main__":
    sys.exit(main())
