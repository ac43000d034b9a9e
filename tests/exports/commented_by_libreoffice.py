"""A Word document commented on and edited by LibreOffice without a window, for `docs/draft-checks.md`.

Run it by the Python that comes with LibreOffice, which alone has `uno`: source, target, then orders:
`words=comment` puts a comment beside words, `words>>others` replaces them with changes tracked.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PIPE = f"drafts{time.time_ns()}"
AUTHOR = "Gwen Parry"


@contextmanager
def desktop() -> Iterator[Any]:
    """LibreOffice with a profile of its own."""
    with tempfile.TemporaryDirectory() as home:
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={Path(home).as_uri()}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={PIPE};urp;",
            ]
        )
        try:
            yield connected()
        finally:
            office.terminate()
            office.wait(60)


def connected() -> Any:
    """The desktop, once LibreOffice answers."""
    import uno

    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            there = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.5)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
    raise SystemExit("LibreOffice does not answer.")


def value(name: str, said: object) -> Any:
    """A value as LibreOffice is given it."""
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, said
    return made


def carry_out(document: Any, order: str) -> None:
    """Comment on words of a document, or replace them."""
    replaces = ">>" in order
    words, _, said = order.partition(">>" if replaces else "=")
    search = document.createSearchDescriptor()
    search.SearchString = words
    found = document.findFirst(search)
    if found is None:
        raise SystemExit(f"No {words} in the document.")
    if replaces:
        document.setPropertyValue("RecordChanges", True)
        found.setString(said)
        document.setPropertyValue("RecordChanges", False)
    else:
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = AUTHOR, said
        found.Text.insertTextContent(found, note, True)


def main(source: str, target: str, *orders: str) -> None:
    """Carry out all orders and store the document as DOCX."""
    with desktop() as office:
        hidden = (value("Hidden", True),)
        document = office.loadComponentFromURL(Path(source).resolve().as_uri(), "_blank", 0, hidden)
        for order in orders:
            carry_out(document, order)
        word = (value("FilterName", "MS Word 2007 XML"),)
        document.storeToURL(Path(target).resolve().as_uri(), word)
        document.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
