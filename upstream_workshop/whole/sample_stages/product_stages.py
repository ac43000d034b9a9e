"""What the sample's workgroups make: maps with evidence, frameworks, and what is shared."""

from __future__ import annotations

import csv

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as discovery
from upstream_workshop.framework.written_frames import write_framework
from upstream_workshop.maps import queries as map_queries
from upstream_workshop.maps import rules as map_rules
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.citations import services as citations
from upstream_workshop.maps.named_loops.services import name_loop
from upstream_workshop.sharing import worked_example
from upstream_workshop.whole.sample_stages.sample_files import Plan, described, source, take_in


def draw(session: Session, plan: Plan) -> None:
    """Draw the maps of two tables and name their loops."""
    for row in plan["maps"]:
        take_in(session, "map", row["file"], row["title"])
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
    write_framework(session, described(plan["framework"]))


def share(session: Session, _plan: Plan) -> None:
    """Write the products with their drafts and comments."""
    worked_example.play(session, described("products.toml"))
