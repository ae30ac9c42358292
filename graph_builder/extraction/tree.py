"""The tree above and below the words of a Doc, laid out once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph_builder.extraction.tokens import Token


def set_tree(tokens: "Sequence[Token]", offsets: Sequence[int]) -> None:
    """Set heads, children, depths and what hangs on each; `offsets` lead from words to heads."""
    downwards: list[Token] = []  # each word behind its head
    for token, offset in zip(tokens, offsets, strict=True):
        head = token.head = tokens[token.i + offset]
        if not offset:
            token.depth = 0
            downwards.append(token)
        elif head.children:
            head.children.append(token)
            head.below.add(token.lower_)
            head.relations.add(token.dep_)
        else:
            head.children = [token]
            head.below, head.relations = {token.lower_}, {token.dep_}
    for token in downwards:
        if token.children:
            depth = token.depth + 1
            for child in token.children:
                child.depth = depth
            downwards += token.children
    for token in reversed(downwards):
        head = token.head
        if head is not token:
            head.size += token.size
            if token.low < head.low:  # noqa: PLR1730 - cheaper than `min`, for every word
                head.low = token.low
            if token.high > head.high:  # noqa: PLR1730
                head.high = token.high
