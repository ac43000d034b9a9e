"""A sequence of links as a sentence, which follows increase and decrease along it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from resources.words import noop, say
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import LinkRow

_OPPOSITE: Final = {Sign.MORE: Sign.LESS, Sign.LESS: Sign.MORE, Sign.UNKNOWN: Sign.UNKNOWN}
_TURNED: Final[dict[Sign, Callable[[Sign], Sign]]] = {
    Sign.MORE: lambda amount: amount,
    Sign.LESS: lambda amount: _OPPOSITE[amount],
    Sign.UNKNOWN: lambda _: Sign.UNKNOWN,
}
_FIRST: Final = {
    (Sign.MORE, False): noop("More {source} brings more {target}"),
    (Sign.LESS, False): noop("More {source} brings less {target}"),
    (Sign.UNKNOWN, False): noop("More {source} affects {target}"),
    (Sign.MORE, True): noop("More {source}, after a delay, brings more {target}"),
    (Sign.LESS, True): noop("More {source}, after a delay, brings less {target}"),
    (Sign.UNKNOWN, True): noop("More {source}, after a delay, affects {target}"),
}
_ON: Final = {
    (Sign.MORE, False): noop("{clause}, which brings more {target}"),
    (Sign.LESS, False): noop("{clause}, which brings less {target}"),
    (Sign.UNKNOWN, False): noop("{clause}, which affects {target}"),
    (Sign.MORE, True): noop("{clause}, which, after a delay, brings more {target}"),
    (Sign.LESS, True): noop("{clause}, which, after a delay, brings less {target}"),
    (Sign.UNKNOWN, True): noop("{clause}, which, after a delay, affects {target}"),
}


def followed(amount: Sign, sign: Sign) -> Sign:
    """Return what a change becomes along a link: whether it is an increase, a decrease or unknown."""
    return _TURNED[sign](amount)


def chain_sentence(links: Iterable[LinkRow], labels: Mapping[int, str]) -> str:
    """Return links, each of which begins where the one before ends, as a sentence.

    labels: the labels of their factors, as they stand inside a sentence.
    The sentence stops following increase and decrease at the first unknown sign.
    """
    clause, amount = "", Sign.MORE
    for link in links:
        amount = followed(amount, link.sign)
        target = labels[link.target_id]
        if clause:
            clause = say(_ON[amount, link.delay], clause=clause, target=target)
        else:
            first = labels[link.source_id]
            clause = say(_FIRST[amount, link.delay], source=first, target=target)
    return say("{sentence}.", sentence=clause)
