"""The sample residential, built with the imports and services that a facilitator uses.

Its people are invented; its councils and the facts about them are public. The files in
`resources/sample` are like those of a sign-up tool and those collected from the tables in the
room.
"""

from __future__ import annotations

import csv
import os
import sqlite3
import tomllib
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

import resources
from upstream_workshop import rooms
from upstream_workshop.agenda import queries as agenda_queries
from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import queries as discovery
from upstream_workshop.evidence import services as evidence
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.corrections.services import note_corrections
from upstream_workshop.evidence.corrections.typed_corrections import TypedCorrection
from upstream_workshop.evidence.kinds import SourceFormat, Standing, Use
from upstream_workshop.evidence.sources import services as sources
from upstream_workshop.evidence.summaries.services import summarise_cell
from upstream_workshop.framework.written_frames import write_framework
from upstream_workshop.maps import queries as map_queries
from upstream_workshop.maps import rules as map_rules
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.citations import services as citations
from upstream_workshop.maps.named_loops.services import name_loop
from upstream_workshop.people import queries as people_queries
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import services as introducing
from upstream_workshop.people.introductions.prompts import library
from upstream_workshop.people.kinds import AttendanceState, Phase, SupportKind, TieKind
from upstream_workshop.people.questions import services as questions
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.session_file import opening
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.sharing import worked_example
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk
from upstream_workshop.themes import queries as theme_queries
from upstream_workshop.themes.wall.services import make_cards
from upstream_workshop.voting import services as voting
from upstream_workshop.workgroups import queries as group_queries
from upstream_workshop.workgroups import services as groups
from upstream_workshop.workgroups import situation
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.placing_rules import services as rule_services

Plan = Mapping[str, Any]
FOLDER = "sample"
# minutes by which the blocks, in turn, run over (+) or under (-); locked ones, like lunch, do not
_DRIFT = (3, -1, 4, 2, -3, 0, 5, -2)


def build(path: Path) -> Workshop:
    """Create a session file with the sample residential and return it open.

    path: the file; it must not exist.

    Raises WorkshopError if the file cannot be written; no file is then left.
    """
    workshop = Workshop.create(path)
    try:
        for label, stage in STAGES:
            with workshop.change(label) as session:
                stage(session, plan())
    except BaseException:
        workshop.close()
        path.unlink(missing_ok=True)
        raise
    return workshop


def make_room(path: Path) -> Path:
    """Return a free path for the sample.

    path: the preferred path. A sample that is there is removed if nothing was changed in it since
        it was built; for any other file, a free name beside it is returned.

    Raises WorkshopError if the old sample cannot be removed.
    """
    if not os.path.lexists(path):
        return path
    if not _is_untouched(path):
        return disk.free_name(path)
    with files_explained(path):
        path.unlink()
    return path


def _is_untouched(path: Path) -> bool:
    """Check whether the history of a file consists of building the sample only."""
    try:
        if path.is_symlink():
            return False
        opening.check(path)
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as file:
            rows = file.execute("SELECT label FROM history ORDER BY id").fetchall()
    except (WorkshopError, OSError, sqlite3.Error):
        return False
    return [label for (label,) in rows] == [label for label, _ in STAGES]


def plan() -> Plan:
    """Return the description of the sample, from its TOML file."""
    return _toml("residential.toml")


def source(name: str) -> Path:
    """Return the path of one of the sample's files."""
    return resources.path(f"{FOLDER}/{name}")


def found(session: Session, plan: Plan) -> None:
    """Create the event and the agenda of its two days."""
    agenda.found_residential(session, plan["title"], plan["starts"], plan["place"])
    agenda.lay_out(session, load_template(plan["template"]))


def invite(session: Session, plan: Plan) -> None:
    """Import the sign-up list and complete the data of each council."""
    _take_in(session, "people", "people.csv")
    ids = {row.name: row.id for row in people_queries.organisations(session)}
    for row in plan["organisations"]:
        people.amend_organisation(
            session, ids[row["name"]], region=row["region"], initiative=row["initiative"]
        )


def discover(session: Session, plan: Plan) -> None:
    """Record the visits, the code book, and what was found."""
    for organisation, day, consent in plan["discovery"]["visits"]:
        evidence.add_visit(session, organisation, day=day, consent=Use(consent))
    _take_in(session, "codebook", plan["discovery"]["codebook"])
    _take_in(session, "findings", plan["discovery"]["findings"])
    _keep_notes(session, plan["discovery"]["notes"])


