"""A small session with something in every room, and an example call for every service.

Each room's `examples.py` gives `furnish(session)`, which puts a little of its subject in (rooms are
furnished in the residential's order, so a later one may look up what earlier ones left), and
`EXAMPLES`: service -> a function that, given a session, answers the arguments for one real call,
those by name last, as `Fields`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.session_file.workshop import Workshop

ROOMS = tuple(room.key for room in rooms.every())
Service = Callable[..., Any]
Arguments = Callable[[Session], tuple[Any, ...]]


class Fields(dict[str, Any]):
    """Arguments given by name; the last of an example."""


def furnish(workshop: Workshop) -> None:
    """Fill every room, one change each."""
    for room in ROOMS:
        with workshop.change(f"Furnish {room}") as session:
            _examples(room).furnish(session)


def services() -> dict[str, Service]:
    """Every public service there is, as `room.name`."""
    found: dict[str, Service] = {}
    for room, module in modules("services"):
        for name, service in inspect.getmembers(module, inspect.isfunction):
            if service.__module__ == module.__name__ and not name.startswith("_"):
                found[f"{room}.{name}"] = service
    return found


def modules(kind: str) -> Iterator[tuple[str, ModuleType]]:
    """Each room's modules of a kind, such as services or queries, and those of its parts."""
    for room in ROOMS:
        package = importlib.import_module(f"upstream_workshop.{room}")
        names = [
            each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        ]
        for name in names:
            if name.endswith(f".{kind}"):
                yield room, importlib.import_module(name)


def examples() -> dict[Service, Arguments]:
    """An example call for each service, from all rooms."""
    merged: dict[Service, Arguments] = {}
    for room in ROOMS:
        merged |= _examples(room).EXAMPLES
    return merged


def perform(session: Session, service: Service) -> Any:
    """Call a service as its example says."""
    try:
        given = examples()[service](session)
    except (ValueError, StopIteration) as nothing:
        raise LookupError("nothing left to do it to") from nothing
    fields = given[-1] if given and isinstance(given[-1], Fields) else Fields()
    return service(session, *(value for value in given if value is not fields), **fields)


def _examples(room: str) -> ModuleType:
    return importlib.import_module(f"tests.core.{room}.examples")
