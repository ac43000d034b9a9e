"""Put small faults into the rules by mutmut, a subject at a time, and count those that tests notice.

What was tried stays in `mutants/`, so that a run that was cut off goes on where it was. Exits 1 when a
module lies below the bar. A mutant that ran out of time, or that no test reaches, is not killed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

from mutmut.__main__ import CatchOutput, copy_src_dir, create_mutants
from mutmut.mutation.data import SourceFileMutationData
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files

from tests.nearest import VARIABLE, nearest

BAR = 85  # percent
SHOWN = ("killed", "survived", "timeout", "no tests")
NOT_RUN = ("not checked", "check was interrupted by user")
TABLE = Path("docs/mutants.md")


def main() -> int:
    """Try what was asked for and print the result, which goes into docs/ once it is of every module."""
    asked = arguments()
    print("Generating mutants")
    with CatchOutput():
        copy_src_dir()
        create_mutants(asked.children)
    everything = sorted(map(str, walk_mutatable_files()))
    modules = [
        one for one in everything if fnmatch(one.removesuffix(".py").replace("/", "."), asked.only)
    ]
    for tests in dict.fromkeys(map(nearest, modules)):
        subject = [one for one in modules if nearest(one) == tests]
        names = [
            name for one in subject for name in to_try(one, asked.sample, again=asked.only != "*")
        ]
        run(names, tests, asked.children)
    print(*(row for one in modules for row in survivors(one)), sep="\n")
    print(*table(modules), sep="\n")
    if all(counted(one).total() for one in everything):
        TABLE.write_text(document(everything), encoding="utf-8")
    below = [one for one in modules if score(counted(one)) < BAR]
    print(*(f"Below {BAR} %: {one}" for one in below), sep="\n")
    return bool(below) or not modules


def arguments() -> argparse.Namespace:
    """Which modules, by a pattern of dotted names; how many of each (0: all); how many at a time."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("only", nargs="?", default="*")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--children", type=int, default=2)
    return parser.parse_args()


def to_try(module: str, sample: int, *, again: bool) -> list[str]:
    """The names of those of a module's sample that were not tried, or, `again`, not killed.

    The sample depends on nothing but the names: a larger one contains the smaller.
    """
    found = ends(module)
    mixed = sorted(found, key=lambda name: hashlib.sha256(name.encode()).digest())
    done = {"killed"} if again else set(found.values()) - set(NOT_RUN)
    return [name for name in mixed[: sample or None] if found[name] not in done]


def run(names: list[str], tests: tuple[str, ...], children: int) -> None:
    """Let mutmut try these, if any, with these tests; what it finds it keeps after each."""
    if names:
        mutmut = Path(sys.executable).with_name("mutmut")
        subprocess.run(
            (mutmut, "run", "--max-children", str(children), *names),
            env=os.environ | {VARIABLE: " ".join(tests)},
            check=True,
        )


def ends(module: str) -> dict[str, str]:
    """What became of each mutant of a module, by the name that `mutmut show` takes."""
    kept = SourceFileMutationData(path=module)
    kept.load()
    return {name: status_by_exit_code[code] for name, code in kept.exit_code_by_key.items()}


def counted(module: str) -> Counter[str]:
    """How many of a module's mutants came to which end; those that were not tried are left out."""
    return Counter(end for end in ends(module).values() if end not in NOT_RUN)


def survivors(module: str) -> list[str]:
    """A line for each of a module's mutants that was tried and not killed."""
    return [
        f"{name}: {end}" for name, end in ends(module).items() if end not in ("killed", *NOT_RUN)
    ]


def score(count: Counter[str]) -> float:
    """Percent killed of those that were tried."""
    return 100 * count["killed"] / max(count.total(), 1)


def table(modules: list[str]) -> list[str]:
    """In Markdown, a row for each module and one for all."""
    head = ["module", "mutants", "tried", *SHOWN, "per cent"]
    counts = [(one, len(ends(one)), counted(one)) for one in modules]
    everything = (
        "all",
        sum(size for _, size, _ in counts),
        sum((count for *_, count in counts), Counter[str]()),
    )
    rows = [
        [module, size, count.total(), *(count[one] for one in SHOWN), f"{score(count):.0f}"]
        for module, size, count in (*counts, everything)
    ]
    return [
        "| " + " | ".join(map(str, row)) + " |"
        for row in (head, ["---"] + ["--:"] * (len(head) - 1), *rows)
    ]


def document(modules: list[str]) -> str:
    """What docs/ shows of a run."""
    return f"""# Faults that the tests notice

Written by `make mutants`: small faults are put into the rules, one by one, and each is put to the tests
nearest to its module (`tests/nearest.py`). At least {BAR} % of those of each module are to be killed. Where
fewer were tried than there are, they are a sample that the names alone decide; tests were written for what
survived in it, so that a larger sample scores less at first. A mutant that ran out of time is not counted
as killed.

{chr(10).join(table(modules))}
"""


if __name__ == "__main__":
    sys.exit(main())
