"""A room that is added while the program runs, with a column of every class, and careless in all it prints.

Started by `test_made_up_room.py` in a process of its own, for a table cannot be taken back. Its argument is
an empty folder.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from exports import catalogue
from exports import rooms as printing
from exports.archive import archive
from exports.drawing.paper import Paper
from exports.output import EVERYBODY, Output, one
from exports.room import Room as PrintingRoom
from tests.exports.planted import documents
from upstream_workshop import rooms
from upstream_workshop.naming import Reason
from upstream_workshop.people import services as people
from upstream_workshop.privacy import (
    PUBLIC,
    Edition,
    cohort,
    name,
    organisation,
    person,
    personal,
    private,
    secret,
    words,
)
from upstream_workshop.room import Room, row
from upstream_workshop.session_file import written_schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import line, prose, word
from upstream_workshop.whole import erasing
from upstream_workshop.whole.report import Report, read_report

MARK = re.compile(
    r"\b(refuses|agrees)(word|small|teller|table|role|asked|note|code|forgotten|kept)\b"
)


class SourceState(StrEnum):
    """Whether a piece of evidence is used."""

    KEPT = "kept"
    DROPPED = "dropped"


class Exhibit(Base):
    """A piece of evidence, and whose it is."""

    __tablename__ = "exhibit"

    owner_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    state: Mapped[SourceState] = word(SourceState)
    word: Mapped[str] = prose()
    home: Mapped[str] = line()
    teller: Mapped[str] = line()
    seat: Mapped[str] = line()
    role: Mapped[str] = line()
    asked: Mapped[str] = line()
    note: Mapped[str] = line()
    code: Mapped[str] = line()
    forgotten: Mapped[str] = line()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source, with everything in it."""

    id: int
    owner_id: int
    state: SourceState
    word: str
    home: str
    teller: str
    seat: str
    role: str
    asked: str
    note: str
    code: str
    forgotten: str


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """Every source."""

    sources: tuple[SourceRow, ...]


def read(session: Session) -> EvidenceReport:
    found = session.execute(select(*Exhibit.__table__.columns).order_by(Exhibit.id))
    return EvidenceReport(tuple(SourceRow(*each) for each in found))


EVIDENCE = Room(
    key="evidence",
    columns={
        Exhibit: {
            "state": PUBLIC,
            "word": words("Source"),
            "home": organisation("Organisation behind a source"),
            "teller": name("Who brought a source", Reason.CARD, "owner_id"),
            "seat": cohort("Table of a source"),
            "role": personal("Role behind a source", Reason.DETAIL),
            "asked": personal("Address behind a source", Reason.ADDRESS),
            "note": private("Note on a source"),
            "code": secret("Code of a source"),
        }
    },
    rows={EvidenceReport: row(), SourceRow: row(Exhibit, owner_id=person(Reason.CARD))},
    report=read,
    goes={"exhibit": ("source", "sources")},
)


def _everything(report: Report) -> str:
    return repr(report.part(EvidenceReport))


def _section(report: Report, paper: Paper) -> None:
    paper.say(_everything(report))


PRINTED = PrintingRoom(
    key="evidence",
    section=_section,
    papers=(
        Output(
            "evidence",
            "Evidence",
            EVERYBODY,
            "html",
            one("evidence.html", lambda report: _everything(report).encode()),
        ),
    ),
)


def make(path: Path) -> tuple[Workshop, int]:
    """A session with two sources: of somebody who refused everything, and somebody who agreed to it."""
    workshop = Workshop.create(path)
    with workshop.change("Fill") as session:
        people.add_participant(session, "Beca Fôn", "Beck Trust")
        for answer, who in (("no", "refuses"), ("yes", "agrees")):
            her = people.add_participant(session, f"Zara {who.title()}son", f"{who}small")
            people.amend_participant(session, her, attribution=answer, directory=answer)
            session.add(
                Exhibit(
                    owner_id=her,
                    state=SourceState.KEPT,
                    word=f"{who}word",
                    home=f"{who}small",
                    teller=f"{who}teller",
                    seat=f"{who}table",
                    role=f"{who}role",
                    asked=f"{who}asked",
                    note=f"{who}note",
                    code=f"{who}code",
                    forgotten=f"{who}forgotten",
                )
            )
            last = her
    return workshop, last


def told(workshop: Workshop, edition: str, folder: Path) -> set[str]:
    """The marks in an archive, in whatever document."""
    with workshop.read() as session:
        report = read_report(session)
    shown = report if edition == "full" else archive.edited(report, edition)
    copy, out = folder / f"{edition}.upstream", folder / f"{edition}.zip"
    workshop.copy_to(copy)
    archive.pack(copy, shown, out, edition)
    read = [text for name_, text in documents(out).items() if name_ != archive.SESSION]
    return {"".join(found) for text in read for found in MARK.findall(text)}


def main(folder: Path) -> None:
    """Raises AssertionError for whatever is told that may not be."""
    declared = (*rooms.every(), EVIDENCE)
    rooms.every = lambda: declared
    with_exhibits = json.loads(written_schema.derived())
    written_schema.loaded = lambda: with_exhibits
    printing.ROOMS = (*printing.ROOMS, PRINTED)
    catalogue.OUTPUTS = (*catalogue.OUTPUTS, *PRINTED.papers)
    catalogue.KEPT = (*catalogue.KEPT, "evidence")
    workshop, agrees = make(folder / "session.upstream")
    with workshop:
        full, shared, redacted = (told(workshop, edition, folder) for edition in Edition)
        both = {
            f"{who}{what}" for who in ("refuses", "agrees") for what in ("word", "small", "table")
        }
        assert full >= both | {"agreesnote", "refusesforgotten", "refusesrole", "refusesteller"}, (
            full
        )
        assert shared == both | {"agreesteller", "agreesrole", "agreesasked"}, shared
        assert redacted == {"refusesword", "agreesword"}, redacted
        with zipfile.ZipFile(folder / "full.zip") as sealed:
            inside = sealed.read(archive.SESSION)
        assert b"agreesforgotten" in inside
        assert not re.search(rb"(agrees|refuses)code", inside)
        with workshop.change("Erase") as session:
            done = erasing.erase(session, agrees)
        assert "1 source" in done.goes, done.goes
        assert not re.search(
            rb"agrees(word|teller|code)", (folder / "session.upstream").read_bytes()
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
