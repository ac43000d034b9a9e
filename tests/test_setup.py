"""Set-up: locks that hold everywhere, and a set-up script that says what to type when it may not."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUN = PROJECT["dependencies"]
DEV = RUN + PROJECT["optional-dependencies"]["dev"]
LOCKS = {"requirements.lock": RUN, "requirements-dev.lock": DEV}


def locked(lock: str) -> list[tuple[Requirement, list[str]]]:
    """Each pinned requirement of a lock with its hashes."""
    joined = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    found = []
    for line in joined.splitlines():
        requirement, *hashes = line.split("--hash=")
        found.append((Requirement(requirement.strip()), [text.strip() for text in hashes]))
    return found


def versions(lock: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for requirement, _hashes in locked(lock):
        (pin,) = requirement.specifier
        found.setdefault(canonicalize_name(requirement.name), set()).add(Version(pin.version))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_everything_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|index-url|find-links|trusted-host|file:| @ ", text)
    for requirement, hashes in locked(lock):
        assert [pin.operator for pin in requirement.specifier] == ["=="], requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", text) for text in hashes), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_satisfies_what_the_project_asks_for(lock: str) -> None:
    pinned = versions(lock)
    for text in LOCKS[lock]:
        asked = Requirement(text)
        found = pinned.get(canonicalize_name(asked.name))
        assert found, f"{asked.name} is not in {lock}: run make lock"
        assert all(version in asked.specifier for version in found), f"{text}: run make lock"


def test_the_app_is_tested_with_the_versions_it_ships_with() -> None:
    tested = versions("requirements-dev.lock")
    for name, found in versions("requirements.lock").items():
        assert found == tested[name], name


OURS = ("upstream_workshop", "exports", "ui", "resources")


def imported() -> dict[str, str]:
    """Every package of others that the program imports, with a file that does."""
    found = {}
    for folder in OURS:
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    names.append(node.module)
                found |= {name.partition(".")[0]: str(file.relative_to(ROOT)) for name in names}
    return {
        name: file for name, file in found.items() if name not in {*sys.stdlib_module_names, *OURS}
    }


def test_the_program_imports_only_what_comes_with_it() -> None:
    """Tests run with more: what only they install is missing for everybody else."""
    comes, sources = versions("requirements.lock").keys(), packages_distributions()
    missing = {
        name: file
        for name, file in imported().items()
        if not comes & set(map(canonicalize_name, sources.get(name, [name])))
    }
    assert missing == {}


def test_the_locks_serve_every_platform() -> None:
    dev = {
        requirement.name: requirement for requirement, _hashes in locked("requirements-dev.lock")
    }
    assert dev["colorama"].marker is not None  # pytest needs it on Windows only
    assert dev["macholib"].marker is not None  # PyInstaller needs it on macOS only
    hashes = {requirement.name: len(found) for requirement, found in locked("requirements.lock")}
    assert hashes["pyside6-essentials"] >= 4  # Linux x86 and arm, macOS, Windows


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A fresh copy of what set-up reads, and a `bin` whose `id` and `sudo` grant nothing."""
    for name in ("setup.sh", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, line in {"id": "echo 1000", "sudo": "exit 1"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (programs / name).chmod(0o755)
    return tmp_path


def set_up(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "setup.sh", *arguments],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries")
def test_set_up_says_what_to_type_when_it_may_not_install(stranger: Path) -> None:
    script = stranger / "setup.sh"
    listed = 'libraries="\n'
    text = script.read_text("utf-8")
    assert text.count(listed) == 1
    script.write_text(text.replace(listed, listed + "libnowhere.so.9 libnowhere9\n"), "utf-8")
    done = set_up(stranger, "run")
    assert done.returncode == 1
    assert re.search(r"sudo apt-get install --yes (\S+ )*libnowhere9$", done.stderr, re.MULTILINE)
    assert not (stranger / ".venv").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="set-up is a shell script")
def test_set_up_leaves_a_ready_folder_alone_until_a_lock_changes(stranger: Path) -> None:
    (stranger / ".venv/bin").mkdir(parents=True)
    (stranger / ".venv/bin/python").write_text("#!/bin/sh\nexit 7\n", "utf-8")
    (stranger / ".venv/bin/python").chmod(0o755)
    names = ["requirements.lock", "pyproject.toml", "setup.sh"]
    together = b"".join((stranger / name).read_bytes() for name in names)
    stamp = subprocess.run(["cksum"], input=together, capture_output=True, check=True).stdout
    (stranger / ".venv/ready-run").write_bytes(stamp)
    quick = set_up(stranger, "run")
    assert (quick.returncode, quick.stdout, quick.stderr) == (0, "", "")
    with (stranger / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("not-a-package==\n")  # refused by pip before it asks anybody
    assert set_up(stranger, "run").returncode != 0


def test_set_up_knows_two_kinds(stranger: Path) -> None:
    done = set_up(stranger, "everything")
    assert done.returncode == 2
    assert "usage" in done.stderr