def _keep_notes(session: Session, notes: Plan) -> None:
    """Keep the notes of a visit as a source, with the places of what is quoted from them."""
    text = source(notes["file"]).read_text(encoding="utf-8")
    kept = sources.add_source(
        session, notes["title"], text, organisation=notes["organisation"], file_name=notes["file"],
        source_format=SourceFormat.MARKDOWN, use=Use.NAMED,
    )  # fmt: skip
    for one in discovery.findings(session):
        if one.quote and one.organisation == notes["organisation"] and one.quote in text:
            start = text.index(one.quote)
            sources.place_quote(session, one.id, kept, start, start + len(one.quote))


def correct(session: Session, plan: Plan) -> None:
    """Keep what was said of findings at the gallery walk, and lines on cells of the matrix."""
    found = {one.text: one for one in discovery.findings(session)}
    note_corrections(
        session,
        [
            TypedCorrection(found[text].id, Standing(standing), said, role)
            for text, standing, said, role in plan["discovery"]["corrections"]
        ],
    )
    ids = {row.path: row.id for row in codebook.codes(session)}
    homes = {one.organisation: one.organisation_id for one in found.values()}
    for organisation, code, text in plan["discovery"]["lines"]:
        summarise_cell(session, homes[organisation] or 0, ids[code], text)


def welcome(session: Session, plan: Plan) -> None:
    """Check people in on both mornings, with late ones, substitutes and absences."""
    ids = _people(session)
    odd = {
        (ids[row["participant"]], day): (row["state"], row["note"])
        for row in plan["attendance"]
        for day in row["days"]
    }
    for day in (1, 2):
        opened = datetime.combine(plan["starts"], time(9, 0)) + timedelta(days=day - 1)
        for minute, person in enumerate(ids.values()):
            state, note = odd.get((person, day), (AttendanceState.HERE, ""))
            at = opened + timedelta(minutes=minute) if state == AttendanceState.HERE else None
            attendance_services.check_in(session, person, day, state, at, note)


