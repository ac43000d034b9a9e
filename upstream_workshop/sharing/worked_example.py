"""The products of the sample residential, played by the services that a facilitator uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.people.queries import roster
from upstream_workshop.sharing import services
from upstream_workshop.sharing.drafts.services import start_draft
from upstream_workshop.sharing.handbook.services import amend_handbook, arrange_handbook
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.reviews.services import add_review, answer_review
from upstream_workshop.voting import queries as voting
from upstream_workshop.workgroups.topics import all_groups

Plan = Mapping[str, Any]
_FIELDS: Final = ("title", "kind_name", "audience", "link", "next_on", "next_step", "blocked")


def play(session: Session, plan: Plan) -> None:
    """Add the products of a plan with their drafts and comments, and make all of them the handbook.

    plan: `mark`, the line that says of each text that it is a placeholder, and `products`.
    """
    made = [_add(session, one, plan["mark"]) for one in plan["products"]]
    amend_handbook(session, title="What we learnt together", licence="CC BY-NC-SA 4.0")
    arrange_handbook(session, made)


def _add(session: Session, one: Plan, mark: str) -> int:
    people = {row.name: row.id for row in roster(session)}
    groups = {row.title: row.id for row in all_groups(session)}
    id_ = services.add_product(
        session,
        placeholder=True,
        workgroup_id=groups.get(one["workgroup"]),
        owner_id=people.get(one["owner"]),
        **{name: one[name] for name in _FIELDS if name in one},
    )
    drafts = []
    for draft in one.get("drafts", ()):
        text = f"{mark}\n\n{_text(session, draft['text'])}\n[The published paper]({one['link']})\n"
        drafts.append(start_draft(session, id_, draft["day"], draft["authors"], text))
    for review in one.get("reviews", ()):
        _review(session, drafts[review["draft"] - 1], review)
    if one["state"] == "in review":
        services.set_product_state(session, id_, ProductState.REVIEW)
    elif one["state"] == "signed off":
        services.sign_off(session, id_, one["signed_off_by"])
    return id_


def _review(session: Session, draft_id: int, review: Plan) -> None:
    said = {name: review[name] for name in ("reviewer", "section", "text")}
    id_ = add_review(session, draft_id, **said)
    if review["disposition"]:
        answer_review(session, id_, Disposition(review["disposition"]), review["reason"])


def _text(session: Session, text: str) -> str:
    """Return a text in which the sample's first attributable quote and its vote stand by name."""
    quotes = [row.id for row in evidence.findings(session) if row.use is Use.NAMED and row.quote]
    votes = [row.name for row in voting.ballots(session)]
    return text.replace("{quote}", f"{quotes[0]}").replace("{vote}", votes[0])
