"""A made-up table of responses to a draft."""

from __future__ import annotations

from tests.core.foreign import NAMES, WORDS, ForeignFile

FILES = {
    "responses": ForeignFile(
        cells={"text": WORDS, "author": NAMES, "organisation": ("Leeds", "")},
        gained="response",
        furnished="text,author\nToo slow,Ann Lee\nWell said,\n,Nobody\n",
        sample="text,author\nToo slow,Ann Lee\nWell said,\n,Nobody\n",
    )
}
