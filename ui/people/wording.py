"""Texts about the effects of an absence."""

from __future__ import annotations

from typing import Final

from resources.words import count, noop, say
from upstream_workshop.whole.absences import Effect, EffectKind

_SENTENCES: Final = {
    EffectKind.LEADS: noop("Leads “{where}”: {name} is deputy and here"),
    EffectKind.DEPUTISES: noop("Is deputy of “{where}”"),
    EffectKind.SITS_IN: noop("Sits in “{where}”"),
    EffectKind.PROMISED: noop("Promised: {where}"),
    EffectKind.VOTES: noop("“{where}” is still open: one slip fewer to give out"),
}


def effect_words(effect: Effect) -> str:
    """Return one sentence for an effect."""
    words = _SENTENCES[effect.kind]
    if effect.kind == EffectKind.LEADS and not effect.stand_in:
        words = noop("Leads “{where}”, and no deputy is here")
    sentence = say(words, where=effect.where, name=effect.stand_in)
    if not effect.short:
        return sentence
    return count(
        effect.left,
        "{sentence}; {n} is left, fewer than the rules ask for",
        "{sentence}; {n} are left, fewer than the rules ask for",
        sentence=sentence,
    )
