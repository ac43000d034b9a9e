"""How the columns of a programme are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# by the field that such a column holds: loosened titles, in English, Welsh and German
TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": (
        "title", "block", "block title", "session", "session title", "session name", "agenda", "agenda item",
        "item", "activity", "activities", "what", "topic", "programme", "program", "event", "event title",
        "name", "subject", "summary", "sesiwn", "teitl", "titel", "programmpunkt", "thema",
    ),
    "start": (
        "start", "starts", "start time", "starttime", "time start", "planned start", "scheduled start",
        "starting", "begin", "begins", "from", "time", "times", "when", "clock", "timing", "start date time",
        "amser", "dechrau", "beginn", "zeit", "uhrzeit", "von",
    ),
    "end": (
        "end", "ends", "end time", "endtime", "time end", "planned end", "scheduled end", "finish",
        "finishes", "to", "until", "till", "diwedd", "gorffen", "ende", "bis",
    ),
    "minutes": (
        "minutes", "minute", "min", "mins", "duration", "duration minutes", "duration min", "duration mins",
        "duration in minutes", "length", "length minutes", "length in minutes", "how long", "lasts",
        "time needed", "munudau", "hyd", "dauer", "dauer min", "dauer minuten", "dauer in minuten", "minuten",
    ),
    "day": (
        "day", "days", "date", "start date", "day number", "diwrnod", "dydd", "dyddiad", "tag", "datum",
    ),
    "track": (
        "track", "room", "stream", "strand", "location", "where", "venue", "space", "breakout",
        "ystafell", "lleoliad", "raum", "ort",
    ),
    "lead": (
        "lead", "leads", "led by", "facilitator", "facilitators", "facilitator s", "speaker", "speakers",
        "speaker s", "presenter", "presenters", "host", "hosts", "who", "by", "responsible", "owner",
        "trainer", "arweinydd", "leitung", "moderation", "verantwortlich", "wer",
    ),
    "place": ("place",),
    "purpose": (
        "purpose", "purpose for the room", "goal", "goals", "aim", "aims", "objective", "objectives",
        "outcome", "outcomes", "why", "pwrpas", "nod", "ziel",
    ),
    "materials": (
        "material", "materials", "props", "equipment", "resources", "needs", "supplies", "what to bring",
        "what to lay out", "deunyddiau", "adnoddau",
    ),
    "locked": ("locked", "lock", "fixed", "fixed time"),
    "minimum": ("minimum", "minimum minutes", "min minutes", "at least", "shortest"),
    "optional": ("optional", "can be dropped"),
    "buffer": ("buffer", "slack"),
    "protected": ("protected", "never shortened"),
    "category": ("category", "colour", "color"),
    "page": ("page", "page of the window"),
    "who may be named": ("who may be named", "attribution"),
    "notes": (
        "note", "notes", "note to self", "notes to self", "description", "detail", "details", "comment",
        "comments", "instructions", "remarks", "additional info", "additional information", "content",
        "method", "nodiadau", "disgrifiad", "notizen", "beschreibung",
    ),
}  # fmt: skip
