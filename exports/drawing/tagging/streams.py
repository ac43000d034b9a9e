"""Streams as PDF/A wants them: with an end of line, which is no part of them, before their end."""

from __future__ import annotations

from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream

_END: Final = b"endstream\n"
_as_reportlab_does: Final = PDFStream.format


def _format(stream: Any, document: PDFDocument) -> bytes:
    """Return a stream as ReportLab writes it, with an end of line added (ISO 19005-2, 6.1.7.1).

    A line feed alone would be taken for half of one after a stream that ends with a return.
    """
    written: bytes = _as_reportlab_does(stream, document)
    return written.removesuffix(_END) + b"\r\n" + _END


def end_streams_on_a_line_of_their_own() -> None:
    """Have ReportLab do so for each stream, of which it makes some where nobody else can.

    It has no setting for it; what it writes is as valid as before for other readers.
    """
    setattr(PDFStream, "format", _format)  # noqa: B010 - a type checker lets nobody assign a method
