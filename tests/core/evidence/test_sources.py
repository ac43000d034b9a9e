"""Sources: places of quotes outlive every change of the words, and what is never used stays out."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.report import read
from upstream_workshop.evidence.sources import queries as found
from upstream_workshop.evidence.sources import services as sources
from upstream_workshop.evidence.sources.quote_places import edits_between, moved
from upstream_workshop.evidence.typed_lines import TypedFinding
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.erasing import erase

WORDS = st.lists(st.sampled_from(("ann", "bo", "𝔘", "risk.", "\n", "Ŵyn", "the cat")), max_size=12)


@settings(max_examples=150)
@given(before=WORDS, quote=WORDS, after=WORDS, name=st.sampled_from(("", "[erased]", "bobo 𝔘")))
def test_a_place_still_holds_its_words_after_a_name_is_replaced(
    before: list[str], quote: list[str], after: list[str], name: str
) -> None:
    """Where all of a quote's words are whole, the quote is what replacing makes of it alone."""
    old = " ".join((*before, "«", *quote, "»", *after))
    start, end = old.index("«"), old.index("»") + 1
    new = old.replace("ann", name)
    first, last = moved(start, end, edits_between(old, new))
    assert new[first:last] == old[start:end].replace("ann", name)


def test_a_quote_that_begins_or_ends_in_a_replaced_name_takes_all_of_it() -> None:
    old, new = "I met Ann Bell there", "I met [erased] there"
    edits = edits_between(old, new)
    for start, end in ((10, 20), (2, 8), (6, 14), (7, 9)):
        first, last = moved(start, end, edits)
        assert "[erased]" in new[first:last]
    assert new[slice(*moved(15, 20, edits))] == "there"
    assert new[slice(*moved(0, 5, edits))] == "I met"


def test_erasing_reaches_the_text_and_keeps_the_place(workshop: Workshop) -> None:
    name = "Gwenllian Abernathy"
    text = f"\ufeff𝔘 {name} opened.\r\nThen {name} said: we wait, {name} too.\rThe end"
    with workshop.change("test") as session:
        person = add_participant(session, name)
        source = sources.add_source(session, f"Talk with {name}", text, file_name=f"{name}.txt")
        plain = found.text_of_source(session, source)
        assert plain.startswith("𝔘 ")
        assert "\r" not in plain
        start, end = plain.index("we wait"), plain.index(".\nThe end")
        sources.note_quote(session, source, start - 1, end, TypedFinding("They wait"))
        erase(session, person)
        (row,) = queries.findings(session)
        text = found.text_of_source(session, source)
        assert name not in repr((text, row, found.sources(session)))
        assert text[row.quote_start : row.quote_end] == row.quote == "we wait, [erased] too"


def test_a_source_limits_the_use_of_its_findings_and_leaves_it_with_them(
    workshop: Workshop,
) -> None:
    with workshop.change("test") as session:
        visit = services.add_visit(session, "Oldham", day=date(2026, 1, 5), consent=Use.NAMED)
        source = sources.add_source(
            session, "Notes", "All of it", organisation="Oldham", use=Use.NEVER
        )
        kept = sources.note_quote(session, source, 0, 3, TypedFinding("All", use=Use.NAMED))
        (row,) = queries.findings(session)
        assert (row.use, row.organisation, row.visit_id) == (Use.NEVER, "Oldham", visit)
        assert queries.never_used(session) == {kept}
        assert not read(session).findings
        services.remove_visit(session, visit)
        sources.remove_source(session, source)
        (row,) = queries.findings(session)
        assert (row.use, row.source_id, row.quote_start, row.quote) == (
            Use.NEVER,
            None,
            None,
            "All",
        )


def test_a_text_hides_what_is_never_used_at_the_same_length(workshop: Workshop) -> None:
    text = "We trust nobody here at all. It works. We trust nobody here. Works."
    with workshop.change("test") as session:
        source = sources.add_source(session, "Notes", text)
        sources.note_quote(session, source, 0, 20, TypedFinding("No", use=Use.NEVER))
        sources.note_quote(session, source, 29, 37, TypedFinding("Yes"))
        shown = found.without_never(text, source, queries.findings(session))
        assert len(shown) == len(text)
        assert "We trust nobody here" not in shown
        assert shown[29:37] == "It works"
