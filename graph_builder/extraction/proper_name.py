"""A proper name as it stands in a Doc."""

import re
from collections import Counter
from dataclasses import dataclass, field

from graph_builder.extraction.known_names import NameKind, words_of
from graph_builder.ontology import Polity

ORDINAL = re.compile(r"first|second|third|fourth|fifth|sixth|tenth|annual|\d+(?:st|nd|rd|th)")
"""Before a name it says that an occasion is meant: "the 12th Harbour Forum"."""


@dataclass(slots=True, eq=False)
class Name:
    """A proper name at tokens [start, end).

    `polities` are what the tables know under it; `country` is a country's name or adjective that
    opens an organization's name ("Cuban" in "Cuban Foreign Ministry"); `labels` counts the reading
    model's entity labels over its tokens; `partisan` says that a party leader or the like follows,
    `paired` that it is one of two parties joined by a hyphen ("Norland-Sudria talks").
    `words` are those of its normal form, `head` is the token that heads it.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    polities: tuple[Polity, ...] = ()
    country: "Name | None" = None
    labels: Counter[str] = field(default_factory=Counter)
    partisan: bool = False
    paired: bool = False
    words: tuple[str, ...] = field(init=False)
    head: int = -1

    def __post_init__(self) -> None:
        self.words = words_of(self.text)


def initials(words: tuple[str, ...]) -> str:
    """The letters that a person of three names or more may be called by: "jfk"; else ""."""
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def without_shouting(text: str) -> str:
    """`text` without shouting: "SORABAEK" is "Sorabaek"; short capitals are acronyms."""
    words = [w.capitalize() if w.isupper() and len(w) > 5 else w for w in text.split()]
    return " ".join(words)
