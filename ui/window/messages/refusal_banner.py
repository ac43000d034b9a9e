"""The class RefusalBanner: why something was not done, in the window's banner."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QLineEdit

from resources.words import say
from ui.widgets.messages.banner import Banner, Way
from ui.window.messages.file_notice import FileNotice


class RefusalBanner:
    """Shows refusals until Escape or the next change.

    notice: the notice about the file, which may give the same reason already.
    banner: returns the banner, which is built anew with another theme.
    """

    def __init__(self, notice: FileNotice, banner: Callable[[], Banner]) -> None:
        self._notice = notice
        self._banner = banner

    def show(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show a refusal; one that is shown already is not repeated."""
        self._notice.refresh()
        if self._notice.repeats(sentence):
            sentence = say("Nothing was changed; the reason stands above.")
        self._banner().say(sentence, ways)
        typed = QApplication.focusWidget()
        if isinstance(typed, QLineEdit) and typed.text():
            typed.selectAll()  # so that typing replaces what was refused

    def show_also(self, sentence: str) -> None:
        """Say one thing more, beside what is being said."""
        banner = self._banner()
        words = "" if banner.isHidden() else banner.words()
        if sentence not in words:
            self.show(f"{words} {sentence}".strip())
