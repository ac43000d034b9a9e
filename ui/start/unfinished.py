"""What a kill cut off in an earlier run, and is finished before a session is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit.jobs import Jobs, Ticket
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.whole import erasures, forgetting


def finish(
    ledger: Ledger,
    jobs: Jobs,
    then: Callable[[], None],
    tell: Callable[[str], None],
    owner: QObject,
) -> None:
    """Remove temporary files and complete erasures that a kill cut off, then call `then`.

    ledger: the list of the places that this program has written to.
    tell: called after `then` with a message about the erasures, if there is one.
    owner: the object for which the job runs.

    If there are any, which is rare, a job deals with them; otherwise `then` is called at once.
    """
    if not ledger.left_behind() and not erasures.noted(ledger):
        then()
        return

    def work(_ticket: Ticket) -> str:
        ledger.clear()
        return forgetting.sentence(forgetting.resume(ledger, datetime.now()))

    def done(message: str) -> None:
        then()
        if message:
            tell(message)

    jobs.run(say("Finishing what was cut off"), work, done, owner)
