"""Services of the code book. A merge loses no code of any finding, and a split notes where it came from.

Each service writes in the transaction of `session`. It raises WorkshopError if a code that it was
given is not there; a code that was merged into another counts as such.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.codebook.queries import counting_codes
from upstream_workshop.evidence.model import Code, FindingCode
from upstream_workshop.letters import one_line
from upstream_workshop.people.rules import folded


def add_code(
    session: Session,
    name: str,
    parent_id: int | None = None,
    description: str = "",
    codable: bool = True,
) -> int:
    """Add a code after the others and return its id.

    parent_id: the code that it is below; None for the top.
    codable: whether findings can have it; a category only holds codes.

    Raises WorkshopError: when the name is blank, or taken beside it, ignoring case and accents.
    """
    if parent_id is not None:
        _standing(session, parent_id)
    named = _named(name)
    _refuse_taken(session, named, parent_id)
    last = session.scalar(select(func.max(Code.position)))
    code = Code(
        name=named,
        description=description.strip(),
        parent_id=parent_id,
        codable=codable,
        position=0 if last is None else last + 1,
    )
    session.add(code)
    session.flush()
    return code.id


def rename_code(session: Session, code_id: int, name: str) -> None:
    """Change the name of a code.

    Raises WorkshopError: when it is blank, or taken beside it, ignoring case and accents.
    """
    code, named = _standing(session, code_id), _named(name)
    _refuse_taken(session, named, code.parent_id, code)
    code.name = named


def describe_code(session: Session, code_id: int, description: str) -> None:
    """Change what a code means, in a sentence or two."""
    _standing(session, code_id).description = description.strip()


def move_code(session: Session, code_id: int, parent_id: int | None) -> None:
    """Put a code, with all below it, below another one; None for the top.

    Raises WorkshopError: when that is the code itself or below it, or its name is taken there.
    """
    code = _standing(session, code_id)
    if parent_id is not None:
        _refuse_below(session, code, _standing(session, parent_id))
    _refuse_taken(session, code.name, parent_id, code)
    code.parent_id = parent_id


def merge_codes(session: Session, source_id: int, target_id: int) -> None:
    """Merge a code into another.

    source_id: the code that is merged. It is kept as merged, with its findings, which count for the
        other one from now on.
    target_id: the code into which it is merged. The codes below the source go below it; one of the
        same name there takes in the other.

    Raises WorkshopError: when both are the same, or the target is below the source.
    """
    source, target = _standing(session, source_id), _standing(session, target_id)
    _refuse_below(session, source, target)
    source.merged_into_id = target.id
    target.codable = target.codable or source.codable
    session.flush()
    beside = {folded(child.name): child for child in _below(session, target.id)}
    for child in _below(session, source.id):
        same = beside.get(folded(child.name))
        if same is not None:
            merge_codes(session, child.id, same.id)
        else:
            child.parent_id = target.id
    session.flush()


def part_codes(session: Session, code_id: int) -> None:
    """Take all that was merged into a code out of it again, to stand beside it.

    One whose name is taken there gets a number after it.

    Raises WorkshopError: when nothing was merged into it.
    """
    code = _standing(session, code_id)
    merged = session.scalars(select(Code).where(Code.merged_into_id == code_id)).all()
    if not merged:
        raise WorkshopError(say("No code was merged into “{name}”.", name=code.name))
    for one in merged:
        one.merged_into_id, one.parent_id = None, code.parent_id
        one.name = _free_name(session, one)
        session.flush()


def split_code(session: Session, code_id: int, finding_ids: Iterable[int], name: str) -> int:
    """Give some findings of a code a new code beside it in place of that one, and return its id.

    Raises WorkshopError: when there are no findings, one has not this code, or the name is blank or
    taken.
    """
    code, chosen = _standing(session, code_id), {*finding_ids}
    counts_as = counting_codes(session)
    own = [id_ for id_, holder in counts_as.items() if holder == code.id]
    rows = session.scalars(
        select(FindingCode)
        .where(FindingCode.finding_id.in_(chosen), FindingCode.code_id.in_(own))
        .order_by(FindingCode.id)
    ).all()
    if not chosen or {row.finding_id for row in rows} != chosen:
        raise WorkshopError(
            say("Choose one or more findings of “{name}” to split off.", name=code.name)
        )
    made = add_code(session, name, code.parent_id)
    done: set[int] = set()
    for row in rows:
        if row.finding_id in done:  # it had both the code and one that was merged into it
            session.delete(row)
        else:
            done.add(row.finding_id)
            row.came_from_id, row.code_id = row.code_id, made
    session.flush()
    return made


def remove_code(session: Session, code_id: int) -> None:
    """Delete a code and all that were merged into it. Findings lose it; what was below it goes one up.

    Raises WorkshopError: when the name of a code below it is taken there.
    """
    code = _standing(session, code_id)
    for child in _below(session, code_id):
        _refuse_taken(session, child.name, code.parent_id, code)
        child.parent_id = code.parent_id
    session.flush()
    gone = [
        session.get_one(Code, id_)
        for id_, holder in counting_codes(session).items()
        if holder == code_id
    ]
    ids = [one.id for one in gone]
    session.execute(
        update(Code).where(Code.id.in_(ids)).values(merged_into_id=None, parent_id=None)
    )
    session.execute(update(Code).where(Code.parent_id.in_(ids)).values(parent_id=code.parent_id))
    for one in gone:
        session.delete(one)
    session.flush()


def _standing(session: Session, code_id: int) -> Code:
    code = session.get(Code, code_id)
    if code is None or code.merged_into_id is not None:
        raise WorkshopError(say("This code is no longer there: look at the code book again."))
    return code


def _below(session: Session, code_id: int | None) -> list[Code]:
    """Return the codes right below one, or at the top for None, without merged ones."""
    asked = select(Code).where(Code.parent_id == code_id, Code.merged_into_id.is_(None))
    return [*session.scalars(asked.order_by(Code.position, Code.id))]


def _named(name: str) -> str:
    words = one_line(name)
    if not words:
        raise WorkshopError(say("A code needs a name: type one."))
    return words


def _refuse_taken(
    session: Session, name: str, parent_id: int | None, apart_from: Code | None = None
) -> None:
    for other in _below(session, parent_id):
        if other is not apart_from and folded(other.name) == folded(name):
            raise WorkshopError(
                say(
                    "There is already a code called “{name}” there: use that, or merge the two.",
                    name=other.name,
                )
            )


def _refuse_below(session: Session, code: Code, above: Code) -> None:
    """Raise WorkshopError if one code is another, or below it."""
    at: Code | None = above
    while at is not None:
        if at is code:
            raise WorkshopError(
                say("“{name}” cannot go into itself or what is below it.", name=code.name)
            )
        at = None if at.parent_id is None else session.get(Code, at.parent_id)


def _free_name(session: Session, code: Code) -> str:
    taken = {folded(one.name) for one in _below(session, code.parent_id) if one is not code}
    name, number = code.name, 1
    while folded(name) in taken:
        number += 1
        name = f"{code.name} ({number})"
    return name
