"""What the options of a ballot rest on: the findings behind their themes, to be read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.kit.desk import Desk
from ui.widgets import Field, ask_form
from upstream_workshop.evidence.bases import counted, counts_words, grounds_text
from upstream_workshop.themes.theme_bases import findings_behind
from upstream_workshop.voting.queries import BallotRow


def tell_evidence(desk: Desk, over: QWidget, ballot: BallotRow | None) -> None:
    """Show the findings behind each option of a ballot."""
    behind = desk.ask(findings_behind)
    options = ballot.options if ballot is not None else ()
    if not any(option.theme_id in behind for option in options):
        desk.refused.emit(say("No option of this ballot rests on a finding."))
        return
    fields, told = [], {}
    for option in options:
        rows = behind.get(option.theme_id or 0, ())
        rests = say("rests on {findings}", findings=counts_words(counted(rows)))
        title = joined((f"{option.number}", option.wording, rests), "{first} · {then}")
        fields.append(Field(f"{option.id}", title, "told"))
        told[f"{option.id}"] = grounds_text(rows) or say("None of its cards was made of a finding.")
    ask_form(over, say("What the options rest on"), fields, told, say("Close"))
