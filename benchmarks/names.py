"""Invented names for invented people."""

from __future__ import annotations

FIRST = [
    "Ade",
    "Siân",
    "Marta",
    "Jo",
    "Ravi",
    "Elin",
    "Tom",
    "Nadia",
    "Cass",
    "Pia",
    "Łukasz",
    "Una",
    "Bea",
    "Max",
    "Hal",
    "Dot",
]
LAST = [
    "Okafor",
    "Prys",
    "Brzezińska",
    "Tennant",
    "Kapoor",
    "Lloyd",
    "Whitby",
    "Farouk",
    "Drummond",
    "Gough",
    "Vale",
    "Lund",
]
