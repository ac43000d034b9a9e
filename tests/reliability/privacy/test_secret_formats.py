"""Papers of a secret ballot in every format: the same in whatever order they were keyed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from exports.catalogue import OUTPUTS, documents_of
from tests.core.furnished import Fields
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import services
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.whole.report import read_report

FORMATS = tuple(output.key for output in OUTPUTS if output.key.startswith("papers-"))
MARKS = {
    VotingMethod.DOTS: ({1: 2, 2: 1}, {3: 3}, {}, {2: 2}),
    VotingMethod.APPROVAL: ({1: 1, 2: 1}, {3: 1}, {}, {2: 1}),
    VotingMethod.SCORE: ({1: 5, 2: 1}, {3: 4}, {}, {2: 2}),
    VotingMethod.RANKED: ({1: 1, 2: 2}, {3: 1, 1: 2, 2: 3}, {}, {2: 1}),
}


def voted(path: Path, method: VotingMethod, seed: int) -> dict[str, bytes]:
    """What leaves of a secret ballot whose papers were keyed in some order under some numbers."""
    dice = random.Random(seed)
    papers = [*MARKS[method], {1: 9}]  # the last one is spoilt
    dice.shuffle(papers)
    numbers = dice.sample(range(70_000, 79_999), len(papers))
    with Workshop.create(path) as workshop:
        with workshop.change("Vote") as session:
            on = [themes.add_theme(session, title) for title in ("Bread", "Roses", "Time")]
            fields = Fields(method=method, secret=True, seats=1)
            ballot = services.make_ballot(session, "Vote", on, **fields)
            services.open_ballot(session, ballot)
            for number, marks in zip(numbers, papers, strict=True):
                paper_services.key_paper(session, ballot, str(number), marks)
            services.issue_papers(session, ballot, len(papers), len(papers))
        written = []
        for step in (None, services.close_ballot, services.reveal_ballot):
            if step is not None:
                with workshop.change("Next") as session:
                    step(session, ballot)
            with workshop.read() as session:
                report = read_report(session)
            documents = documents_of(report, FORMATS)
            written.append({document.name: document.make() for document in documents})
    assert written[:2] == [{}, {}], "nothing leaves before the result is shown"
    assert not any(
        str(number).encode() in text for text in written[2].values() for number in numbers
    )
    return written[2]


def test_every_format_is_looked_at() -> None:
    assert set(FORMATS) == {
        "papers-csv", "papers-preflib", "papers-pabulib", "papers-abc", "papers-blt",
    }  # fmt: skip


@pytest.mark.parametrize("method", VotingMethod)
def test_no_format_tells_the_order_of_keying_or_a_slip(
    tmp_path: Path, method: VotingMethod
) -> None:
    one, other = (voted(tmp_path / f"{seed}.upstream", method, seed) for seed in (1, 2))
    assert one == other
    assert len(one) >= 2
