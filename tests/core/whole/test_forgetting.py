"""Erasing to the end: every copy under every name, whatever is not plugged in, whoever was cut off."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.core import furnished
from tests.core.whole.test_erasing import NAME, sign_up
from tests.traces import traces
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.model import Participant
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.copies import backups, working_copies, write_back
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.voting.model import Ballot
from upstream_workshop.whole import clearing, erasing, erasures, forgetting
from upstream_workshop.whole.erasures import Intent

NOW = datetime(2026, 12, 2, 9, 27, 14)


@pytest.fixture
def kept(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "home")
    ledger.keep(made)
    return made


@pytest.fixture
def path(tmp_path: Path, kept: Ledger) -> Path:
    """A session she is in, everywhere, and that can be backed up."""
    folder = tmp_path / "here"
    folder.mkdir()
    with Workshop.create(folder / "day.upstream") as workshop:
        furnished.furnish(workshop)
        with workshop.change("Sign up") as session:
            sign_up(session)
            for ballot in session.scalars(select(Ballot)):
                ballot.state = "closed"
    return folder / "day.upstream"


def back_up(path: Path, root: Path, made: datetime = NOW - timedelta(days=1)) -> None:
    with Workshop.open(path) as workshop, closing(workshop.snapshot()) as taken:
        backups.write(taken, backups.folder_for(root, path), "opened", made)


def planned(kept: Ledger, workshop: Workshop) -> Intent:
    with workshop.read() as session:
        her = session.scalars(select(Participant.id).where(Participant.name == NAME)).one()
    with workshop.rehearse() as session:
        places = erasing.preview(session, her).sure
    return erasures.note(kept, erasures.plan(kept, workshop, her, places, NOW))


def erase(kept: Ledger, path: Path) -> clearing.Cleared:
    with Workshop.open(path) as workshop:
        return forgetting.finish(kept, workshop, planned(kept, workshop), NOW)


def test_renamed_and_moved_its_older_backups_are_found_and_cleared(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    back_up(path, kept.backups)
    path = path.rename(path.with_name("other.upstream"))
    back_up(path, kept.backups)
    (tmp_path / "there").mkdir()
    path = path.rename(tmp_path / "there" / "third.upstream")
    back_up(path, kept.backups)
    with Workshop.open(path) as workshop:
        assert len(erasures.backups_of(kept, workshop.identity, path).backups) == 3
    assert erase(kept, path)[:2] == (3, ())
    assert traces(tmp_path, NAME) == set()
    assert erasures.noted(kept) == ()
    (left,) = backups.sessions(kept.backups)
    (fresh,) = backups.listed(left)
    assert (fresh.why, fresh.made) == ("somebody was erased", NOW + timedelta(seconds=1))


def test_the_backups_of_another_session_under_the_same_name_stay(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    back_up(path, kept.backups)
    path.unlink()
    with Workshop.create(path) as workshop, workshop.change("Sign up") as session:
        sign_up(session)
    back_up(path, kept.backups, NOW - timedelta(hours=1))
    assert erase(kept, path).removed == 1
    assert len(traces(tmp_path, NAME)) == 1


def test_one_too_old_to_say_whose_it_is_counts_by_its_folder(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    for name, made in (("day.upstream", NOW), ("unknown.upstream", NOW)):
        folder = backups.folder_for(kept.backups, path.with_name(name))
        folder.mkdir(parents=True)
        copy = folder / f"{made - timedelta(days=9):%Y-%m-%d %H.%M.%S} x {'0' * 16}.upstream"
        copy.write_bytes(NAME.encode())
    moved = path.rename(path.with_name("moved.upstream"))
    assert erase(kept, moved).removed == 1
    assert {name.split("/")[2].split()[0] for name in traces(tmp_path, NAME)} == {"unknown"}


def test_a_second_folder_that_was_ever_set_is_cleared_when_it_is_back(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    back_up(path, stick / ledger.IN_SECOND)
    with Workshop.open(path) as workshop:
        kept.note(ledger.SECOND, stick, workshop.identity, 1)
    away = stick.rename(tmp_path / "away")
    cleared = erase(kept, path)
    said = forgetting.sentence(cleared.remains)
    assert f"1 backup in {stick}, until that is plugged in" in said
    assert len(traces(tmp_path, NAME)) == 1
    with Workshop.open(path) as workshop, workshop.change("Vote") as session:
        session.scalars(select(Ballot)).first().name = "Another"
    back_up(path, kept.backups, NOW + timedelta(days=1))
    assert forgetting.sentence(forgetting.resume(kept, NOW)) == said
    away.rename(stick)
    assert forgetting.resume(kept, NOW) == ()
    assert traces(tmp_path, NAME) == set()
    assert erasures.noted(kept) == ()
    (left,) = backups.sessions(kept.backups)
    assert len(backups.listed(left)) == 2  # those made since know nothing of her


def test_the_clock_set_back_the_newest_backup_goes_all_the_same(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    back_up(path, kept.backups, NOW + timedelta(days=400))
    assert erase(kept, path)[:2] == (1, ())
    assert traces(tmp_path, NAME) == set()


def test_cut_off_before_anything_was_done_it_is_finished_at_the_next_start(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    back_up(path, kept.backups)
    with Workshop.open(path) as workshop:
        planned(kept, workshop)
    assert forgetting.resume(kept, NOW) == ()
    assert traces(tmp_path, NAME) == set()
    assert erasures.noted(kept) == ()


def test_backups_made_while_it_was_cut_off_go_too(kept: Ledger, path: Path, tmp_path: Path) -> None:
    with Workshop.open(path) as workshop:
        planned(kept, workshop)
    back_up(path, kept.backups, NOW + timedelta(hours=3))
    assert forgetting.resume(kept, NOW) == ()
    assert traces(tmp_path, NAME) == set()


def test_renamed_after_it_was_cut_off_it_is_finished_when_it_is_opened(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    back_up(path, kept.backups)
    with Workshop.open(path) as workshop:
        planned(kept, workshop)
    moved = path.rename(path.with_name("moved.upstream"))
    (remains,) = forgetting.resume(kept, NOW)
    assert remains.where == str(path)
    with Workshop.open(moved) as workshop:
        assert forgetting.adopt(kept, workshop, NOW) == ()
    assert traces(tmp_path, NAME) == set()
    assert erasures.noted(kept) == ()


def test_an_intent_holds_no_word_of_the_name(kept: Ledger, path: Path) -> None:
    with Workshop.open(path) as workshop:
        intent = planned(kept, workshop)
    assert erasures.noted(kept) == (intent,)
    assert traces(kept.home, NAME) | traces(kept.home, "Ŵyllt") == set()
    for said in (f"in came {NAME}.", "WYLLT, GWYN left", "from <gwyn@example.org>"):
        assert intent.names(said)
    for said in ("Gwyn left", "Wyllt", "gwyn@example.com", ""):
        assert not intent.names(said)


def test_each_of_two_addresses_is_looked_for(kept: Ledger, tmp_path: Path) -> None:
    with Workshop.create(tmp_path / "two.upstream") as workshop:
        with workshop.change("Sign up") as session:
            her = add_participant(session, NAME, email="g@example.org; wyllt@example.com")
        intent = erasures.plan(kept, workshop, her, (), NOW)
    assert intent.names("sent to wyllt@example.com")
    assert not intent.names("sent to wyllt@example.net")


def test_lines_of_a_log_that_name_her_go(kept: Ledger, path: Path, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "app.log").write_text(f"fine\nchecked in {NAME}\nfine too\n", "utf-8")
    (logs / "app.log.1").write_text("gwyn wyllt left\n", "utf-8")
    kept.note(ledger.LOGS, logs)
    erase(kept, path)
    assert (logs / "app.log").read_text("utf-8") == "fine\nfine too\n"
    assert (logs / "app.log.1").read_text("utf-8") == ""


def test_originals_go_wherever_the_session_went_and_no_others(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    with Workshop.open(path) as workshop:
        identity = workshop.identity
    original = path.with_name("day.format-1.upstream")
    elsewhere = tmp_path / "elsewhere.format-2.upstream"
    other = path.with_name("another.format-1.upstream")
    for one in (original, elsewhere, other):
        one.write_bytes(NAME.encode())
    kept.note(ledger.ORIGINAL, elsewhere, identity)
    moved = path.rename(tmp_path / "moved.upstream")
    assert erase(kept, moved).removed == 2
    assert traces(tmp_path, NAME) == {"here/another.format-1.upstream"}


def test_what_cannot_be_removed_is_said_and_tried_again(
    kept: Ledger, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(path, kept.backups)
    with monkeypatch.context() as closed:
        closed.setattr(clearing, "_removed", lambda _path: False)
        cleared = erase(kept, path)
    folder = backups.folder_for(kept.backups, path)
    assert f"1 backup in {folder}, until it can be read and written" in forgetting.sentence(
        cleared.remains
    )
    assert forgetting.resume(kept, NOW) == ()
    assert traces(tmp_path, NAME) == set()


def test_refused_before_anything_nothing_was_changed(kept: Ledger, path: Path) -> None:
    before = path.read_bytes()
    with Workshop.open(path) as workshop:
        intent = planned(kept, workshop)
        workshop.read_only = "Only looked at."
        with pytest.raises(WorkshopError, match="Only looked at"):
            forgetting.finish(kept, workshop, intent, NOW)
        assert erasures.noted(kept) == ()
    assert path.read_bytes() == before


def test_copies_and_papers_out_of_reach_are_named(kept: Ledger, path: Path, tmp_path: Path) -> None:
    copy, gone = tmp_path / f"{NAME}.upstream", tmp_path / "gone.upstream"
    with Workshop.open(path) as workshop:
        for target in (copy, gone):
            workshop.copy_to(target)
        gone.unlink()
        kept.note(ledger.OUTPUT, tmp_path, workshop.identity)
        kept.note(ledger.OUTPUT, path.parent, "another")
        assert forgetting.out_of_reach(kept, workshop, NAME) == (
            f"written by this app: {tmp_path}",
            f"another copy of this session, to be opened and erased in: {copy}",
            f"called by the name, to be renamed: {copy}",
        )


def test_on_a_loan_it_is_done_once_the_work_is_back(
    kept: Ledger, path: Path, tmp_path: Path
) -> None:
    damaged = backups.folder_for(kept.working_copies, path) / "day (damaged).upstream"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(NAME.encode())
    working_copy = working_copies.make(path, kept.working_copies)
    with Workshop.open(path, working_copy.copy) as workshop:
        cleared = forgetting.finish(kept, workshop, planned(kept, workshop), NOW)
    assert [one.where for one in cleared.remains] == [str(path)]
    assert traces(tmp_path, NAME) == {"here/day.upstream"}
    assert write_back.put_back(working_copy, NOW).message == ""
    assert forgetting.retry_clearing(kept) == ()
    assert traces(tmp_path, NAME) == set()
    assert erasures.noted(kept) == ()
