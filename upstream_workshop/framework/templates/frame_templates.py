"""The templates of frameworks, which are data in resources/frameworks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import resources
from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.kinds import Area

USUAL: Final = "new-operating-model"
_TITLES: Final = {USUAL: noop("New operating models"), "blank": noop("Blank")}  # by the file


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that was published, with where it was read."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class TemplateSlot:
    """A slot of a template.

    key: identifies the slot in all frames of the template.
    optional: whether a frame may do without it; it is then left out unless asked for.
    """

    key: str
    name: str
    question: str = ""
    area: Area = Area.BESIDE
    optional: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameTemplate:
    """A template of a framework: its name, which is that of its file, its title, and its slots."""

    name: str
    title: str
    summary: str
    slots: tuple[TemplateSlot, ...]

    @property
    def words(self) -> str:
        """Its title, in the chosen language if it is one of this program."""
        return say(self.title) if self.name in _TITLES else self.title


@cache
def frame_templates() -> Mapping[str, FrameTemplate]:
    """Return all templates of this program by name, in the order in which they are offered."""
    files = resources.path("frameworks").glob("*.toml")
    read = [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in files]
    read.sort(key=lambda each: (each[1]["order"], each[0]))
    return MappingProxyType({name: _template(name, found) for name, found in read})


def frame_template(name: str) -> FrameTemplate:
    """Return the template with a name. Raises WorkshopError if there is none."""
    found = frame_templates().get(name)
    if found is None:
        known = ", ".join(frame_templates())
        raise WorkshopError(
            say(
                "There is no framework template called {name}; there is: {known}.",
                name=name,
                known=known,
            )
        )
    return found


def _template(name: str, found: Mapping[str, Any]) -> FrameTemplate:
    slots = tuple(
        TemplateSlot(
            each["key"],
            each["name"],
            each.get("question", ""),
            Area(each.get("area", Area.BESIDE)),
            each.get("optional", False),
            tuple(Example(one["text"], one["source"]) for one in each.get("example", ())),
        )
        for each in found["slot"]
    )
    return FrameTemplate(name, _TITLES[name], found["summary"], slots)
