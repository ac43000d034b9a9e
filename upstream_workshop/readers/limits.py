"""What a reading process may use: set by itself, before it looks at a foreign file."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

SECONDS: Final = 10
MEMORY: Final = 512 * 1024 * 1024
OUT_OF_MEMORY: Final = 87  # the exit code of a process that stopped itself
_LOOK_EVERY: Final = 0.02
_CAP_ADDRESS_SPACE: Final = ("linux",)


def confine(memory: int = MEMORY) -> None:
    """Cap this process's memory and processor time, and keep it from writing any file.

    Linux enforces a cap on address space. Elsewhere nothing dependable does, so that a thread looks
    at the memory in use and ends the process.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        with suppress(ValueError, OSError):  # macOS knows the limit and may not take it
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if sys.platform not in _CAP_ADDRESS_SPACE:
        watch(memory)


def watch(memory: int) -> None:
    """End this process, from a thread, once it uses more memory than that."""

    def look() -> None:
        while used() <= memory:
            time.sleep(_LOOK_EVERY)
        os._exit(OUT_OF_MEMORY)

    threading.Thread(target=look, daemon=True).start()


def used() -> int:
    """The memory this process holds now, in bytes."""
    if sys.platform == "win32":
        return _used_on_windows()
    if sys.platform == "darwin":
        return _used_on_macos()
    import resource

    resident = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(resident) * resource.getpagesize()


def _used_on_windows() -> int:
    """The working set, from PROCESS_MEMORY_COUNTERS (Windows SDK, psapi.h)."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
    return int(counters.now)


def _used_on_macos() -> int:
    """The resident size, from mach_task_basic_info (macOS SDK, mach/task_info.h)."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = (
            *((name, ctypes.c_uint64) for name in ("virtual", "resident", "peak")),
            ("times", ctypes.c_int32 * 4),
            ("policy", ctypes.c_int32),
            ("suspended", ctypes.c_int32),
        )

    basic, system = Basic(), ctypes.CDLL(None)
    words = ctypes.c_uint32(ctypes.sizeof(Basic) // 4)
    ourselves = ctypes.c_uint32.in_dll(system, "mach_task_self_")
    system.task_info(ourselves, 20, ctypes.byref(basic), ctypes.byref(words))
    return int(basic.resident)
