"""The choice from how many minutes behind the plan on it is late."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.settings import Settings
from ui.widgets import Field, ask_form


def ask(parent: QWidget, settings: Settings, desk: Desk) -> bool:
    """Ask from when on it is late and keep the answer; return whether there was one."""
    field = Field("minutes", say("Minutes behind the plan"), "number", least=1, most=60)
    title = say("From when on it is late")
    answers = ask_form(parent, title, (field,), {"minutes": settings.late_from})
    if answers is None:
        return False
    settings.late_from = desk.late_from = answers["minutes"]
    settings.save()
    return True
