"""A product as a document: in which format it is asked, and the writing of the file."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from exports.output import Choice
from resources.words import noop, say
from ui.exporting.output_jobs import ask_folder, write_outputs
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets import Field, ask_form
from upstream_workshop.sharing.queries import ProductRow

FORMATS: Final = {
    "product-pdf": noop("PDF, to print or send"),
    "product-docx": noop("Word document, to go on with"),
    "product-html": noop("Web page in one file"),
}  # by the key of the output


class DocumentFlow:
    """Asks in which format a product is to be written and where, and writes it as a job."""

    def __init__(self, desk: Desk, jobs: Jobs, over: QWidget) -> None:
        self._desk, self._jobs, self._over = desk, jobs, over

    def write(self, product: ProductRow) -> None:
        """Write a product that has a draft."""
        if not product.drafts:
            self._desk.refused.emit(say("This product has no draft yet: begin one first."))
            return
        formats = tuple((key, say(words)) for key, words in FORMATS.items())
        fields = (Field("format", say("Format"), "choice", formats),)
        title = say("Write “{title}” as a document", title=product.title)
        asked = ask_form(self._over, title, fields, {"format": formats[0][0]}, say("Write…"))
        folder = ask_folder(self._over, self._desk.workshop.path.parent) if asked else None
        if asked and folder is not None:
            keys = (str(asked["format"]),)
            write_outputs(self._desk, self._jobs, folder, keys, Choice(row_id=product.id))
