"""What papers say of people: only of who agrees, with whoever was found for an ask."""

from __future__ import annotations

import re

import pytest

from exports.catalogue import documents_of
from exports.documents.agenda.agenda_paper import agenda_pdf
from exports.documents.forms.consent_forms import QUESTIONS, consent_forms_pdf
from exports.summary import summary_page
from tests.core.people.examples import someone
from tests.exports.documents.test_catalogue import assert_accessible
from tests.exports.printed import pages_of
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda import services as planning
from upstream_workshop.people import services
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report


@pytest.fixture
def full(furnished_workshop: Workshop) -> Workshop:
    return furnished_workshop


def report_of(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


def test_who_would_rather_not_be_listed_is_only_counted(full: Workshop) -> None:
    assert "Ade Okafor" in summary_page(report_of(full)).decode()
    with full.change("Consent") as session:
        ade = someone(session)
        services.amend_participant(session, ade, directory="no", attribution="no")
    html = summary_page(report_of(full)).decode().partition("<main")[2]
    people = html[html.index("Who was here") : html.index("What we know of")]
    assert "1 of them would rather not be listed" in people
    assert "Ade Okafor" not in people
    assert "Someone who has shared risk with a hospital trust" in people


def test_the_network_is_told_in_numbers_alone(full: Workshop) -> None:
    html = summary_page(report_of(full)).decode().partition("<main")[2]
    grew = html[html.index("How the network grew") :]
    assert "Ties between two people" in grew[:600]
    report = report_of(full)
    assert [one.ties for one in report.network] == [2, 3]
    assert all(
        isinstance(getattr(one, name), int | float)
        for one in report.network
        for name in one.__dataclass_fields__
    )


def test_the_pack_names_whoever_may_help(full: Workshop) -> None:
    told = pack_of(report_of(full), "Ade Okafor")
    assert "Jo Tennant" in told[told.index("Who may help") :]


def pack_of(report: Report, name: str) -> str:
    packs = {document.name: document for document in documents_of(report, ("packs",))}
    return text_of(packs[f"take-home packs/{name}.pdf"].make())


def test_the_consent_form_asks_each_person_and_says_what_they_answered_before(
    full: Workshop,
) -> None:
    with full.change("Ask") as session:
        ade = someone(session)
        services.amend_participant(session, ade, photo="yes", attribution="no", directory="")
    report = report_of(full)
    said = text_of(consent_forms_pdf(report))
    slips = said.split("Tick yes or no.")
    assert len(slips) == len(report.people) + 1
    for person, before in zip(report.people, slips, strict=False):
        assert before.rstrip().endswith(person.name)
    place = next(n for n, person in enumerate(report.people) if person.id == ade)
    answers = re.findall(r"\? ☐ ☐ (yes|not asked|no)", slips[place + 1])
    assert answers == ["yes", "no", "not asked"]
    assert all(question in slips[place + 1] for question in QUESTIONS.values())


@pytest.mark.parametrize(
    "names", [(), ("Siân",), tuple(f"<b>Gwŷn</b> & {'Ŵyllt ' * n}" for n in range(9))]
)
def test_the_consent_form_alone_is_accessible(workshop: Workshop, names: tuple[str, ...]) -> None:
    with workshop.change("Sign up") as session:
        for name in names:
            services.add_participant(session, name, "Ynys Môn")
    content = consent_forms_pdf(report_of(workshop))
    assert_accessible("consent forms.pdf", content)
    assert text_of(content).count("Tick yes or no.") == len(names)


def test_three_consent_forms_stand_on_a_sheet(full: Workshop) -> None:
    with full.change("Many") as session:
        for number in range(30):
            services.add_participant(session, f"Participant of a long name, number {number}")
    report = report_of(full)
    pages = len(pages_of(consent_forms_pdf(report)))
    assert pages <= len(report.people) // 3 + 1


def test_the_agenda_says_who_may_be_named(full: Workshop) -> None:
    with full.change("Rule") as session:
        planning.amend_block(session, agenda.agenda(session)[0].id, attribution="chatham")
    assert "Chatham House Rule" in text_of(agenda_pdf(report_of(full)))
