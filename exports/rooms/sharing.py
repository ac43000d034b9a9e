"""The outputs of sharing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from exports.data.products_table import products_csv
from exports.documents.handbook.handbook_paper import (
    handbook_docx,
    handbook_epub,
    handbook_page,
    handbook_pdf,
    has_handbook,
)
from exports.documents.sharing.products_paper import has_products, write_products
from exports.output import EVERYBODY, ORGANISER, Exemption, Output, one
from exports.room import Counted, Room
from resources.words import count, noop
from upstream_workshop.naming import Reason
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report


def _in_short(report: Report) -> Iterable[Counted]:
    number = len(report.part(SharingReport).products)
    if number:
        yield number, count(number, "product", "products")


ROOM: Final = Room(
    key="sharing",
    section=write_products,
    chapter="work",
    filled=has_products,
    in_short=_in_short,
    papers=tuple(
        Output(
            f"handbook-{suffix}",
            title,
            EVERYBODY,
            suffix,
            one(f"handbook.{suffix}", make, has_handbook),
            names=(Reason.PRODUCT, Reason.TEXT),
        )
        for suffix, title, make in (
            ("pdf", noop("Handbook"), handbook_pdf),
            ("html", noop("Handbook as a web page"), handbook_page),
            ("docx", noop("Handbook as a Word document"), handbook_docx),
            ("epub", noop("Handbook as an e-book"), handbook_epub),
        )
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
    shows=("products",),
)
