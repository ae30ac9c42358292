"""Names that tell of two: "Norland-Sudria talks" have two parties, "the two Koreas" are two."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph_builder.extraction.name_runs import DASHES
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.ontology import Polity, polities

BILATERAL = frozenset(
    "talks talk summit meeting border frontier relations ties treaty accord pact agreement deal war"
    " conflict dispute row feud tensions truce ceasefire alliance axis partnership friendship trade"
    " cooperation negotiations dialogue rivalry crisis entente détente detente standoff".split()
)
"""After two hyphenated names these say that they are two parties."""
_SHARED = {"koreas": "Korea", "congos": "Congo"}


def namesakes(doc: Doc) -> Iterator[tuple[Token, tuple[Polity, ...]]]:
    """The plurals of names that two states have, with those states."""
    for token in doc.words(*_SHARED):
        if token.tag_.startswith("NNP"):
            yield token, polities().by_name(_SHARED[token.lower_])


def mark_pairs(tokens: Sequence[Token], names: Sequence[Name]) -> None:
    """Mark the two of "Norland-Sudria talks" as parties."""
    for first, second in pairwise(names):
        if second.start != first.end + 1 or tokens[first.end].text not in DASHES:
            continue
        spaced = tokens[first.end - 1].whitespace_
        after = {t.text for t in tokens[second.end : second.end + 3]}
        if not spaced and after & BILATERAL:
            first.paired = second.paired = True
