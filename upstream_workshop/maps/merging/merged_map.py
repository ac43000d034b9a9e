"""Two maps as one: what both have once, what only one has, and where each of it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from upstream_workshop.maps.analysis.factor_labels import folded, free_label
from upstream_workshop.maps.analysis.map_comparison import Comparison, compared
from upstream_workshop.maps.annotations.ownership import contents
from upstream_workshop.maps.drawing.rectangles import Place, Rect, around_all
from upstream_workshop.maps.drawing.shapes import factor_box
from upstream_workshop.maps.kinds import Settled, Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop, NoteRow, ZoneRow
from upstream_workshop.maps.merging.joined_parts import joined_factor, joined_link
from upstream_workshop.maps.placing.overlaps import GAP, extent, spread
from upstream_workshop.maps.rules import rotated

Pair = tuple[int, int]  # the ids of a link of the first map and of one of the second
_AROUND: Final = 26.0  # points between a zone of the second map and what lies in it
NOTHING: Final[Mapping[int, int]] = MappingProxyType({})
UNSETTLED: Final[Mapping[Pair, Settled]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MergedMap:
    """Two maps as one.

    row: the map. The ids of the first map are kept, those of the second are negated.
    only_a, only_b: the ids, in `row`, of factors and of links that only one of the maps has.
    opposite: the ids, in `row`, of links to which the maps give opposite signs.
    """

    row: MapRow
    only_a: tuple[frozenset[int], frozenset[int]]
    only_b: tuple[frozenset[int], frozenset[int]]
    opposite: frozenset[int]


def to_settle(a: MapRow, b: MapRow, found: Comparison) -> tuple[Pair, ...]:
    """Return the pairs of links with opposite signs of which neither map has the other's sign too."""
    backward = {two: one for one, two in found.matched.items()}
    signs_a: dict[Pair, set[Sign]] = {}
    for link in a.links:
        signs_a.setdefault((link.source_id, link.target_id), set()).add(link.sign)
    by_id = {link.id: link for link in b.links}
    ends = {id_: _ends(by_id[id_], backward) for _, id_ in found.opposite}
    return tuple(
        (one, two) for one, two in found.opposite if by_id[two].sign not in signs_a[ends[two]]
    )


def merged(
    a: MapRow,
    b: MapRow,
    confirmed: Mapping[int, int] = NOTHING,
    settled: Mapping[Pair, Settled] = UNSETTLED,
) -> MergedMap:
    """Return two maps as one.

    confirmed: further pairs of factors that are the same, as for `compared`.
    settled: what becomes of links with opposite signs; both are kept where nothing is said.

    A link of unknown sign and one of known sign are one link, if they are alone between their factors.
    Labels, places and zones are those of the first map; factors of the second stand as they stood to those
    that both have. Of two factors with one label that are not the same, the second gets a number.
    """
    return _Merging(a, b, confirmed, settled).result()


