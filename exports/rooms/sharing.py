"""The outputs of sharing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from exports.data.meanings import sharing_meanings as meanings
from exports.data.products_table import products_csv
from exports.documents.handbook.handbook_paper import (
    handbook_docx,
    handbook_epub,
    handbook_page,
    handbook_pdf,
    has_handbook,
)
from exports.documents.sharing.product_paper import (
    product_docx,
    product_page,
    product_pdf,
    products_with_text,
)
from exports.documents.sharing.products_paper import has_products, write_products
from exports.output import (
    EVERYBODY,
    ORGANISER,
    USUAL,
    Choice,
    Exemption,
    Files,
    Output,
    each,
    one,
)
from exports.room import Counted, Room
from resources.words import count, noop
from upstream_workshop.naming import Reason
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report


def _in_short(report: Report) -> Iterable[Counted]:
    number = len(report.part(SharingReport).products)
    if number:
        yield number, count(number, "product", "products")


def _handbook(suffix: str, title: str, make: Callable[[Report], bytes]) -> Output:
    return Output(
        f"handbook-{suffix}",
        title,
        EVERYBODY,
        suffix,
        one(f"handbook.{suffix}", make, has_handbook),
        names=(Reason.CONTRIBUTOR, Reason.TEXT),
    )


def _each_product(suffix: str, title: str, make: Callable[[Report, ProductRow], bytes]) -> Output:
    """Return the output of each product that has a text, or of the one that is chosen."""

    def sized(choice: Choice) -> Files:
        def wanted(report: Report) -> tuple[ProductRow, ...]:
            found = products_with_text(report)
            return tuple(one for one in found if choice.row_id in (0, one.id))

        return each("products", f".{suffix}", wanted, lambda one: one.title, make)

    return Output(
        f"product-{suffix}",
        title,
        EVERYBODY,
        suffix,
        sized(USUAL),
        names=(Reason.TEXT,),
        choices=("row_id",),
        sized=sized,
    )


ROOM: Final = Room(
    key="sharing",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    section=write_products,
    chapter="work",
    filled=has_products,
    in_short=_in_short,
    papers=(
        _handbook("pdf", noop("Handbook"), handbook_pdf),
        _handbook("html", noop("Handbook as a web page"), handbook_page),
        _handbook("docx", noop("Handbook as a Word document"), handbook_docx),
        _handbook("epub", noop("Handbook as an e-book"), handbook_epub),
        _each_product("pdf", noop("Products"), product_pdf),
        _each_product("html", noop("Products as web pages"), product_page),
        _each_product("docx", noop("Products as Word documents"), product_docx),
    ),
    data=(
        Output(
            "products-csv",
            noop("Products: how far they are"),
            ORGANISER,
            "csv",
            one("data/products.csv", products_csv, has_products),
            names=(Reason.PRODUCT, Reason.TEXT),
            exemption=Exemption.ORGANISER,
        ),
    ),
    shows=("products", "reviews"),
)
