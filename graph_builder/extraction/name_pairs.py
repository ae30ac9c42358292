"""Two names with a dash between them: "Norland-Sudria talks" have two parties."""

from collections.abc import Sequence
from itertools import pairwise

from graph_builder.extraction.name_runs import DASHES
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Token

BILATERAL = frozenset(
    "talks talk summit meeting border frontier relations ties treaty accord pact agreement deal war"
    " conflict dispute row feud tensions truce ceasefire alliance axis partnership friendship trade"
    " cooperation negotiations dialogue rivalry crisis entente détente detente standoff".split()
)
"""After two hyphenated names these say that they are two parties."""


def mark_pairs(tokens: Sequence[Token], names: Sequence[Name]) -> None:
    """Mark the two of "Norland-Sudria talks" as parties."""
    for first, second in pairwise(names):
        if second.start != first.end + 1 or tokens[first.end].text not in DASHES:
            continue
        spaced = tokens[first.end - 1].whitespace_
        after = {t.text for t in tokens[second.end : second.end + 3]}
        if not spaced and after & BILATERAL:
            first.paired = second.paired = True
