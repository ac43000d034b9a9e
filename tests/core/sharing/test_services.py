"""Products go from idea to published; drafts are frozen with what their references showed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import services as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.framework.model import Frame, Slot, Statement, Wording
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.sharing import queries, report, services
from upstream_workshop.sharing.drafts import services as drafts
from upstream_workshop.sharing.handbook import services as handbook
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.references.queries import (
    offered_references,
    shown_references,
)
from upstream_workshop.sharing.references.rules import references_in
from upstream_workshop.sharing.reviews import services as reviews
from upstream_workshop.workgroups.model import Workgroup


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("test") as opened:
        yield opened


def product(session: Session) -> queries.ProductRow:
    """The only product."""
    (row,) = queries.products(session)
    return row


def test_what_a_charter_names_is_offered_once(session: Session) -> None:
    group = Workgroup(title="Risk", asset_title="A guide", asset_kind="guide", position=0)
    session.add_all((group, Workgroup(title="Nothing named", position=1)))
    session.flush()
    (offer,) = queries.offered(session)
    assert (offer.title, offer.kind_name) == ("A guide", "guide")
    services.add_assets(session, [group.id])
    assert (product(session).workgroup, product(session).state) == ("Risk", ProductState.IDEA)
    assert services.add_assets(session, [group.id]) == ()


def test_a_product_goes_from_idea_to_published(session: Session) -> None:
    id_ = services.add_product(session, title=" A  guide ")
    with pytest.raises(WorkshopError, match="nothing to review"):
        services.set_product_state(session, id_, ProductState.REVIEW)
    with pytest.raises(WorkshopError, match="nothing to sign off"):
        services.sign_off(session, id_, "Ade")
    draft = drafts.write_draft(session, id_, "# One\r\nwords  ")
    assert product(session).state is ProductState.DRAFTING
    comment = reviews.add_review(session, draft, text="Why?", section="One")
    services.set_product_state(session, id_, ProductState.REVIEW)
    with pytest.raises(WorkshopError, match="1 comment has no answer"):
        services.sign_off(session, id_, "Ade")
    with pytest.raises(WorkshopError, match="owed a reason"):
        reviews.answer_review(session, comment, Disposition.LATER)
    reviews.answer_review(session, comment, Disposition.LATER, "In part two")
    with pytest.raises(WorkshopError, match="not signed off"):
        services.publish(session, id_, date(2020, 9, 1))
    services.sign_off(session, id_, "Ade")
    with pytest.raises(WorkshopError, match="frozen"):
        drafts.write_draft(session, id_, "# Two")
    services.publish(session, id_, date(2020, 9, 1), "https://example.org")
    assert (product(session).title, product(session).published_on) == ("A guide", date(2020, 9, 1))
    drafts.start_draft(session, id_)
    first, second = queries.drafts(session)[id_]
    assert (first.text, first.frozen, second.text, second.frozen) == (
        "# One\nwords\n", True, "# One\nwords\n", False,
    )  # fmt: skip
    assert product(session).state is ProductState.DRAFTING


@pytest.fixture
def referring(session: Session) -> tuple[int, int, int]:
    """A product whose draft refers to a map, a statement and a quote; ids of product, draft and finding."""
    map_id = maps.add_map(session, "Escalation")
    add_factor(session, map_id, "Delay", 0, 0)
    frame = Frame(title="Ours", position=0)
    session.add(frame)
    session.flush()
    slot = Slot(frame_id=frame.id, key="mindset", name="Mindset", position=0)
    session.add(slot)
    session.flush()
    session.add(Statement(slot_id=slot.id, text="We think in wholes", position=0))
    finding = evidence.add_finding(
        session, text="It takes months", role="Buyer", organisation="Leeds", use=Use.NAMED
    )
    id_ = services.add_product(session, title="A guide")
    text = (
        "[[map: escalation]] [[ Statement:we think in  wholes]] "
        f"[[quote: {finding}]] [[map: Nowhere]] [[song: Jerusalem]]"
    )
    return id_, drafts.write_draft(session, id_, text), finding


def test_references_are_live_and_broken_ones_are_named(
    session: Session, referring: tuple[int, int, int]
) -> None:
    id_, draft, finding = referring
    here, said, quote, lost, unknown = shown_references(session, draft)
    assert here.shown == "Map “Escalation”: 1 factor, 0 links."
    assert (said.shown, quote.shown, quote.source) == (
        "We think in wholes", "“It takes months”", "Buyer, Leeds",
    )  # fmt: skip
    assert "“map: Nowhere” refers to nothing" in lost.broken
    assert "no reference" in unknown.broken
    with pytest.raises(WorkshopError, match="map: Nowhere"):
        services.sign_off(session, id_, "Ade")
    evidence.amend_finding(session, finding, use=Use.COHORT)
    quote = shown_references(session, draft)[2]
    assert (quote.source, quote.cohort) == ("", True)
    statement = session.query(Statement).one()
    session.add(Wording(statement_id=statement.id, text=statement.text, position=0))
    statement.text = "We see wholes"
    session.flush()
    session.expire_all()
    assert shown_references(session, draft)[1].shown == "We see wholes"


def test_a_frozen_draft_keeps_what_was_shown_but_never_a_quote_that_may_not_be_used(
    session: Session, referring: tuple[int, int, int]
) -> None:
    id_, draft, finding = referring
    drafts.start_draft(session, id_, text="Another")
    map_id = next(one.map_id for one in shown_references(session, draft) if one.map_id)
    add_factor(session, map_id, "Blame", 9, 9)
    assert "1 factor" in shown_references(session, draft)[0].shown
    maps.rename_map(session, map_id, "Renamed")
    assert "1 factor" in shown_references(session, draft)[0].shown
    evidence.amend_finding(session, finding, use=Use.NEVER)
    quote = shown_references(session, draft)[2]
    assert (quote.shown, quote.broken) == ("", f"Quote {finding} may not be used.")
    assert not [one for one in offered_references(session) if one.kind == "quote"]


def test_the_report_keeps_apart_what_only_participants_may_read(
    session: Session, referring: tuple[int, int, int]
) -> None:
    _, _, finding = referring
    evidence.amend_finding(session, finding, use=Use.COHORT)
    (text,) = report.read(session).working
    assert [one.reference for one in text.cohort] == [f"quote: {finding}"]
    assert len(text.public) == 4


def test_a_handbook_has_its_parts_in_order(session: Session) -> None:
    one, two = (services.add_product(session, title=title) for title in ("One", "Two"))
    handbook.arrange_handbook(session, [two, one, two])
    assert queries.handbook_order(session) == (two, one)
    services.remove_product(session, two)
    session.flush()
    assert queries.handbook_order(session) == (one,)


def test_references_are_found_once_and_quickly_in_any_text() -> None:
    assert [one.typed for one in references_in("[[map: A]] [[ MAP :A ]] [[map:]] [map: B]")] == [
        "map: A"
    ]
    assert references_in("[[map: " * 200_000) == ()
