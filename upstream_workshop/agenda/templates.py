"""The templates there are: those of ours in resources/templates, and the user's own in a folder of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

import resources
from resources.words import say
from upstream_workshop.agenda.planning.template_blocks import Template as Template
from upstream_workshop.agenda.planning.template_blocks import TemplateBlock as TemplateBlock
from upstream_workshop.agenda.planning.template_blocks import blocks_like
from upstream_workshop.agenda.planning.template_files import read_template
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.errors import WorkshopError

SUFFIX: Final = ".toml"
LARGEST: Final = 2_000_000  # bytes of a file that is looked at


def template_names(own: Path | None = None) -> tuple[str, ...]:
    """Return the names of our templates, the fullest first, then those in a folder of the user's own."""
    names = tuple(_ours())
    return (*names, *(name for name in own_names(own) if name not in names))


def load_template(name: str, own: Path | None = None) -> Template:
    """Read a template by its file's name, ours or of a folder of the user's own.

    Raises WorkshopError naming those there are, or what is wrong with that file.
    """
    if name in _ours():
        return _ours()[name]
    path = own / f"{name}{SUFFIX}" if own is not None else None
    if path is not None and path.name == f"{name}{SUFFIX}" and path.is_file():
        return read_template(path.name, name, read_text(path))
    known = ", ".join(sorted(template_names(own)))
    raise WorkshopError(
        say("There is no agenda template called {name}; there is: {known}.", name=name, known=known)
    )


def is_untouched(rows: Iterable[BlockRow]) -> bool:
    """Return whether a plan is still just what one of our templates lays out."""
    plan = _opened(blocks_like(rows))
    return any(_opened(template.blocks) == plan for template in _ours().values())


def read_text(path: Path) -> str:
    """Return the text of a template's file. Raises WorkshopError for one that cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise WorkshopError(
            say("{path} cannot be read: {why}.", path=path.name, why=error.strerror)
        ) from error
    if len(content) > LARGEST:
        raise WorkshopError(say("{path} is too large for a template of a plan.", path=path.name))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WorkshopError(
            say("{path} is no text in UTF-8, as templates are.", path=path.name)
        ) from None


def _opened(blocks: Iterable[TemplateBlock]) -> list[TemplateBlock]:
    """Return blocks by day and track, without the times at which these open."""
    by_row = sorted(blocks, key=lambda block: (block.day, block.track))
    rows = (tuple(row) for _, row in groupby(by_row, key=lambda block: (block.day, block.track)))
    return [block for first, *rest in rows for block in (replace(first, at=""), *rest)]


@cache
def _ours() -> Mapping[str, Template]:
    """Return our templates by name, the fullest first; they are read once."""
    files = resources.path("templates").glob(f"*{SUFFIX}")
    found = [read_template(file.name, file.stem, read_text(file)) for file in files]
    found.sort(key=lambda template: (-template.days, -sum(b.minutes for b in template.blocks)))
    return {template.name: template for template in found}


def own_names(own: Path | None) -> list[str]:
    """Return the names of the templates in a folder of the user's own, whether or not they can be read."""
    if own is None or not own.is_dir():
        return []
    return sorted((path.stem for path in own.glob(f"*{SUFFIX}")), key=str.casefold)
