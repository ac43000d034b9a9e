"""A made-up table of who would like to join what."""

from __future__ import annotations

from tests.core.foreign import NAMES, WORDS, ForeignFile, Rows
from upstream_workshop.workgroups.model import Choice, FollowUp


def _choosers(rows: Rows) -> set[object]:
    """Return who has chosen: a line of a file is one person, whose ranks are several rows."""
    place = list(Choice.__table__.columns.keys()).index("participant_id")
    return {row[place] for row in rows["choice"]}


def _answered(rows: Rows) -> set[object]:
    """Return what was answered: an answer that is corrected is another follow-up of the same form."""
    columns = list(FollowUp.__table__.columns.keys())
    places = [columns.index(name) for name in ("form", "commitment_id")]
    followed = {tuple(row[place] for place in places) for row in rows["follow_up"]}
    return followed | {row[0] for row in rows["indicator_answer"]}


FILES = {
    "choices": ForeignFile(
        cells={
            "participant": NAMES, "first": ("Theme B", "Theme A", *WORDS), "second": ("", "Theme B"),
        },
        gained=lambda before, after: len(_choosers(after) - _choosers(before)),
        furnished="participant,first\n{first},{theme}\n{second},{theme}\nNobody,{theme}\n",
        sample="participant,first\nSiân Prys,Members as allies\nNobody,Members as allies\n",
    ),
    "forms": ForeignFile(
        cells={
            "reference": ("Form B", "Form A", "Form C", ""), "now": ("done", "moved", "4", "perhaps", ""),
            "new day": ("", "4 Mar 2027", "soon"), "note": ("seen", ""),
        },
        gained=lambda before, after: len(_answered(after) - _answered(before)),
        furnished="reference,now\n{question},3\n{promise},done\nnobody’s,done\n",
        sample="reference,now\n{promise},done\nnobody’s,done\n",
    ),
}  # fmt: skip
