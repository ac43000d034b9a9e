"""Backups: made whole, found by name, proved by hash, restored as new files, thinned with age."""

from __future__ import annotations

import os
import random
import signal
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.session_file.copies import backup_contents, backups, thinning
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import disk

NOW = datetime(2026, 12, 2, 9, 27, 14)


def keep(workshop: Workshop, folder: Path, why: str = "opened", made: datetime = NOW):
    return backups.write(workshop._open_file.driver, folder, why, made)


def add(workshop: Workshop, name: str) -> None:
    with workshop.change("Add") as session:
        people.add_participant(session, name)


def test_a_backup_says_when_why_and_what_is_inside(
    furnished_workshop: Workshop, tmp_path: Path
) -> None:
    folder = backups.folder_for(tmp_path / "backups", furnished_workshop.path)
    made = keep(furnished_workshop, folder, "before an import")
    assert backups.listed(folder) == (made,)
    assert (made.made, made.why) == (NOW, "before an import")
    with furnished_workshop.read() as session:
        counts = backup_contents.Inside(
            *(
                session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
                for table in ("participant", "card", "ballot_paper")
            )
        )
    assert backup_contents.inside(made) == counts
    assert counts.people
    backups.prove(made)
    assert [path.name for path in folder.iterdir()] == [made.path.name]


def test_only_a_change_makes_another_backup(workshop: Workshop, tmp_path: Path) -> None:
    assert keep(workshop, tmp_path / "b")
    assert keep(workshop, tmp_path / "b", "every ten minutes", NOW + timedelta(minutes=10)) is None
    add(workshop, "Ann")
    assert keep(workshop, tmp_path / "b", "every ten minutes", NOW + timedelta(minutes=20))
    assert len(backups.listed(tmp_path / "b")) == 2


def test_two_within_a_second_keep_their_order(workshop: Workshop, tmp_path: Path) -> None:
    for number in range(3):
        add(workshop, f"Person {number}")
        keep(workshop, tmp_path / "b", f"{9 - number}")
    assert [made.why for made in backups.listed(tmp_path / "b")] == ["7", "8", "9"]


def test_a_snapshot_backs_up_the_same_bytes(workshop: Workshop, tmp_path: Path) -> None:
    add(workshop, "Ann")
    direct = keep(workshop, tmp_path / "b")
    snapshot = workshop.snapshot()
    add(workshop, "Later")
    assert backups.write(snapshot, tmp_path / "b", "closed", NOW + timedelta(hours=1)) is None
    snapshot.close()
    assert backup_contents.inside(direct).people == 1


def test_a_backup_is_restored_as_a_new_file(workshop: Workshop, tmp_path: Path) -> None:
    add(workshop, "Ann")
    made = keep(workshop, tmp_path / "b")
    add(workshop, "Later")
    restored = tmp_path / "restored.upstream"
    backups.restore(made, restored)
    with Workshop.open(restored) as again:
        assert backup_contents.inside(made).people == 1
        add(again, "Somebody else")
    backups.prove(made)
    with pytest.raises(WorkshopError, match="exists already"):
        backups.restore(made, workshop.path)


