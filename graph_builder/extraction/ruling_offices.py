"""Offices of those who rule a country, and of those who speak for it."""

from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.role_phrase import RolePhrase, office_key


def rules(role: RolePhrase) -> bool:
    """Whether an office is at the top of a state or government: a king's, a premier's."""
    return role.noun in lexicon().top or {"prime", "minister"} <= office_key(role)


def speaks_for_land(role: RolePhrase) -> bool:
    """Whether who holds an office is known by his land: who rules it, and any minister."""
    return role.noun in lexicon().top or role.noun == "minister"
