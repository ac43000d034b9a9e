"""A made-up table of cards."""

from __future__ import annotations

from tests.core.foreign import WORDS, ForeignFile

FILES = {
    "cards": ForeignFile(
        cells={
            "text": WORDS, "theme": WORDS[:4], "table": ("1", ""), "colour": ("red", ""),
        },
        gained="card",
        furnished="text,theme\nY gymuned,\nMore sockets,\n,Y gymuned\n",
        sample="text,theme\nY gymuned,\nMore sockets,Another theme\n,Y gymuned\n",
    ),
}  # fmt: skip
