"""The changes that the Maps page makes, with their names in Undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.maps.annotations.annotation_actions import colour_choices
from ui.maps.sheets import LoopLine, told
from ui.maps.typed.typed_factors import Name, Typed, meant
from ui.widgets import Field, ask_form
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import services
from upstream_workshop.maps.copying import services as copying
from upstream_workshop.maps.copying.map_templates import map_templates
from upstream_workshop.maps.factors.services import add_factor, amend_factor, move_factors
from upstream_workshop.maps.geometry import Place
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.links.services import (
    add_link,
    amend_link,
    connect,
    lead_link,
    sign_links,
)
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.named_loops.services import name_loop


class Entered(NamedTuple):
    """What a typed line added: the factor from which typing goes on, and the link, if any."""

    factor_id: int
    link_id: int | None


class MapActions(QObject):
    """All changes of maps; the page shows them when the desk reports them."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def add_map(self) -> int | None:
        """Ask for a title and a template and add a map; return its id, or None."""
        title, table = say("Title"), say("Table that draws it")
        templates = tuple(
            (each.name, say("{title}: {summary}", title=each.title, summary=each.summary))
            for each in map_templates().values()
        )
        asked = (
            Field("title", title, needed=True),
            Field("table", table),
            Field("template", say("Begin with"), "choice", (("", say("Nothing")), *templates)),
        )
        answers = ask_form(self._window, say("New map"), asked)
        if answers is None:
            return None
        words, named = say("Add map"), (answers["title"], answers["table"])
        if not answers["template"]:
            return self._desk.do(words, services.add_map, *named)
        return self._desk.do(words, copying.add_map_from, answers["template"], *named)

    def rename_map(self, row: MapRow) -> None:
        """Ask for another title and table."""
        title, table = say("Title"), say("Table that draws it")
        asked = (Field("title", title, needed=True), Field("table", table))
        answers = ask_form(
            self._window, say("Rename map"), asked, {"title": row.title, "table": row.table}
        )
        if answers is not None:
            self._desk.do(say("Rename map"), services.rename_map, row.id, **answers)

    def remove_map(self, row: MapRow) -> None:
        """Remove a map; this can be undone."""
        self._desk.do_about(say("Remove map"), row.title, services.remove_map, row.id)

    def enter(self, row: MapRow, typed: Typed, current: FactorRow | None) -> Entered | None:
        """Add the factor or the link that was typed.

        row: the map.
        typed: the parsed line.
        current: the factor from which typing goes on, if any; a new factor is placed near it, and a
            link without a first name begins there.

        Returns what was added, or None if it was refused.
        """
        if typed.stray:
            self._desk.refused.emit(_stray_words(typed.stray))
            return None
        if typed.target is None:
            near = current.id if current else None
            added = self._desk.do_about(
                say("Add factor"), typed.source.text, add_factor, row.id,
                typed.source.text, near=near,
            )  # fmt: skip
            return None if added is None else Entered(added, None)
        try:
            _refuse_both_ways(typed)
            target = _label(typed.target, row)
            source = _source(typed.source, row, current, target)
        except WorkshopError as refusal:
            self._desk.refused.emit(str(refusal))
            return None
        return self._connect(row, typed, source, target)

    def _connect(self, row: MapRow, typed: Typed, source: str, target: str) -> Entered | None:
        made = self._desk.do_about(
            say("Link"), target, connect, row.id, source, target, typed.sign,
            typed.delay, typed.strength,
        )  # fmt: skip
        return None if made is None else Entered(made.target_id, made.link_id)

    def add_factor_at(self, row: MapRow, x: float, y: float) -> int | None:
        """Ask for a factor and add it at a place; return its id, or None."""
        asked = (Field("label", say("What goes up or down"), needed=True),)
        answers = ask_form(self._window, say("Add factor"), asked)
        if answers is None:
            return None
        label = answers["label"]
        return self._desk.do_about(say("Add factor"), label, add_factor, row.id, label, x, y)

    def link(self, source_id: int, target_id: int) -> int | None:
        """Link two factors with an unknown sign, and return the link's id."""
        return self._desk.do(say("Link"), add_link, source_id, target_id)

    def lead_link(self, link_id: int, source_id: int | None, target_id: int | None) -> None:
        """Lead an end of a link to another factor."""
        self._desk.do(say("Lead link elsewhere"), lead_link, link_id, source_id, target_id)

    def move(self, positions: Mapping[int, Place], label: str = "") -> None:
        """Move factors to new places, as a step with this label."""
        self._desk.do(label or say("Move"), move_factors, positions)

    def sign(self, link_ids: Sequence[int], sign: Sign) -> None:
        """Set the sign of links, as one step."""
        self._desk.do_many(len(link_ids), say("Set sign"), sign_links, link_ids, sign)

    def rename_factor(self, factor_id: int, label: str) -> bool:
        """Give a factor another name; return whether that was kept."""
        self._desk.do_about(
            say("Rename factor"), label, partial(amend_factor, label=label), factor_id
        )
        return self._desk.kept

    def change_factor(self, factor: FactorRow) -> None:
        """Edit a factor's label, note and colour in a form."""
        asked = (
            Field("label", say("What goes up or down"), needed=True),
            Field("note", say("Note"), "long"),
            Field("colour", say("Colour"), "choice", colour_choices()),
            Field("locked", say("Layouts leave it where it is"), "bool"),
        )
        values = {name: getattr(factor, name) for name in ("label", "note", "colour", "locked")}
        answers = ask_form(self._window, say("Change factor"), asked, values)
        if answers is not None:
            self._desk.do(say("Change factor"), partial(amend_factor, **answers), factor.id)

    def change_link(self, link: LinkRow) -> None:
        """Edit a link's sign, delay, strength and note in a form."""
        signs = (
            (Sign.UNKNOWN, say("? unknown")),
            (Sign.MORE, say("+ more")),
            (Sign.LESS, say("− less")),
        )
        asked = (
            Field("sign", say("Sign"), "choice", signs),
            Field("delay", say("Takes its time"), "bool"),
            Field("strength", say("Strength")),
            Field("note", say("Note"), "long"),
        )
        values = {name: getattr(link, name) for name in ("sign", "delay", "strength", "note")}
        answers = ask_form(self._window, say("Change link"), asked, values)
        if answers is not None:
            self._desk.do(say("Change link"), amend_link, link.id, **answers)

    def name_loop(self, row: MapRow, line: LoopLine) -> None:
        """Ask for a loop's name and story; an empty name removes both."""
        asked = (
            Field("name", say("Name of the loop"), hint=told(row, line.loop)),
            Field("story", say("Its story"), "long"),
        )
        known = next((each for each in row.named_loops if each.link_ids == line.id), None)
        values = {"name": known.name if known else "", "story": known.story if known else ""}
        answers = ask_form(self._window, say("Name {loop}", loop=line.mark), asked, values)
        if answers is not None:
            self._desk.do(
                say("Name loop"), name_loop, row.id, line.id, **answers, number=line.number
            )


