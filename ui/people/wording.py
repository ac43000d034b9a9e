"""What an absence does, in words."""

from __future__ import annotations

from ui.people.roster_lines import tr
from upstream_workshop.whole.absences import Effect


def effect_words(effect: Effect) -> str:
    """One sentence for one effect."""
    where = effect.where
    if effect.what == "leads":
        said = (
            tr("Leads “{where}”: {name} is deputy and here").format(
                where=where, name=effect.stand_in
            )
            if effect.stand_in
            else tr("Leads “{where}”, and no deputy is here").format(where=where)
        )
    else:
        said = {
            "deputises": tr("Is deputy of “{where}”"),
            "sits in": tr("Sits in “{where}”"),
            "promised": tr("Promised: {where}"),
            "votes": tr("“{where}” is still open: one slip fewer to give out"),
        }[effect.what].format(where=where)
    if effect.short:
        said += tr("; {n} are left, fewer than the rules ask for").format(n=effect.left)
    return said
