"""A draft to read, with what changed since the one before it: struck through and underlined."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtWidgets import QTextBrowser, QWidget

from resources.words import say
from upstream_workshop.framework.drafts.draft_comparison import (
    Mark,
    StatementChange,
    compare_drafts,
    readable,
)
from upstream_workshop.framework.drafts.queries import DraftRow

_TAGS: Final = {Mark.SAME: "", Mark.REMOVED: "s", Mark.ADDED: "u"}


class DraftText(QTextBrowser):
    """Shows a draft, compared by words with another one if there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(say("Draft, and what changed in it"))
        self.setTabChangesFocus(True)

    def show_draft(self, draft: DraftRow | None, before: DraftRow | None) -> None:
        """Show a draft, with what changed since `before`."""
        self.setHtml("".join(_html(draft, before)) if draft else "")


def _html(draft: DraftRow, before: DraftRow | None) -> list[str]:
    told = say("Draft {n}", n=draft.number)
    lines = [f"<h2>{escape(told)}</h2>"]
    if before is not None:
        key = say(
            "Since draft {n}: words that went are struck through, words that came are underlined.",
            n=before.number,
        )
        lines.append(f"<p>{escape(key)}</p>")
    slot = ""
    for change in compare_drafts(before or draft, draft):
        row = change.new or change.old
        if row is None:
            continue
        if row.slot_key != slot:
            slot = row.slot_key
            lines.append(f"<h3>{escape(row.number.split('.')[0])}. {escape(row.slot_name)}</h3>")
        lines.append(f"<p>{escape(change.new.number if change.new else '–')} {_words(change)}</p>")
    return lines


def _words(change: StatementChange) -> str:
    told = ""
    for piece in readable(change.pieces):
        tag = _TAGS[piece.mark]
        words = escape(piece.text)
        told += f"<{tag}>{words}</{tag}>" if tag else words
    return told
