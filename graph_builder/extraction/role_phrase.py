"""A phrase that names somebody by a role."""

from dataclasses import dataclass, field
from typing import Literal

from graph_builder.extraction.proper_name import Name
from graph_builder.keeping import kept

RoleKind = Literal["office", "person", "kin", "group", "government", "institution"]
Definiteness = Literal["definite", "indefinite", "possessed", "bare"]

_SAME_OFFICE = {
    "premier": "prime minister",
    "pm": "prime minister",
    "pontiff": "pope",
    "monarch": "king",
}


@dataclass(slots=True, eq=False)
class RolePhrase:
    """A role phrase at tokens [start, end) with its head noun at `head`.

    `noun` is the head, singular and lower case; `office` the office's words without determiner,
    country and standing ("former"); `org` the name that the office belongs to; `owner` the token of
    a possessor that is no country ("his", the "king" of "the king's son"); `person` the name that
    directly follows ("President" + name); `first` is where the office's words begin. `standing` are
    words like "former", lower case; `region` is the adjective of one ("south american").
    """

    start: int
    end: int
    head: int
    first: int
    noun: str
    kind: RoleKind
    office: str
    definiteness: Definiteness = "bare"
    plural: bool = False
    number: int | None = None
    org: Name | None = None
    second_org: Name | None = None
    owner: int | None = None
    owner_name: Name | None = None
    person: Name | None = None
    standing: frozenset[str] = field(default_factory=frozenset)
    region: str | None = None


def office_key(role: RolePhrase) -> frozenset[str]:
    """The words of an office, so that "premier" and "prime minister" agree."""
    return _office_key(role.office)


def of_two_lands(first: RolePhrase, second: RolePhrase) -> bool:
    """ "The Chilean president and Norwegian premier": two persons', by their adjectives.

    So are an office that is known and a title with a land or body of its own: "the minister and
    Norwegian Premier X".
    """
    known = first.definiteness == "definite" and second.definiteness == "bare"
    if known and second.org is not None and second.office[:1].isupper() and first.office.islower():
        return first.org is None or first.org.words != second.org.words
    lands = [role.org for role in (first, second) if role.org is not None]
    adjectives = [land.words for land in lands if land.labels["NORP"]]
    return len(adjectives) == 2 and adjectives[0] != adjectives[1]


@kept
def _office_key(office: str) -> frozenset[str]:
    words = office.lower().replace("-", " ").split()
    return frozenset(" ".join(_SAME_OFFICE.get(word, word) for word in words).split())
