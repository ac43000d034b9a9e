"""How a line that is typed is read as a finding.

`kirklees: barrier; procurement takes nine months “we waited a year” (buyer) #risk #money @never`

Organisation, kind and codes may be shortened to what begins one of them only. A `!` after a name says
that it is a new one. Without an organisation, or after a colon alone, the last one stays. `#above/below`
is a code below another, unless one code is called so. A number such as `#1` is no code unless there is
one of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import KINDS, Use
from upstream_workshop.letters import one_line
from upstream_workshop.people.rules import folded, found

NEW: Final = "!"
_HEAD: Final = re.compile(r"\s*([^:;#@“\"]*):(?=\s|$)\s*(.*)", re.DOTALL)
_KIND: Final = re.compile(r"\s*([^:;#@“\"\s]+)\s*;\s*(.*)", re.DOTALL)
_CODES: Final = re.compile(r"(?:^|(?<=\s))#[^\s#,;]+(?:[,;]?\s*#[^\s#,;]+)*[,;]?(?=\s|$)")
_CODE: Final = re.compile(r"#([^\s#,;]+)")
_USE: Final = re.compile(r"(?:^|(?<=\s))@([a-z]+)\b", re.IGNORECASE)
_QUOTE: Final = re.compile(r"(?:^|(?<=\s))(?:“([^“”]+)”|\"([^\"]+)\")\s*(?:\(([^()]*)\))?")
_SEPARATORS: Final = re.compile(r"[-_]+")
_SLASH: Final = re.compile(r"\s*/\s*")
_BELOW: Final = " / "


@dataclass(frozen=True, slots=True)
class Known:
    """What a line may refer to.

    organisations: the names by id.
    codes: the paths by id, of those that findings can have.
    kinds: the kinds in use.
    current: the organisation of the last line; blank if there is none.
    code_names: the own names of all codes by id, also of those that findings cannot have.
    """

    organisations: Mapping[int, str]
    codes: Mapping[int, str]
    kinds: tuple[str, ...] = KINDS
    current: str = ""
    code_names: Mapping[int, str] = field(default_factory=dict)


class NewCode(NamedTuple):
    """A code that is not known yet, and the id of the one that it is below; None for the top."""

    name: str
    above_id: int | None = None


@dataclass(frozen=True, slots=True)
class TypedFinding:
    """What a line means; new organisations and codes are those that are not known yet."""

    text: str
    organisation: str = ""
    is_new_organisation: bool = False
    kind_name: str = ""
    is_new_kind: bool = False
    code_ids: tuple[int, ...] = ()
    new_codes: tuple[NewCode, ...] = ()
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
    code_ids, new_codes, rest = _codes(rest, known)
    text = one_line(rest)
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
    asked = _plain(typed)
    plain = {id_: _plain(name) for id_, name in names.items()}
    exact = tuple(id_ for id_, name in plain.items() if name == asked)
    return exact or tuple(sorted(found(asked, plain)))


def _organisation(line: str, known: Known) -> tuple[str, bool, str]:
    """Return the organisation that a line begins with, whether it is new, and the rest of the line."""
    hit = _HEAD.match(line)
    if hit is None or not hit[1].strip():
        return known.current, False, line if hit is None else hit[2]
    name, rest = one_line(hit[1]), hit[2]
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
    said = one_line(hit[1] or hit[2])
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


def _codes(rest: str, known: Known) -> tuple[tuple[int, ...], tuple[NewCode, ...], str]:
    """Return the ids of known codes that are meant, new ones, each once, and the text without them."""
    ids: dict[int, None] = {}
    new: dict[tuple[str, int | None], NewCode] = {}

    def take(hit: re.Match[str]) -> str:
        word = hit[1]
        name = word.rstrip(NEW + ".")
        meant = () if word.endswith(NEW) else _meant(name, known)
        if len(meant) > 1:
            raise _unclear(f"#{name}", (known.codes[id_] for id_ in meant))
        ids.update(dict.fromkeys(meant))
        if not meant and name.isdigit() and not word.endswith(NEW):
            return hit[0]
        if name and not meant:
            code = _new_code(name, known)
            new.setdefault((folded(code.name), code.above_id), code)
        return ""

    left = _CODES.sub(lambda run: _joined(_CODE.sub(take, run[0])), rest)
    return tuple(ids), tuple(new.values()), left


def _joined(run: str) -> str:
    """Return what stays in the sentence of a run of codes: numbers, with a blank at both ends."""
    return f" {run} " if _CODE.search(run) else " "


def _new_code(typed: str, known: Known) -> NewCode:
    """Return a new code, below the one that “above/below” names in full if exactly one is called so."""
    above, _, own = typed.rpartition("/")
    names = {id_: _own_name(id_, known) for id_ in known.codes} | dict(known.code_names)
    called = [id_ for id_, name in names.items() if own and _plain(name) == _plain(above)]
    paths = [id_ for id_, path in known.codes.items() if own and _plain(path) == _plain(above)]
    above_id = next(iter(called if len(called) == 1 else paths), None)
    spaced = one_line(_SEPARATORS.sub(" ", typed if above_id is None else own))
    return NewCode(spaced, above_id)


def _meant(word: str, known: Known) -> tuple[int, ...]:
    """Return the codes that a word may mean: by the last name of their path, or by “above/below”."""
    own = {id_: _own_name(id_, known) for id_ in known.codes}
    whole = {id_ for id_, name in own.items() if _plain(name) == _plain(word)}
    if whole or word.isdigit():
        return tuple(whole)
    above, _, last = word.rpartition("/")
    inside = {id_: name for id_, name in own.items() if not above or _is_below(id_, above, known)}
    return matching(last, inside) or matching(word, own)


def _is_below(code_id: int, above: str, known: Known) -> bool:
    """Tell whether what is above a code may be shortened so: its whole path, or its last name."""
    path = known.codes[code_id].removesuffix(_own_name(code_id, known)).removesuffix(_BELOW)
    return bool(path) and bool(matching(above, {0: path, 1: path.rpartition(_BELOW)[2]}))


def _own_name(code_id: int, known: Known) -> str:
    return known.code_names.get(code_id) or known.codes[code_id].rpartition(_BELOW)[2]


def _plain(name: str) -> str:
    """Return a name as it is compared: folded, a dash as a blank, and no blanks around a slash."""
    return folded(_SLASH.sub("/", _SEPARATORS.sub(" ", name)))


def _unclear(typed: str, names: Iterable[str]) -> WorkshopError:
    listed = ", ".join(f"“{name}”" for name in names)
    return WorkshopError(
        say("“{typed}” may mean {names}: type more of it.", typed=typed, names=listed)
    )
