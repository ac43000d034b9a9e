"""stub until maps.geometry"""

from __future__ import annotations

from exports.picture import Box, Label, Picture


def map_picture(row):
    xs = [f.x for f in row.factors]
    ys = [f.y for f in row.factors]
    x0, y0 = min(xs) - 90, min(ys) - 40
    parts = []
    for f in row.factors:
        parts.append(Box(f.x - 75 - x0, f.y - 22 - y0, 150, 44, "paper", "edge", 8))
        parts.append(Label(f.x - x0, f.y + 4 - y0, f.label, 13, "ink", True, True))
    return Picture(max(xs) - x0 + 90, max(ys) - y0 + 40, tuple(parts))


def legend_picture():
    return Picture(400, 20, (Label(0, 14, "legend", 12),))
