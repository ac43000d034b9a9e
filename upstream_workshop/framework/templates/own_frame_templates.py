"""The user’s own templates of frameworks: files in a folder, saved from a frame, renamed and deleted."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.file_names import file_name
from upstream_workshop.framework.kinds import Area
from upstream_workshop.framework.queries import FrameRow, SlotRow
from upstream_workshop.framework.templates.frame_templates import (
    FrameTemplate,
    TemplateSlot,
    frame_templates,
)
from upstream_workshop.letters import LONG, SHORT, loosened
from upstream_workshop.storage.files.writing import Kind, Replace, Sample, explained, written

SUFFIX: Final = ".toml"
_LARGEST: Final = 500_000  # bytes of a file that is looked at
_MOST: Final = 60  # slots
_ENTRIES: Final = {"key": SHORT, "name": SHORT, "question": LONG, "area": SHORT}


def _is_template(sample: Sample) -> bool:
    return b"[[slot]]" in sample.head


TEMPLATE: Final = Kind(noop("a template of a framework"), _is_template)


def all_templates(folder: Path) -> Mapping[str, FrameTemplate]:
    """Return the templates of this program, then those in a folder that can be read, by name."""
    own = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stem.casefold())
    found = dict(frame_templates())
    for path in own:
        try:
            found.setdefault(path.stem, read_frame_template(path))
        except WorkshopError:
            continue  # somebody else's file
    return found


def frame_template_path(folder: Path, title: str) -> Path:
    """Return the file of a template with a title.

    Raises WorkshopError if it can have no name, or is a template of this program.
    """
    if not loosened(title):
        raise WorkshopError(say("A title is missing: say in a few words what this is."))
    name = file_name(title, set(), SUFFIX).removesuffix(SUFFIX)
    if name.casefold() in frame_templates():
        raise WorkshopError(
            say("“{name}” is a template of this program: choose another name.", name=name)
        )
    return folder / f"{name}{SUFFIX}"


def save_frame_template(folder: Path, title: str, frame: FrameRow, over: bool = False) -> Path:
    """Save the slots of a frame as a template, without its statements, and return the file.

    over: whether a template of this title may be replaced.

    Raises OccupiedError if there is one that may not, WorkshopError if the frame has no slots.
    """
    if not frame.slots:
        raise WorkshopError(say("This framework has no slots to save: add one first."))
    path = frame_template_path(folder, title)
    folder.mkdir(parents=True, exist_ok=True)
    _write(path, _text_of(title, frame.slots), over)
    return path


def own_frame_templates(folder: Path) -> tuple[str, ...]:
    """Return the names of the templates in a folder that can be read, in order."""
    return tuple(name for name in all_templates(folder) if name not in frame_templates())


def rename_frame_template(folder: Path, name: str, title: str, over: bool = False) -> Path:
    """Give a template of the user’s another title, and its file the name; return that file.

    Raises OccupiedError if there is another of this title that may not be replaced.
    """
    old = folder / f"{name}{SUFFIX}"
    template, path = read_frame_template(old), frame_template_path(folder, title)
    _write(path, _text_of(title, template.slots), over or path == old)
    if path != old:
        delete_frame_template(folder, name)
    return path


def delete_frame_template(folder: Path, name: str) -> None:
    """Delete a template of the user’s. Raises WorkshopError if it cannot be deleted."""
    path = folder / f"{name}{SUFFIX}"
    with explained(path):
        path.unlink(missing_ok=True)


def read_frame_template(path: Path) -> FrameTemplate:
    """Read a template. Raises WorkshopError with one sentence for a file that is none."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        found = tomllib.loads(content[:_LARGEST].decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(path, say("it cannot be read")) from error
    title, slots = found.get("title"), found.get("slot")
    if not isinstance(title, str) or not 0 < len(title.strip()) <= SHORT:
        raise _refused(path, say("it has no title"))
    if not isinstance(slots, list) or not 0 < len(slots) <= _MOST:
        raise _refused(path, say("it has no slots, or too many"))
    made = tuple(_slot(path, given) for given in slots)
    if len({slot.key for slot in made}) < len(made):
        raise _refused(path, say("two of its slots have the same key"))
    return FrameTemplate(path.stem, title.strip(), "", made)


def _slot(path: Path, given: object) -> TemplateSlot:
    entries: dict[str, Any] = given if isinstance(given, dict) else {}
    for name, most in _ENTRIES.items():
        value = entries.get(name, "")
        if not isinstance(value, str) or len(value) > most or "\0" in value:
            raise _refused(
                path, say("the {entry} of a slot is no text of usual length", entry=name)
            )
    area = entries.get("area", Area.BESIDE)
    if not entries.get("key") or not entries.get("name", "").strip() or area not in set(Area):
        raise _refused(path, say("a slot lacks its key or its name, or has an unknown area"))
    return TemplateSlot(entries["key"], entries["name"], entries.get("question", ""), Area(area))


def _write(path: Path, text: str, over: bool) -> None:
    with written(path, TEMPLATE, Replace.SAME_KIND if over else Replace.NOTHING) as draft:
        draft.write_bytes(text.encode("utf-8"))


def _text_of(title: str, slots: Iterable[SlotRow | TemplateSlot]) -> str:
    parts = [f"title = {_quoted(' '.join(title.split()))}\n"]
    for slot in slots:
        entries = {
            "key": slot.key, "name": slot.name, "question": slot.question, "area": str(slot.area)
        }  # fmt: skip
        lines = (f"{name} = {_quoted(value)}" for name, value in entries.items())
        parts.append("\n".join(("[[slot]]", *lines)) + "\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """Return a text as a string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _refused(path: Path, why: str) -> WorkshopError:
    return WorkshopError(say("{named}: {why}.", named=path.name, why=why))
