"""The kinds of foreign file as the import flow shows them: words, file names, columns of the preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui.kit.plurals import several
from upstream_workshop.people.intake import Difference, Taken
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, ImportOutcome

_TABLES: Final = "(*.csv *.tsv *.txt *.xlsx *.ods)"
_PAPERS: Final = "(*.csv *.tsv *.xlsx *.ods *.soc *.soi *.toc *.toi *.cat *.pb *.yaml)"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of file is brought in; `key` is its name in `rooms.imports()`.

    files: what the file dialog calls such files, and their endings.
    has_name: whether what comes in stands under a name, as a ballot or a map does.
    named: that name, where nobody says another.
    row: what each row of the preview names.
    detail: what is said of a row beside its name, under the title `details`.
    unused: what is said of columns nobody took, which are {columns}.
    sides: the fields by which two records that may be one are compared, with their titles.
    """

    key: str
    title: str
    files: str
    row: str
    details: str
    detail: Callable[[Any], str]
    unused: str
    has_name: bool = False
    named: Callable[[Path], str] = lambda path: path.stem
    detail_width: int = 0  # px at 100 %; 0: what the names leave
    sides: tuple[tuple[str, str], ...] = ()


def kind_of(key: str) -> Kind:
    """One kind in the user's language."""
    return _KINDS[key]()


def tr(text: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate("importing", text)


def counted(outcome: ImportOutcome) -> str:
    """What an import did, or would do, in one line."""
    left = tr("{n} not taken").format(n=len(outcome.refused)) if outcome.refused else ""
    if not outcome.changes:
        one, many = (
            tr("nothing is new, 1 is here already"),
            tr("nothing is new, {n} are here already"),
        )
        same = several(outcome.unchanged, one, many)
        said = same if outcome.unchanged else tr("there is nothing to take in")
        return ", ".join(filter(None, (said[0].upper() + said[1:], left)))
    words = tr("{added} new, {updated} updated, {unchanged} unchanged, {refused} not taken")
    return words.format(
        added=outcome.added,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
    )


def reported(outcome: ImportOutcome) -> str:
    """The same after it was done, with the first line left behind and why."""
    first = next(iter(outcome.refused), None)
    if first is None:
        return counted(outcome)
    left = tr("line {line}: {why}").format(line=first.line, why=first.why)
    return f"{counted(outcome)}; {left}"


def _people() -> Kind:
    return Kind(
        "people", tr("Import people"), f"{tr('Lists')} {_TABLES}",
        tr("Name"), tr("What changes"), _person_detail, _unused(),
        sides=(
            (tr("Name"), "name"),
            (tr("Organisation"), "organisation"),
            (tr("Role"), "role"),
            (tr("E-mail"), "email"),
            (tr("Region"), "region"),
        ),
    )  # fmt: skip


def _cards() -> Kind:
    return Kind(
        "cards", tr("Import cards"), f"{tr('Tables')} {_TABLES}",
        tr("Card"), tr("Theme"), _note, _unused(), detail_width=190,
    )  # fmt: skip


def _papers() -> Kind:
    return Kind(
        "ballot-papers", tr("Import papers"), f"{tr('Ballot papers')} {_PAPERS}",
        tr("Paper"), tr("Remark"), _note, tr("Not on the ballot: {columns}"),
        has_name=True,
    )  # fmt: skip


def _choices() -> Kind:
    return Kind(
        "choices", tr("Import choices"), f"{tr('Lists')} {_TABLES}",
        tr("Name"), tr("Choices"), _note, _unused(),
    )  # fmt: skip


def _map() -> Kind:
    return Kind(
        "map", tr("Import map"), f"{tr('Tables')} {_TABLES}",
        tr("Link or factor"), tr("Sign"), _note, _unused(), has_name=True, named=_as_title,
        detail_width=72,
    )  # fmt: skip


_KINDS: Final[Mapping[str, Callable[[], Kind]]] = {
    "people": _people,
    "cards": _cards,
    "ballot-papers": _papers,
    "choices": _choices,
    "map": _map,
}


def _unused() -> str:
    return tr("Columns not used: {columns}")


def _as_title(path: Path) -> str:
    return path.stem.replace("_", " ").replace("-", " ").strip().capitalize()


def _note(row: ImportedRow) -> str:
    return row.note


def _person_detail(row: Taken) -> str:
    if row.what == ImportEffect.ADDED:
        role = next((one.after for one in row.differences if one.field == "role"), "")
        return ", ".join(filter(None, (role, row.organisation)))
    return "; ".join(_change(one) for one in row.differences)


def _change(one: Difference) -> str:
    if not (one.before or one.after):
        return tr(one.field)
    if not one.before:
        return f"{tr(one.field)}: {one.after}"
    return f"{tr(one.field)}: {one.before} → {one.after}"
