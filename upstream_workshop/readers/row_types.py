"""The row types a reading may be made of on its way from the reading process to ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from upstream_workshop.storage.serialization import Codec

# of each module here its row types: a reading has a few of them, so no other module is imported for it
ROW_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "agendas.plans": ("PlanEntry", "PlanReading"),
    "cards": ("CardEntry",),
    "codebooks": ("CodeEntry",),
    "findings": ("FindingEntry",),
    "formats.tables": ("Book", "Row", "Sheet", "Table"),
    "maps.tabular.link_tables": ("MapEntry",),
    "maps.map_parts": (
        "MapFactor", "MapLink", "MapLoop", "MapQuote", "MapSheet", "MapText", "MapZone",
    ),
    "products.product_texts": ("ProductText",),
    "reading": ("Question", "Reading", "Refusal"),
    "responses.response_tables": ("ResponseEntry",),
    "responses.word_comments": ("CommentsReading",),
    "signup.consents": ("ConsentAnswer",),
    "signup.entries.person_entry": ("PersonEntry",),
    "sources.own_projects": ("Facts",),
    "sources.source_entries": ("PartEntry", "QuoteEntry", "SourceEntry", "SourcesReading"),
    "voting.papers": ("PaperEntry", "PaperOption", "PapersReading"),
    "workgroups.choice_entries": ("ChoiceEntry",),
    "workgroups.follow_up_forms": ("FormEntry",),
}  # fmt: skip
_WIRE: Final = Codec(
    *(f"{__package__}.{module}:{name}" for module, names in ROW_TYPES.items() for name in names)
)
encoded = _WIRE.encoded
decoded = _WIRE.decoded
