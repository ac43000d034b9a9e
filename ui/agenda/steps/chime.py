"""A chime at a step's end, by QtMultimedia or, where there is none, by the system's beep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

import resources


def load_sound(parent: QObject) -> Any:
    """The sound of the chime, or None where this computer has nothing to play it with."""
    try:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
    except ImportError:  # libraries of the system are missing
        return None
    if QMediaDevices.defaultAudioOutput().isNull():
        return None
    sound = QSoundEffect(parent)
    sound.setSource(QUrl.fromLocalFile(str(resources.path("steps/chime.wav"))))
    return sound


class Chime(QObject):
    """Sounds without waiting for its end; loaded when it is first needed."""

    def __init__(
        self,
        parent: QObject | None = None,
        load: Callable[[QObject], Any] = load_sound,
        beep: Callable[[], object] = QApplication.beep,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._beep = beep
        self._sound: Any = None
        self._loaded = False

    def prepare(self) -> None:
        """Load the sound, so that the first step's end does not wait for it."""
        if not self._loaded:
            self._loaded = True
            self._sound = self._load(self)

    def ring(self) -> None:
        """Sound once."""
        self.prepare()
        if self._sound is None:
            self._beep()
        else:
            self._sound.play()
