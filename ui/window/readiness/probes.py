"""What is asked of this computer for the readiness check, off the UI thread; each may fail alone."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from upstream_workshop.application.readiness import Battery

Answer = TypeVar("Answer")
_DRAINING: Final = ("discharging",)
_POWER: Final = Path("/sys/class/power_supply")


@dataclass(frozen=True, slots=True)
class Probes:
    """The questions, so that a test can answer them otherwise; one that raises is not known."""

    printer: Callable[[], str]
    writable: Callable[[Path], bool]
    free: Callable[[Path], int]
    batteries: Callable[[], Battery | None]
    zone: Callable[[], str]


def known(ask: Callable[[], Answer]) -> Answer | None:
    """The answer, or None where the computer gives none."""
    with suppress(Exception):  # a driver may fail in any way, and a check is not worth a crash
        return ask()
    return None


def usual_printer() -> str:
    """The name of the usual printer, or of any; blank if there is none."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = QPrinterInfo.availablePrinterNames()
    return QPrinterInfo.defaultPrinterName() or (names[0] if names else "")


def is_writable(folder: Path) -> bool:
    """Whether a file can be made in a folder, which is made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def free_bytes(folder: Path) -> int:
    """Bytes that are free on the disk of a folder, or of the nearest one above it that is there."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there).free


def battery() -> Battery | None:
    """The battery; None if there is none. Raises OSError where the system does not say."""
    if sys.platform == "win32":
        return _of_windows()
    if not _POWER.is_dir():
        raise FileNotFoundError(_POWER)
    for supply in sorted(_POWER.iterdir()):
        if (supply / "type").read_text("ascii").strip() != "Battery":
            continue
        charge = int((supply / "capacity").read_text("ascii"))
        status = (supply / "status").read_text("ascii").strip()
        return Battery(charge, status.lower() not in _DRAINING)
    return None


def zone_name() -> str:
    """What this computer calls its time zone now."""
    return datetime.now().astimezone().tzname() or os.environ.get("TZ", "")


def _of_windows() -> Battery | None:
    import ctypes

    told = (ctypes.c_ubyte * 12)()  # SYSTEM_POWER_STATUS
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # there on Windows only
    if not kernel.GetSystemPowerStatus(ctypes.byref(told)):
        raise FileNotFoundError(kernel)
    if told[1] & 128:  # no battery
        return None
    return Battery(told[2], told[0] == 1)


PROBES: Final = Probes(usual_printer, is_writable, free_bytes, battery, zone_name)
