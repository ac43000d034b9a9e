"""Drafts that go out as Word documents and come back with comments, and what answers are printed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.catalogue import OUTPUTS
from exports.documents.framework.draft_word import draft_docx
from exports.documents.framework.you_said_paper import (
    answer_letters_pdf,
    respondents,
    you_said_page,
    you_said_pdf,
)
from exports.editions.editions import edited
from exports.output import for_others
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework import queries, services
from upstream_workshop.framework.drafts import services as drafts
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.drafts.queries import drafts as rows_of
from upstream_workshop.framework.kinds import Channel, Disposition
from upstream_workshop.framework.model import DraftStatement
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.framework.responses import services as responses
from upstream_workshop.framework.responses.importing.services import import_responses
from upstream_workshop.framework.responses.queries import responses as response_rows
from upstream_workshop.framework.responses.typed_responses import TypedResponse
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import USUAL, frame_template
from upstream_workshop.letters import LONG
from upstream_workshop.people.services import add_participant
from upstream_workshop.privacy import Edition
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.responses.word_comments import read_response_file
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report

DAY = date(2020, 4, 2)
FROM_LIBREOFFICE = Path(__file__).with_name("draft_by_libreoffice.docx")


def furnish(session: Session) -> DraftRow:
    """A draft with two statements on purpose and one on the mindset."""
    frame = services.make_frame(session, "Ours", frame_template(USUAL), examples=False)
    slots = {one.key: one.id for one in queries.frames(session)[0].slots}
    for key, text in (
        ("purpose", "Good lives for everybody"),
        ("purpose", "Public money spent well"),
        ("mindset", "We ask before we tell"),
    ):
        statements.add_statement(session, slots[key], text)
    drafts.freeze_draft(session, frame, DAY)
    return rows_of(session)[-1]


def commented(content: bytes, *comments: tuple[str, str]) -> bytes:
    """A document with a comment of Gwen beside each paragraph that contains some words."""
    document = docx.Document(io.BytesIO(content))
    for words, said in comments:
        paragraph = next(one for one in document.paragraphs if words in one.text)
        document.add_comment(paragraph.runs, text=said, author="Gwen Parry", initials="GP")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def others(report: Report) -> Report:
    return for_others(report)()


def test_comments_come_back_to_their_statements_once(tmp_path: Path, workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        report = others(read_report(session))
    (sent,) = report.part(FrameworkReport).drafts
    content = draft_docx(report, sent)
    path = tmp_path / "draft 1.docx"
    path.write_bytes(
        commented(
            content,
            ("Public money", "Whose money?"),
            ("Mindset", "All of this is right"),
            ("Please comment", "Well done"),
        )
    )
    with workshop.change("Import") as session:
        outcome = import_responses(session, READERS["responses source"](path))
        again = import_responses(session, READERS["responses source"](path))
        rows = response_rows(session)
    assert (outcome.added, again.added, again.unchanged) == (3, 0, 3)
    assert [(one.text, one.about, one.author) for one in rows] == [
        ("Whose money?", draft.statements[1].number, "Gwen Parry"),
        ("All of this is right", draft.statements[2].number.split(".")[0], "Gwen Parry"),
        ("Well done", "", "Gwen Parry"),
    ]
    assert all(one.channel is Channel.WORD and one.received for one in rows)


def test_what_libreoffice_wrote_comes_back_to_its_statements(workshop: Workshop) -> None:
    """The file is the draft of `furnish` with these uids, as `commented_by_libreoffice` leaves it."""
    with workshop.change("Furnish") as session:
        furnish(session)
        for number, row in enumerate(session.scalars(select(DraftStatement))):
            row.uid = f"00000000-0000-4000-a000-{number:012}"
        session.flush()
        outcome = import_responses(session, READERS["responses source"](FROM_LIBREOFFICE))
        rows = response_rows(session)
    assert [(one.text, one.about, one.of, one.author) for one in rows] == [
        ("Well done", "", "", "Gwen Parry"),
        ("Whose lives?", "1.1", "Good lives for everybody", "Gwen Parry"),
        ("This first", "2", "Mindset", "Gwen Parry"),
        ("And then?", "2.1", "We ask before we tell", "Gwen Parry"),
    ]
    assert "2 tracked changes" in " ".join(outcome.notes)


def test_the_marks_are_short_enough_to_be_kept(workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        content = draft_docx(read_report(session), draft)
    marks = docx.Document(io.BytesIO(content)).element.body.iter(qn("w:bookmarkStart"))
    names = [one.get(qn("w:name")) for one in marks]
    assert len(names) > len(draft.statements)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII) for name in names)


def test_a_comment_with_more_words_than_are_kept_is_refused_by_its_number(
    tmp_path: Path, workshop: Workshop
) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        content = draft_docx(read_report(session), draft)
    long = commented(content, ("Good lives", "x" * (LONG + 1)), ("Public", "Whose?"))
    (tmp_path / "a.docx").write_bytes(long)
    with workshop.change("Import") as session:
        outcome = import_responses(session, read_response_file(tmp_path / "a.docx"))
    assert (outcome.added, [one.line for one in outcome.refused]) == (1, [1])


def test_an_open_document_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", "<x/>")
    with pytest.raises(WorkshopError, match="save it as DOCX"):
        read_response_file(tmp_path / "a.odt")


def test_tracked_changes_are_said_and_not_taken(tmp_path: Path, workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        document = docx.Document(io.BytesIO(draft_docx(read_report(session), draft)))
    paragraph = next(one for one in document.paragraphs if "Public money" in one.text)
    added = OxmlElement("w:ins")
    added.set(qn("w:id"), "900")
    added.append(paragraph.runs[0]._r)
    paragraph._p.append(added)
    document.save(str(tmp_path / "a.docx"))
    reading = read_response_file(tmp_path / "a.docx")
    assert "1 tracked change" in " ".join(getattr(reading, "notes", ()))


def test_a_document_of_somebody_else_is_refused(tmp_path: Path, workshop: Workshop) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(WorkshopError, match="no draft that went out from here"):
        read_response_file(tmp_path / "a.docx")
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        content = draft_docx(read_report(session), draft)
        drafts.remove_draft(session, draft.id)
        drafts.freeze_draft(session, draft.frame_id, DAY)
    (tmp_path / "b.docx").write_bytes(commented(content, ("Public", "Whose?")))
    with pytest.raises(WorkshopError, match="not in this session"), workshop.change("I") as session:
        import_responses(session, read_response_file(tmp_path / "b.docx"))


def bomb(inside: str) -> bytes:
    """A Word document with a text of entities."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    text = (
        f"<?xml version='1.0'?><!DOCTYPE d [{entities}]><w:document xmlns:w='http://schemas."
        "openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:bookmarkStart w:id='1' "
        f"w:name='uw_s_1'/><w:r><w:t>{inside}</w:t></w:r></w:p></w:body></w:document>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("word/document.xml", text)
    return made.getvalue()


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(bomb("&e11;"))
    with pytest.raises(WorkshopError):
        read_response_file(tmp_path / "a.docx")


