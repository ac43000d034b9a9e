"""The choice of the paper on which documents are laid out."""

from __future__ import annotations

from exports.drawing.pages import office_paper
from resources.words import say
from ui.kit.desk import Desk
from ui.kit.settings import Settings


def swap(settings: Settings, desk: Desk) -> None:
    """Change from A4 to Letter or back, keep that, and look again at what can be printed."""
    is_letter = office_paper.office_paper() == office_paper.LETTER
    settings.paper = office_paper.A4 if is_letter else office_paper.LETTER
    office_paper.choose(settings.paper)
    desk.wrote.emit()
    desk.reported.emit(say("Documents are laid out for {paper}", paper=settings.paper))
