"""The actions of the Workgroups page: each shows a form if needed, then runs one service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets import Field, ask_form
from ui.workgroups.charters import charter_fields, charter_values, commitment_fields, with_meeting
from ui.workgroups.rules_form import rule_fields, rule_values, understood
from ui.workgroups.wording import taken_over
from upstream_workshop.people.queries import roster
from upstream_workshop.voting import queries as voting
from upstream_workshop.workgroups import queries, services, situation
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.kinds import PairKind
from upstream_workshop.workgroups.placing_rules import queries as rule_queries
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.queries import WorkgroupRow
from upstream_workshop.workgroups.repairing.services import succeed_leads, switch_rules


class GroupActions(QObject):
    """All changes that the page makes, except moves and placements.

    desk: runs the services.
    window: the parent of the forms.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def keep_choices(self, participant_id: int, theme_ids: tuple[int, ...]) -> bool:
        """Store one person's choices; return False if they were refused."""
        self._desk.do(say("Key choices"), choice_services.set_choices, participant_id, theme_ids)
        return self._desk.kept

    def amend_rules(self) -> None:
        """Edit all rules in a form, in which 0 people of one organisation means any number."""
        rules, people = self._desk.ask(rule_queries.placing_rules), self._desk.ask(roster)
        problem = self._desk.ask(situation.placing_problem)
        fields = rule_fields(problem, rules, people)
        values = rule_values(problem, rules)
        answer = ask_form(self._window, say("Rules for workgroups"), fields, values)
        if answer is not None:
            kept = understood(problem, answer)
            self._desk.do(say("Set workgroup rules"), switch_rules, **kept)

    def amend_pair(self) -> None:
        """Edit the rule for two people in a form: together, apart or no rule."""
        people = tuple((row.id, row.name) for row in self._desk.ask(roster))
        if len(people) < 2:
            self._desk.refused.emit(say("A rule about two people needs two people."))
            return
        kinds = (
            (PairKind.TOGETHER, say("together")),
            (PairKind.APART, say("apart")),
            ("", say("as they like")),
        )
        fields = (
            Field("first", say("First person"), "choice", people),
            Field("second", say("Second person"), "choice", people),
            Field("kind", say("Keep them"), "choice", kinds),
        )
        answer = ask_form(self._window, say("Two people"), fields)
        if answer is not None:
            self.set_pair(
                answer["first"],
                answer["second"],
                PairKind(answer["kind"]) if answer["kind"] else None,
            )

    def set_pair(self, first_id: int, second_id: int, kind: PairKind | None) -> None:
        """Set the rule for two people; None removes it."""
        label = say("Set rule for two people")
        if kind:
            self._desk.do(label, rule_services.set_pair_rule, first_id, second_id, kind)
        else:
            self._desk.do(label, rule_services.clear_pair_rule, first_id, second_id)

    def add_group(self) -> None:
        """Ask for a title and add a group."""
        fields = (Field("title", say("What is it called?"), needed=True),)
        answer = ask_form(self._window, say("Add a workgroup"), fields)
        if answer is not None:
            self._desk.do_about(
                say("Add workgroup"), answer["title"], services.add_workgroup, answer["title"]
            )

    def rename_group(self) -> None:
        """Ask for a group and its new title."""
        fields = (self._which(), Field("title", say("New title"), needed=True))
        self._about_group(say("Rename a workgroup"), fields, services.rename_workgroup)

    def remove_group(self) -> None:
        """Ask for a group and dissolve it; its people are without one."""
        self._about_group(say("Remove a workgroup"), (self._which(),), services.remove_workgroup)

    def take_choices(self) -> None:
        """Ask for a closed ballot with names, and let each voter's paper be their choices."""
        ballots = self._desk.ask(voting.ballots)
        named = tuple((row.id, row.name) for row in ballots if not row.secret and not row.running)
        if not named:
            self._desk.refused.emit(
                say("Choices come from a closed ballot with names: there is none yet.")
            )
            return
        label = say("Take choices from a ballot")
        answer = ask_form(self._window, label, (Field("ballot", say("Ballot"), "choice", named),))
        if answer is not None:
            self.take_choices_from(answer["ballot"])

    def take_choices_from(self, ballot_id: int) -> None:
        """Let each voter's paper of a ballot be their choices, and tell who has none."""
        label = say("Take choices from a ballot")
        taken = self._desk.do(label, choice_services.choices_from_papers, ballot_id)
        if taken is not None:
            chosen = {row.participant_id for row in self._desk.ask(queries.choices)}
            without = [row.name for row in self._desk.ask(roster) if row.id not in chosen]
            self._desk.report_step(taken_over(taken, without))

    def _which(self) -> Field:
        titles = self._desk.ask(queries.workgroup_titles)
        return Field("workgroup_id", say("Workgroup"), "choice", titles, needed=True)

    def _about_group(
        self, label: str, fields: tuple[Field, ...], service: Callable[..., None]
    ) -> None:
        if not self._desk.ask(queries.workgroup_titles):
            self._desk.refused.emit(say("There is no workgroup yet: add one first."))
            return
        answers = ask_form(self._window, label, fields)
        if answers is not None:
            self._desk.do(label, service, **answers)

    def release(self, participant_id: int, workgroup_id: int) -> None:
        """Take a participant out of a group."""
        label = say("Take out of workgroup")
        self._desk.do(label, services.move_member, participant_id, None, leaving=(workgroup_id,))

    def lock(self, participant_id: int, workgroup_id: int, locked: bool) -> None:
        """Lock a participant in a group, or unlock them."""
        label = say("Lock in workgroup") if locked else say("Unlock in workgroup")
        self._desk.do(label, services.lock_member, participant_id, locked, workgroup_id)

    def let_go(self, participant_id: int) -> None:
        """Let the next proposal place a participant anew, who was moved by hand with a reason."""
        self._desk.do(say("Let go of a move"), services.let_go, participant_id)

    def succeed(self) -> None:
        """Let deputies and willing members lead the groups whose lead is gone."""
        self._desk.do(say("Replace lost leads"), succeed_leads)

    def lead(self, workgroup_id: int, participant_id: int) -> None:
        """Make a participant the lead of a group."""
        self._desk.do(say("Set lead"), charter_services.set_lead, workgroup_id, participant_id)

    def deputy(self, workgroup_id: int, participant_id: int) -> None:
        """Make a participant the deputy lead of a group."""
        self._desk.do(say("Set deputy"), charter_services.set_deputy, workgroup_id, participant_id)

    def fill_in(self, group: WorkgroupRow) -> None:
        """Edit a group's charter in a form; it is stored as one step."""
        values = charter_values(group)
        answer = ask_form(self._window, group.title, charter_fields(group), values)
        if answer is not None and answer != values:
            written = with_meeting(answer)
            self._desk.do_about(
                say("Fill in charter"),
                group.title,
                charter_services.write_charter,
                group.id,
                written,
            )

    def commit(self, group: WorkgroupRow) -> None:
        """Ask for a commitment, who does what by when, and add it."""
        fields = commitment_fields(group)[:-1]
        answer = ask_form(self._window, say("Add commitment"), fields)
        if answer is not None:
            self._desk.do(
                say("Add commitment"),
                charter_services.add_commitment,
                group.id,
                answer["participant_id"],
                answer["what"],
                answer["due"],
            )

    def amend(self, group: WorkgroupRow, commitment: CommitmentRow) -> None:
        """Edit a commitment in a form, or mark it as done."""
        fields = commitment_fields(group)
        values: dict[str, Any] = {field.key: getattr(commitment, field.key) for field in fields}
        answer = ask_form(self._window, say("Commitment"), fields, values)
        if answer is not None:
            self._desk.do(
                say("Amend commitment"), charter_services.amend_commitment, commitment.id, **answer
            )

    def withdraw(self, commitment: CommitmentRow) -> None:
        """Remove a commitment."""
        self._desk.do(say("Remove commitment"), charter_services.remove_commitment, commitment.id)
