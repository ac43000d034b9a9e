"""qt-material's style sheet and icons in our colours, made once and kept in the app's home folder."""

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

# with jinja2 it is loaded only when something has to be made
_LIBRARY: Final = distribution("qt-material")
_VERSION: Final = _LIBRARY.version
_SOURCE: Final = Path(str(_LIBRARY.locate_file("qt_material/resources/source")))
_PARTS: Final = ("active", "disabled", "primary")  # folders of icons
_END: Final = "\n/* whole */\n"
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
    folder = _kept(name)
    if folder is None:
        return _rendered(name, body)
    file = folder / f"{body}.qss"
    with suppress(OSError, UnicodeDecodeError):
        found = file.read_text("utf-8")
        if found.endswith(_END):  # else something cut it off
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
    """A folder with the icons of a theme, kept for the next start where that can be.

    Where no file can be made the window does without the marks of its boxes and arrows.
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
    """The folder of what this version of the library made of these values, if one is kept."""
    home = ledger.kept()
    if home is None:
        return None
    made_of = (_VERSION, sorted(_values(name).items()))
    return home.appearance / hashlib.sha256(repr(made_of).encode()).hexdigest()[:16]


def _complete(name: str, folder: Path) -> Path:
    """The folder of kept icons, made where it is missing or one of its files is. Raises OSError."""
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
    """All that the template is filled with but the size of words."""
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
