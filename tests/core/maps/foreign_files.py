"""A made-up table of links."""

from __future__ import annotations

from tests.core.foreign import ForeignFile

FILES = {
    "map": ForeignFile(
        cells={
            "from": ("Trust", "Luck", "Risk", ""), "to": ("Trust", "Luck", ""),
            "sign": ("+", "-", "", "maybe"), "delay": ("", "yes"), "note": ("", "seen"),
        },
        gained="link",
        counts=lambda row: "→" in row.name,  # a factor can come with a link
        furnished="from,to,sign,delay\nA,B,+,\nB,A,-,\n,C,+,\n",
        sample="from,to,sign\nA,B,+\nB,A,-\nA,C,maybe\n",
    ),
}  # fmt: skip