def test_any_flipped_bit_is_found(furnished_workshop: Workshop, tmp_path: Path) -> None:
    """In the file; a name whose digits rotted would name another hash."""
    made = keep(furnished_workshop, tmp_path / "b")
    whole = made.path.read_bytes()
    dice = random.Random(2026)
    for place in dice.sample(
        range(len(whole) * 8), 2_000 if os.environ.get("UPSTREAM_LONG") else 200
    ):
        spoilt = bytearray(whole)
        spoilt[place // 8] ^= 1 << place % 8
        made.path.write_bytes(spoilt)
        with pytest.raises(WorkshopError, match="no longer what was backed up"):
            backups.prove(made)
    with pytest.raises(WorkshopError, match="no longer"):
        backups.restore(made, tmp_path / "restored.upstream")
    assert not (tmp_path / "restored.upstream").exists()


def test_a_second_folder_holds_the_same(workshop: Workshop, tmp_path: Path) -> None:
    made = keep(workshop, tmp_path / "b")
    copied = backups.second(made, tmp_path / "stick" / "b")
    assert copied.path.read_bytes() == made.path.read_bytes()
    assert backups.listed(tmp_path / "stick" / "b") == (copied,)


def test_a_stick_that_is_gone_is_said(workshop: Workshop, tmp_path: Path) -> None:
    made = keep(workshop, tmp_path / "b")
    (tmp_path / "stick").write_text("no folder")
    with pytest.raises(WorkshopError, match="stick"):
        backups.second(made, tmp_path / "stick" / "b")


def test_two_sessions_of_one_name_do_not_mix(tmp_path: Path) -> None:
    root = tmp_path / "backups"
    here, there = tmp_path / "here" / "a.upstream", tmp_path / "there" / "a.upstream"
    assert backups.folder_for(root, here) != backups.folder_for(root, there)
    assert backups.folder_for(root, here).name.startswith("a ")


def test_what_is_no_backup_is_not_listed_or_removed(tmp_path: Path) -> None:
    for name in ("notes.txt", "mine.upstream", "2026-12-02 opened.upstream"):
        (tmp_path / name).write_text("precious")
    assert backups.listed(tmp_path) == ()
    thinning.thin(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    assert backups.listed(tmp_path / "nowhere") == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("moment", ["digest", "settle", "sync", "sync_folder", "discard"])
def test_killed_in_the_middle_no_bad_backup_is_left(
    workshop: Workshop, tmp_path: Path, moment: str
) -> None:
    folder = tmp_path / "b"

    def die(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        setattr(disk, moment, die)
        try:
            keep(workshop, folder)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was not killed: this proved nothing"
    for made in backups.listed(folder):
        backups.prove(made)
        backup_contents.inside(made)
    add(workshop, "Ann")
    again = keep(workshop, folder, made=NOW + timedelta(minutes=1))
    assert backups.listed(folder)[0] == again


# thinning


@st.composite
def histories(draw: st.DrawFn) -> list[datetime]:
    """Up to some hundreds of moments on a grid, so that they meet the edges; some around a new year."""
    last = draw(st.sampled_from([NOW, datetime(2026, 1, 20, 9), datetime(2027, 1, 12, 23)]))
    grid, cells = draw(st.sampled_from([(10, 432), (10, 12_000), (60, 2_400), (480, 1_200)]))
    dice = random.Random(draw(st.integers(0, 2**32)))
    back = dice.sample(range(cells), draw(st.integers(0, min(cells, 460))))
    return [last - timedelta(minutes=grid * each) for each in back]


@given(histories())
def test_what_is_kept(moments: list[datetime]) -> None:
    kept = thinning.kept(moments)
    assert kept <= set(moments)
    whole = sorted(set(moments), reverse=True)[: thinning.NEWEST]
    assert kept >= set(whole)
    edge = max(moments, default=NOW) - timedelta(hours=48)
    assert kept >= {moment for moment in moments if moment > edge}
    older = {moment for moment in moments if moment <= edge} - set(whole)
    days = sorted({moment.date() for moment in older}, reverse=True)
    for day in days[:12]:
        assert max(moment for moment in older if moment.date() == day) in kept
    rest = {moment for moment in older if moment.date() not in days[:12]}
    weeks = sorted({moment.isocalendar()[:2] for moment in rest}, reverse=True)
    for week in weeks[:10]:
        assert max(moment for moment in rest if moment.isocalendar()[:2] == week) in kept
    assert len(kept & older) == min(len(days), 12) + min(len(weeks), 10)
    assert thinning.kept(kept) == kept


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.floats(0.1, 6))
def test_four_hundred_days_of_thinning_at_every_backup(seed: int, a_day: float) -> None:
    """As it happens: a backup now and then, thinned each time; nothing that is due goes missing."""
    dice = random.Random(seed)
    now, there, ever = NOW, frozenset(), []
    while now < NOW + timedelta(days=400):
        now += timedelta(days=dice.expovariate(a_day))
        ever.append(now)
        there = thinning.kept({*there, now})
        assert max(ever) in there
    days = {moment.date() for moment in ever}
    assert len({moment.date() for moment in there}) >= min(len(days), 22)
    assert {moment for moment in ever if moment > now - timedelta(hours=48)} <= there
    weeks = {moment.isocalendar()[:2] for moment in ever}
    assert len({moment.isocalendar()[:2] for moment in there}) >= min(len(weeks), 10)


JUMPS = st.lists(
    st.tuples(st.integers(0, 140), st.timedeltas(timedelta(days=-4000), timedelta(days=4000))),
    max_size=12,
)


@settings(max_examples=60)
@given(JUMPS)
def test_a_clock_that_jumps_drops_nothing_of_the_residential(
    jumps: list[tuple[int, timedelta]],
) -> None:
    """However the clock is set between backups: all of two days of ten hours are there at the end."""
    there: list[datetime] = []
    ever: list[datetime] = []
    set_to = dict(jumps)
    wrong = timedelta()
    for number in range(140):
        wrong += set_to.get(number, timedelta())
        made = NOW + number * timedelta(minutes=10) + wrong
        if there:
            made = max(made, max(there) + timedelta(seconds=1))  # as they are named
        ever.append(made)
        there = sorted(thinning.kept([*there, made]))
    assert there == ever


def test_a_clock_that_stands_in_the_future_does_not_fill_the_disk() -> None:
    there = [NOW + timedelta(seconds=number) for number in range(2000)]
    assert thinning.NEWEST < len(thinning.kept(there)) <= thinning.MOST_WHOLE + 1


def test_backups_of_an_hour_set_ahead_stay_beside_the_rest(
    workshop: Workshop, tmp_path: Path
) -> None:
    moments = [NOW, NOW + timedelta(minutes=10), NOW + timedelta(days=90), NOW + timedelta(hours=1)]
    for number, made in enumerate(moments):
        add(workshop, f"Person {number}")
        keep(workshop, tmp_path, made=made)
        thinning.thin(tmp_path)
    assert [backup_contents.inside(one).people for one in backups.listed(tmp_path)] == [4, 3, 2, 1]


def test_after_years_the_old_ones_are_still_there(workshop: Workshop, tmp_path: Path) -> None:
    for day in range(3):
        add(workshop, f"Day {day}")
        keep(workshop, tmp_path, made=NOW + timedelta(days=day))
    thinning.thin(tmp_path)
    assert len(backups.listed(tmp_path)) == 3
