"""The cohort edition names nobody who refused, in whatever text, unless somebody looked and kept it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.archive.verify import verify
from exports.editions import passages
from exports.editions.editions import edited
from exports.editions.passages import CUT
from tests import sessions
from tests.exports.conftest import AT
from tests.exports.planted import columns, documents, plant, squeezed
from tests.exports.sealing import seal_archive
from upstream_workshop.people import services as people
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.whole.report import Report, read_report

REFUSED, AGREED = "Zebedee Tanglewood-Prys", "Samuel Okonkwo"
MAIL, AGREED_MAIL = "ztanglew@quandary.example", "sokonkwo@open.example"
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
    ("@zebt", "zebt"),
    ("@spudzilla@toot.example", "spudzilla"),
    ("linkedin.com/in/zebedee-t", "zebedee"),
    ("instagram: spudz_77", "spudz77"),
    ("ztanglew@quandary.example", "ztanglew"),
    ("ztang\u200blew@quandary.example", "ztanglew"),
    ("zeb at quandary dot example", "quandarydot"),
    ("zeb[at]quandary.example", "quandaryexample"),
    ("ztanglew", "ztanglew"),
    ("07700 900 199", "900199"),
)
ALLOWED = (
    "Samuel Okonkwo began it",
    "ask Sam Okonkwo or S. Okonkwo",
    "Okonkwo, Samuel said so",
    "write to sokonkwo@open.example",
    "sokonkwo at open dot example",
    "Borth and Aberdaron were first",
    "Gwenhwyfar-Angharad stayed",
)


def sign_up(workshop: Workshop, attribution: str = "no", directory: str = "no") -> None:
    with workshop.change("Sign up") as session:
        her = people.add_participant(session, REFUSED, "Quandary Trust", email=MAIL)
        people.amend_participant(session, her, attribution=attribution, directory=directory)
        him = people.add_participant(session, AGREED, "Open Council", email=AGREED_MAIL)
        people.amend_participant(session, him, attribution="yes", directory="yes")


def told(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session, AT)


def write(workshop: Workshop, *texts: str) -> Report:
    with workshop.change("Write") as session:
        for text in texts:
            card_services.add_card(session, text)
    return told(workshop)


def left(report: Report, text: str) -> str:
    """What of a card's text nobody is asked about."""
    shown = edited(report, "cohort")
    assert text in [card.text for card in shown.loose_cards]
    spots = [(one.start, one.end) for one in passages.found(report, shown) if one.text == text]
    return "".join(
        letter for at, letter in enumerate(text) if not any(a <= at < b for a, b in spots)
    )


@pytest.mark.parametrize(("words", "secret"), PLANTED)
def test_who_refused_is_listed_wherever_named(workshop: Workshop, words: str, secret: str) -> None:
    sign_up(workshop)
    texts = (f"We saw it with {words} there.", f"{words} began it", f"it ended with {words}")
    report = write(workshop, *texts)
    for text in texts:
        assert secret not in squeezed(left(report, text)), text


@pytest.mark.parametrize(("attribution", "directory"), [("no", ""), ("", "no"), ("yes", "no")])
def test_either_refusal_is_heeded(workshop: Workshop, attribution: str, directory: str) -> None:
    sign_up(workshop, attribution, directory)
    text = "Zebby began it"
    assert "Zebby" not in left(write(workshop, text), text)


@pytest.mark.parametrize("text", ALLOWED)
def test_who_agreed_may_be_named(workshop: Workshop, text: str) -> None:
    sign_up(workshop)
    assert left(write(workshop, text), text) == text


def test_nothing_is_asked_where_nobody_refused(workshop: Workshop, tmp_path: Path) -> None:
    sign_up(workshop, "yes", "yes")
    report = write(workshop, *(f"We saw {words} there" for words, _ in PLANTED), *ALLOWED)
    assert passages.found(report, edited(report, "cohort")) == ()
    with sessions.opened(tmp_path / "sample.upstream", sessions.with_the_sample) as built:
        report = told(built)
    assert len(passages.found(report, edited(report, "cohort"))) <= 20


def test_an_address_is_told_only_of_who_agreed(workshop: Workshop) -> None:
    sign_up(workshop, "", "")
    text = f"write to {MAIL} or {AGREED_MAIL}, Zebedee says"
    assert left(write(workshop, text), text) == f"write to  or {AGREED_MAIL}, Zebedee says"


def test_a_name_that_two_have_is_listed_but_not_the_whole_one_of_who_agreed(
    workshop: Workshop,
) -> None:
    sign_up(workshop)
    with workshop.change("Sign up") as session:
        people.add_participant(session, "Zebedee Okonkwo")
    for text, rest in (("Zebedee said", " said"), ("Zebedee Okonkwo said", "Zebedee Okonkwo said")):
        assert left(write(workshop, text), text) == rest


def test_no_document_names_who_refused_whatever_column_it_was_typed_into(
    furnished_workshop: Workshop, tmp_path: Path
) -> None:
    sign_up(furnished_workshop)
    her = next(one.id for one in told(furnished_workshop).people if one.name == REFUSED)
    with furnished_workshop.change("Plant") as session:
        taken = plant(session, [f"We saw it with {words} there." for words, _ in PLANTED], 3)
        people.amend_participant(session, her, attribution="no", directory="no")
    assert len(taken) >= len(columns()) - 24  # enumerations take no other words
    report = told(furnished_workshop)
    cut, kept = tmp_path / "cut.zip", tmp_path / "kept.zip"
    seal_archive(furnished_workshop, report, cut, "cohort")
    seal_archive(furnished_workshop, edited(report, "cohort"), kept, "cohort")
    assert verify(cut).sound
    assert traces(cut) == {}
    assert len(traces(kept)) > 10  # so the search finds what nobody cut


def traces(path: Path) -> dict[str, list[str]]:
    """What of the planted words stands in which document, beside the name on lists of members."""
    found = {}
    for name, said in documents(path).items():
        body = squeezed(said).replace(squeezed(REFUSED), "")
        if secrets := [secret for _, secret in PLANTED if secret in body]:
            found[name] = secrets
    return found


def test_each_reads_as_it_was_decided(workshop: Workshop) -> None:
    sign_up(workshop)
    report = write(workshop, "We asked Zebby, and Tanglewood came")
    shown = edited(report, "cohort")
    listed = passages.found(report, shown)
    decided = {one: {"Zebby": CUT, "Tanglewood": "a friend"}[one.words] for one in listed}
    texts = [card.text for card in passages.settled(shown, decided).loose_cards]
    assert texts == [f"We asked {CUT}, and a friend came"]
    assert passages.settled(shown, {}) == shown
