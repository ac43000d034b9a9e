"""Erasing a person reaches what was found: quotes, roles, sources, and who was met."""

from __future__ import annotations

from upstream_workshop.evidence import queries, services
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.erasing import erase


def test_no_word_of_a_finding_names_who_was_erased(workshop: Workshop) -> None:
    name = "Gwenllian Abernathy"
    with workshop.change("test") as session:
        person = add_participant(session, name)
        services.add_visit(session, "Oldham", met=f"{name}, Ann", note=f"Thank {name}")
        services.add_finding(
            session, text=f"{name} waits", quote=f"I, {name}, wait", role=f"{name}, buyer",
            source=f"Notes of {name}", noted_by=name, organisation="Oldham",
        )  # fmt: skip
        erase(session, person)
        assert name not in repr((queries.findings(session), queries.visits(session)))
        assert queries.findings(session)[0].quote == "I, [erased], wait"
