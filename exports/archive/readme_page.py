"""The README of an archive as a web page: what each file and each column is, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from exports.archive.promises import LEFT_OUT, PROOF, Promise
from exports.data.meanings.table_meanings import TableMeaning
from exports.dictionary.data_tables import TABLES, column_cells
from exports.drawing.safe_markup import Strong
from exports.drawing.web import Linked, WebSheet
from exports.output import Exemption, Output
from exports.seal import MANIFEST, SESSION
from resources.dates import day_words
from resources.words import count, noop, say
from upstream_workshop.privacy import Edition

Files: TypeAlias = Mapping[Output, tuple[str, ...]]  # the names of the files of each output

NAME: Final = "README.html"
PACKAGE: Final = "datapackage.json"
MOST_LINKS: Final = 6  # of an output with more files, the rest are counted
OPENED_WITH: Final[Mapping[str, str]] = {
    ".pdf": noop("Any PDF reader or web browser"),
    ".html": noop("Any web browser"),
    ".docx": noop("Word, LibreOffice Writer or another word processor"),
    ".epub": noop("Any e-book reader"),
    ".csv": noop("Any spreadsheet: commas between the cells, text in UTF-8"),
    ".txt": noop("QualCoder, or a text editor"),
    ".json": noop("Any program that reads JSON, or a text editor"),
    ".svg": noop("Any web browser or drawing program"),
    ".png": noop("Any picture viewer"),
    ".ics": noop("Any calendar"),
    ".eml": noop("Outlook, Thunderbird or another mail program"),
    ".graphml": noop("yEd, Gephi or another program for graphs"),
    ".qdpx": noop("NVivo, ATLAS.ti, QualCoder or another program for coding texts"),
    ".qdc": noop("NVivo, ATLAS.ti, QualCoder or another program for coding texts"),
    ".mmp": noop("Mental Modeler"),
    ".loopy": noop("Loopy, in a web browser"),
    ".prsm": noop("PRSM, in a web browser"),
}
_WHO: Final = {
    Edition.FULL: "",  # of it, each output says by itself who may see it
    Edition.COHORT: noop("The participants"),
    Edition.REDACTED: noop("Anybody"),
}
_WHO_OF_THE_FULL: Final = {
    Exemption.NONE: noop("The participants"),
    Exemption.SIGNING: noop("The organiser alone"),
    Exemption.ORGANISER: noop("The organiser alone"),
    Exemption.THEMSELVES: noop("The person whose name is on it"),
}
_ABOUT_TABLES: Final = (
    noop(
        "The first row of a table has the headings of its columns; each further row is one thing."
    ),
    noop(
        "People, themes, workgroups and ballots are called by the same name in every table, so that rows "
        "of two tables can be put together by it."
    ),
    noop(
        "Where a spreadsheet might take a text for a formula, an apostrophe stands before its first letter, "
        "and after a semicolon, a tab, a bar or a line’s end inside it. It is not part of what was "
        "typed: session.json has every text without it."
    ),
)


def readme_page(about: Mapping[str, Any], files: Files, session: bool) -> bytes:
    """Return the page.

    about: the entries of the manifest.
    files: the files of the archive, by their output.
    session: whether the session file is in the archive.
    """
    event = about["event"] or say("Residential")
    title = say("{event}: what is in this archive", event=event)
    page = WebSheet(title, say("Sealed by {made by}.", **about))
    page.heading(1, title)
    page.lead(say("Archive, {edition} edition, sealed {sealed} by {made by}.", **about))
    until = day_words(date.fromisoformat(about["delete by"]))
    page.lead(say("Delete by {until}.", until=until))
    _write_beginning(page, files)
    _write_files(page, files, about["edition"], session)
    _write_promises(page, say("What is left out, and who is named"), LEFT_OUT[about["edition"]])
    _write_tables(page, files)
    _write_promises(page, say("To prove that nothing has changed"), PROOF)
    return page.html()


def _write_beginning(page: WebSheet, files: Files) -> None:
    page.heading(2, say("Where to begin"))
    page.say(
        say(
            "Unpack the archive into a folder, and open this page there: its links then lead to the files."
        )
    )
    there = {name for names in files.values() for name in names}
    told = {
        "summary.html": say("the whole residential as one page, in any web browser"),
        "summary.pdf": say("the same to print"),
        "data/session.json": say("everything for programs"),
    }
    page.items([(_link(name), f"– {words}") for name, words in told.items() if name in there])


def _write_files(page: WebSheet, files: Files, edition: Edition, session: bool) -> None:
    page.heading(2, say("What is in it"))
    rows: list[Sequence[Any]] = [
        (_named(names), say(output.title), _opened_with(names[0]), _who(output, edition))
        for output, names in files.items()
        if names
    ]
    page.table(_headings(), [*rows, *_own_files(session)], (2.2, 1.8, 2.2, 1.2), row_headings=True)


def _headings() -> tuple[str, ...]:
    return say("File"), say("What it is"), say("How to open it"), say("Who may see it")


def _own_files(session: bool) -> Iterable[Sequence[Any]]:
    """Yield what the archive has besides what was printed."""
    everybody, program = say("Whoever has the archive"), say(OPENED_WITH[".json"])
    if session:
        yield (
            _link(SESSION),
            say("The session itself, an SQLite database"),
            say("Upstream Workshop"),
            say("The organiser alone"),
        )
    yield _link(PACKAGE), say("The columns of all tables, for programs"), program, everybody
    yield _link(MANIFEST), say("Size and SHA-256 of every file"), program, everybody
    yield (
        _link("README.txt"),
        say("What is in this archive, as plain text"),
        say("Any text editor"),
        everybody,
    )


def _named(names: Sequence[str]) -> list[Any]:
    """Return links to files, below the name of their folder; of many, to the first ones."""
    if len(names) == 1:
        return [_link(names[0])]
    paths = [PurePosixPath(name) for name in names]
    links = [Linked.to(path.name, quote(f"{path}")) for path in paths[:MOST_LINKS]]
    more = len(names) - MOST_LINKS
    others = [count(more, "and {n} more", "and {n} more")] if more > 0 else []
    return [Strong(f"{paths[0].parent}/"), *links, *others]


def _link(name: str) -> Linked:
    return Linked.to(name, quote(name))


def _opened_with(name: str) -> str:
    return say(OPENED_WITH[PurePosixPath(name).suffix])


def _who(output: Output, edition: Edition) -> str:
    who = _WHO.get(edition) or _WHO_OF_THE_FULL[output.exemption]
    return say(who)


def _write_promises(page: WebSheet, heading: str, promised: Sequence[Promise]) -> None:
    page.heading(2, heading)
    page.items([say(one.sentence) for one in promised])


def _write_tables(page: WebSheet, files: Files) -> None:
    """Write what each table that is there means, column by column."""
    told = [TABLES[output.key] for output, names in files.items() if names and output.key in TABLES]
    page.heading(2, say("What the tables mean"))
    for sentence in _ABOUT_TABLES:
        page.say(say(sentence))
    for table in told:
        _write_table(page, table)


def _write_table(page: WebSheet, table: TableMeaning) -> None:
    page.heading(3, table.path)
    page.say(say(table.rows))
    headings = (
        say("Column"), say("What it holds"), say("Type"), say("Unit"), say("Allowed words"),
    )  # fmt: skip
    rows = [column_cells(heading, column) for heading, column in table.columns.items()]
    filled = [n for n in range(len(headings)) if n < 3 or any(row[n] for row in rows)]
    shares = (1.2, 3, 1.4, 1, 1.6)
    page.table(
        [headings[n] for n in filled],
        [[row[n] for n in filled] for row in rows],
        [shares[n] for n in filled],
        row_headings=True,
    )