def test_a_table_of_responses_comes_in_once(tmp_path: Path, workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        ada = add_participant(session, "Ada Bell", organisation="Leeds")
    number = draft.statements[1].number
    lines = f"Comment,Name,Section,Date\nWhose?,ada bell,{number},2020-04-09\nHm,,7.7,\n,,,\n"
    (tmp_path / "web.csv").write_text(lines, "utf-8")
    with workshop.change("Import") as session:
        outcome = import_responses(session, READERS["responses"](tmp_path / "web.csv"))
        again = import_responses(session, READERS["responses"](tmp_path / "web.csv"))
        first, second = response_rows(session)
    assert (outcome.added, again.added) == (2, 0)
    assert "does not have" in outcome.notes[0]
    assert (first.participant_id, first.about, first.received) == (ada, number, date(2020, 4, 9))
    assert (second.who, second.about) == ("", "")


def test_what_was_said_and_done_is_printed_and_nobody_named_who_refused(
    workshop: Workshop,
) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        ada = add_participant(session, "Ada Bellweather", attribution="no")
        ben = add_participant(session, "Ben Okonjo", attribution="yes", directory="yes")
        for person, author in ((ada, ""), (ben, ""), (None, "Gwen Guest")):
            typed = TypedResponse(
                "Whose?", draft.statements[1].id, participant_id=person, author=author
            )
            made = responses.add_response(session, draft.id, typed)
            responses.answer_response(session, made, Disposition.PARTLY, "Ours, said now")
        changed = draft.statements[1].statement_id
        assert changed
        responses.change_because(session, made, changed, "Our money spent well")
        report = read_report(session)
    page = you_said_page(others(report)).decode()
    assert "Our money spent well" in page
    assert "Ben Okonjo" in page
    assert "Bellweather" not in page
    assert "Gwen Guest" not in page
    assert you_said_pdf(others(report)).startswith(b"%PDF")
    assert answer_letters_pdf(report).startswith(b"%PDF")
    assert len(respondents(report)) == 3
    redacted = edited(report, Edition.REDACTED)
    assert "Okonjo" not in you_said_page(redacted).decode()


def test_the_outputs_are_in_the_catalogue() -> None:
    keys = {one.key for one in OUTPUTS}
    assert {"you-said-we-did", "draft-docx", "answer-letters"} <= keys
