"""The changes that the Maps page makes, with their names in Undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.maps.sheets import LoopLine
from ui.maps.typed_factors import Typed, named
from ui.widgets import Field, ask_form
from upstream_workshop.maps import layouts, services
from upstream_workshop.maps.geometry import Place
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow


class MapActions(QObject):
    """All changes of maps; the page shows them when the desk reports them."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def add_map(self) -> int | None:
        """Ask for a title and add a map; return its id, or None."""
        title, table = say("Title"), say("Table that draws it")
        asked = (Field("title", title, needed=True), Field("table", table))
        answers = ask_form(self._window, say("New map"), asked)
        return (
            None if answers is None else self._desk.do(say("Add map"), services.add_map, **answers)
        )

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

    def enter(self, row: MapRow, typed: Typed, near: int | None) -> int | None:
        """Add the factor or the link that was typed.

        row: the map.
        typed: the parsed line.
        near: the id of the factor near which a new one is placed, if any.

        Returns the id of the factor from which typing goes on, or None if it was refused.
        """
        if not typed.target:
            return self._desk.do_about(
                say("Add factor"), typed.source, services.add_factor, row.id, typed.source,
                near=near,
            )  # fmt: skip
        source = named(typed.source, row.factors)
        if source is None:
            self._desk.refused.emit(
                say(
                    "No one factor is called “{name}”: add it first, or type more of it.",
                    name=typed.source,
                )
            )
            return None
        return self.add_neighbour(row, source.id, typed.target, typed.sign)

    def add_neighbour(
        self, row: MapRow, factor_id: int, name: str, sign: Sign = Sign.UNKNOWN
    ) -> int | None:
        """Link a factor to the one of this name, which is added if there is none."""
        target = named(name, row.factors)
        wording = target.label if target else name
        return self._desk.do_about(
            say("Link"), wording, services.add_neighbour, factor_id, wording, sign
        )

    def link(self, source_id: int, target_id: int) -> None:
        """Link two factors with an unknown sign."""
        self._desk.do(say("Link"), services.add_link, source_id, target_id)

    def move(self, positions: Mapping[int, Place]) -> None:
        """Move factors to new places."""
        self._desk.do(say("Move"), services.move_factors, positions)

    def lay_out(self, row: MapRow, name: str) -> None:
        """Arrange the whole map by the layout of this name."""
        self._desk.do(say("Lay out"), services.move_factors, layouts.LAYOUTS[name](row))

    def sign(self, link_ids: Sequence[int], sign: Sign) -> None:
        """Set the sign of links."""
        for link_id in link_ids:
            self._desk.do(say("Set sign"), services.amend_link, link_id, sign=sign)

    def remove(self, factor_ids: Sequence[int], link_ids: Sequence[int]) -> None:
        """Remove factors and links as one step."""
        if factor_ids or link_ids:
            self._desk.do(say("Remove"), services.remove_parts, factor_ids, link_ids)

    def change_factor(self, factor: FactorRow) -> None:
        """Edit a factor's label, note and colour in a form."""
        colours = (
            (Colour.NONE, say("none")), (Colour.RIVER, say("river")),
            (Colour.LEAF, say("leaf")), (Colour.SUN, say("sun")),
            (Colour.ROSE, say("rose")), (Colour.PLUM, say("plum")),
        )  # fmt: skip
        asked = (
            Field("label", say("What goes up or down"), needed=True),
            Field("note", say("Note"), "long"),
            Field("colour", say("Colour"), "choice", colours),
        )
        values = {"label": factor.label, "note": factor.note, "colour": factor.colour}
        answers = ask_form(self._window, say("Change factor"), asked, values)
        if answers is not None:
            self._desk.do(
                say("Change factor"), partial(services.amend_factor, **answers), factor.id
            )

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
            self._desk.do(say("Change link"), services.amend_link, link.id, **answers)

    def name_loop(self, row: MapRow, line: LoopLine, old: str) -> None:
        """Ask for a loop's name; an empty one removes it."""
        asked = (Field("name", say("Name of the loop"), hint=line.sentence),)
        answers = ask_form(self._window, say("Name {loop}", loop=line.mark), asked, {"name": old})
        if answers is not None:
            self._desk.do(
                say("Name loop"), services.name_loop, row.id, line.loop.link_ids, answers["name"]
            )
