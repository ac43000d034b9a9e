"""A person of a sign-up list, as the list has them."""

from __future__ import annotations

from dataclasses import dataclass, field

from upstream_workshop.readers.signup.consents import ConsentAnswer


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person of a list, and the line they stand on. `willing_to_lead` None: the list does not say.

    said: what they answered to each consent, in their words.
    """

    line: int
    name: str
    organisation: str = ""
    role: str = ""
    email: str = ""
    region: str = ""
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    willing_to_lead: bool | None = None
    access: str = ""
    diet: str = ""
    photo: str = ""  # consents: yes, no, or blank where the list does not say
    attribution: str = ""
    directory: str = ""
    pronouns: str = ""
    said: tuple[ConsentAnswer, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody of whom the list says that they do not come, and in which words."""

    entry: PersonEntry
    status: str
