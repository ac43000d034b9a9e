"""The text of a PDF, as far as it has any."""

from __future__ import annotations

import io
import logging
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError

_MOST_PAGES: Final = 400


def pdf_text(name: str, content: bytes) -> str:
    """Return the text of a PDF, an empty line between pages.

    Raises WorkshopError if it is damaged, protected, too long or has no text.
    """
    from pypdf import PdfReader  # slow to import, and seldom needed

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = -1 if reader.is_encrypted and not reader.decrypt("") else len(reader.pages)
        texts = [page.extract_text() for page in reader.pages] if 0 <= pages <= _MOST_PAGES else []
    except (MemoryError, WorkshopError):
        raise
    except Exception as error:  # whatever a damaged file makes the library raise
        raise WorkshopError(
            say("{name} is damaged: open it and print it to a new PDF.", name=name)
        ) from error
    if pages < 0:
        raise WorkshopError(
            say("{name} is protected by a password: save it without one.", name=name)
        )
    if pages > _MOST_PAGES:
        raise WorkshopError(
            say(
                "{name} has {n} pages and at most {most} are read: keep those you need.",
                name=name,
                n=pages,
                most=_MOST_PAGES,
            )
        )
    text = "\n\n".join(filter(None, (each.strip() for each in texts)))
    if not text:
        raise WorkshopError(
            say(
                "{name} has no text, only pictures of it: have its text recognised, and save that.",
                name=name,
            )
        )
    return text.encode("utf-8", "ignore").decode()
