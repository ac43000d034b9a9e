"""Qt's own words, such as those of its standard buttons, said like all others."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from resources.words import say


class QtWords(QTranslator):
    """Answers what Qt asks to have translated from the catalogue of this program.

    Qt ships no Welsh, for one, and knows fewer forms of a number than Welsh has.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """The text as it is said. Names of keys stay: shortcuts are read by them."""
        return text if context == "QShortcut" else say(text)

    def isEmpty(self) -> bool:
        """Never: Qt would not ask."""
        return False
