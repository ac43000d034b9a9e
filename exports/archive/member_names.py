"""Names of files in a zip that could harm the user who unpacks it; no archive of this program has any."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from zipfile import ZipInfo

from resources.words import noop, say

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def unsafe_names(members: Iterable[ZipInfo]) -> Iterator[str]:
    """Yield a sentence, without a full stop, for each unsafe name.

    Such a name leads out of the folder, deceives the reader, or equals another on some systems.
    """
    taken: dict[str, str] = {}
    for member in members:
        name = member.orig_filename
        if fault := _fault(name, member):
            yield say(fault, name=name)
        key = unicodedata.normalize("NFKC", name).casefold()
        if taken.setdefault(key, name) != name:
            yield say(
                "{name} and {other} are one file on some systems", name=name, other=taken[key]
            )
    for name in taken.values():
        above = unicodedata.normalize("NFKC", name).casefold().split("/")[:-1]
        for depth in range(1, len(above) + 1):
            if "/".join(above[:depth]) in taken:
                yield say("{name} lies in what is itself a file", name=name)
                break


def _fault(name: str, member: ZipInfo) -> str:
    """Return the text for what is wrong with a name, marked by `noop`; empty if nothing is."""
    parts = name.split("/")
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return noop("{name} is unsafe to unpack: it names a place of its own")
    if ".." in parts or "\\" in name:
        return noop("{name} is unsafe to unpack: it leads out of the folder it is unpacked into")
    if stat.S_ISLNK(member.external_attr >> 16):
        return noop("{name} is unsafe to unpack: it is a link")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in name):
        return noop("{name} is unsafe to unpack: it has characters that nobody sees")
    if any(_is_odd(part) for part in parts):
        return noop("{name} is unsafe to unpack: some systems cannot keep that name")
    return ""


def _is_odd(part: str) -> bool:
    return (
        part in ("", ".")
        or part != part.strip(" ")
        or part.endswith(".")
        or bool(set(part) & set('<>:"|?*') or _RESERVED.fullmatch(part))
    )
