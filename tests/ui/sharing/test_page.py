"""The Sharing page, used by keyboard from a title to a published product; then the file is looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.sharing import document_flow
from ui.sharing import page as page_module
from ui.sharing import sharing_forms as forms
from ui.sharing.page import COMPARISON, DRAFT, PRODUCTS, REVIEWS, SharingPage
from ui.sharing.reference_palette import ReferencePalette
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.maps import services as maps
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.sharing import queries, services
from upstream_workshop.sharing.drafts import services as drafts
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.references.queries import offered_references
from upstream_workshop.workgroups.model import Workgroup

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> SharingPage:
    """A page with no products, a map, and a workgroup whose charter names an asset."""
    with desk.workshop.change("Furnish") as session:
        maps.add_map(session, "Escalation")
        session.add(Workgroup(title="Risk", asset_title="A guide to risk", position=0))
    return shown(qtbot, SharingPage(desk, jobs))


def answering(monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any]) -> None:
    """Let the forms be answered so."""
    monkeypatch.setattr(
        forms,
        "ask_form",
        lambda _over, _title, fields, now=None, keep="": (
            {f.key: (now or {}).get(f.key) for f in fields} | answers
        ),
    )


def rows(page: SharingPage) -> tuple[queries.ProductRow, ...]:
    return page.desk.ask(queries.products)


def test_a_title_goes_by_keys_to_a_published_product(
    qtbot: QtBot, page: SharingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.body.currentWidget() is page.empty
    qtbot.keyClicks(page.entry.field, "What we learnt")
    qtbot.keyClick(page.entry.field, Key.Key_Return)
    page.add_assets()
    assert [row.title for row in rows(page)] == ["What we learnt", "A guide to risk"]
    qtbot.keyClick(page.products.table, Key.Key_Return)
    assert page.views.current() == DRAFT
    qtbot.keyClicks(page.draft.field, "# Why")
    qtbot.keyClick(page.draft.field, Key.Key_Return)
    qtbot.keyClicks(page.draft.field, "See ")
    offers = page.desk.ask(offered_references)
    monkeypatch.setattr(page_module, "ask_reference", lambda _over, _offers: offers[0])
    page.refer()
    page.draft.keep()
    (draft,) = page.desk.ask(queries.drafts)[rows(page)[0].id]
    assert draft.text == "# Why\nSee [[map: Escalation]]\n"
    page.draft._show_preview()
    settled(page.jobs)
    assert "Map “Escalation”: 0 factors, 0 links." in page.draft.preview.toPlainText()
    page.show_view(REVIEWS)
    qtbot.keyClicks(page.reviews.entry.field, "why: too short (A reader)")
    qtbot.keyClick(page.reviews.entry.field, Key.Key_Return)
    (comment,) = page.desk.ask(queries.reviews)
    assert (comment.section, comment.text, comment.reviewer) == ("Why", "too short", "A reader")
    page.reviews.table.setFocus()
    answering(monkeypatch, {"reason": "Next draft"})
    qtbot.keyClick(page.reviews.table, Key.Key_L)
    (comment,) = page.desk.ask(queries.reviews)
    assert (comment.disposition, comment.reason) == (Disposition.LATER, "Next draft")
    page.show_view(PRODUCTS)
    qtbot.keyClick(page.products.table, Key.Key_R)
    answering(monkeypatch, {"by": "Ade Okafor"})
    qtbot.keyClick(page.products.table, Key.Key_S)
    assert page.slide().lines[0] == "signed off\tWhat we learnt"  # type: ignore[union-attr]
    answering(monkeypatch, {"day": date(2020, 9, 1), "link": "https://example.org"})
    qtbot.keyClick(page.products.table, Key.Key_P)
    assert (rows(page)[0].state, rows(page)[0].link) == (
        ProductState.PUBLISHED, "https://example.org",
    )  # fmt: skip
    while page.desk.workshop.last_step and rows(page):
        page.desk.undo()
    assert page.body.currentWidget() is page.empty


def test_what_is_refused_stays_selected(
    qtbot: QtBot, page: SharingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClicks(page.entry.field, "One")
    qtbot.keyClick(page.entry.field, Key.Key_Return)
    with qtbot.waitSignal(page.desk.refused) as said:
        qtbot.keyClick(page.products.table, Key.Key_R)
    assert "nothing to review yet" in said.args[0]
    with qtbot.waitSignal(page.desk.refused) as said:
        qtbot.keyClick(page.products.table, Key.Key_A)
    assert "no draft yet" in said.args[0]
    (row,) = rows(page)
    page.desk.do("Begin", drafts.start_draft, row.id, None, "", "Words")
    monkeypatch.setattr(forms, "ask_authors", lambda *_: (date(2027, 2, 3), "Ade, Lea"))
    qtbot.keyClick(page.products.table, Key.Key_A)
    (draft,) = page.desk.ask(queries.drafts)[row.id]
    assert (draft.day, draft.authors, draft.text) == (date(2027, 2, 3), "Ade, Lea", "Words\n")


def test_a_product_is_written_as_a_document(
    qtbot: QtBot, page: SharingPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = page.desk.do("Add", services.add_product, title="What we learnt")
    page.refresh(None)
    page.products.table.select(lambda _row: True)
    with qtbot.waitSignal(page.desk.refused) as said:
        qtbot.keyClick(page.products.table, Key.Key_W)
    assert "no draft yet" in said.args[0]
    page.desk.do("Begin", drafts.start_draft, product, None, "", "# Waiting\n\nNine months.")
    page.refresh(None)
    monkeypatch.setattr(document_flow, "ask_form", lambda *_: {"format": "product-html"})
    monkeypatch.setattr(document_flow, "ask_folder", lambda *_: tmp_path)
    qtbot.keyClick(page.products.table, Key.Key_W)
    settled(page.jobs)
    (made,) = tmp_path.glob("products/*")
    assert made.name == "What we learnt.html"
    assert "Nine months." in made.read_text("utf-8")


def test_what_is_typed_stays_while_others_change_the_session(
    qtbot: QtBot, page: SharingPage
) -> None:
    qtbot.keyClicks(page.entry.field, "One")
    qtbot.keyClick(page.entry.field, Key.Key_Return)
    page.show_view(DRAFT)
    qtbot.keyClicks(page.draft.field, "Half a sen")
    (row,) = rows(page)
    with page.desk.workshop.change("Elsewhere") as session:
        services.amend_product(session, row.id, blocked="No time")
    page.refresh(None)
    assert page.draft.field.toPlainText() == "Half a sen"
    page.draft.keep()
    page.desk.undo()
    page.refresh(None)
    assert page.draft.field.toPlainText() == ""


def test_a_broken_reference_is_named_and_html_is_shown_as_typed(
    qtbot: QtBot, page: SharingPage
) -> None:
    with page.desk.workshop.change("Furnish") as session:
        services.add_product(session, title="One")
    page.refresh(None)
    page.show_product(rows(page)[0].id)
    page.draft.field.setPlainText("<b>x</b> [[map: Nowhere]] ![p](https://example.org/p.png)")
    page.draft._show_preview()
    settled(page.jobs)
    assert "“map: Nowhere” refers to nothing" in page.draft.broken.text()
    assert "<b>x</b>" in page.draft.preview.toPlainText()


def test_an_owner_who_left_and_a_missed_date_are_told(page: SharingPage) -> None:
    with page.desk.workshop.change("Furnish") as session:
        owner = people.add_participant(session, name="Ade Okafor", organisation="Kirklees")
        services.add_product(session, title="One", owner_id=owner, next_on=date(2020, 1, 1))
        attendance_services.check_in(session, owner, 1, AttendanceState.WITHDRAWN)
    page.refresh(None)
    model = page.products.table.model()
    told = [model.index(0, column).data() for column in range(model.columnCount())]
    assert told[2] == "Ade Okafor, gone"
    assert "days overdue" in told[3]


def test_a_reference_is_chosen_by_keys(qtbot: QtBot, page: SharingPage) -> None:
    palette = ReferencePalette(page.desk.ask(offered_references))
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.field, "escal")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.chosen is not None
    assert palette.chosen.typed == "[[map: Escalation]]"


def test_the_last_two_drafts_are_compared_by_words(page: SharingPage) -> None:
    with page.desk.workshop.change("Furnish") as session:
        id_ = services.add_product(session, title="One")
        drafts.start_draft(session, id_, text="We think in parts")
        drafts.start_draft(session, id_, text="We think in <wholes>")
    page.refresh(None)
    page.show_view(COMPARISON)
    settled(page.jobs)
    assert "We think in parts <wholes>" in page.comparison.text.toPlainText()
    first, _second = page.desk.ask(queries.drafts)[id_]
    page.comparison.picker.picked.emit(first.id)  # an older draft, as it was
    settled(page.jobs)
    assert page.comparison.text.toPlainText().split("\n")[:2] == ["Draft 1", "We think in parts"]
    page.refresh(None)
    assert page.comparison.picker.currentData() == first.id


@pytest.mark.parametrize("view", [PRODUCTS, DRAFT, REVIEWS, COMPARISON])
def test_a_key_acts_only_on_what_is_visibly_selected(
    qtbot: QtBot, page: SharingPage, view: int
) -> None:
    product = page.desk.do("Add", services.add_product, title="What we learnt")
    page.desk.do("Begin", drafts.start_draft, product, None, "", "Words")
    page.views.select(view)
    if view == PRODUCTS:
        page.products.table.clearSelection()
        page.products.table.setCurrentIndex(QModelIndex())
    for key in (Key.Key_Delete, Key.Key_R, Key.Key_S, Key.Key_P, Key.Key_H, Key.Key_B):
        qtbot.keyClick(page, key)
    (row,) = rows(page)
    assert (row.state, row.drafts) == (ProductState.DRAFTING, 1)
    assert not page.desk.ask(queries.handbook_order)
