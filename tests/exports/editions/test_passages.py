"""Nobody is named by a redacted archive unless somebody looked at the passage and kept it."""

from __future__ import annotations

import dataclasses
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.archive import archive
from exports.archive.verify import verify
from exports.editions import passages
from exports.editions.editions import edited
from exports.editions.passages import CUT
from tests import sessions
from tests.exports.conftest import AT
from tests.exports.planted import columns, documents, plant, squeezed
from tests.exports.sealing import seal_archive
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.whole.report import Report, read_report

NAME, HOME = "Zebedee Tanglewood-Prys", "Lighthouse Quandary Trust"
ADDRESS = "ztanglew@quandary.example"
# what somebody may have typed, and what of it, without signs and spaces, tells who it is
PLANTED = (
    ("Zebedee Tanglewood-Prys", "zebedee"),
    ("ZEBEDEE TANGLEWOOD PRYS", "tanglewood"),
    ("Prys, Zebedee", "zebedee"),
    ("Z. Tanglewood-Prys", "tanglewood"),
    ("zebedee’s", "zebedee"),
    ("Zebe\u0301dee", "zebedee"),
    ("Zeb\u200bedee", "zebedee"),
    ("ZebedeeTanglewoodPrys", "tanglewoodprys"),
    ("Zebby", "zebby"),
    ("zebs", "zebs"),
    ("zebadee", "zebadee"),
    ("Tangelwood", "tangelwood"),
    ("ZTP", "ztp"),
    ("Z.P.", "zp"),
    ("Taffo", "taffo"),
    ("the Badger", "badger"),
    ("@zebt", "zebt"),
    ("@spudzilla@toot.example", "spudzilla"),
    ("linkedin.com/in/zebedee-t", "zebedeet"),
    ("instagram: spudz_77", "spudz77"),
    ("on Instagram she is spudzo", "spudzo"),
    ("ztanglew@quandary.example", "ztanglew"),
    ("zeb at quandary dot example", "quandarydot"),
    ("zeb[at]quandary.example", "quandaryexample"),
    ("zeb (at) quandary . example", "quandary"),
    ("ztanglew", "ztanglew"),
    ("https://quandary.example/team", "quandary"),
    ("029 2018 0199", "20180199"),
    ("+44 (0)7700-900.199", "900199"),
    ("07700 900 199", "900199"),
    ("double seven hundred, nine two one three five six", "ninetwoonethree"),
    ("CF10 1BH", "cf101bh"),
    ("QQ 12 34 56 C", "123456"),
    ("staff number 48213", "48213"),
    ("Lighthouse Quandary Trust", "lighthouse"),
    ("lighthouse  quandary trust’s", "lighthouse"),
    ("our Lighthouse Quandary toolkit", "quandary"),
    ("quandary", "quandary"),
    ("LQT", "lqt"),
    ("as the only fire officer", "fireofficer"),
    ("Under Keeper of Lamps", "keeperoflamps"),
)


@pytest.fixture
def her(furnished_workshop: Workshop) -> Workshop:
    """A furnished session with one person from an organisation of one."""
    with furnished_workshop.change("Sign up") as session:
        person = people.add_participant(session, NAME, HOME, "Under Keeper of Lamps", email=ADDRESS)
        people.add_support(session, person, "offer", "A walk")
        attendance_services.check_in(session, person, 1)
    return furnished_workshop


def told(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session, AT)


def planted(workshop: Workshop) -> Report:
    with workshop.change("Plant") as session:
        taken = plant(session, [f"We saw it with {words} there." for words, _ in PLANTED], 3)
    assert {"card.text", "theme.title", "map.title", "ballot.name", "workgroup.title"} <= set(taken)
    assert len(taken) >= len(columns()) - 24  # enumerations take no other words
    return told(workshop)


def traces(path: Path) -> dict[str, list[str]]:
    """What of the planted words stands in which document."""
    found = {}
    for name, said in documents(path).items():
        # checksums, sizes and places of members, our own wording and colours of pages are no passage
        body = squeezed(re.sub(r'\b[0-9a-f]{64}\b|"(?:size|from|to)": \d+', "", said))
        left = [secret for _, secret in PLANTED if secret in body]
        if left:
            found[name] = left
    return found


@pytest.mark.parametrize(("words", "secret"), PLANTED)
def test_what_may_name_somebody_is_gone_or_listed(her: Workshop, words: str, secret: str) -> None:
    texts = (f"We saw it with {words} there.", f"{words} began it", f"it ended with {words}")
    with her.change("Write") as session:
        for text in texts:
            card_services.add_card(session, text)
    report = told(her)
    redacted = edited(report, "redacted", random.Random(1))
    cards = [card.text for card in redacted.loose_cards]
    listed = passages.found(report, redacted)
    for text in cards:
        spots = [(one.start, one.end) for one in listed if one.text == text]
        left = "".join(
            letter for at, letter in enumerate(text) if not any(a <= at < b for a, b in spots)
        )
        assert secret not in squeezed(left), (text, [one.words for one in listed])


def test_no_document_names_anybody_whatever_column_it_was_typed_into(
    her: Workshop, tmp_path: Path
) -> None:
    path = tmp_path / "redacted.zip"
    seal_archive(her, planted(her), path, "redacted")
    assert verify(path).sound
    assert traces(path) == {}


