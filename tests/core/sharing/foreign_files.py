"""A made-up text of a product."""

from __future__ import annotations

from tests.core.foreign import ForeignFile

FILES = {"product": ForeignFile(sample="# Who carries the risk\n\nNobody alone.\n", suffix=".md")}
