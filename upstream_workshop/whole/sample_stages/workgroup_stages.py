"""The sample's decisions: the vote on themes, the workgroups on those that won, and their charters."""

from __future__ import annotations

from sqlalchemy.orm import Session

from upstream_workshop.themes import queries as theme_queries
from upstream_workshop.voting import services as voting
from upstream_workshop.whole.sample_stages.sample_files import Plan, described, people_ids, take_in
from upstream_workshop.workgroups import queries as group_queries
from upstream_workshop.workgroups import services as groups
from upstream_workshop.workgroups import situation
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.placing_rules import services as rule_services


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
    take_in(session, "ballot-papers", ballot["file"], ballot["name"])
    voting.issue_papers(session, made, ballot["issued"], ballot["returned"])
    voting.close_ballot(session, made)
    voting.reveal_ballot(session, made)


def place(session: Session, plan: Plan) -> None:
    """Import choices and form workgroups on the winning themes by the proven best placement."""
    rules = plan["placing"]
    take_in(session, "choices", rules["file"])
    names = ("minimum", "maximum", "per_organisation", "needs_lead")
    rule_services.set_rules(session, **{name: rules[name] for name in names})
    placement = best_placement(situation.placing_problem(session))
    groups.save_placement(session, placement.seats)


def charter(session: Session, _plan: Plan) -> None:
    """Record the charters and commitments of the workgroups."""
    ids = people_ids(session)
    written = described("charters.toml")
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