def _stray_words(name: str) -> str:
    return say(
        "“{name}” begins or ends with a mark of links: take it away, or put the name in quotation marks.",
        name=name,
    )


def _refuse_both_ways(typed: Typed) -> None:
    if typed.both:
        raise WorkshopError(say("A link leads one way: type a line for each direction."))


def _label(name: Name, row: MapRow) -> str:
    """Return the label of the factor that is meant, or the name itself for a new one.

    Raises WorkshopError: when the name is blank, or the beginning of more than one.
    """
    if not name.text:
        raise WorkshopError(say("Say what the link leads to, after the sign."))
    found = meant(name, row.factors)
    if len(found) > 1:
        raise WorkshopError(
            say(
                "“{name}” can be “{first}” or “{other}”: type more of it, or put it in quotation "
                "marks for a new factor.",
                name=name.text,
                first=found[0].label,
                other=found[1].label,
            )
        )
    return found[0].label if found else name.text


def _source(name: Name, row: MapRow, current: FactorRow | None, target: str) -> str:
    """Return the label of the factor at which a link begins.

    Raises WorkshopError: as `_label`, or when the name is blank and no factor is in front.
    """
    if name.text:
        return _label(name, row)
    if current is None:
        raise WorkshopError(say("Say what leads to “{target}”, before the sign.", target=target))
    return current.label
