"""A chime at a step's end, by QtMultimedia or, where there is none, by the system's beep."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

import resources

_log = logging.getLogger(__name__)


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


def can_play(sound: Any) -> bool:
    """Whether a sound can be played now: it was read, and what plays it is still plugged in."""
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

    broken = sound.status() == QSoundEffect.Status.Error
    return not broken and not QMediaDevices.defaultAudioOutput().isNull()


class Chime(QObject):
    """Sounds without waiting for its end; loaded when it is first needed.

    Whatever fails in it is logged and stops nobody: the step goes on without a sound.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        load: Callable[[QObject], Any] = load_sound,
        beep: Callable[[], object] = QApplication.beep,
        able: Callable[[Any], bool] = can_play,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._beep = beep
        self._able = able
        self._sound: Any = None
        self._loaded = False

    def prepare(self) -> None:
        """Load the sound, so that the first step's end does not wait for it."""
        if self._loaded:
            return
        self._loaded = True
        try:
            self._sound = self._load(self)
        except Exception:  # a driver's fault; there is the beep
            _log.exception("chime not loaded")

    def ring(self) -> None:
        """Sound once, or beep where the sound cannot be played."""
        self.prepare()
        try:
            if self._sound is not None and self._able(self._sound):
                self._sound.play()
                return
        except Exception:
            _log.exception("chime not played")
        self._beep()
