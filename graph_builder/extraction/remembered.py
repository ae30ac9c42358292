"""Answers on words that are worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from graph_builder.extraction.tokens import Token

T = TypeVar("T")


def once_per_word(ask: Callable[[Token], T]) -> Callable[[Token], T]:
    """`ask`, whose answer on a word is worked out once and then remembered with its Doc.

    For costly questions that several parts of extraction ask, and whose answer is never changed.
    """

    @wraps(ask)
    def remembered(token: Token) -> T:
        answers: dict[Token, T] = token.doc.answers[ask]
        if token in answers:
            return answers[token]
        answer = answers[token] = ask(token)
        return answer

    return remembered
