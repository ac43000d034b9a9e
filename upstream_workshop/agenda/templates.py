"""Agenda templates: TOML files in resources/templates, read into frozen values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import Any, Final

import resources
from resources.words import say
from upstream_workshop.agenda.kinds import Attribution, Category
from upstream_workshop.errors import WorkshopError


@dataclass(frozen=True, slots=True)
class TemplateBlock:
    """One block of a template; `at` locks it to a time such as "12:30"."""

    day: int
    minutes: int
    title: str
    at: str = ""
    track: str = ""
    minimum: int | None = None
    optional: bool = False
    buffer: bool = False
    protected: bool = False
    purpose: str = ""
    lead: str = ""
    materials: str = ""
    category: Category = Category.NONE
    room: str = ""
    place: str = ""
    notes: str = ""
    attribution: Attribution = Attribution.NOT_SAID

    @property
    def locked_at(self) -> int | None:
        """Minutes after midnight, if it is locked."""
        if not self.at:
            return None
        hours, minutes = self.at.split(":")
        return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class Template:
    """A plan to start from: its blocks in order, day by day and track by track."""

    name: str
    title: str
    summary: str
    blocks: tuple[TemplateBlock, ...]


def template_names() -> tuple[str, ...]:
    """The templates there are, the fullest first."""
    found = [load_template(path.stem) for path in resources.path("templates").glob("*.toml")]
    found.sort(key=lambda template: (-len({block.day for block in template.blocks}), template.name))
    return tuple(template.name for template in found)


def load_template(name: str) -> Template:
    """Read a template by its file's name. Raises WorkshopError naming those there are."""
    path = resources.path("templates") / f"{name}.toml"
    if path.name != f"{name}.toml" or not path.is_file():
        known = ", ".join(sorted(file.stem for file in path.parent.glob("*.toml")))
        raise WorkshopError(
            say(
                "There is no agenda template called {name}; there is: {known}.",
                name=name,
                known=known,
            )
        )
    parsed = tomllib.loads(path.read_text("utf-8"))
    known_fields = {field.name for field in fields(TemplateBlock)}
    blocks = []
    for block in parsed["block"]:
        if unknown := block.keys() - known_fields:
            raise WorkshopError(
                say(
                    "{path} has a block with an unknown entry: {entry}.",
                    path=path.name,
                    entry=unknown.pop(),
                )
            )
        blocks.append(TemplateBlock(**{name: _read(name, block[name]) for name in block}))
    return Template(name, parsed["title"], parsed["summary"], tuple(blocks))


_WORDS: Final = {"category": Category, "attribution": Attribution}


def _read(name: str, value: Any) -> Any:
    return _WORDS[name](value) if name in _WORDS else value
