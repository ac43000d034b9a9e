"""The views of the Sharing page, one in front of the others: products, draft, comments and changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.sharing.sharing_now import SharingNow
from ui.sharing.views.changes_view import ComparisonView
from ui.sharing.views.draft_view import DraftView
from ui.sharing.views.products_view import ProductsView
from ui.sharing.views.reviews_view import ReviewsView
from ui.widgets.views import Views
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.references import queries as references

PRODUCTS, DRAFT, REVIEWS, COMPARISON = range(4)


class ProductViews(Views):
    """The table of all products, and what there is of one of them; one is filled when it is shown."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.products = ProductsView()
        self.draft = DraftView(lambda text: desk.ask(references.live_references, text), jobs)
        self.reviews = ReviewsView()
        self.comparison = ComparisonView(jobs)
        self.shown: tuple[QWidget, ...] = (
            self.products,
            self.draft,
            self.reviews,
            self.comparison,
        )
        for view in self.shown:
            self.addWidget(view)

    def show_view(self, view: int, row: ProductRow | None, now: SharingNow) -> None:
        """Bring a view to the front, of the product `row` if it is about one."""
        self.setCurrentIndex(view)
        if view == DRAFT:
            self.draft.show_product(row, now)
        elif view == REVIEWS:
            self.reviews.show_product(row, now)
        elif view == COMPARISON:
            self.comparison.show_product(row, now)

    def chosen(self, view: int) -> object:
        """Return what is visibly selected in a view, on which keys act."""
        if view == PRODUCTS:
            return self.products.chosen()
        return self.reviews.chosen() if view == REVIEWS else None


def key_hints() -> tuple[str, str, str, str]:
    """Return which keys do what in each view."""
    return (
        say(
            "Enter: its draft · F2 change · B new draft · A authors · R in review · S sign off · "
            "P published · W as a document · H handbook"
        ),
        say(
            "Ctrl+R: refer to a map, a vote, a quote or a statement · Esc: back to the products · "
            "Ctrl+Tab: next view"
        ),
        say(
            "A accept · P in part · N no · L later · F2 change · Del remove · "
            "Esc: back to the products"
        ),
        say("Underlined: what came · struck out: what went · Esc: back to the products"),
    )
