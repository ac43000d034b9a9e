"""Few words are enumerations: declared once, in the schema, in every row, and with their words on screen."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import grimp
import pytest
from sqlalchemy import CheckConstraint, Column, Table, Text, text
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.orm import Mapped, Mapper, Session

from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import base
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.serialization import Codec
from upstream_workshop.storage.values import OneOf, value_of
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.problems import Placement

ROOT: Final = Path(__file__).parents[1]
ROOMS: Final = tuple(room.key for room in rooms.every())
KINDS: Final[dict[str, type[StrEnum]]] = {
    name: kind
    for module in (*(f"{room}.kinds" for room in ROOMS), "privacy", "whole.absences")
    for name, kind in vars(importlib.import_module(f"upstream_workshop.{module}")).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
}
MAPPERS: Final = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
# columns of few words by mapped class and attribute
FEW: Final = [
    (mapper, attribute.key, attribute.columns[0])
    for mapper in MAPPERS
    for attribute in mapper.column_attrs
    if isinstance(attribute.columns[0], Column) and value_of(attribute.columns[0]).words
]
NAMES: Final = frozenset([*(key for _, key, _ in FEW), "rule", "status", "edition"])
# values of these are no words of a room: what a file is made of, and how a form asks
ELSEWHERE: Final = ("readers", "storage", "session_file", "drawing", "widgets", "tools", "printing")
# parts of a whole on purpose: the others are dealt with before it is asked
PARTS: Final = {
    ("upstream_workshop/application/backup_scheduler.py", "BallotState"),
    ("upstream_workshop/voting/rules.py", "CountingRule"),
    ("ui/voting/declaring/ballot_actions.py", "BallotState"),
    (
        "exports/documents/forms/ballot_slips.py",
        "VotingMethod",
    ),  # dots are counted, in a text of their own
    ("upstream_workshop/voting/counting/ballot_terms.py", "CountingRule"),  # those of scores
    ("exports/drawing/map_picture.py", "Agreement"),  # a map of one table has none
    ("ui/maps/canvas/painting.py", "Agreement"),
    ("ui/people/roster/person_sheet.py", "ConsentKind"),  # leading has a chip of its own
}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for floor in ("upstream_workshop", "exports", "ui"):
        for file in sorted((ROOT / floor).rglob("*.py")):
            yield file.relative_to(ROOT), ast.parse(file.read_text("utf-8"))


def of_a_room(file: Path) -> bool:
    return not any(part in ELSEWHERE for part in file.parts)


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def literals(node: ast.AST) -> set[str]:
    """The texts of a literal, or of a collection or pattern of literals."""
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    plain = isinstance(
        node, ast.Constant | ast.Tuple | ast.List | ast.Set | ast.Call | ast.MatchValue
    )
    return {each for each in found if isinstance(each, str)} if plain else set()


def ids(few: tuple[Mapper[Any], str, Column[Any]]) -> str:
    return f"{few[0].class_.__name__}.{few[1]}"


def test_there_are_enumerations_to_look_at() -> None:
    assert len(KINDS) > 15
    assert len(FEW) == 39


@pytest.mark.parametrize(("mapper", "key", "column"), FEW, ids=map(ids, FEW))
def test_a_column_of_few_words_is_mapped_by_their_enumeration(
    mapper: Mapper[Any], key: str, column: Column[Any]
) -> None:
    assert isinstance(column.type, OneOf)
    members = column.type.members
    assert KINDS[members.__name__] is members
    model = importlib.import_module(mapper.class_.__module__)
    hint = typing.get_type_hints(mapper.class_, vars(base) | vars(model))[key]
    assert hint == (Mapped[members | None] if column.nullable else Mapped[members])
    assert value_of(column).words == tuple(each.value for each in members)
    default = column.default.arg if column.default is not None else None
    assert default is None or isinstance(default, members)


@pytest.mark.parametrize(("mapper", "key", "column"), FEW, ids=map(ids, FEW))
def test_the_schema_knows_exactly_its_members(
    mapper: Mapper[Any], key: str, column: Column[Any]
) -> None:
    assert isinstance(column.type, OneOf)
    table = column.table
    assert isinstance(table, Table)
    (check,) = (
        str(each.sqltext)
        for each in table.constraints
        if isinstance(each, CheckConstraint) and str(each.name) == f"ck_{table.name}_{column.name}"
    )
    (listed,) = re.findall(r"NOT IN \(([^)]*)\)", check)
    assert re.findall(r"'([^']*)'", listed) == [each.value for each in column.type.members]


def test_other_texts_have_no_few_words() -> None:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            one_of = isinstance(column.type, OneOf)
            assert one_of == bool(value_of(column).words), str(column)
            if isinstance(getattr(column.type, "impl", column.type), Text) and not one_of:
                assert " IN (" not in value_of(column).wrong, str(column)


class _Back(Exception):  # noqa: N818 - no error: what was tried is taken back
    pass


def test_every_member_comes_back_from_the_database_as_itself(furnished_workshop: Workshop) -> None:
    tried = 0
    with pytest.raises(_Back), furnished_workshop.change("Try every word") as session:
        for mapper, key, column in FEW:
            assert isinstance(column.type, OneOf)
            id_ = session.execute(text(f"SELECT min(id) FROM {column.table}")).scalar_one()
            assert id_, f"there is no {column.table} to try it on"
            for member in column.type.members:
                assert _kept(session, mapper, key, id_, member) is member
                tried += 1
        raise _Back
    assert tried == sum(len(column.type.members) for _, _, column in FEW)  # type: ignore[attr-defined]


def _kept(session: Session, mapper: Mapper[Any], key: str, id_: int, word: str) -> object:
    """What is read where a word was written, which SQLite holds as plain text."""
    with session.begin_nested() as inside:
        row = session.get_one(mapper.class_, id_)
        setattr(row, key, word)
        session.flush()
        session.expire(row)
        found = getattr(row, key)
        column = mapper.columns[key]
        plain = text(f"SELECT {column.name}, typeof({column.name}) FROM {column.table}")
        assert (str(word), "text") in [tuple(each) for each in session.execute(plain)]
        inside.rollback()
    session.expire_all()
    return found


def test_a_plain_word_is_stored_and_read_as_a_member() -> None:
    kept = OneOf(BallotState)
    assert kept.process_bind_param("open", dialect()) == "open"  # type: ignore[arg-type]
    assert type(kept.process_bind_param(BallotState.OPEN, dialect())) is str
    assert kept.process_result_value("open", dialect()) is BallotState.OPEN
    assert kept.process_result_value(None, dialect()) is None


def test_a_word_that_is_none_is_told_in_a_sentence() -> None:
    with pytest.raises(WorkshopError, match=r"“opn” where only draft, open, closed, revealed"):
        OneOf(BallotState).process_result_value("opn", dialect())


@pytest.mark.parametrize("status", PlacementStatus)
def test_between_processes_a_member_travels_as_its_word(status: PlacementStatus) -> None:
    wire = Codec(Placement)
    line = wire.encoded("placed", Placement(status))
    assert f'"{status.value}"' in line.decode()
    answer = wire.decoded(line)[1]
    assert answer == Placement(status)
    assert answer.status is status


def test_between_processes_no_other_word_travels() -> None:
    with pytest.raises(ValueError):
        Codec(Placement).decoded(b'["placed", {"Placement": ["perfect", [], [], []]}]')


def modules() -> Iterator[ModuleType]:
    for name in sorted(
        grimp.build_graph("upstream_workshop", "exports", "ui", cache_dir=None).modules
    ):
        if of_a_room(Path(*name.split("."))) and not name.endswith("__main__"):
            yield importlib.import_module(name)


def test_no_frozen_row_holds_such_a_word_as_plain_text() -> None:
    seen = 0
    plain = []
    for module in modules():
        for kind in vars(module).values():
            own = isinstance(kind, type) and kind.__module__ == module.__name__
            if own and (dataclasses.is_dataclass(kind) or typing.is_typeddict(kind)):
                seen += 1
                plain += [
                    f"{module.__name__}.{kind.__name__}.{name}"
                    for name, hint in typing.get_type_hints(kind, vars(module)).items()
                    if name in NAMES and (hint is str or str in typing.get_args(hint))
                ]
    assert plain == []
    assert seen > 100


def test_no_function_of_a_room_takes_such_a_word_as_plain_text() -> None:
    plain = [
        f"{file}:{node.lineno} {each.arg}"
        for file, tree in sources()
        if of_a_room(file) and not {*ROOMS, "whole", "editions", "archive"}.isdisjoint(file.parts)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        for each in (*node.args.args, *node.args.kwonlyargs)
        if each.arg in NAMES and each.annotation is not None
        if re.search(r"\bstr\b", ast.unparse(each.annotation))
    ]
    assert plain == []


def test_no_such_word_is_compared_with_a_literal() -> None:
    """The type checker lets that pass, also where the literal is mistyped."""
    compared = []
    for file, tree in sources():
        for node in ast.walk(tree) if of_a_room(file) else ():
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                if any(name_of(side) in NAMES for side in sides) and any(map(literals, sides)):
                    compared.append(f"{file}:{node.lineno} {ast.unparse(node)}")
            elif isinstance(node, ast.Match) and name_of(node.subject) in NAMES:
                patterns = (part for case in node.cases for part in ast.walk(case.pattern))
                if any(literals(part) for part in patterns):
                    compared.append(f"{file}:{node.lineno} match {ast.unparse(node.subject)}")
    assert compared == []


def test_no_constant_lists_the_words_of_an_enumeration_again() -> None:
    """Colours are also roles of every theme, and are named as such."""
    words = {
        name: {str(each) for each in kind}
        for name, kind in KINDS.items()
        if name not in ("Colour", "Category")
    }
    again = [
        f"{file}:{node.lineno} {ast.unparse(node)}"
        for file, tree in sources()
        if "readers" not in file.parts
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        if len(said := literals(node.value)) > 1
        if any(said <= known for known in words.values())
    ]
    assert again == []


def test_every_mapping_from_an_enumeration_has_words_for_each_member() -> None:
    found: list[str] = []
    whole: set[str] = set()
    for file, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict) and node.keys:
                kinds = {key.value.id if _of_kinds(key) else "" for key in node.keys}  # type: ignore[union-attr]
                if len(kinds) == 1 and (name := kinds.pop()):
                    said = {key.attr for key in node.keys}  # type: ignore[union-attr]
                    if said == set(KINDS[name].__members__):
                        whole.add(name)
                    elif (str(file), name) not in PARTS:
                        left = set(KINDS[name].__members__) - said
                        found.append(f"{file}:{node.lineno} has nothing for {sorted(left)}")
    assert found == []
    assert whole >= {"AttendanceState", "BallotState", "Consent", "ThemeState", "VotingMethod"}


def _of_kinds(key: ast.expr | None) -> bool:
    return (
        isinstance(key, ast.Attribute)
        and isinstance(key.value, ast.Name)
        and key.value.id in KINDS
        and key.attr in KINDS[key.value.id].__members__
    )


def test_no_list_is_joined_into_a_column() -> None:
    """Nothing that reads or writes rows takes a text apart at a sign that stands between parts."""
    found = [
        f"{file}:{node.lineno}"
        for file, tree in sources()
        for node in ast.walk(tree)
        if file.name in ("queries.py", "services.py", "records.py", "model.py", "report.py")
        or "whole" in file.parts
        if isinstance(node, ast.Call)
        and name_of(node.func) == "split"
        and {each.strip() for each in literals(node)} & {";", ",", "|", "/"}
    ]
    assert found == []
