"""A made-up text of a product."""

from __future__ import annotations

from tests.core.foreign import ForeignFile

TEXT = "# Y gymuned\n\nMore sockets, please.\n"
FILES = {
    "draft": ForeignFile(
        cells={}, gained="product_draft", furnished=TEXT, sample=TEXT, new=1, refused=0
    )
}
