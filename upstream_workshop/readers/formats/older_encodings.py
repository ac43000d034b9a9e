"""Text in an encoding from before Unicode: which one it is, by its letters."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

_ENCODINGS: Final = ("cp1252", "mac_roman", "cp1250", "iso8859_14")
_CENTRAL: Final = ("cp1250", "iso8859_2")
# “ŵ” and “ŷ” in ISO-8859-14 are “ð” and “þ” in cp1252, which stand where no vowel can: never beside
# consonants alone, as in “sŵn”, “dŵr” and “tŷ”
_WELSH_VOWEL: Final = re.compile(
    r"(?<=[bcdfghlmnprstw])(?:ð(?=[bcdfghjlmnprst])|þ(?=[bcdfghjlmnprst]|\b))", re.IGNORECASE
)
_ICELANDIC: Final = re.compile(r"[aeiouáéíóúýæö][ðþ]|\bþ[aeiouáéíóúýæörv]", re.IGNORECASE)
_SIGN_IN_WORD: Final = re.compile(r"\w[^\w\s\x00-\x7f’‘–]\w")
# what stands for a letter where the encoding is another: between letters, a bar before one, and controls
_FOREIGN: Final = re.compile(
    r"(?<=[^\W\d_])(?![^\W\d_]|[‘’–·\xad])[^\x00-\x7f](?=[^\W\d_])|¯(?=[^\W\d_])|[\x80-\x9f]"
)
# letters beyond a to z: of the languages written in cp1252, and of those in cp1250
_WESTERN_LETTERS: Final = tuple(
    map(
        frozenset,
        (
            "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíóúüñçàèòïªº", "áâãàçéêíóôõúüªº", "àèéìíîòóùú", "æøåéäö",
            "äöåéšž", "áðéíóúýþæö", "áéèêëíïóöúü", "äöõüšž", "àèìòùáéíóú", "âêîôûäëïöáéàèìòù",
        ),
    )
)  # fmt: skip
_CENTRAL_LETTERS: Final = tuple(
    map(
        frozenset,
        ("čćđšž", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ"),
    )
)  # fmt: skip
_TELLING: Final = 2  # letters that are others in cp1252
_MANY: Final = 4  # letters of one language


def older_text(content: bytes) -> str | None:
    """Return bytes as text in the likeliest encoding from before Unicode; None if it is none."""
    encoding = _encoding(content)
    if encoding is None:
        return None
    text = content.decode(encoding, "replace")
    if _are_of(_WESTERN_LETTERS, _letters(text)) or encoding == "mac_roman":
        return text
    return _central(content) or text


def _encoding(content: bytes) -> str | None:
    """Of the encodings the least chaotic, then the one with fewest signs inside words."""
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    matches = from_bytes(content, cp_isolation=list(_ENCODINGS))
    chaos = {
        encoding: match.chaos
        for match in matches
        for encoding in (match.encoding, *match.could_be_from_charset)
        if encoding in _ENCODINGS
    }
    if not chaos:
        return None
    if _is_welsh(content.decode("cp1252", "replace")):
        return "iso8859_14"

    def unlikely(encoding: str) -> tuple[float, int, int]:
        signs = len(_SIGN_IN_WORD.findall(content.decode(encoding, "replace")))
        return round(chaos[encoding], 2), signs, _ENCODINGS.index(encoding)

    return min(chaos, key=unlikely)


def _central(content: bytes) -> str | None:
    """Return bytes as text of one language of central Europe; None if their letters are of none.

    Two letters or more must be others than in cp1252, or many must be of the language.
    """
    western = content.decode("cp1252", "replace")
    for encoding in _CENTRAL:
        text = content.decode(encoding, "replace")
        letters = _letters(text)
        telling = len(
            {new.casefold() for old, new in zip(western, text, strict=True) if old != new}
        )
        if _are_of(_CENTRAL_LETTERS, letters) and (telling >= _TELLING or len(letters) >= _MANY):
            return text
    return None


def _letters(text: str) -> frozenset[str]:
    """Return the letters beyond ASCII, and the signs inside words, which are none."""
    letters = {each for each in text.casefold() if each > "\x7f" and each.isalpha()}
    return frozenset(letters.union(_FOREIGN.findall(text)))


def _are_of(languages: Collection[frozenset[str]], letters: frozenset[str]) -> bool:
    return any(letters <= language for language in languages)


def _is_welsh(text: str) -> bool:
    """Check whether a text read as cp1252 has the vowels that only ISO-8859-14 has, and no Icelandic."""
    return len(_WELSH_VOWEL.findall(text)) > len(_ICELANDIC.findall(text))
