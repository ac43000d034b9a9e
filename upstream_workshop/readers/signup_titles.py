"""How sign-up tools and their users word a column's title, loosened, as data: one row per wording.

A title takes the first row that fits it; among titles for one field the earlier row is the surer. The
wordings of Eventbrite, Microsoft and Google Forms, Ticket Tailor, SurveyMonkey, Zoom, Tito and Luma are those
their exports carry.
"""

from __future__ import annotations

from typing import Final

_WHOSE: Final = (
    r"^((your|the|my|attendees?|participants?|delegates?|guests?|registrants?|contact) )*"
)
_BUYER: Final = r"^(buyer|purchaser|booker|order|billing|account)s?"
_HOME: Final = (
    r"(company|organi[sz]ation|employer|council|(local )?authority|institution|affiliation)"
)

TITLES: Final = (
    # what a tool says of its own meeting, ticket or marks, in words that a person's answer could have
    ("", r"^((meeting|webinar) )?topic$|^ticket (name|title)$|^(points|feedback) |^event\b"),
    # private matters first, so that no question that touches them can end up on a badge
    ("access needs", r"\b(access|accessibility|support|additional|special) (need|requirement)"),
    ("access needs", r"\baccess(ibility)? (or|and) (diet\w*|\w+ (need|requirement))|^access$"),
    ("access needs", r"accessibility|adjustments?\b|disab|mobility|wheelchair|hearing loop"),
    ("access needs", r"\bmedical\b|health (condition|need)|\bdiet\w* (or|and) access"),
    ("diet", r"\b(diet|dietary|food|allerg\w*|vegetarian|vegan|meals?|menu)\b"),
    ("photo", r"\bphoto(s|graph\w*)?\b"),
    ("attribution", r"^attribution|\b(named|quoted|attribut\w+)\b"),
    ("directory", r"^directory|\b(list|directory) of participants|participants? (list|directory)"),
    ("directory", r"share (my|your) (contact )?details (with|among)"),
    ("willing to lead", r"willing to lead|(happy|able|volunteer|volunteering|offer) to lead"),
    ("willing to lead", r"\b(lead|leading|convene|chair)\b.*\b(group|workgroup|theme|strand)"),
    ("willing to lead", r"^((will|can|could|would) )?lead$"),
    ("name", rf"{_WHOSE}(full )?name( in full| s|s)?$"),
    ("display name", r"^(user )?name original name$|^display name$"),
    ("name", r"full name|^name and surname|^first (name )?and (last|sur|family) ?name"),
    ("name", r"\bwhat(s| s| is) your name\b|^name (first|as)\b"),
    ("first name", rf"{_WHOSE}(ticket )?(first|given|fore|christian|preferred( first)?) ?names?$"),
    ("first name", r"your (first|given|preferred) ?name"),
    ("last name", rf"{_WHOSE}(ticket )?(last|family|second|sur) ?names?$"),
    ("last name", r"your (last|family|sur) ?name"),
    ("e-mail", rf"{_WHOSE}((work|business|preferred|user|ticket) )?e ?mail( address)?( \d+)?$"),
    ("e-mail", r"^username$|your (work )?e ?mail"),
    ("role", rf"{_WHOSE}((job|work) )?(role|position)s?$|^(your )?job( title)?$|job title"),
    ("role", r"what(s| s| is) your (current )?(job|role|position)|\byour (job )?role\b|^role\b"),
    ("organisation", rf"{_WHOSE}(ticket )?{_HOME}s?( name)?$"),
    ("organisation", rf"^(name of )?(your )?{_HOME}\b"),
    ("organisation", rf"\b(your|which|what) {_HOME}\b|\byour workplace\b"),
    ("organisation", rf"(where|who) do you work|{_HOME}\b.*\b(from|represent|work)"),
    ("region", r"^((your|state|province|home) )*region( or nation)?$"),
    ("region", r"which region|region are you|^area$|part of the country"),
    ("interests", r"\binterest(s|ed)?\b|\b(themes?|topics?)\b"),
    ("asks", r"^asks?$|looking for|help with|\bask (of|for|from)\b"),
    ("asks", r"(want|like|need|hope|hoping) (some |to )?(help|learn|get|gain|hear)"),
    ("asks", r"what (do|would|could) you (need|ask|want)|support (do|would|could) you|challenge"),
    ("offers", r"\boffer(s|ing|ed)?\b"),
    (
        "offers",
        r"(could|can|would|like to|(happy|able|willing) to) (you )?(share|contribute|bring)",
    ),
    ("status", r"^((attendee|ticket|order|approval|registration|booking) )?status$"),
    ("cancelled", r"^((order|ticket|booking) )?(is )?(cancelled|canceled|voided?)$"),
    # whoever paid is a last resort: often one assistant for a whole team
    ("first name", rf"{_BUYER} (first|given|fore) ?name$"),
    ("last name", rf"{_BUYER} (last|family|sur) ?name$"),
    ("name", rf"{_BUYER} (full )?name$"),
    ("e-mail", rf"{_BUYER} e ?mail( address)?$"),
)
