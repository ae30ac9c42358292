"""The search for garbage, arranged for many articles."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from graph_builder.garbage import settle


class Word:
    """Something that points at itself, so that only the search for garbage frees it."""

    def __init__(self) -> None:
        self.head = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_loaded_is_looked_through_no_more() -> None:
    loaded = Word()
    settle()
    assert not any(thing is loaded for thing in gc.get_objects())


def test_what_articles_leave_is_freed_after_a_few_of_them() -> None:
    settle()
    word = Word()
    gone = weakref.ref(word)
    del word
    kept = [[n] for n in range(100_000)]
    assert gone() is None, len(kept)