class _Merging:
    """A merging in progress."""

    def __init__(
        self, a: MapRow, b: MapRow, confirmed: Mapping[int, int], settled: Mapping[Pair, Settled]
    ) -> None:
        self._a, self._b = a, b
        found = compared(a, b, confirmed)
        self._there = {two: one for one, two in found.matched.items()}
        self._asked = to_settle(a, b, found)
        self._settled = {pair: settled.get(pair, Settled.BOTH) for pair in self._asked}
        self._links = {link.id: link for link in a.links}
        self._of_link: dict[int, int] = {}  # the link of the result, by that of the second map
        self._opposite: set[int] = set()
        self._asked_of: dict[int, list[int]] = {}  # links of the first map, by that of the second
        for one, two in self._asked:
            self._asked_of.setdefault(two, []).append(one)
        self._between: dict[Pair, list[LinkRow]] = {}
        for link in a.links:
            self._between.setdefault((link.source_id, link.target_id), []).append(link)
        self._parallel = Counter((link.source_id, link.target_id) for link in b.links)

    def result(self) -> MergedMap:
        """Return the merged map."""
        factors = self._factors()
        for link in self._b.links:
            self._take(link)
        row = MapRow(
            0, self._a.title, self._a.table, factors, tuple(self._links.values()), self._loops(),
            self._zones(factors), self._notes(factors), self._factor_origins(), self._link_origins(),
            basis_shown=self._a.basis_shown, factor_findings=self._factor_findings(),
            link_findings=self._link_findings(),
        )  # fmt: skip
        both = {self._there.get(factor.id, -factor.id) for factor in self._b.factors}
        links_both = set(self._of_link.values())
        ids, link_ids = {f.id for f in factors}, set(self._links)
        return MergedMap(
            row,
            (frozenset(ids - both), frozenset(link_ids - links_both)),
            (frozenset(id_ for id_ in ids if id_ < 0), frozenset(k for k in link_ids if k < 0)),
            frozenset(self._opposite),
        )

    def _factors(self) -> tuple[FactorRow, ...]:
        inverse = {one: two for two, one in self._there.items()}
        others = {factor.id: factor for factor in self._b.factors}
        kept = [
            joined_factor(f, others[inverse[f.id]]) if f.id in inverse else f
            for f in self._a.factors
        ]
        taken = {folded(factor.label) for factor in kept}
        fresh = []
        for factor in self._b.factors:
            if factor.id not in self._there:
                label = free_label(factor.label, taken)
                taken.add(folded(label))
                fresh.append(replace(factor, id=-factor.id, label=label, locked=False))
        places = self._places(kept, fresh)
        return (*kept, *(replace(f, x=places[f.id][0], y=places[f.id][1]) for f in fresh))

    def _places(self, kept: Sequence[FactorRow], fresh: Sequence[FactorRow]) -> dict[int, Place]:
        """Return the places of all, with those of the second map moved, and nothing on anything."""
        right, down = self._offset()
        fixed = {factor.id: (factor.x, factor.y) for factor in kept}
        moved = {factor.id: (factor.x + right, factor.y + down) for factor in fresh}
        sizes = {factor.id: factor_box(factor).rect for factor in (*kept, *fresh)}
        apart = spread({**fixed, **moved}, sizes, fixed.keys())
        if apart is not None or not moved or not fixed:
            return apart or {**fixed, **moved}
        aside = extent(fixed, sizes).right + GAP[0] - extent(moved, sizes).x
        return {**fixed, **{id_: (x + aside, y) for id_, (x, y) in moved.items()}}

    def _offset(self) -> Place:
        """Return how far, on average, what both have stands from where the second map has it."""
        ours = {factor.id: factor for factor in self._a.factors}
        pairs = [(ours[self._there[f.id]], f) for f in self._b.factors if f.id in self._there]
        if not pairs:
            right = max((factor.x for factor in self._a.factors), default=0.0)
            left = min((factor.x for factor in self._b.factors), default=0.0)
            return right - left + 300.0, 0.0
        return (
            sum(one.x - two.x for one, two in pairs) / len(pairs),
            sum(one.y - two.y for one, two in pairs) / len(pairs),
        )

    def _take(self, link: LinkRow) -> None:
        """Take a link of the second map: as one with a link of the first, or as another."""
        source, target = _ends(link, self._there)
        same = self._between.get((source, target), [])
        equal = next((each.id for each in same if each.sign == link.sign), None)
        if equal is None:
            equal = self._one_of_unknown(same, link) or self._settle(same, link)
        if equal is not None:
            self._links[equal] = joined_link(self._links[equal], link)
        else:
            equal = -link.id
            self._links[equal] = replace(link, id=equal, source_id=source, target_id=target)
        self._of_link[link.id] = equal
        if asked := self._asked_of.get(link.id):
            self._opposite |= {equal, *asked}

    def _one_of_unknown(self, same: Sequence[LinkRow], link: LinkRow) -> int | None:
        """Return the only other link if the sign of one of them is unknown; it takes the known one."""
        if len(same) != 1 or Sign.UNKNOWN not in (same[0].sign, link.sign):
            return None
        if self._parallel[link.source_id, link.target_id] > 1:
            return None
        known = same[0].sign or link.sign
        self._links[same[0].id] = replace(self._links[same[0].id], sign=known)
        return same[0].id

    def _settle(self, same: Sequence[LinkRow], link: LinkRow) -> int | None:
        """Settle each link that has the opposite sign; return the first that becomes one with it."""
        settled = [
            one for one in self._asked_of.get(link.id, ()) if self._is_settled(one, same, link)
        ]
        return next(iter(settled), None)

    def _is_settled(self, asked: int, same: Sequence[LinkRow], link: LinkRow) -> bool:
        """Give a link of the first map the sign that was said; tell whether both become one."""
        choice = self._settled[asked, link.id]
        if choice is Settled.BOTH:
            return False
        ours = self._links[asked]
        sign = link.sign if choice is Settled.SECOND else ours.sign
        if choice is Settled.UNSURE:
            sign = Sign.UNKNOWN
        if any(each.sign == sign and each.id != ours.id for each in same):
            return False
        self._links[asked] = replace(ours, sign=sign)
        return True

    def _loops(self) -> tuple[NamedLoop, ...]:
        named = {loop.link_ids: loop for loop in self._a.named_loops}
        for loop in self._b.named_loops:
            link_ids = rotated([self._of_link[id_] for id_ in loop.link_ids])
            if len(set(link_ids)) == len(link_ids):
                named.setdefault(link_ids, replace(loop, link_ids=link_ids, number=0))
        return tuple(named.values())

    def _zones(self, factors: Sequence[FactorRow]) -> tuple[ZoneRow, ...]:
        titles = {folded(zone.title) for zone in self._a.zones}
        boxes = {factor.id: factor_box(factor).rect for factor in factors}
        fresh = [
            self._moved_zone(zone, boxes)
            for zone in self._b.zones
            if folded(zone.title) not in titles
        ]
        return (*self._a.zones, *fresh)

    def _moved_zone(self, zone: ZoneRow, boxes: Mapping[int, Rect]) -> ZoneRow:
        """Return a zone of the second map around what lay in it, wherever that is now."""
        inside = [self._there.get(id_, -id_) for id_ in contents(self._b, zone).factors]
        right, down = self._offset()
        rect = Rect(zone.x + right, zone.y + down, zone.width, zone.height)
        if inside:
            rect = around_all([boxes[id_] for id_ in inside]).grown(_AROUND)
            rect = rect._replace(y=rect.y - _AROUND, height=rect.height + _AROUND)
        return ZoneRow(-zone.id, zone.title, *rect, zone.colour)

    def _notes(self, factors: Sequence[FactorRow]) -> tuple[NoteRow, ...]:
        """Return the notes of both; those of the second stand below all factors."""
        texts = {folded(note.text) for note in self._a.notes}
        fresh = [note for note in self._b.notes if folded(note.text) not in texts]
        bottom = max((factor_box(each).rect.bottom for each in factors), default=0.0)
        left = min((factor.x for factor in factors), default=0.0)
        return (
            *self._a.notes,
            *(
                NoteRow(-note.id, note.text, left + 220.0 * n, bottom + 90.0)
                for n, note in enumerate(fresh)
            ),
        )

    def _factor_origins(self) -> tuple[Origin, ...]:
        ours = _origins(self._a, self._a.factors, self._a.factor_origins)
        theirs = _origins(self._b, self._b.factors, self._b.factor_origins)
        moved = [(self._there.get(id_, -id_), title) for id_, title in theirs]
        return tuple(dict.fromkeys([*ours, *moved]))

    def _link_origins(self) -> tuple[Origin, ...]:
        ours = _origins(self._a, self._a.links, self._a.link_origins)
        theirs = _origins(self._b, self._b.links, self._b.link_origins)
        return tuple(dict.fromkeys([*ours, *((self._of_link[k], title) for k, title in theirs)]))

    def _factor_findings(self) -> tuple[tuple[int, int], ...]:
        theirs = [(self._there.get(id_, -id_), found) for id_, found in self._b.factor_findings]
        return tuple(dict.fromkeys([*self._a.factor_findings, *theirs]))

    def _link_findings(self) -> tuple[tuple[int, int], ...]:
        theirs = [(self._of_link[id_], found) for id_, found in self._b.link_findings]
        return tuple(dict.fromkeys([*self._a.link_findings, *theirs]))


Origin = tuple[int, str]  # the id of a factor or a link, and the title of a map it came from


def _origins(
    row: MapRow, parts: Sequence[FactorRow | LinkRow], known: Sequence[Origin]
) -> list[Origin]:
    """Return where the factors or links of a map come from: what is known of it, or the map itself."""
    told = {id_ for id_, _ in known}
    return [*known, *((part.id, row.title) for part in parts if part.id not in told)]


def _ends(link: LinkRow, there: Mapping[int, int]) -> Pair:
    """Return the ends of a link of the second map in the result."""
    source, target = link.source_id, link.target_id
    return there.get(source, -source), there.get(target, -target)
