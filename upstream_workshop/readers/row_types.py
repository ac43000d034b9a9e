"""The row types a reading may be made of on its way from the reading process to ours."""

from __future__ import annotations

from typing import Final

from upstream_workshop.readers.agendas.plans import PlanEntry, PlanReading
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.codebooks import CodeEntry
from upstream_workshop.readers.findings import FindingEntry
from upstream_workshop.readers.formats.tables import Book, Row, Sheet, Table
from upstream_workshop.readers.maps.link_tables import MapEntry
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapLoop,
    MapQuote,
    MapSheet,
    MapText,
    MapZone,
)
from upstream_workshop.readers.products.product_texts import ProductText
from upstream_workshop.readers.reading import Question, Reading, Refusal
from upstream_workshop.readers.responses.response_tables import ResponseEntry
from upstream_workshop.readers.responses.word_comments import CommentsReading
from upstream_workshop.readers.signup.consents import ConsentAnswer
from upstream_workshop.readers.signup.entries.person_entry import PersonEntry
from upstream_workshop.readers.sources.own_projects import Facts
from upstream_workshop.readers.sources.source_entries import (
    PartEntry,
    QuoteEntry,
    SourceEntry,
    SourcesReading,
)
from upstream_workshop.readers.voting.papers import PaperEntry, PaperOption, PapersReading
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry
from upstream_workshop.readers.workgroups.follow_up_forms import FormEntry
from upstream_workshop.storage.serialization import Codec

_WIRE: Final = Codec(
    Book, Sheet, Table, Row, Reading, Refusal, Question, PersonEntry, ConsentAnswer, CardEntry,
    ChoiceEntry, FormEntry, MapEntry, MapFactor, MapLink, MapText, MapZone, MapLoop, MapSheet, MapQuote,
    PaperEntry, PaperOption, PapersReading, PlanEntry, PlanReading, FindingEntry,
    CodeEntry, SourcesReading, SourceEntry, QuoteEntry, Facts, PartEntry, ProductText, ResponseEntry,
    CommentsReading,
)  # fmt: skip
encoded = _WIRE.encoded
decoded = _WIRE.decoded
