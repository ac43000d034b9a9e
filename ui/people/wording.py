"""Texts about the effects of an absence."""

from __future__ import annotations

from resources.words import say
from upstream_workshop.whole.absences import Effect, EffectKind


def effect_words(effect: Effect) -> str:
    """Return one sentence for an effect."""
    where = effect.where
    deputy = say("Leads “{where}”: {name} is deputy and here")
    sentence = {
        EffectKind.LEADS: deputy
        if effect.stand_in
        else say("Leads “{where}”, and no deputy is here"),
        EffectKind.DEPUTISES: say("Is deputy of “{where}”"),
        EffectKind.SITS_IN: say("Sits in “{where}”"),
        EffectKind.PROMISED: say("Promised: {where}"),
        EffectKind.VOTES: say("“{where}” is still open: one slip fewer to give out"),
    }[effect.kind].format(where=where, name=effect.stand_in)
    if effect.short:
        sentence += say("; {n} are left, fewer than the rules ask for", n=effect.left)
    return sentence
