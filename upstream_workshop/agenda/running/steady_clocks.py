"""A clock that nothing sets: seconds since this computer was started, those it slept included."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

_COUNTING_SLEEP: Final = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC_RAW"}
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


def steady_seconds() -> float:
    """Seconds since this computer was started, asleep or awake, whatever its clock was set to."""
    name = _COUNTING_SLEEP.get(sys.platform)
    # elsewhere, which is on Windows, the monotonic clock counts sleep
    return time.clock_gettime(getattr(time, name)) if name else time.monotonic()


def boot() -> str:
    """A name for the time since this computer was started; blank where it tells none."""
    with suppress(OSError):
        return _BOOT.read_text("ascii").strip()
    return ""


def wall_time() -> datetime:
    """The time of day here, also if the time zone was changed while the program runs."""
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now()
