"""Answers about words, kept from article to article: most words come again."""

from collections.abc import Callable
from functools import cache
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_MOST = 1 << 16  # answers to one question: some 10 MB
_questions: list[Any] = []


def kept(ask: Callable[P, R]) -> Callable[P, R]:
    """`ask` (about hashable things), whose answers are kept until `shed` finds too many of them.

    As `functools.lru_cache`, but for the order of last use, which costs more to keep than most of
    these answers take to find: a twentieth of extraction's time.
    """
    remembered = cache(ask)
    _questions.append(remembered)
    return cast("Callable[P, R]", remembered)


def shed() -> None:
    """Forget the answers to questions that were asked of too many things; for after an article."""
    for question in _questions:
        if question.cache_info().currsize > _MOST:
            question.cache_clear()
