"""The files inside a REFI-QDA project (`.qdpx`), a zip of `project.qde` and the texts of its sources."""

from __future__ import annotations

import re
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.maps.markup import local, root_of
from upstream_workshop.readers.sources.office_texts import Document

_SCHEME: Final = re.compile(r"^(internal|relative|absolute)://", re.IGNORECASE)
_PROJECT: Final = "project.qde"


class Project(Document):
    """A zip that may hold more files than a document."""

    most_entries = 5_000

    def entry(self, name: str) -> str | None:
        """Return an entry by its name, ignoring case; one that the zip wraps into a folder counts too."""
        asked = name.casefold()
        names = {one.replace("\\", "/").casefold(): one for one in self.entries()}
        wrapped = (one for plain, one in names.items() if plain.endswith(f"/{asked}"))
        return names.get(asked) or next(wrapped, None)

    def source(self, path: str) -> str | None:
        """Return the entry that a path names, with or without a scheme; None if it is not inside."""
        scheme = _SCHEME.match(path)
        plain = _SCHEME.sub("", path).replace("\\", "/").lstrip("/")
        if not plain or (scheme and scheme[1].lower() == "absolute"):
            return None
        return self.entry(f"sources/{plain}") or self.entry(plain)


def is_project(package: Project) -> bool:
    """Tell whether a zip is a REFI-QDA project."""
    return package.entry(_PROJECT) is not None


def project_root(package: Project) -> Any:
    """Return the root of the XML of a project. Raises WorkshopError if it is none."""
    entry = package.entry(_PROJECT)
    root = None if entry is None else root_of(package.name, package.content(entry))
    if root is None or local(root) != "Project":
        raise WorkshopError(
            say("{name} is no REFI-QDA project: export it again as .qdpx.", name=package.name)
        )
    return root
