"""What each edition may tell, written out once more by hand; and where a few are too few to hide in."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from exports.editions.editions import edited, row_for
from exports.editions.redacting import hidden_organisations, shown_organisations, unnaming
from tests.exports.conftest import AT
from tests.marks import mark, marked
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import services as introductions
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.whole.report import Report, read_report

# whoever tells another column adds it here, having thought of everybody who reads that edition
COHORT: Mapping[str, str] = {
    "ballot": "name question reopened",
    "ballot_option": "wording",
    "block": "lead materials place purpose title track",
    "card": "author foreign_id seat_table text wording",
    "code": "description name",
    "commitment": "what",
    "factor": "label note",
    "follow_up": "note",
    "factor_origin": "title",
    "finding": "kind_name quote role text",
    "interest": "text",
    "link": "note strength",
    "link_origin": "title",
    "loop_name": "name story",
    "map": "seat_table title",
    "map_note": "text",
    "organisation": "initiative name region",
    "participant": "name region role",
    "peer_support": "text",
    "prompt": "question script",
    "prompt_option": "label",
    "residential": "place title",
    "small_group_round": "title",
    "theme": "description title",
    "workgroup": "asset_kind asset_title audience first_meeting hours_each question sign_off supporter title "
    "will_not_do",
    "zone": "title",
    "cell_summary": "text",
    "draft": "note",
    "draft_statement": "slot_key slot_name text",
    "frame": "title",
    "handbook": "contributors introduction licence subtitle title",
    "indicator": "least_word most_word question",
    "product": "audience blocked kind_name link next_step signed_off_by title",
    "product_draft": "text",
    "response": "reason slot_key text",
    "review": "reason section text",
    "slot": "name question",
    "statement": "source text",
    "wording": "text",
}
REDACTED: Mapping[str, str] = {
    "ballot": "name question reopened",
    "ballot_option": "wording",
    "block": "place purpose title track",
    "card": "text",
    "code": "description name",
    "commitment": "what",
    "factor": "label",
    "factor_origin": "title",
    "finding": "kind_name quote text",
    "interest": "text",
    "link": "strength",
    "link_origin": "title",
    "loop_name": "name story",
    "map": "title",
    "map_note": "text",
    "peer_support": "text",
    "prompt": "question",
    "prompt_option": "label",
    "residential": "place title",
    "small_group_round": "title",
    "theme": "description title",
    "workgroup": "asset_kind asset_title audience hours_each question title will_not_do",
    "zone": "title",
    "cell_summary": "text",
    "draft": "note",
    "draft_statement": "slot_key slot_name text",
    "frame": "title",
    "handbook": "introduction licence subtitle title",
    "indicator": "least_word most_word question",
    "product": "audience kind_name link title",
    "response": "reason slot_key text",
    "review": "section",
    "slot": "name question",
    "statement": "source text",
    "product_draft": "text",
}


def read(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session, AT)


@pytest.mark.parametrize(("edition", "columns"), [("cohort", COHORT), ("redacted", REDACTED)])
def test_an_edition_tells_the_columns_that_are_written_here_and_no_other(
    furnished_workshop: Workshop, edition: str, columns: Mapping[str, str]
) -> None:
    with furnished_workshop.change("Mark") as session:
        mark(session)
    told: defaultdict[str, set[str]] = defaultdict(set)
    shown = edited(read(furnished_workshop), edition)
    assert shown.edition == edition
    for cell in marked(repr(shown)):
        told[cell.table].add(cell.column)
    assert told == {table: set(named.split()) for table, named in columns.items()}


def test_redaction_keeps_no_detail_of_a_person(workshop: Workshop) -> None:
    with workshop.change("Sign up") as session:
        for name in ("Ade Okafor", "Bea Ray", "Cy Dee"):
            her = people.add_participant(
                session, name, "Leeds", "Director of zeal", f"{name[:3]}@zest.example", "Zone"
            )
            people.amend_participant(session, her, attribution="yes", directory="yes", photo="yes")
            attendance_services.check_in(
                session, her, 1, "here", datetime(2026, 11, 24, 9, 5), "by train"
            )
            attendance_services.check_in(session, her, 1, "left", datetime(2026, 11, 24, 15, 5))
    report = read(workshop)
    cohort, hidden = edited(report, "cohort"), edited(report, "redacted", random.Random(1))
    for person in hidden.people:
        assert (person.role, person.email, person.region) == ("", "", "")
        assert (person.photo, person.attribution, person.directory) == ("", "", "")
        assert person.name == f"Participant {person.id}"
        assert person.organisation == "Leeds"
    assert {(row.at, row.left_at, row.note, row.state) for row in hidden.attendance} == {
        (None, None, "", "left")
    }
    for person, known in zip(cohort.people, report.people, strict=True):
        told = (person.name, person.role, person.email, person.region)
        assert told == (known.name, known.role, known.email, known.region)
    for came, known_of in zip(cohort.attendance, report.attendance, strict=True):
        assert (came.at, came.left_at, came.note) == (known_of.at, known_of.left_at, "")


@pytest.mark.parametrize("people_there", [1, 2, 3, 4])
def test_two_of_an_organisation_are_too_few_and_three_are_enough(
    workshop: Workshop, people_there: int
) -> None:
    shown = people_there >= 3
    with workshop.change("Sign up") as session:
        people.add_organisation(session, "Zennor Harbour")  # nobody of it is here
        for number in range(people_there):
            her = people.add_participant(session, f"Una{number} Vane{number}", "Quillbridge Forum")
            people.add_support(session, her, "ask", f"Number {number} of Quillbridge Forum")
        people.add_participant(session, "Wanda Yule")
        card_services.add_card(session, "As they do in Quillbridge Forum")
    report = read(workshop)
    hidden = edited(report, "redacted", random.Random(1))
    homes = {"Quillbridge Forum"} if shown else set()
    assert shown_organisations(report) - {""} == {one.name for one in hidden.organisations} == homes
    assert hidden_organisations(report) == {"Zennor Harbour", "Quillbridge Forum"} - homes
    assert {person.organisation for person in hidden.people} == {"", *homes}
    assert ("Quillbridge" in repr(hidden)) == shown
    assert ("[organisation]" in repr(hidden)) != shown
    assert "Zennor" not in repr(hidden)


def without_names(workshop: Workshop, *emails: str, words: str) -> str:
    """What redaction makes of some words, where people of these addresses are on the list."""
    with workshop.change("Sign up") as session:
        for number, email in enumerate(emails):
            people.add_participant(session, f"Una{number} Vane{number}", email=email)
    report = read(workshop)
    numbers = {person.id: 70 + place for place, person in enumerate(report.people)}
    return unnaming(report, numbers)(words)


@pytest.mark.parametrize(
    ("email", "words", "said"),
    [
        ("qzxv@gmail.com", "ask qzxv first", "ask Participant 70 first"),
        ("qzx@gmail.com", "ask qzx first", "ask qzx first"),  # three letters may be anything
        ("people@gmail.com", "ask people first", "ask people first"),  # an ordinary word
        ("qz.xv@gmail.com", "ask qz.xv first", "ask Participant 70 first"),
        ("a@quillmoor.example", "as in Quillmoor", "as in [organisation]"),
        ("a@mail.quillmoor.example", "as in Quillmoor", "as in [organisation]"),
        ("a@quil.example", "as in Quil", "as in [organisation]"),
        ("a@qui.example", "as in Qui", "as in Qui"),
        ("a@protonmail.com", "on Protonmail", "on Protonmail"),
    ],
)
def test_an_address_tells_by_its_mailbox_and_its_organisation(
    workshop: Workshop, email: str, words: str, said: str
) -> None:
    assert without_names(workshop, email, words=words) == said


def test_a_mailbox_of_two_is_nobodys(workshop: Workshop) -> None:
    both = ("qzxvoffice@a.example", "qzxvoffice@b.example")
    assert without_names(workshop, *both, words="ask qzxvoffice") == "ask qzxvoffice"


def test_a_name_that_two_bear_is_somebody(workshop: Workshop) -> None:
    with workshop.change("Sign up") as session:
        for name in ("Una Vaneborough", "Wyn Vaneborough"):
            people.add_participant(session, name)
    said = unnaming(read(workshop), {1: 7, 2: 8})("Una Vaneborough, Wyn, and a Vaneborough")
    assert said == "Participant 7, Participant 8, and a [name]"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Quarley Moor Council", "Quarley Moor Council"),
        ("Quarley Moor Trust", "[organisation]"),
        ("Una Quarley spoke", "Participant 70 spoke"),  # a name before a part of an organisation's
        ("Vane Harbour", "Vane Harbour"),  # a surname within the name of an organisation
        ("Rose Vane", "Participant 71"),
        ("Bea Borthwick spoke", "Participant 72 spoke"),  # who bears a part of a hidden name
        ("Borthwick Ferry Trust", "[organisation]"),
        ("the Ferry again", "the [organisation] again"),
    ],
)
def test_what_is_shown_is_spared_where_it_holds_what_is_hidden(
    workshop: Workshop, words: str, said: str
) -> None:
    with workshop.change("Sign up") as session:
        first = people.add_participant(session, "Una Quarley", "Quarley Moor Trust")
        rose = people.add_participant(session, "Rose Vane", "Zennor")
        bea = people.add_participant(session, "Bea Borthwick", "Borthwick Ferry Trust")
        people.add_participant(session, "Wyn Yule", "Zennor")  # three are enough to hide among
        for home in ("Quarley Moor Council", "Vane Harbour"):
            for number in range(3):
                people.add_participant(session, f"Ember{number} Ash{number}", home)
    report = read(workshop)
    numbers = {person.id: 1 for person in report.people} | {first: 70, rose: 71, bea: 72}
    assert unnaming(report, numbers)(words) == said


def unlisted(workshop: Workshop) -> Report:
    """Four people; the first three would rather not be listed, and come in the other order."""
    with workshop.change("Sign up") as session:
        for number, name in enumerate(("Ade Okafor", "Bea Ray", "Cy Dee", "Dee Fox")):
            her = people.add_participant(session, name)
            people.amend_participant(session, her, directory="no" if number < 3 else "yes")
            attendance_services.check_in(session, her, 1, at=datetime(2026, 11, 24, 12 - number))
    return read(workshop)


def test_who_is_in_no_list_goes_by_a_number_that_no_list_gives_away(workshop: Workshop) -> None:
    report = unlisted(workshop)
    cohort = edited(report, "cohort")
    (listed,) = (one.id for one in report.people if one.name == "Dee Fox")
    came = sorted((row.at, row.participant_id) for row in cohort.attendance)
    assert [id_ for _at, id_ in came] == [listed, -1, -2, -3], "in the order in which they came"
    assert {one.id for one in cohort.people} == {listed, -1, -2, -3}


def test_a_pack_knows_its_reader_alone_by_a_refused_name(workshop: Workshop) -> None:
    report = unlisted(workshop)
    refused = {one.id for one in report.people if one.directory == "no"}
    told = row_for(report)
    for reader in (one.id for one in report.people):
        for row in report.attendance:
            shown = told(row, reader).participant_id
            if row.participant_id == reader or row.participant_id not in refused:
                assert shown == row.participant_id
            else:
                assert shown < 0


def authors(report: Report) -> set[str]:
    return {card.author for card in report.loose_cards}


@pytest.mark.parametrize("answer", ["yes", "", "no"])
def test_each_consent_opens_what_it_is_for_and_no_more(workshop: Workshop, answer: str) -> None:
    """An address needs a yes; a name in a list, or beside one's words, only that nobody refused.

    Who is in no list is named beside no words either.
    """
    with workshop.change("Sign up") as session:
        for consent in ("attribution", "directory"):
            her = people.add_participant(
                session, f"For {consent}", "Leeds", "Clerk", "a@zest.example", "Wales", ("zeal",)
            )
            people.amend_participant(session, her, **{consent: answer})
            people.add_support(session, her, "ask", "time")
            card_services.add_card(session, "An idea", author=f"For {consent}")
    cohort = edited(read(workshop), "cohort")
    refused = answer == "no"
    by_name = {row.name: row for row in cohort.people}
    assert set(by_name) == {"A participant" if refused else "For directory", "For attribution"}
    listed = by_name["A participant" if refused else "For directory"]
    named = by_name["For attribution"]
    assert listed.organisation == ("" if refused else "Leeds")
    assert listed.email == ("a@zest.example" if answer == "yes" else "")
    assert (listed.role, listed.region) == (("", "") if refused else ("Clerk", "Wales"))
    assert listed.interests == (() if refused else ("zeal",))
    assert listed.asks == (() if refused else ("time",))
    assert (named.email, named.role, named.interests) == ("", "Clerk", ("zeal",))
    assert named.asks == (() if refused else ("time",))
    both = {"For directory", "For attribution"}
    assert {row.name for row in cohort.support} == ({"A participant"} if refused else both)
    assert {row.text for row in cohort.support} == {"time"}
    assert authors(cohort) == ({""} if refused else both)


def test_of_two_of_one_name_the_one_who_refused_decides(workshop: Workshop) -> None:
    with workshop.change("Sign up") as session:
        for answer in ("no", "yes"):
            her = people.add_participant(session, "Siân Prys", f"Council of {answer}")
            people.amend_participant(session, her, attribution=answer)
        for name in ("SIAN PRYS", "Somebody else"):
            card_services.add_card(session, "An idea", author=name)
    cohort = edited(read(workshop), "cohort")
    assert authors(cohort) == {"", "Somebody else"}


@pytest.mark.parametrize("seed", range(3))
def test_rows_about_people_stand_by_number_and_what_refers_to_them_follows(
    workshop: Workshop, seed: int
) -> None:
    colours = ("amber", "beige", "coral", "green", "ivory", "lilac", "olive", "pearl")
    with workshop.change("Sign up") as session:
        ids = [people.add_participant(session, f"Una{colour} Vane") for colour in colours]
        people.add_support(session, ids[0], "ask", "zinc")
        for place, colour in enumerate(colours):
            ask = people.add_support(session, ids[place], "ask", colour)
            introductions.confirm_match(session, ask, ids[place - 1])
            attendance_services.check_in(session, ids[-place], 1 + place % 2, "here")
    hidden = edited(read(workshop), "redacted", random.Random(seed))
    assert [row.id for row in hidden.people] == list(range(1, 9))
    assert [row.participant_id for row in hidden.attendance] == list(range(1, 9))
    assert [row.id for row in hidden.support] == list(range(1, 10))
    order = [(row.participant_id, row.text) for row in hidden.support]
    assert order == sorted(order), "of one person, by what they say and not by when"
    asker, texts = (
        {row.text: row.participant_id for row in hidden.support},
        dict(enumerate(order, 1)),
    )
    found = {texts[match.ask_id][1]: match.helper_id for match in hidden.matches}
    assert found == {colour: asker[colours[at - 1]] for at, colour in enumerate(colours)}


@pytest.mark.parametrize(
    ("homes", "shown"),
    [
        ({"Quill": 3, "Zennor": 1}, set()),  # whoever has none beside them would be from Zennor
        ({"Quill": 3, "Zennor": 2}, set()),
        ({"Quill": 3, "Zennor": 2, "Ember": 1}, {"Quill"}),
        ({"Quill": 4, "Sable": 3, "Zennor": 1}, {"Quill"}),  # the smaller one is hidden with it
        ({"Quill": 3, "": 1}, {"Quill"}),  # from no organisation at all
        ({"Quill": 3, "": 1, "Zennor": 1}, set()),
        ({"Quill": 3, "Sable": 3}, {"Quill", "Sable"}),
    ],
)
def test_what_is_left_out_is_not_given_back_by_subtraction(
    workshop: Workshop, homes: Mapping[str, int], shown: set[str]
) -> None:
    with workshop.change("Sign up") as session:
        for home, number in homes.items():
            for place in range(number):
                people.add_participant(session, f"Una{home}{'abcd'[place]} Vane", home)
    report = read(workshop)
    hidden = edited(report, "redacted", random.Random(1))
    assert shown_organisations(report) == shown
    assert {person.organisation for person in hidden.people} - {""} == shown
    assert {one.name for one in hidden.organisations} == shown


@pytest.mark.parametrize(("absent", "shown"), [(0, True), (1, False)])
def test_those_who_came_are_counted_too(workshop: Workshop, absent: int, shown: bool) -> None:
    with workshop.change("Sign up") as session:
        for place in range(3):
            her = people.add_participant(session, f"Una{'abc'[place]} Vane", "Quill")
            if place >= absent:
                attendance_services.check_in(session, her, 1)
    assert shown_organisations(read(workshop)) == ({"Quill"} if shown else set())


def test_who_would_rather_not_be_listed_does_not_make_an_organisation_large(
    workshop: Workshop,
) -> None:
    with workshop.change("Sign up") as session:
        for place in range(3):
            her = people.add_participant(session, f"Una{'abc'[place]} Vane", "Quill")
        people.amend_participant(session, her, directory="no")
    assert shown_organisations(read(workshop)) == set()


def test_in_the_redacted_edition_who_refused_has_a_word_and_everybody_else_a_number(
    workshop: Workshop,
) -> None:
    with workshop.change("Sign up") as session:
        for name, answer in (("Una Vane", "yes"), ("Bea Ray", ""), ("Cy Dee", "no")):
            her = people.add_participant(session, name)
            people.amend_participant(session, her, attribution=answer)
            people.add_support(session, her, "ask", answer or "not asked")
    hidden = edited(read(workshop), "redacted", random.Random(1))
    told = {row.text: row.name for row in hidden.support}
    assert told.pop("no") == "A participant"
    numbers = {f"Participant {number}" for number in (1, 2, 3)}
    assert set(told) == {"yes", "not asked"}
    assert set(told.values()) < numbers
    assert len(set(told.values())) == 2


@pytest.mark.parametrize("edition", ["cohort", "redacted"])
def test_that_a_paper_is_spoilt_is_told_and_not_why(report: Report, edition: str) -> None:
    reasons = ("", "torn up by Una Vane", "", "spoilt")
    papers = tuple(
        PaperRow(at, f"{at}", None, why, "", False, ()) for at, why in enumerate(reasons, 1)
    )
    (vote, *others) = report.votes
    changed = report.with_values(votes=(replace(vote, papers=papers), *others))
    shown = edited(changed, edition, random.Random(1)).votes[0].papers
    assert [paper.spoilt for paper in shown] == ["", "spoilt", "", "spoilt"]
