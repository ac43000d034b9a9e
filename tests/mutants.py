"""How many mutants of each module the tests killed, read from what mutmut keeps; exits 1 below the bar.

A mutant that ran out of time, or that no test reaches, is not killed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from mutmut.__main__ import walk_mutatable_files
from mutmut.mutation.data import SourceFileMutationData
from mutmut.stats import status_by_exit_code

BAR = 85  # percent
SHOWN = ("killed", "survived", "timeout", "no tests")
NOT_RUN = "not checked"


def main() -> int:
    """Print the survivors, then a line for each module that was run and one for all."""
    for name, status in survivors():
        print(f"{name}: {status}")
    counts = {module: count for module, count in by_module().items() if count.total()}
    print(f"\n{'module':60}", *(f"{one:>9}" for one in (*SHOWN, "other")), f"{'score':>7}")
    for module, count in counts.items():
        print(line(module, count))
    print(line("all", sum(counts.values(), Counter())))
    below = [module for module, count in counts.items() if score(count) < BAR]
    print(*(f"Below {BAR} %: {module}" for module in below), sep="\n")
    return bool(below) or not counts


def by_module() -> dict[str, Counter[str]]:
    """How many mutants of each module came to which end; those that were not run are left out."""
    counts: dict[str, Counter[str]] = {}
    for module, _, status in ends():
        counts.setdefault(module, Counter()).update([status] * (status != NOT_RUN))
    return counts


def survivors() -> Iterator[tuple[str, str]]:
    """Every mutant that was run and not killed, by the name that `mutmut show` takes."""
    return ((name, end) for _, name, end in ends() if end not in ("killed", NOT_RUN))


def ends() -> Iterator[tuple[str, str, str]]:
    """Each mutant: its module's path, its name, what became of it."""
    for path in walk_mutatable_files():
        kept = SourceFileMutationData(path=path)
        kept.load()
        for name, code in kept.exit_code_by_key.items():
            yield str(path), name, status_by_exit_code[code]


def score(count: Counter[str]) -> float:
    """Percent killed of those that were run."""
    return 100 * count["killed"] / max(count.total(), 1)


def line(module: str, count: Counter[str]) -> str:
    """One row of the table."""
    shown = [count[one] for one in SHOWN]
    cells = (f"{one:9}" for one in (*shown, count.total() - sum(shown)))
    return " ".join((f"{module:60}", *cells, f"{score(count):5.0f} %"))


if __name__ == "__main__":
    sys.exit(main())
