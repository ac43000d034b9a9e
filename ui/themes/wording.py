"""The Themes page's words: how the state of a theme reads, and the tone that repeats it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from upstream_workshop.themes.kinds import ThemeState


def tr(text: str) -> str:
    """Translated in the context of this room."""
    return QCoreApplication.translate("Themes", text)


def standing(state: ThemeState) -> tuple[str, str]:
    """The state in a word, and its tone; blank for a candidate, as most are, and for what was merged."""
    return {
        ThemeState.CANDIDATE: ("", "plain"),
        ThemeState.ON_THE_BALLOT: (tr("on the ballot"), "river"),
        ThemeState.CHOSEN: (tr("chosen"), "leaf"),
        ThemeState.PARKED: (tr("parked"), "plain"),
        ThemeState.MERGED: ("", "plain"),
    }[state]