def test_the_search_finds_what_nobody_cut(her: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "kept.zip"
    report = planted(her)
    seal_archive(her, edited(report, "redacted"), path, "redacted")
    kept = {secret for left in traces(path).values() for secret in left}
    assert len(kept & {"zebby", "zebs", "zebadee", "taffo", "badger", "48213", "spudzo"}) > 2
    assert not kept & {"zebedee", "lighthouse", "ztanglew", "900199"}  # known, and never told
    cohort = tmp_path / "cohort.zip"
    seal_archive(her, report, cohort, "cohort")
    assert len(traces(cohort)) > 10


def test_each_passage_reads_as_it_was_decided(her: Workshop) -> None:
    with her.change("Write") as session:
        card_services.add_card(session, "We asked Taffo and Zebby; it rained in Borth.")
    report = told(her)
    redacted = edited(report, "redacted", random.Random(1))
    listed = passages.found(report, redacted)
    decided = {one: {"Taffo": CUT, "Zebby": "a friend"}.get(one.words, one.words) for one in listed}
    texts = [card.text for card in passages.settled(redacted, decided).loose_cards]
    assert f"We asked {CUT} and a friend; it rained in Borth." in texts


@pytest.mark.parametrize("edition", ["redacted", "cohort"])
@pytest.mark.parametrize(("words", "secret"), PLANTED)
def test_what_is_typed_is_looked_at_like_what_was_there(
    her: Workshop, words: str, secret: str, edition: str
) -> None:
    """All that would be found in a card is found in what is typed in place of a passage."""
    person = next(one.id for one in told(her).people if one.name == NAME)
    text = f"One of us, {' '.join(words.split())}, saw it there."
    with her.change("Write") as session:
        people.amend_participant(session, person, attribution="no")
        card_services.add_card(session, text)
        card_services.add_card(session, "One of us, Zebby, saw it there.")
    report = told(her)
    shown = edited(report, edition, random.Random(1))
    listed = passages.found(report, shown)
    (passage,) = (one for one in listed if one.text == "One of us, Zebby, saw it there.")
    known = text not in [card.text for card in shown.loose_cards]
    asked = words == "Zebby" or any(one.text == text for one in listed)
    look = passages.recheck(report, shown)
    assert bool(look(passage, {passage: words})) == (known or asked), secret
    assert known or asked or edition == "cohort"
    assert look(passage, {passage: "a friend"}) == ""
    assert look(passage, {passage: CUT}) == ""


def test_choices_are_known_again_when_numbers_are_drawn_anew(her: Workshop) -> None:
    with her.change("Write") as session:
        for number in range(12):
            people.add_participant(session, f"Filler{number} Namesake{number}")
        card_services.add_card(session, f"{NAME} asked Taffo, and {NAME} left.")
    report = told(her)
    drawn = [
        passages.found(report, edited(report, "redacted", random.Random(seed))) for seed in range(4)
    ]
    keys = [{one.key for one in listed} for listed in drawn]
    assert keys[0]
    assert all(one == keys[0] for one in keys)


def test_the_sample_has_few_enough_to_look_at(tmp_path: Path) -> None:
    with sessions.opened(tmp_path / "sample.upstream", sessions.with_the_sample) as workshop:
        report = told(workshop)
    listed = passages.found(report, edited(report, "redacted", random.Random(1)))
    assert 0 < len(listed) <= 20


def test_ordinary_words_are_no_passages(her: Workshop) -> None:
    texts = (
        "Trust cannot be a KPI, and we can’t wait until October.",
        "Nobody is hard to reach; we are hard to find",
        "The Council and the NHS in Wales meet at 09:30 on 4.11.2026, 10,000 of us",
        "Mae pobl yn gweithio gyda’i gilydd",
        "SHORT TITLE IN CAPITALS",
        "Three-year money for three-year work",
    )
    with her.change("Write") as session:
        for text in texts:
            card_services.add_card(session, text)
    report = told(her)
    listed = passages.found(report, edited(report, "redacted", random.Random(1)))
    assert [one.words for one in listed if one.text in texts] == []


FIRST = (
    "William",
    "Elizabeth",
    "Gwenllian",
    "Siân",
    "Dafydd",
    "Muhammad",
    "Oluwaseun",
    "李 小明",
    "Zoë",
)
LAST = ("Prys", "O’Brien", "ap Llywelyn", "Nguyễn", "de la Cruz", "Smith-Jones", "Grace", "Öztürk")
FORMS = (
    "{0} {1}", "{1}, {0}", "{1} {0}", "{0}", "{1}", "{0}’s", "{0}-{1}", "{0}{1}", "{0}_{1}", "{0}.{1}",
)  # fmt: skip


@pytest.mark.parametrize("edition", ["redacted", "cohort"])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    first=st.sampled_from(FIRST), last=st.sampled_from(LAST), form=st.sampled_from(FORMS),
    case=st.sampled_from([str, str.upper, str.lower]), norm=st.sampled_from(["NFC", "NFD"]),
    around=st.sampled_from(["ask {} now", "{} said so", "it was {}", "({})", "“{}”", "x/{}/y", "{}, not us"]),
)  # fmt: skip
def test_a_name_in_any_form_is_gone_or_listed(
    edition: str,
    report: Report,
    first: str,
    last: str,
    form: str,
    case: Callable[[str], str],
    norm: str,
    around: str,
) -> None:
    person = dataclasses.replace(report.people[0], name=f"{first} {last}", attribution="no")
    typed = unicodedata.normalize(norm, case(form.format(first, last)))
    card = dataclasses.replace(report.loose_cards[0], text=around.format(typed))
    report = report.with_values(people=(person,), loose_cards=(card,))
    text = archive.prepared(report, edition).loose_cards[0].text
    for part in (first, last):
        assert squeezed(part) not in squeezed(text)
