"""What is selected on the map in front: shown beside it, opened, signed, put into a zone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.maps.annotations.annotation_actions import AnnotationActions, free_frame
from ui.maps.canvas.stage import MapStage
from ui.maps.entry_flow import EntryFlow
from ui.maps.map_actions import MapActions
from ui.maps.reading.map_reader import MapReader
from upstream_workshop.maps.annotations.ownership import Parts
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import MapRow, NoteRow, ZoneRow


class SelectionFlow(QObject):
    """Carries out what canvas and outline ask for about the selection, and shows what is selected.

    row: returns the map in front, or None while there is none that can be changed.
    """

    def __init__(
        self,
        row: Callable[[], MapRow | None],
        reader: MapReader,
        typing: EntryFlow,
        handlers: MapActions,
        annotations: AnnotationActions,
    ) -> None:
        super().__init__(reader)
        self._row, self._reader, self._typing = row, reader, typing
        self._handlers, self._annotations = handlers, annotations
        self._stage, self._sheet = reader.stage, reader.side.selection
        self._connect(self._stage)

    def show(self) -> None:
        """Show what is selected beside the map, and read from it."""
        row = self._row()
        if row is not None:
            self._show_facts(row)
            self._reader.show_selection()

    def add_zone(self) -> None:
        """Ask for a zone around what is selected, or let it be drawn; in the outline, at a free place."""
        row, stage = self._row(), self._stage
        if row is None:
            return
        if stage.scene.selected_parts() != Parts() or not stage.is_outlined():
            stage.canvas.setFocus()
            stage.canvas.ask_zone()
        else:
            self._on_asked_zone(free_frame(draw_whole(row).bounds))

    def _show_facts(self, row: MapRow) -> None:
        factor, link = self._stage.chosen()
        annotation, sheet = self._stage.chosen_annotation(), self._sheet
        if isinstance(annotation, ZoneRow):
            sheet.show_zone(row, annotation)
        elif isinstance(annotation, NoteRow):
            sheet.show_note(annotation)
        elif factor is not None:
            self._typing.go_on_from(factor.id)
            sheet.show_factor(row, factor)
        elif link is not None:
            sheet.show_link(row, link)
        elif selected := self._stage.scene.selected_count():
            sheet.show_several(selected)
        else:
            sheet.show_nothing()

    def _on_opened(self) -> None:
        factor, link = self._stage.chosen()
        annotation = self._stage.chosen_annotation()
        if isinstance(annotation, ZoneRow):
            self._annotations.change_zone(annotation)
        elif isinstance(annotation, NoteRow):
            self._annotations.change_note(annotation)
        elif factor is not None:
            self._handlers.change_factor(factor)
        elif link is not None:
            self._handlers.change_link(link)

    def _on_asked_zone(self, frame: Rect) -> None:
        row = self._row()
        added = self._annotations.add_zone(row, frame) if row else None
        if added is not None:
            self._stage.select(zone_ids=[added])

    def _on_asked_note(self, x: float, y: float) -> None:
        row = self._row()
        added = self._annotations.add_note(row, (x, y)) if row else None
        if added is not None:
            self._stage.select(note_ids=[added])

    def _on_renamed(self, factor_id: int, label: str) -> None:
        """Rename a factor; a name that is refused stays in its field."""
        if not self._handlers.rename_factor(factor_id, label):
            self._stage.outline.type_name(factor_id, label)

    def _on_signed(self, sign: str) -> None:
        self._handlers.sign(self._stage.scene.selected_links(), Sign(sign))

    def _connect(self, stage: MapStage) -> None:
        stage.selected.connect(self.show)
        stage.opened.connect(self._on_opened)
        stage.signed.connect(self._on_signed)
        stage.placed.connect(self._annotations.place)
        stage.asked_zone.connect(self._on_asked_zone)
        stage.asked_note.connect(self._on_asked_note)
        stage.moved.connect(self._handlers.move)
        stage.led.connect(self._handlers.lead_link)
        stage.outline.renamed.connect(self._on_renamed)
