"""What is read from a map, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from resources.words import count, joined, noop, say
from upstream_workshop.maps.analysis.chain_words import chain_sentence
from upstream_workshop.maps.analysis.paths import Path
from upstream_workshop.maps.analysis.pushes import Affected, Effect, Push
from upstream_workshop.maps.analysis.standings import size_words
from upstream_workshop.maps.kinds import Basis, LoopKind, Sign, SizeBy
from upstream_workshop.maps.loops import Loop, inside
from upstream_workshop.maps.map_rows import MapRow

SIGNS: Final = {Sign.MORE: "+", Sign.LESS: "−", Sign.UNKNOWN: "?"}
EFFECTS: Final = {
    Effect.MORE: noop("up"),
    Effect.LESS: noop("down"),
    Effect.MIXED: noop("not decided"),
    Effect.UNKNOWN: noop("unknown"),
}
LATER: Final = {
    Effect.MORE: noop("up, later"),
    Effect.LESS: noop("down, later"),
    Effect.MIXED: noop("not decided, later"),
    Effect.UNKNOWN: noop("unknown, later"),
}
_RETURNS: Final = {
    LoopKind.REINFORCING: (
        noop("{loops} leads back and adds to it."),
        noop("{n} loops lead back and add to it: {loops}."),
    ),
    LoopKind.BALANCING: (
        noop("{loops} leads back and works against it."),
        noop("{n} loops lead back and work against it: {loops}."),
    ),
    LoopKind.UNKNOWN: (
        noop("{loops} leads back, it is not known how."),
        noop("{n} loops lead back, it is not known how: {loops}."),
    ),
}
_ALTOGETHER: Final = {
    Sign.MORE: noop("Altogether: more {source} leads to more {target}."),
    Sign.LESS: noop("Altogether: more {source} leads to less {target}."),
    Sign.UNKNOWN: noop("Altogether: a change of {source} affects {target}, a sign is unknown."),
}
_LOOPS_NAMED: Final = 3  # of each kind


def labels(row: MapRow) -> dict[int, str]:
    """Return the labels of a map's factors by id, as they stand inside a sentence."""
    return {factor.id: inside(factor.label) for factor in row.factors}


def steps_words(number: int, steps: int, back: bool) -> str:
    """Return how many factors lead to one, or follow from it, within some steps."""
    within = count(steps, "1 step", "{n} steps")
    if back:
        return count(
            number,
            "1 factor leads to it within {within}.",
            "{n} factors lead to it within {within}.",
            within=within,
        )
    return count(
        number,
        "1 factor follows from it within {within}.",
        "{n} factors follow from it within {within}.",
        within=within,
    )


def path_sentence(row: MapRow, path: Path) -> str:
    """Return a path as sentences: link by link, and its whole effect."""
    named, by_id = labels(row), {link.id: link for link in row.links}
    along = chain_sentence([by_id[id_] for id_ in path.link_ids], named)
    ends = {"source": named[path.factor_ids[0]], "target": named[path.factor_ids[-1]]}
    whole = say(_ALTOGETHER[path.sign], **ends)
    return say("{sentence} {more}", sentence=along, more=whole)


def path_length(path: Path) -> str:
    """Return how many links and delays a path has."""
    links = count(len(path.link_ids), "1 link", "{n} links")
    if not path.delays:
        return links
    delays = count(path.delays, "1 delay", "{n} delays")
    return say("{links}, {delays}", links=links, delays=delays)


def effect_words(affected: Affected) -> str:
    """Return what becomes of a factor."""
    return say((LATER if affected.later else EFFECTS)[affected.effect])


def push_title(row: MapRow, push: Push) -> str:
    """Return what is assumed by a push."""
    label = next(factor.label for factor in row.factors if factor.id == push.factor_id)
    if push.up:
        return say("If “{factor}” goes up", factor=label)
    return say("If “{factor}” goes down", factor=label)


def push_facts(push: Push, returning: Iterable[Loop], names: Mapping[tuple[int, ...], str]) -> str:
    """Return how many factors a push reaches, and which loops lead back to it.

    names: the names of loops, by their links.
    """
    reached = count(
        len(push.affected), "It reaches 1 other factor.", "It reaches {n} other factors."
    )
    by_kind: defaultdict[LoopKind, list[Loop]] = defaultdict(list)
    for loop in returning:
        by_kind[loop.kind].append(loop)
    told = [_returns(kind, by_kind[kind], names) for kind in LoopKind if by_kind[kind]]
    return " ".join((reached, *told))


def _returns(kind: LoopKind, loops: Sequence[Loop], names: Mapping[tuple[int, ...], str]) -> str:
    """Return how loops of one kind lead back; those with a name come first."""
    order = sorted(loops, key=lambda loop: loop.link_ids not in names)
    told = [f"{loop.mark} {names.get(loop.link_ids, '')}".strip() for loop in order]
    words = ", ".join(told[:_LOOPS_NAMED])
    if len(told) > _LOOPS_NAMED:
        words = say("{loops} and others", loops=words)
    one, many = _RETURNS[kind]
    return count(len(loops), one, many, loops=words)


def push_limits() -> str:
    """Return what a push cannot tell."""
    return say(
        "Only signs are followed: how strong or how fast it will be, the map does not say. "
        "Each loop is gone round once."
    )


def legend_words(row: MapRow, by: SizeBy) -> str:
    """Return what the sizes of boxes and the lines of links mean; blank if all are plain."""
    bases = {link.basis for link in row.links}
    lines = (
        say("Dashed links rest on no finding.") if Basis.NONE in bases else "",
        say("Double links rest on what is disputed.") if Basis.CONTESTED in bases else "",
    )
    return joined((size_words(by), *lines), "{first} {then}")
