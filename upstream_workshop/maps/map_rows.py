"""A map and what is on it, as frozen values, which need no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from upstream_workshop.maps.kinds import Basis, BasisShown, Colour, Sign


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A quantity that can go up or down; x and y are its centre in points, y downwards."""

    id: int
    label: str
    x: float = 0.0
    y: float = 0.0
    colour: Colour = Colour.NONE
    note: str = ""
    locked: bool = False
    carried: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An influence of one factor on another; a blank sign is an unknown one.

    bend: how many points the middle of its curve is moved to the left of its direction.
    carried: what else its file says of it, as JSON, for an export to give back.
    basis: what it rests on, if the map shows that.
    """

    id: int
    source_id: int
    target_id: int
    sign: Sign = Sign.UNKNOWN
    delay: bool = False
    strength: str = ""
    note: str = ""
    bend: float = 0.0
    carried: str = ""
    basis: Basis = Basis.UNSAID


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A rectangle behind factors; x and y are its upper left corner in points."""

    id: int
    title: str
    x: float
    y: float
    width: float
    height: float
    colour: Colour = Colour.NONE


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A text on a map that is no factor; x and y are its centre in points."""

    id: int
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class NamedLoop:
    """A loop that has a name, identified by its links from the smallest id on.

    number: its number, which it keeps whatever is added or removed; 0 if it has none yet.
    """

    link_ids: tuple[int, ...]
    name: str
    number: int = 0
    story: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A map with all that is on it.

    factor_origins, link_origins: pairs of an id and the title of a map it came from, for maps that
        were merged from others.
    carried: what else its file says of it, as JSON, for an export to give back.
    factor_findings, link_findings: pairs of an id and the id of a finding behind it.
    """

    id: int
    title: str
    table: str
    factors: tuple[FactorRow, ...]
    links: tuple[LinkRow, ...]
    named_loops: tuple[NamedLoop, ...] = ()
    zones: tuple[ZoneRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    factor_origins: tuple[tuple[int, str], ...] = ()
    link_origins: tuple[tuple[int, str], ...] = ()
    carried: str = ""
    basis_shown: BasisShown = BasisShown.WHERE_ANY
    factor_findings: tuple[tuple[int, int], ...] = ()
    link_findings: tuple[tuple[int, int], ...] = ()

    @property
    def shows_basis(self) -> bool:
        """Whether it shows which of its links rest on findings."""
        return any(link.basis for link in self.links)

    @property
    def loop_names(self) -> tuple[tuple[tuple[int, ...], str], ...]:
        """The ids of the links and the name of each loop that has one."""
        return tuple((loop.link_ids, loop.name) for loop in self.named_loops)


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A snapshot of a map: its own id, its title, and when it was taken."""

    id: int
    title: str
    taken_at: datetime
