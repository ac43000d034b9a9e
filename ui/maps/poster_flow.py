"""A map as a poster or a picture: what is asked, and the writing of the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from exports.catalogue import OUTPUTS
from resources.words import noop, say
from ui.exporting.output_jobs import ask_folder, write_outputs
from ui.exporting.sizes import choice_of, size_fields
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets import Field, FormDialog
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.placing.paper_sizes import least_paper, usual_paper

FORMATS: Final = {
    "posters": noop("Poster to print (PDF)"),
    "maps-png": noop("Picture for slides and letters (PNG)"),
    "maps-svg": noop("Drawing that stays sharp at any size (SVG)"),
}  # by the key of the output
_CHOICES: Final = {output.key: output.choices for output in OUTPUTS if output.key in FORMATS}
_ASKED: Final = ("paper", "sheets", "pixels", "boxes")


class PosterFlow:
    """Asks how a map is to be written, and writes it as a job."""

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        self._desk, self._jobs, self._window = desk, jobs, window

    def run(self, row: MapRow, bounds: Rect, by: SizeBy = SizeBy.EQUAL) -> None:
        """Ask for the format, its size and the folder, and write the file.

        bounds: those of the map's drawing, by which the paper is proposed.
        by: by what its boxes are sized on the canvas, which is proposed as well.
        """
        dialog = poster_form(self._window, row, usual_paper(bounds), by)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            answers = dialog.answers()
        finally:
            dialog.deleteLater()
        folder = ask_folder(self._window, self._desk.workshop.path.parent)
        if folder is not None:
            self.write(folder, row, answers)

    def write(self, folder: Path, row: MapRow, answers: Mapping[str, object]) -> None:
        """Write one map into a folder in the form that was asked for."""
        key = str(answers["format"])
        wanted = {name: answers[name] for name in _CHOICES[key] if name in answers}
        choice = choice_of(wanted, row.id)
        write_outputs(self._desk, self._jobs, folder, (key,), choice)


def poster_form(
    parent: QWidget | None, row: MapRow, usual: str, by: SizeBy = SizeBy.EQUAL
) -> FormDialog:
    """Return the form; what does not concern the chosen format cannot be chosen.

    usual: the paper that is proposed.
    by: the size of boxes that is.
    """
    formats = tuple((key, say(words)) for key, words in FORMATS.items())
    fields = (Field("format", say("Format"), "choice", formats), *size_fields(_ASKED, usual))
    title = say("Poster or picture of {map}", map=row.title)
    dialog = FormDialog(parent, title, fields, {"boxes": by}, keep=say("Write…"))
    chosen = dialog.control("format")
    assert isinstance(chosen, QComboBox)  # as for all fields of the kind "choice"

    def enable() -> None:
        for name in _ASKED:
            dialog.control(name).setEnabled(name in _CHOICES[chosen.currentData()])

    chosen.currentIndexChanged.connect(enable)
    enable()
    return dialog


def paper_words(bounds: Rect) -> str:
    """Return a sentence about the least paper on which all words of a map can be read.

    bounds: those of the map's drawing.
    """
    least = least_paper(bounds)
    if least is None:
        return say(
            "Laid out; even on A0 its words are too small to read: cut it into several maps."
        )
    return say("Laid out; its words can be read on {size} or larger.", size=least)
