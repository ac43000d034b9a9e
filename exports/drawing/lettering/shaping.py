"""Text in any script, turned into letters that can be set: those of Source Sans, and clusters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exports.drawing.lettering import faces
from exports.drawing.lettering.clusters import (
    WEIGHTS,
    Cluster,
    Placed,
    clusters,
    code_of,
)

if TYPE_CHECKING:
    import uharfbuzz

MISSING: Final = "\N{BALLOT BOX}"  # replaces a letter that no font has
_EM: Final = 1000.0
JOINERS: Final = "\u200c\u200d\ufe0e\ufe0f"
_WITHOUT_JOINERS: Final = dict.fromkeys(map(ord, JOINERS))
_EMOJI: Final = 0x2190  # the first letter that a joiner makes one with another
_SKIN: Final = range(0x1F3FB, 0x1F400)  # modifiers of the emoji before them
_FLAGS: Final = range(0x1F1E6, 0x1F200)  # letters of which two are a flag
_TAGS: Final = range(0xE0020, 0xE0080)  # letters of a longer flag
# letters written from right to left, with all between them that has no direction of its own
_LEFTWARDS: Final = re.compile(r"R(?:[RN]*R)?")
_WORD: Final = re.compile(r"[^ \n]+")


def shown(text: str, plain: frozenset[int]) -> str:
    """Return a text in letters that have a glyph; what Source Sans lacks becomes clusters.

    plain: the code points of Source Sans that need no shaping.

    Words written from right to left keep the order of reading among each other, see `visual`.
    """
    others = set(text) - _plain_letters(plain)
    if clusters().keys() >= set(map(ord, others)):  # nothing is left to shape
        return text
    pieces: list[str] = []
    end = 0
    for start, stop in _leftwards(text):
        pieces += [_WORD.sub(lambda word: _level(word[0], plain), text[end:start])]
        pieces += [_WORD.sub(lambda word: _turned(word[0]), text[start:stop])]
        end = stop
    pieces.append(_WORD.sub(lambda word: _level(word[0], plain), text[end:]))
    return "".join(pieces)


@cache
def _plain_letters(plain: frozenset[int]) -> frozenset[str]:
    return frozenset(("\n", *map(chr, plain)))


def _leftwards(text: str) -> list[tuple[int, int]]:
    """Return start and end of each run that is written from right to left, also across words."""
    kinds = "".join(map(_kind, text))
    return [match.span() for match in _LEFTWARDS.finditer(re.sub("(?<=R)M+", _as_before, kinds))]


def _as_before(marks: re.Match[str]) -> str:
    return "R" * len(marks[0])


@lru_cache(maxsize=4096)
def _kind(letter: str) -> str:
    if letter == "\n":
        return "|"
    kind = unicodedata.bidirectional(letter)
    if kind in ("R", "AL"):
        return "R"
    if kind == "NSM" or letter in JOINERS:
        return "M"
    return "L" if kind == "L" else "N"


@lru_cache(maxsize=8192)
def _turned(word: str) -> str:
    """Return a word from right to left as it stands, the last letter first."""
    pieces = [
        _set(run, face, leftwards=not run.isdecimal()) for face, run in _by_face(word, frozenset())
    ]
    return "".join(reversed(pieces))


@lru_cache(maxsize=8192)
def _level(word: str, plain: frozenset[int]) -> str:
    """Return a word from left to right."""
    return "".join(
        run if face == _PLAIN else _set(run, face, leftwards=False)
        for face, run in _by_face(word, plain)
    )


_PLAIN: Final = -1  # the face of letters that need no shaping


def _by_face(word: str, plain: frozenset[int]) -> Iterator[tuple[int | None, str]]:
    """Yield the runs of a word with the index of their font; None if there is none."""
    found: list[tuple[int | None, str]] = []
    before: int | None = None
    for typed in _graphemes(word):
        bare = typed.translate(_WITHOUT_JOINERS)
        letter = bare if len(bare) == 1 and ord(bare) in plain else typed
        before = _face(letter, before if before != _PLAIN else None, plain)
        found.append((before, letter))
    for face, same in groupby(found, lambda pair: pair[0]):
        yield face, "".join(letter for _, letter in same)


def _face(letter: str, before: int | None, plain: frozenset[int]) -> int | None:
    if len(letter) == 1 and (ord(letter) in plain or ord(letter) in clusters()):
        return _PLAIN
    bare = letter.translate(_WITHOUT_JOINERS) or letter
    whole = faces.face_with(bare, before)
    return faces.face_with(bare[0], before) if whole is None else whole


def _graphemes(word: str) -> list[str]:
    """Return the letters of a word, each with the marks and modifiers that belong to it."""
    found: list[str] = []
    for letter in word:
        if found and _belongs(letter, found[-1]):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _belongs(letter: str, before: str) -> bool:
    code = ord(letter)
    if letter in JOINERS or unicodedata.category(letter).startswith("M"):
        return True
    if code in _SKIN or code in _TAGS or (code >= _EMOJI and before.endswith("\u200d")):
        return True
    return code in _FLAGS and len(before) == 1 and ord(before) in _FLAGS


@lru_cache(maxsize=8192)
def _set(run: str, face: int | None, leftwards: bool) -> str:
    """Return a run of one font as code points of clusters, from left to right as they stand."""
    if face is None:
        return MISSING * len(_graphemes(run))
    codes = [code_of(cluster) for cluster in _pieces(run, face, leftwards)]
    return "".join(MISSING if code is None else chr(code) for code in codes)


def _pieces(run: str, face: int, leftwards: bool) -> list[Cluster]:
    shaped = [_shaped(run, face, weight, leftwards) for weight in WEIGHTS]
    starts = [start for start, _, _ in shaped[0]]
    ends = dict(zip(sorted(starts), [*sorted(starts)[1:], len(run)], strict=True))
    return [
        Cluster(
            face,
            run[start : ends[start]],
            not leftwards,
            tuple(at_weight[number][1] for at_weight in shaped),
            tuple(at_weight[number][2] for at_weight in shaped),
        )
        for number, start in enumerate(starts)
    ]


def _shaped(
    run: str, face: int, weight: int, leftwards: bool
) -> list[tuple[int, tuple[Placed, ...], float]]:
    """Return start, glyphs and width of each cluster, from left to right."""
    buffer = _buffer(run, face, weight, leftwards)
    scale = _EM / faces.face(face).upem
    pieces: list[tuple[int, tuple[Placed, ...], float]] = []
    both = zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
    for start, group in groupby(both, lambda pair: pair[0].cluster):
        x, placed = 0.0, []
        for info, at in group:
            left, low = x + at.x_offset * scale, at.y_offset * scale
            placed.append(Placed(info.codepoint, left, low))
            x += at.x_advance * scale
        pieces.append((start, tuple(placed), x))
    return pieces


def _buffer(run: str, face: int, weight: int, leftwards: bool) -> uharfbuzz.Buffer:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftwards else "ltr"
    uharfbuzz.shape(faces.font(face, weight), buffer)
    return buffer
