"""How a line that is typed is read as a finding.

`kirklees: barrier; procurement takes nine months “we waited a year” (buyer) #risk #money @never`

Organisation, kind and codes may be shortened to what begins one of them only. A `!` after a name says
that it is a new one. Without an organisation, or after a colon alone, the last one stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import KINDS, Use
from upstream_workshop.people.rules import folded, found

NEW: Final = "!"
_HEAD: Final = re.compile(r"\s*([^:;#@“\"]*):(?=\s|$)\s*(.*)", re.DOTALL)
_KIND: Final = re.compile(r"\s*([^:;#@“\"\s]+)\s*;\s*(.*)", re.DOTALL)
_CODE: Final = re.compile(r"(?:^|(?<=\s))#([^\s#,;]+)")
_USE: Final = re.compile(r"(?:^|(?<=\s))@([a-z]+)\b", re.IGNORECASE)
_QUOTE: Final = re.compile(r"(?:^|(?<=\s))(?:“([^“”]+)”|\"([^\"]+)\")\s*(?:\(([^()]*)\))?")
_SEPARATORS: Final = re.compile(r"[-_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What a line may refer to.

    organisations: the names by id.
    codes: the paths by id, of those that findings can have.
    kinds: the kinds in use.
    current: the organisation of the last line; blank if there is none.
    """

    organisations: Mapping[int, str]
    codes: Mapping[int, str]
    kinds: tuple[str, ...] = KINDS
    current: str = ""


@dataclass(frozen=True, slots=True)
class TypedFinding:
    """What a line means; new organisations and codes are those that are not known yet."""

    text: str
    organisation: str = ""
    is_new_organisation: bool = False
    kind_name: str = ""
    is_new_kind: bool = False
    code_ids: tuple[int, ...] = ()
    new_codes: tuple[str, ...] = ()
    quote: str = ""
    role: str = ""
    use: Use | None = None


def read_line(line: str, known: Known) -> TypedFinding:
    """Return what a typed line means.

    Raises WorkshopError if it says nothing, or a shortened name may mean several things or none.
    """
    organisation, is_new, rest = _organisation(line, known)
    kind, is_new_kind, rest = _kind(rest, known)
    quote, role, rest = _quote(rest)
    use, rest = _use(rest)
    code_ids, new_codes = _codes(_CODE.findall(rest), known)
    text = " ".join(_CODE.sub(" ", rest).split())
    if not text and not quote:
        raise WorkshopError(say("This finding says nothing: type a few words."))
    return TypedFinding(
        text or quote,
        organisation,
        is_new,
        kind,
        is_new_kind,
        code_ids,
        new_codes,
        quote,
        role,
        use,
    )


def matching(typed: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Return the ids of what typed letters may stand for: what is called so, else what they begin."""
    asked = folded(_SEPARATORS.sub(" ", typed))
    plain = {id_: folded(_SEPARATORS.sub(" ", name)) for id_, name in names.items()}
    exact = tuple(id_ for id_, name in plain.items() if name == asked)
    return exact or tuple(sorted(found(asked, plain)))


def _organisation(line: str, known: Known) -> tuple[str, bool, str]:
    """Return the organisation that a line begins with, whether it is new, and the rest of the line."""
    hit = _HEAD.match(line)
    if hit is None or not hit[1].strip():
        return known.current, False, line if hit is None else hit[2]
    name, rest = " ".join(hit[1].split()), hit[2]
    if name.endswith(NEW):
        return _new_organisation(name.rstrip(NEW).strip(), known), True, rest
    ids = matching(name, known.organisations)
    if len(ids) == 1:
        return known.organisations[ids[0]], False, rest
    if ids:
        raise _unclear(name, (known.organisations[id_] for id_ in ids))
    raise WorkshopError(
        say(
            "There is no organisation called “{name}”: put “{new}” after it to add it, "
            "or a colon first if this is no name.",
            name=name,
            new=NEW,
        )
    )


def _new_organisation(name: str, known: Known) -> str:
    same = [one for one in known.organisations.values() if folded(one) == folded(name)]
    if same or not name:
        raise WorkshopError(
            say("“{name}” is there already: leave out the “{new}”.", name=name, new=NEW)
        )
    return name


def _kind(rest: str, known: Known) -> tuple[str, bool, str]:
    """Return the kind that a text begins with, whether it is new, and the rest.

    A word before a semicolon that is no kind belongs to the text.
    """
    hit = _KIND.match(rest)
    if hit is None:
        return "", False, rest
    if hit[1].endswith(NEW):
        return hit[1].rstrip(NEW), True, hit[2]
    spoken = {number: say(kind) for number, kind in enumerate(known.kinds)}
    ids = matching(hit[1], spoken)
    if len(ids) > 1:
        raise _unclear(hit[1], (spoken[id_] for id_ in ids))
    return (known.kinds[ids[0]], False, hit[2]) if ids else ("", False, rest)


def _quote(rest: str) -> tuple[str, str, str]:
    """Return the first quoted words, the role after them in brackets, and the text without them."""
    hit = _QUOTE.search(rest)
    if hit is None:
        return "", "", rest
    said = " ".join((hit[1] or hit[2]).split())
    return said, (hit[3] or "").strip(), f"{rest[: hit.start()]} {rest[hit.end() :]}"


def _use(rest: str) -> tuple[Use | None, str]:
    """Return how a finding may be used, the strictest if several are said, and the text without that."""
    use: Use | None = None
    for typed in _USE.findall(rest):
        ids = [one for one in Use if one.startswith(typed.casefold())]
        if len(ids) != 1:
            raise WorkshopError(
                say(
                    "“@{word}” is no use: type {names}.",
                    word=typed,
                    names=", ".join(f"@{u}" for u in Use),
                )
            )
        use = ids[0].stricter(use)
    return use, _USE.sub(" ", rest)


def _codes(typed: Iterable[str], known: Known) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the ids of known codes that are meant, and the names of new ones, each once."""
    ids: dict[int, None] = {}
    new: dict[str, str] = {}
    for word in typed:
        name = word.rstrip(NEW + ".")
        meant = () if word.endswith(NEW) else _meant(name, known.codes)
        if len(meant) > 1:
            raise _unclear(f"#{name}", (known.codes[id_] for id_ in meant))
        if meant:
            ids[meant[0]] = None
        elif name:
            new.setdefault(folded(name), " ".join(_SEPARATORS.sub(" ", name).split()))
    return tuple(ids), tuple(new.values())


def _meant(word: str, paths: Mapping[int, str]) -> tuple[int, ...]:
    """Return the codes that a word may mean: by the last name of their path, or by “above/below”."""
    above, _, own = word.rpartition("/")
    names = {id_: path.rpartition(" / ") for id_, path in paths.items()}
    inside = {
        id_: last
        for id_, (before, _, last) in names.items()
        if not above or matching(above, {0: before})
    }
    return matching(own, inside)


def _unclear(typed: str, names: Iterable[str]) -> WorkshopError:
    listed = ", ".join(f"“{name}”" for name in names)
    return WorkshopError(
        say("“{typed}” may mean {names}: type more of it.", typed=typed, names=listed)
    )
