"""Codes found by their names while a file is imported, and added where they are missing."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.codebook.queries import counting_codes
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.model import Code
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.codebooks import names_of


class CodeFinder:
    """Finds codes by their names, through merges, and adds those that are missing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_name: dict[str, list[int]] = {}
        self._below: dict[tuple[int | None, str], int] = {}
        counts_as = counting_codes(session)
        rows = [*session.scalars(select(Code).order_by(Code.position, Code.id))]
        for code in sorted(rows, key=lambda row: row.merged_into_id is not None):
            self._note(code, counts_as)

    def named(self, path: str, *, slash: bool = True) -> int:
        """Return the code of a path, or of a name, which may stand anywhere if only once.

        slash: whether “/” stands between names in a path that is not known; it is then added.
        """
        known = self._known(path)
        return self.at(names_of(path, slash=slash)) if known is None else known

    def knows(self, path: str) -> bool:
        """Tell whether there is a code of this path or name."""
        return self._known(path) is not None

    def _known(self, path: str) -> int | None:
        names, whole = names_of(path), names_of(path, slash=False)
        at = self.known_at(names) if len(names) > 1 else None
        meant = {*self._by_name.get(folded(whole[0]), ())} if len(whole) == 1 else set[int]()
        return next(iter(meant)) if at is None and len(meant) == 1 else at

    def known_at(self, names: tuple[str, ...]) -> int | None:
        """Return the code at a path from the top, or None."""
        at: int | None = None
        for name in names:
            at = self._below.get((at, folded(name)))
            if at is None:
                return None
        return at

    def at(self, names: tuple[str, ...]) -> int:
        """Return the code at a path from the top, which is added with those above it if missing.

        Raises WorkshopError: when the path is empty.
        """
        if not names:
            raise WorkshopError(say("A code needs a name: type one."))
        above = self.at(names[:-1]) if len(names) > 1 else None
        key = above, folded(names[-1])
        if key not in self._below:
            made = add_code(self._session, names[-1], above)
            self._note(self._session.get_one(Code, made), {made: made})
        return self._below[key]

    def _note(self, code: Code, counts_as: Mapping[int, int]) -> None:
        holder = counts_as[code.id]
        above = None if code.parent_id is None else counts_as.get(code.parent_id, code.parent_id)
        self._below.setdefault((above, folded(code.name)), holder)
        self._by_name.setdefault(folded(code.name), []).append(holder)