def connect(session: Session, plan: Plan) -> None:
    """Record ties, introductions, matches of asks, and the room's answers to prompts."""
    ids = _people(session)
    with source(plan["introductions"]["file"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pair = (ids[row["first"]], ids[row["second"]])
            introducing.note_tie(
                session, *pair, TieKind(row["kind"]), Phase(row["phase"]), row["said by"] == "both"
            )
    for first, second in plan["introductions"]["should_meet"]:
        introducing.note_tie(session, ids[first], ids[second], TieKind.MEET)
    for first, second in plan["introductions"]["set_aside"]:
        introducing.dismiss_meeting(session, ids[first], ids[second])
    asks = {
        row.text: row.id for row in people_queries.support(session) if row.kind == SupportKind.ASK
    }
    for row in plan["match"]:
        introducing.confirm_match(session, asks[row["ask"]], ids[row["helper"]], row["reason"])
    for row in plan["prompt"]:
        asked = library()[row["number"] - 1]
        prompt = questions.ask_room(session, asked.question, asked.options, asked.script)
        questions.count_answers(session, prompt, row["counts"])


def gather(session: Session, plan: Plan) -> None:
    """Import the cards, sorted into themes, and make cards of the findings of one pattern."""
    _take_in(session, "cards", plan["cards"]["file"])
    pattern = plan["discovery"]["pattern"]
    code_id = next(id_ for id_, path in codebook.paths(session).items() if path == pattern["code"])
    found = [one.id for one in discovery.findings(session) if code_id in one.codes]
    make_cards(session, found[: pattern["cards"]], pattern["theme"])


def vote(session: Session, plan: Plan) -> None:
    """Hold the ballot, from freezing its options to showing the result."""
    ballot = plan["ballot"]
    themes = {row.title: row.id for row in theme_queries.themes(session)}
    settings = ("question", "method", "dots", "cap", "seats", "secret", "tie_rule")
    made = voting.make_ballot(
        session,
        ballot["name"],
        [themes[title] for title in ballot["themes"]],
        **{name: ballot[name] for name in settings},
    )
    voting.open_ballot(session, made)
    _take_in(session, "ballot-papers", ballot["file"], ballot["name"])
    voting.issue_papers(session, made, ballot["issued"], ballot["returned"])
    voting.close_ballot(session, made)
    voting.reveal_ballot(session, made)


def place(session: Session, plan: Plan) -> None:
    """Import choices and form workgroups on the winning themes by the proven best placement."""
    rules = plan["placing"]
    _take_in(session, "choices", rules["file"])
    names = ("minimum", "maximum", "per_organisation", "needs_lead")
    rule_services.set_rules(session, **{name: rules[name] for name in names})
    placement = best_placement(situation.placing_problem(session))
    groups.save_placement(session, placement.seats)


def charter(session: Session, _plan: Plan) -> None:
    """Record the charters and commitments of the workgroups."""
    ids = _people(session)
    written = _toml("charters.toml")
    for group in group_queries.workgroups(session):
        fields = dict(written[group.title])
        commitments = fields.pop("commitments", ())
        charter_services.set_lead(session, group.id, ids[fields.pop("lead")])
        charter_services.set_deputy(session, group.id, ids[fields.pop("deputy")])
        charter_services.amend_charter(session, group.id, **fields)
        for row in commitments:
            charter_services.add_commitment(
                session, group.id, ids[row["who"]], row["what"], row["due"]
            )


def draw(session: Session, plan: Plan) -> None:
    """Draw the maps of two tables and name their loops."""
    for row in plan["maps"]:
        _take_in(session, "map", row["file"], row["title"])
        drawn = next(each for each in map_queries.maps(session) if each.title == row["title"])
        maps.rename_map(session, drawn.id, row["title"], table=row["table"])
        label = {factor.id: factor.label for factor in drawn.factors}
        named = {frozenset(loop["factors"]): loop["name"] for loop in row["loops"]}
        for loop in map_rules.loops(drawn.factors, drawn.links).loops:
            name = named.get(frozenset(label[factor] for factor in loop.factor_ids))
            if name:
                name_loop(session, drawn.id, loop.link_ids, name)
    _cite(session)


def _cite(session: Session) -> None:
    """Put findings behind the factors and links of the maps."""
    found = {one.text: one.id for one in discovery.findings(session)}
    drawn = {row.title: row for row in map_queries.maps(session)}
    lines = source("map-evidence.csv").read_text(encoding="utf-8").splitlines()
    for line in csv.DictReader(lines):
        ids = {factor.label: factor.id for factor in drawn[line["map"]].factors}
        first, second = ids[line["from"]], ids.get(line["to"])
        links = [
            link.id
            for link in drawn[line["map"]].links
            if (link.source_id, link.target_id) == (first, second)
        ]
        factors = () if links else (first,)
        citations.add_evidence(session, [found[line["finding"]]], factors, links)


def frame(session: Session, plan: Plan) -> None:
    """Write the framework of everybody, and that of a workgroup."""
    write_framework(session, _toml(plan["framework"]))


def run(session: Session, plan: Plan) -> None:
    """Record when blocks started and ended, with delays; each track ends its day on time."""
    blocks = agenda_queries.agenda(session)
    last = {(block.day, block.track): block.id for block in blocks}
    for turn, block in enumerate(blocks):
        day = plan["starts"] + timedelta(days=block.day - 1)
        late = 0 if block.locked_at is not None else _DRIFT[turn % len(_DRIFT)]
        running_day.start(session, block.id, _at(day, block.starts + late))
        if block.id in last.values():
            running_day.finish(session, _at(day, block.ends), block.track)


def share(session: Session, _plan: Plan) -> None:
    """Write the products with their drafts and comments."""
    worked_example.play(session, _toml("products.toml"))


STAGES: tuple[tuple[str, Callable[[Session, Plan], None]], ...] = (
    ("Lay out the agenda", found),
    ("Import people", invite),
    ("Note what discovery found", discover),
    ("Correct findings at the gallery walk", correct),
    ("Check in", welcome),
    ("Note introductions", connect),
    ("Import cards", gather),
    ("Vote", vote),
    ("Form workgroups", place),
    ("Write charters", charter),
    ("Draw maps", draw),
    ("Write a framework", frame),
    ("Write what is shared", share),
    ("Run the days", run),
)


def _take_in(session: Session, kind: str, name: str, into: str = "") -> None:
    rooms.imports()[kind].take(session, into, READERS[kind](source(name)))  # our own file


def _people(session: Session) -> dict[str, int]:
    return {row.name: row.id for row in people_queries.roster(session)}


def _at(day: datetime, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _toml(name: str) -> Plan:
    return tomllib.loads(source(name).read_text("utf-8"))
