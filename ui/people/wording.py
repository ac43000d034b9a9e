"""What an absence does, in words."""

from __future__ import annotations

from ui.people.roster_lines import tr
from upstream_workshop.whole.absences import Effect, EffectKind


def effect_words(effect: Effect) -> str:
    """One sentence for one effect."""
    where = effect.where
    deputy = tr("Leads “{where}”: {name} is deputy and here")
    said = {
        EffectKind.LEADS: deputy
        if effect.stand_in
        else tr("Leads “{where}”, and no deputy is here"),
        EffectKind.DEPUTISES: tr("Is deputy of “{where}”"),
        EffectKind.SITS_IN: tr("Sits in “{where}”"),
        EffectKind.PROMISED: tr("Promised: {where}"),
        EffectKind.VOTES: tr("“{where}” is still open: one slip fewer to give out"),
    }[effect.kind].format(where=where, name=effect.stand_in)
    if effect.short:
        said += tr("; {n} are left, fewer than the rules ask for").format(n=effect.left)
    return said
