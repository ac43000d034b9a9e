"""The user’s own templates: files in a folder, saved from a plan, renamed and deleted there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from resources.words import noop, say
from upstream_workshop.agenda.planning.template_blocks import Template, blocks_like
from upstream_workshop.agenda.planning.template_files import read_template, write_template
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.templates import SUFFIX, read_text, template_names
from upstream_workshop.errors import WorkshopError
from upstream_workshop.file_names import file_name
from upstream_workshop.letters import loosened, one_line
from upstream_workshop.storage.files.writing import Kind, Replace, Sample, explained, written


def _is_template(sample: Sample) -> bool:
    return b"[[block]]" in sample.head


TEMPLATE: Final = Kind(noop("a template of a plan"), _is_template)


def template_path(folder: Path, title: str) -> Path:
    """Return the file of a template with a title. Raises WorkshopError if it can have no name.

    A template of ours cannot be replaced.
    """
    if not loosened(title):  # nothing that a file can be called by
        raise WorkshopError(say("A title is missing: say in a few words what this is."))
    name = file_name(title, set(), SUFFIX).removesuffix(SUFFIX)
    if name.casefold() in (ours.casefold() for ours in template_names()):
        raise WorkshopError(
            say("“{name}” is a template of this program: choose another name.", name=name)
        )
    known = {path.stem.casefold(): path for path in folder.glob(f"*{SUFFIX}")}
    return known.get(name.casefold(), folder / f"{name}{SUFFIX}")


def save_template(
    folder: Path, title: str, summary: str, plan: Iterable[BlockRow], over: bool = False
) -> Path:
    """Save a plan as a template and return its file.

    over: whether a template of this title may be replaced.

    Raises OccupiedError if there is one that may not, WorkshopError for a plan that no template can have.
    """
    path = template_path(folder, title)
    made = Template(path.stem, one_line(title), summary.strip(), blocks_like(plan))
    _write(path, made, over)
    return path


def rename_template(folder: Path, name: str, title: str, over: bool = False) -> Path:
    """Give a template of the user’s another title, and its file the name; return that file.

    Raises OccupiedError if there is another of this title that may not be replaced.
    """
    old = folder / f"{name}{SUFFIX}"
    template = read_template(old.name, name, read_text(old))
    path = template_path(folder, title)
    same = path == old
    _write(path, replace(template, title=one_line(title)), over or same)
    if not same:
        delete_template(folder, name)
    return path


def delete_template(folder: Path, name: str) -> None:
    """Delete a template of the user’s. Raises WorkshopError if it cannot be deleted."""
    path = folder / f"{name}{SUFFIX}"
    with explained(path):
        path.unlink(missing_ok=True)


def _write(path: Path, template: Template, over: bool) -> None:
    text = write_template(template)
    read_template(template.title, template.name, text)  # it will be read again
    how = Replace.SAME_KIND if over else Replace.NOTHING
    with written(path, TEMPLATE, how) as draft:
        draft.write_bytes(text.encode("utf-8"))
