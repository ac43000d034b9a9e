"""qt-material's style sheet and icons in our colours, each of them made once."""

from __future__ import annotations

import atexit
import functools
import logging
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import PySide6.QtCore  # noqa: F401 - qt-material looks for it among what is loaded
import qt_material
from jinja2 import Environment, FileSystemLoader, Template
from qt_material.resources.generate import ResourseGenerator

from ui.kit.appearance import FAMILY, read_roles
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files import ledger

_log = logging.getLogger(__name__)

_SOURCE: Final = Path(qt_material.__file__).parent / "resources" / "source"
# what qt-material would take where nothing is said
_USUAL: Final = {
    "icon": None,
    "danger": "#dc3545",
    "warning": "#ffc107",
    "success": "#17a2b8",
    "density_scale": "0",
    "button_shape": "default",
}


def sheet(name: str, body: int) -> str:
    """The style sheet of a theme with words of `body` px; its icons lie in `icons(name)`."""
    system = platform.system()
    systems = {each.lower(): each == system for each in ("Linux", "Windows", "Darwin")}
    sizes = {"font_family": FAMILY, "font_size": body, "line_height": body}
    known = {"pyqt6": False, "pyside6": True, **systems, **_USUAL, **_colours(name), **sizes}
    return _template().render(known)


@functools.cache
def icons(name: str) -> Path:
    """A folder with the icons of a theme; it goes when the program does.

    Where no file can be made the window does without the marks of its boxes and arrows.
    """
    try:
        kept = ledger.temporary_folder()
        atexit.register(kept.cleanup)
        return _generated(name, Path(kept.name))
    except (OSError, WorkshopError):
        _log.warning("no icons could be written")
        return _SOURCE


def _generated(name: str, folder: Path) -> Path:
    colours = _colours(name)
    made = ResourseGenerator(  # type: ignore[no-untyped-call]  # it ships no types
        primary=colours["primaryColor"],
        secondary=colours["secondaryColor"],
        disabled=colours["secondaryLightColor"],
        source=str(_SOURCE),
        parent=str(folder),
    )
    made.index = str(folder)
    made.generate()  # type: ignore[no-untyped-call]
    return folder


@functools.cache
def _template() -> Template:
    path = Path(qt_material.TEMPLATE_FILE)
    # a sheet is no page: nothing in it is escaped
    environment = Environment(autoescape=False, loader=FileSystemLoader(path.parent))  # noqa: S701
    environment.filters["opacity"] = qt_material.opacity
    environment.filters["density"] = qt_material.density
    return environment.get_template(path.name)


def _colours(name: str) -> Mapping[str, str]:
    role = read_roles(name)
    return {
        "primaryColor": role["river"],
        "primaryLightColor": role["river_tint"],
        "secondaryColor": role["paper"],
        "secondaryLightColor": role["line"],
        "secondaryDarkColor": role["mist"],
        "primaryTextColor": role["ink"],
        "secondaryTextColor": role["ink"],
    }
