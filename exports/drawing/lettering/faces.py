"""The fonts for what Source Sans lacks: Noto, for most scripts that names are written in, and emoji."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import uharfbuzz

_NOTO: Final = "manimgx_fonts"
_CJK: Final = "manimgx_fonts_cjk"
# package and file; where two fonts have a letter, the one named first is taken
FACES: Final = (
    (_NOTO, "NotoSans[wght].ttf"),
    *(
        (_NOTO, f"NotoSans{script}[wght].ttf")
        for script in (
            "Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil",
            "Telugu", "Kannada", "Malayalam", "Sinhala", "Thai", "Lao", "Myanmar", "Khmer",
            "Georgian", "Armenian", "Ethiopic",
        )
    ),
    (_CJK, "NotoSansCJK-VF.otf.ttc"),
    (_NOTO, "NotoEmoji[wght].ttf"),
    (_NOTO, "NotoSansSymbols[wght].ttf"),
)  # fmt: skip


@cache
def face(index: int) -> uharfbuzz.Face:
    """Return a font's file, read when first needed."""
    import uharfbuzz

    package, file = FACES[index]
    (folder,) = import_module(package).__path__
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(Path(folder) / file)))


@cache
def font(index: int, weight: int) -> uharfbuzz.Font:
    """Return a font at a weight."""
    import uharfbuzz

    made = uharfbuzz.Font(face(index))
    made.set_variations({"wght": weight})
    return made


@cache
def _letters(index: int) -> frozenset[int]:
    return frozenset(face(index).unicodes)


@cache
def face_with(letters: str, preferred: int | None = None) -> int | None:
    """Return the index of a font that has all the letters; None if there is none.

    preferred: the font of the letters before, which is taken if it has these too.
    """
    wanted = {ord(letter) for letter in letters}
    first = () if preferred is None else (preferred,)
    found: int
    for found in (*first, *range(len(FACES))):
        if wanted <= _letters(found):
            return found
    return None
