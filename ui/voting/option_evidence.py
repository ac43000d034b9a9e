"""What the options of a ballot rest on: the findings behind their themes, to be read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.words import count, say
from ui.kit.desk import Desk
from ui.widgets.messages.long_text import show_text
from upstream_workshop.evidence.bases import counted, counts_words, grounds_text
from upstream_workshop.themes.theme_bases import findings_behind
from upstream_workshop.voting.queries import BallotRow


def tell_evidence(desk: Desk, over: QWidget, ballot: BallotRow | None) -> None:
    """Show the findings behind each option of a ballot that rests on any."""
    behind = desk.ask(findings_behind)
    options = ballot.options if ballot is not None else ()
    based = [option for option in options if option.theme_id in behind]
    if not based:
        desk.refused.emit(say("No option of this ballot rests on a finding."))
        return
    parts = []
    for option in based:
        rows = behind[option.theme_id or 0]
        rests = say(
            "{n}. {option} rests on {findings}:",
            n=option.number,
            option=option.wording,
            findings=counts_words(counted(rows)),
        )
        parts += [rests, grounds_text(rows)]
    rest = len(options) - len(based)
    lead = (
        count(rest, "{n} option rests on no finding.", "{n} options rest on no finding.")
        if rest
        else say("Every option rests on findings.")
    )
    show_text(over, say("What the options rest on"), lead, "\n\n".join(parts))
