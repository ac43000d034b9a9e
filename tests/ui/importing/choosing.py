"""How each kind of foreign file is shown, and choosing one by the command of its page."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ui.importing.import_kinds import Kind
from ui.rooms import ROOMS
from ui.window.main_window import MainWindow
from upstream_workshop import rooms


def kinds() -> dict[str, Kind]:
    """Return what the rooms' `import_kind.py` describe, by the key of the kind."""
    described: dict[str, Kind] = {}
    for room in rooms.every():
        name = f"ui.{room.key}.import_kind"
        if not importlib.util.find_spec(name):
            continue
        module = importlib.import_module(name)
        for _name, made in inspect.getmembers(module, inspect.isfunction):
            if made.__annotations__.get("return") == "Kind":
                described[made().key] = made()
    return described


def page_of(kind: str) -> str:
    """Return the key of the page of the room that imports a kind."""
    (room,) = (room.key for room in rooms.every() if kind in room.imports)
    return next(one.key for one in ROOMS if one.page().__module__ == f"ui.{room}.page")


def choose(window: MainWindow, kind: str, path: Path) -> None:
    """Go to the page of a kind and choose a file there, by the command that is called as its dialog is."""
    page = window.go(page_of(kind))
    title = kinds()[kind].title
    (command,) = (one for one in page.commands() if one.label == title)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        patched.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
        command.run()
