"""What may never be used is in no output of any edition, by its words, its quote or its speaker."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from exports.catalogue import documents_of
from exports.editions.editions import edited
from tests.core.furnished import furnish
from tests.exports.planted import in_word
from tests.exports.printed import pages_of
from upstream_workshop.evidence import services
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.wall.services import make_cards
from upstream_workshop.whole.report import read_report

WORDS = ("hushedtext", "hushedquote", "hushedrole", "hushedsource", "hushednoter", "hushedkind")
SAID = ("openedtext", "openedquote")


@pytest.mark.parametrize("edition", Edition)
def test_nothing_of_it_is_in_any_output(workshop: Workshop, edition: Edition) -> None:
    furnish(workshop)
    with workshop.change("Find") as session:
        code = add_code(session, "Openness")
        text, quote, role, source, noter, kind = WORDS
        fields = {
            "quote": quote,
            "role": role,
            "source": source,
            "noted_by": noter,
            "kind_name": kind,
        }
        never = services.add_finding(session, [code], text=text, use=Use.NAMED, **fields)
        make_cards(session, [never], "Openness")
        services.amend_finding(session, never, use=Use.NEVER)
        for home in ("Leeds", "Oldham", "Gateshead", "Kirklees"):
            services.add_visit(session, home, consent=Use.NAMED)
            said = services.add_finding(
                session, [code], text=SAID[0], quote=SAID[1], organisation=home, use=Use.COHORT
            )
            make_cards(session, [said], "What was opened")
        report = edited(read_report(session), edition, random.Random(1))
    told = {
        document.name: _text(document.name, document.make()) for document in documents_of(report)
    }
    whole = " ".join(told.values())
    assert not [word for word in WORDS if word in whole]
    if edition is Edition.REDACTED:
        assert not [word for word in SAID if word in whole]  # it was agreed for the cohort only
    else:
        assert "openedtext" in told["data/cards.csv"]
        assert "openedtext" in told["data/findings.csv"]
        assert "openedquote" in told["gallery.pdf"]
        assert "hushed" not in told["data/session.json"]


def _text(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        return " ".join(pages_of(content))
    if name.endswith(".docx"):
        return in_word(content)
    if name.endswith((".epub", ".qdpx")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(one).decode("utf-8", "replace") for one in parts.namelist())
    return content.decode("utf-8-sig", "replace")
