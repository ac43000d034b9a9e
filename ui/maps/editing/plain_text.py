"""Parts of a map as lines of text, in the grammar of the entry line, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from resources.words import say
from ui.maps.typed.typed_factors import Name, Typed, parse, parse_among
from ui.maps.typed.typed_tables import is_table, typed_rows
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line, without_bullet
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.copying.copied_parts import MOST, MapParts
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow

_SIGNS: Final = {Sign.MORE: "+", Sign.LESS: "-", Sign.UNKNOWN: "?"}
_DASHES: Final = ("-", "–")
_QUOTES: Final = ('"{}"', "“{}”", "«{}»", "„{}“")
# words without any sign; but “after a delay” behind a sign is one
_PLAIN: Final = re.compile(r"(?!after\b)[^\W_]+(?: [^\W_]+)*", re.IGNORECASE)
_MARKS: Final = frozenset(
    '"“”«»„'
)  # one in each name of a link would put the sign in quotation marks


def lines_of(parts: MapParts) -> str:
    """Return a line for each link, for each factor that no link names, and for each zone and note."""
    names = {each.id: _quoted(each.label) for each in (*parts.factors, *parts.ends)}
    named = {id_ for link in parts.links for id_ in (link.source_id, link.target_id)}
    lone = [names[each.id] for each in parts.factors if each.id not in named]
    others = [zone.title for zone in parts.zones] + [note.text for note in parts.notes]
    return "\n".join([*(_link_line(link, names) for link in parts.links), *lone, *others])


def _link_line(link: LinkRow, names: dict[int, str]) -> str:
    """Return a link as it is typed into the entry line, between names as they are typed."""
    sign = _SIGNS[link.sign] + ("//" if link.delay else "")
    line = f"{names[link.source_id]} {sign} {names[link.target_id]}"
    strength = link.strength and one_line(link.strength.replace("=", " "))
    return f"{line} = {strength}" if strength else line


def parts_of(text: str, there: Sequence[FactorRow]) -> MapParts:
    """Return the factors and links of a table or of lines; a name that is there already is joined, not added.

    A line that is no link, or only half of one, is a factor.

    Raises WorkshopError: when there are too many lines, or the meaning of a table is not sure.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise WorkshopError(
            say("{n:,} lines are too many to paste: import them from a file.", n=len(lines))
        )
    if is_table(text):
        typed = list(typed_rows(text))
    else:
        known = {folded(factor.label) for factor in there}
        typed = [_whole(parse_among(line, known), line) for line in _without_bullets(lines)]
    ends = _factors(typed)
    ids = {folded(each.label): each.id for each in ends}
    links = tuple(
        LinkRow(
            number,
            ids[folded(each.source.text)],
            ids[folded(each.target.text)],
            each.sign,
            each.delay,
            each.strength,
        )
        for number, each in enumerate(typed)
        if each.target is not None
    )
    return MapParts((), links, ends, placed=False)


def _without_bullets(lines: Sequence[str]) -> list[str]:
    """Return the lines of a list without bullets; a dash is one only if all lines begin with one."""
    dashes = [line.lstrip()[:1] in _DASHES for line in lines]
    return [
        line if dash and not all(dashes) else without_bullet(line)
        for line, dash in zip(lines, dashes, strict=True)
    ]


def _whole(typed: Typed, line: str) -> Typed:
    """Return a parsed line; one that lacks an end of its link, or leads both ways, as a factor."""
    ends = (typed.source, typed.target)
    if typed.target is not None and (typed.both or not all(each and each.text for each in ends)):
        return Typed(Name(one_line(line)))
    return typed


def _factors(typed: Iterable[Typed]) -> tuple[FactorRow, ...]:
    """Return the factors that lines name, each once."""
    found: dict[str, FactorRow] = {}
    for line in typed:
        for name in (line.source, line.target):
            if name is not None and name.text:
                found.setdefault(folded(name.text), FactorRow(len(found), name.text))
    return tuple(found.values())


def _quoted(label: str) -> str:
    """Return a name as it is read back; plain words are, which need not be tried one by one."""
    return label if _PLAIN.fullmatch(label) else read_back(label)


def read_back(label: str) -> str:
    """Return a name in quotation marks if it would be read as something else."""
    known = FactorRow(0, "\N{NULL}")
    forms = _QUOTES if _MARKS.intersection(label) else ("{}", *_QUOTES)
    for form in forms:
        said = form.format(label)
        link = parse(f"{said} + {said} = x", (known,))
        alone = parse(said, (known,))
        ends = (link.source.text, link.target.text if link.target else "", alone.source.text)
        if (
            ends == (label,) * 3
            and alone.target is None
            and link.strength == "x"
            and without_bullet(said) == said
        ):
            return said
    return label
