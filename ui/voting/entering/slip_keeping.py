"""Keeping what is keyed on the Vote page, as steps that can be undone and that show no more than a number."""

from __future__ import annotations

from resources.words import say
from ui.kit.desk import Desk
from ui.voting.entering.keying import Keying
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.voting.papers.typed_slips import Entry
from upstream_workshop.voting.queries import BallotRow


class SlipKeeping:
    """Keeps slips of a ballot, confirms them and takes them back."""

    def __init__(self, desk: Desk, keying: Keying) -> None:
        self._desk, self._keying = desk, keying

    def key(self, ballot: BallotRow, entry: Entry) -> None:
        """Keep a slip, or record that a second entry said the same; then clear the line."""
        if entry.confirms:
            what = say("Compare a slip")
            self._desk.do_about(
                what, entry.number, paper_services.confirm_paper, ballot.id, entry.number
            )
        else:
            self._desk.do_about(
                say("Key a slip"),
                entry.number,
                paper_services.key_paper,
                ballot.id,
                entry.number,
                dict(entry.slip.marks),
                entry.spoilt,
                entry.voter_id,
                entry.written,
                entry.second,
            )
        if self._desk.kept:
            self._keying.settle(entry.number)

    def withdraw(self, ballot: BallotRow, number: str) -> None:
        """Take back the paper of this number."""
        what = say("Take a slip back")
        self._desk.do_about(what, number, paper_services.withdraw_paper, ballot.id, number)

    def key_again(self, ballot: BallotRow) -> None:
        """Take back all papers."""
        what = say("Take all slips back")
        self._desk.do_about(what, ballot.name, paper_services.withdraw_papers, ballot.id)
        self._keying.entry.setFocus()
