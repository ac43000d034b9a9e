"""A handbook of 150 pages in four formats, and reading hostile Markdown.

Run it alone on an idle computer: `python benchmarks/handbook.py`. It prints each figure with its limit, and
ends with an error if one is passed.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
from pypdf import PdfReader

sys.path.insert(0, str(Path(__file__).parents[1]))

from exports import catalogue
from exports.output import for_others
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.sharing.markdown.parsing import parse
from upstream_workshop.sharing.report import SharingReport, SignedText
from upstream_workshop.whole import sample
from upstream_workshop.whole.report import Report, read_report

PAGES, PARTS, SECTIONS = 150, 6, 90
MOST_SECONDS, MOST_MEGABYTES, MOST_TO_READ = 10.0, 400.0, 1.0
FORMATS = ("handbook-pdf", "handbook-html", "handbook-docx", "handbook-epub")
SECTION = """## What {number} people told us

Every **team** had a story of [somebody](https://example.org/{number}) who waited for a form to be signed
before anything could begin, and of what it would have taken to begin without it.

- It was nobody's to decide, and so nobody did.
- It was written down, and the paper was kept in a drawer.

| Who waited | For what | How long |
|------------|----------|----------|
| A family   | A visit  | {number} weeks |
| A team     | A budget | A year   |

> We would do it again, and sooner.

"""
HOSTILE = {
    "a line of 1 MB": "a" * 1_000_000,
    "brackets": "[" * 1_000_000,
    "brackets in lines": "[a\n" * 100_000,
    "quotations": ">" * 1_000_000,
    "lists": "- " * 500_000,
    "emphasis": "*a_b " * 200_000,
    "backquotes": "`" * 1_000_000,
}


def long_report(path: Path) -> Report:
    """Return the report of the sample with a handbook of six long parts."""
    with Workshop.open(path) as workshop, workshop.read() as session:
        report = read_report(session)
    product = report.part(SharingReport).products[0]
    products = tuple(replace(product, id=n, title=f"Part {n}") for n in range(1, PARTS + 1))
    text = "".join(SECTION.format(number=n) for n in range(1, SECTIONS + 1))
    signed = tuple(SignedText(one.id, 1, text, (), ()) for one in products)
    order = tuple(one.id for one in products)
    return report.with_values(products=products, signed=signed, working=(), handbook_order=order)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a piece of work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def formats(report: Report) -> Iterator[tuple[str, float, float]]:
    """Draw the handbook in each format; yield the figures and their limits."""
    process, shown = psutil.Process(), for_others(report)
    edited = seconds(shown)
    for key in FORMATS:
        (document,) = catalogue.documents_of(report, (key,), shown)
        drawn: list[bytes] = []
        taken = seconds(lambda document=document, drawn=drawn: drawn.append(document.make()))
        if key == "handbook-pdf":
            pages = len(PdfReader(io.BytesIO(drawn[0])).pages)
            assert pages >= PAGES, f"only {pages} pages"
            print(f"{pages} pages, edited in {edited:.2f} s")
        yield f"{key}, seconds", edited + taken, MOST_SECONDS
    yield "memory, MB", process.memory_info().rss / 1024 / 1024, MOST_MEGABYTES


def main() -> int:
    """Print the figures; return 1 if one is beyond its limit."""
    with tempfile.TemporaryDirectory() as folder:
        sample.build(Path(folder) / "sample.upstream").close()
        report = long_report(Path(folder) / "sample.upstream")
    measured = [
        *((f"{name}, seconds", seconds(lambda text=text: parse(text)), MOST_TO_READ)
          for name, text in HOSTILE.items()),
        *formats(report),
    ]  # fmt: skip
    for title, found, most in measured:
        print(f"{title}: {found:.2f} (at most {most:g})")
    return int(any(found > most for _title, found, most in measured))


if __name__ == "__main__":
    sys.exit(main())
