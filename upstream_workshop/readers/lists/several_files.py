"""Several files of one kind, read as one: forms that came back, one in each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.workbooks import Book, Row, Sheet
from upstream_workshop.readers.reading import SHEET_LINES

TABLE: Final = "table"  # the reader whose books can be put together
_MOST: Final = 400  # files
_LEAST: Final = 2  # rows of a list: the header and another
_ENDINGS: Final = (".csv", ".docx", ".ods", ".tsv", ".txt", ".xlsx")


def is_folder(path: Path) -> bool:
    """Check whether a path is that of a folder; one that no disk can have is not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that may hold lists, by name; hidden ones and drafts are left out.

    Raises WorkshopError: when there is none, or too many, or the folder cannot be read.
    """
    try:
        found = sorted(one for one in folder.iterdir() if one.suffix.casefold() in _ENDINGS)
    except OSError as error:
        raise WorkshopError(
            say("{folder} cannot be read ({error}).", folder=folder.name, error=error.strerror)
        ) from error
    found = [one for one in found if one.is_file() and not one.name.startswith((".", "~$"))]
    if not found:
        raise WorkshopError(say("{folder} holds no list: choose a file.", folder=folder.name))
    if len(found) > _MOST:
        raise WorkshopError(
            say(
                "{folder} holds more than {most} files: choose a folder with fewer.",
                folder=folder.name,
                most=_MOST,
            )
        )
    return tuple(found)


def named(paths: Sequence[Path]) -> str:
    """Return what several files are called together; one by its name."""
    return paths[0].name if len(paths) == 1 else count(len(paths), "{n} file", "{n} files")


def read_files(
    read: Callable[[Path], Any],
    paths: Sequence[Path],
    tell: Callable[[float, str], object] = lambda _share, _doing: None,
) -> Any:
    """Return what is read of files; of several, one book with the rows of all.

    A line of the second file is 20,000,000 and its own. A file that cannot be read is a sheet without rows
    that says why.

    read: reads a file, several of them as books.
    tell: called before each file with the share that is read, and its name.

    Raises WorkshopError: when a single file cannot be read, or no file can.
    """
    if len(paths) == 1:
        return read(paths[0])
    sheets: list[Sheet] = []
    for number, path in enumerate(paths, start=1):
        tell((number - 1) / len(paths), path.name)
        try:
            sheets += _numbered(read(path), number)
        except WorkshopError as error:
            sheets.append(Sheet(path.name, why=str(error)))
    if all(one.why for one in sheets):
        raise WorkshopError(sheets[0].why)
    return Book(named(paths), tuple(_joined(sheets)))


def _numbered(book: Book, number: int) -> Iterable[Sheet]:
    """Yield the sheets of a file, with the number of the file before each line."""
    offset = SHEET_LINES * number
    if all(len(sheet.rows) < _LEAST for sheet in book.sheets):
        yield Sheet(book.name, why=say("it holds no row below a header"))
        return
    for sheet in book.sheets:
        title = book.name if len(book.sheets) == 1 else f"{book.name}: {sheet.title}"
        rows = tuple(Row(row.line + offset, row.cells) for row in sheet.rows)
        refused = tuple(replace(one, line=one.line + offset) for one in sheet.refused)
        yield replace(
            sheet,
            title=title,
            rows=rows,
            breaks=(),
            merged=(),
            refused=refused,
            hidden_rows=tuple(line + offset for line in sheet.hidden_rows),
        )


def _joined(sheets: Iterable[Sheet]) -> Iterable[Sheet]:
    """Yield sheets with the same titles as one, and all others as they are."""
    alike: dict[tuple[str, ...], Sheet] = {}
    joined: Counter[tuple[str, ...]] = Counter()
    for sheet in sheets:
        if not sheet.rows:
            yield sheet
            continue
        first, *rest = sheet.rows
        joined[first.cells] += 1
        if (before := alike.get(first.cells)) is None:
            alike[first.cells] = sheet
        else:
            alike[first.cells] = replace(
                before,
                title=count(joined[first.cells], "{n} list", "{n} lists"),
                rows=(*before.rows, *rest),
                hidden_rows=before.hidden_rows + sheet.hidden_rows,
                refused=before.refused + sheet.refused,
            )
    yield from alike.values()
