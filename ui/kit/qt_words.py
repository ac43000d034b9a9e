"""Translation of Qt's own texts, such as those of standard buttons, by the app's catalogue."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from resources.words import say


class QtWords(QTranslator):
    """A translator for Qt that looks texts up in the catalogue of this program.

    Qt ships no Welsh translation, and its number forms are fewer than Welsh has.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """Return a text in the user's language.

        Names of keys stay, since Qt parses shortcuts by them.
        """
        return text if context == "QShortcut" else say(text)

    def isEmpty(self) -> bool:
        """Return False; otherwise Qt would never call `translate`."""
        return False
