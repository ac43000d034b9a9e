"""Services of the framework room: frames and their slots. Those of statements lie in `statements`.

Each service writes in the transaction of `session`. It raises WorkshopError if a frame or slot that it
was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.model import Frame, Slot, Statement
from upstream_workshop.framework.rules import moved, slot_key
from upstream_workshop.framework.statements.copies import copy_statement
from upstream_workshop.framework.templates.frame_templates import FrameTemplate
from upstream_workshop.letters import one_line
from upstream_workshop.people.rules import folded
from upstream_workshop.workgroups.queries import workgroup_titles


def make_frame(
    session: Session,
    title: str,
    template: FrameTemplate,
    workgroup_id: int | None = None,
    optional: bool = True,
    examples: bool = True,
) -> int:
    """Make a frame from a template and return its id.

    workgroup_id: the workgroup that fills it, if one does.
    optional: whether its optional slots are made too.
    examples: whether the published examples are put into it, marked as such.

    Raises WorkshopError if the title is blank or taken.
    """
    frame = _new_frame(session, title, template.name, workgroup_id)
    for position, given in enumerate(one for one in template.slots if optional or not one.optional):
        slot = Slot(
            frame_id=frame.id,
            key=given.key,
            name=given.name,
            question=given.question,
            area=given.area,
            position=position,
        )
        session.add(slot)
        session.flush()
        for number, one in enumerate(given.examples if examples else ()):
            session.add(
                Statement(
                    slot_id=slot.id,
                    text=one.text,
                    example=True,
                    source=one.source,
                    position=number,
                )
            )
    session.flush()
    return frame.id


def copy_frame(
    session: Session,
    frame_id: int,
    title: str,
    workgroup_id: int | None = None,
    statements: bool = False,
) -> int:
    """Make a frame with the slots of another, for a workgroup or a table to fill; return its id.

    statements: whether its statements are copied too, with what they rest on.

    Raises WorkshopError if the title is blank or taken.
    """
    source = _frame(session, frame_id)
    frame = _new_frame(session, title, source.template, workgroup_id)
    for old in _slots(session, source.id):
        slot = Slot(
            frame_id=frame.id,
            key=old.key,
            name=old.name,
            question=old.question,
            area=old.area,
            position=old.position,
        )
        session.add(slot)
        session.flush()
        if statements:
            held = select(Statement).where(Statement.slot_id == old.id)
            for one in session.scalars(held.order_by(Statement.position, Statement.id)).all():
                copy_statement(session, one, slot.id, one.source, one.example)
    return frame.id


def rename_frame(
    session: Session, frame_id: int, title: str, workgroup_id: int | None = None
) -> None:
    """Change the title of a frame and the workgroup that fills it; None for none.

    Raises WorkshopError if the title is blank or taken by another one.
    """
    frame = _frame(session, frame_id)
    frame.title = _free_title(session, title, frame_id)
    frame.workgroup_id = _group(session, workgroup_id)


def remove_frame(session: Session, frame_id: int) -> None:
    """Delete a frame with all that it holds, drafts and responses too."""
    session.delete(_frame(session, frame_id))


def add_slot(session: Session, frame_id: int, name: str, question: str = "") -> int:
    """Add a slot of one's own, beside the drawing, after the others; return its id.

    Raises WorkshopError if the name is blank or taken in this frame.
    """
    slots = _slots(session, _frame(session, frame_id).id)
    named = _free_name(slots, name)
    slot = Slot(
        frame_id=frame_id,
        key=slot_key(named, [one.key for one in slots]),
        name=named,
        question=question.strip(),
        position=len(slots) and slots[-1].position + 1,
    )
    session.add(slot)
    session.flush()
    return slot.id


def amend_slot(session: Session, slot_id: int, name: str, question: str) -> None:
    """Change the name of a slot and the question that it answers.

    Raises WorkshopError if the name is blank or taken in its frame.
    """
    slot = _slot(session, slot_id)
    slot.name = _free_name(_slots(session, slot.frame_id), name, slot_id)
    slot.question = question.strip()


def shift_slot(session: Session, slot_id: int, by: int) -> None:
    """Move a slot up (negative) or down in its frame, as far as there are others."""
    slot = _slot(session, slot_id)
    slots = _slots(session, slot.frame_id)
    for position, one in enumerate(moved(slots, slots.index(slot), by)):
        one.position = position


def remove_slot(session: Session, slot_id: int) -> None:
    """Delete a slot with its statements."""
    session.delete(_slot(session, slot_id))


def _new_frame(session: Session, title: str, template: str, workgroup_id: int | None) -> Frame:
    last = session.scalar(select(func.max(Frame.position)))
    frame = Frame(
        title=_free_title(session, title),
        template=template,
        workgroup_id=_group(session, workgroup_id),
        position=0 if last is None else last + 1,
    )
    session.add(frame)
    session.flush()
    return frame


def _group(session: Session, workgroup_id: int | None) -> int | None:
    if workgroup_id is not None and workgroup_id not in dict(workgroup_titles(session)):
        raise WorkshopError(say("This workgroup is no longer there: look at the list again."))
    return workgroup_id


def _free_title(session: Session, title: str, besides: int | None = None) -> str:
    words = one_line(title)
    if not words:
        raise WorkshopError(say("A title is missing: say in a few words what this is."))
    for frame in session.scalars(select(Frame).where(Frame.id != (besides or 0))):
        if folded(frame.title) == folded(words):
            raise WorkshopError(
                say("There is a frame called “{title}” already.", title=frame.title)
            )
    return words


def _free_name(slots: Iterable[Slot], name: str, besides: int | None = None) -> str:
    words = one_line(name)
    if not words:
        raise WorkshopError(say("A slot needs a name: type a word or two."))
    for slot in slots:
        if slot.id != besides and folded(slot.name) == folded(words):
            raise WorkshopError(say("There is a slot called “{name}” already.", name=slot.name))
    return words


def _slots(session: Session, frame_id: int) -> list[Slot]:
    own = select(Slot).where(Slot.frame_id == frame_id)
    return [*session.scalars(own.order_by(Slot.position, Slot.id))]


def _frame(session: Session, frame_id: int) -> Frame:
    frame = session.get(Frame, frame_id)
    if frame is None:
        raise WorkshopError(say("This frame is no longer there: look at the list again."))
    return frame


def _slot(session: Session, slot_id: int) -> Slot:
    slot = session.get(Slot, slot_id)
    if slot is None:
        raise WorkshopError(say("This slot is no longer there: look at the outline again."))
    return slot
