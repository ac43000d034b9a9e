"""qt-material's style sheet and icons in the app's colours, made once and kept in its home."""

from __future__ import annotations

import atexit
import functools
import hashlib
import logging
import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.kit.appearance import FAMILY, read_roles
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files import ledger

if TYPE_CHECKING:
    from jinja2 import Template

_log = logging.getLogger(__name__)

# qt-material and jinja2 are imported only when something has to be made
_LIBRARY: Final = distribution("qt-material")
_VERSION: Final = _LIBRARY.version
_SOURCE: Final = Path(str(_LIBRARY.locate_file("qt_material/resources/source")))
_PARTS: Final = ("active", "disabled", "primary")  # folders of icons
_END: Final = "\n/* whole */\n"
# qt-material's own defaults
_USUAL: Final = {
    "icon": None,
    "danger": "#dc3545",
    "warning": "#ffc107",
    "success": "#17a2b8",
    "density_scale": "0",
    "button_shape": "default",
}


def sheet(name: str, body: int) -> str:
    """Return the style sheet of a theme.

    name: the theme.
    body: the size of text in px.

    Its icons are in the folder that `icons` returns. The sheet is read from the home folder, or
    made and kept there; an incomplete file is replaced.
    """
    folder = _kept(name)
    if folder is None:
        return _rendered(name, body)
    file = folder / f"{body}.qss"
    with suppress(OSError, UnicodeDecodeError):
        found = file.read_text("utf-8")
        if found.endswith(_END):  # otherwise it was not written completely
            return found
    made = _rendered(name, body) + _END
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(made, "utf-8")
        draft.replace(file)
    return made


@functools.cache
def icons(name: str) -> Path:
    """Return a folder with the icons of a theme, kept for the next start if possible.

    If no file can be written, qt-material's own folder is returned: boxes and arrows then lack
    their marks.
    """
    kept = _kept(name)
    try:
        if kept is not None:
            with suppress(OSError):
                return _complete(name, kept / "icons")
        folder = ledger.temporary_folder()
        atexit.register(folder.cleanup)
        return _generated(name, Path(folder.name))
    except (OSError, WorkshopError):
        _log.warning("no icons could be written")
        return _SOURCE


def _kept(name: str) -> Path | None:
    """Return the folder for what this version of qt-material makes of a theme's values.

    Returns None if the app has no home folder.
    """
    home = ledger.kept()
    if home is None:
        return None
    made_of = (_VERSION, sorted(_values(name).items()))
    return home.appearance / hashlib.sha256(repr(made_of).encode()).hexdigest()[:16]


def _complete(name: str, folder: Path) -> Path:
    """Return the folder of kept icons.

    Make them again if it or one of its files is missing or empty.

    Raises OSError.
    """
    wanted = {source.name for source in _SOURCE.glob("*.svg")}
    for part in _PARTS:
        found = folder / part
        if not found.is_dir() or wanted - {
            icon.name for icon in os.scandir(found) if icon.stat().st_size
        }:
            return _generated(name, folder)
    return folder


def _rendered(name: str, body: int) -> str:
    return _template().render({**_values(name), "font_size": body, "line_height": body})


def _values(name: str) -> dict[str, object]:
    """Return the values of the template, except the size of text."""
    system = platform.system()
    systems = {each.lower(): each == system for each in ("Linux", "Windows", "Darwin")}
    library = {"pyqt6": False, "pyside6": True, "font_family": FAMILY}
    return {**library, **systems, **_USUAL, **_colours(name)}


def _generated(name: str, folder: Path) -> Path:
    import PySide6.QtCore  # noqa: F401 - qt-material looks for it among what is loaded
    from qt_material.resources.generate import ResourseGenerator

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
    import PySide6.QtCore  # noqa: F401 - qt-material looks for it among what is loaded
    import qt_material
    from jinja2 import Environment, FileSystemLoader

    path = Path(qt_material.TEMPLATE_FILE)
    # a style sheet is not HTML, so nothing is escaped
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
