"""The strings of spaCy's words, kept from article to article: most are the same few thousand."""

import sys
from collections.abc import Sequence
from functools import lru_cache

import spacy.tokens
from spacy.attrs import SPACY
from spacy.strings import StringStore

_MOST = 200_000  # strings, some 30 MB


class _Strings(dict[int, str]):
    """The strings behind spaCy's numbers, taken from its store when they are first met."""

    def __init__(self, store: StringStore) -> None:
        self.store = store

    def __missing__(self, number: int) -> str:
        string = self[number] = sys.intern(self.store[number])
        return string


@lru_cache(maxsize=2)
def _strings_of(store: StringStore) -> _Strings:
    return _Strings(store)


def strings(annotated: spacy.tokens.Doc, attributes: Sequence[int]) -> list[list[str]]:
    """The values of each attribute (numbers of `spacy.attrs`), one for every word."""
    known = _strings_of(annotated.vocab.strings)
    if len(known) > _MOST:
        known.clear()
    columns = annotated.to_array(list(attributes)).T.tolist()
    return [list(map(known.__getitem__, column)) for column in columns]


def text_of(annotated: spacy.tokens.Doc, words: Sequence[str]) -> str:
    """The text of a Doc with these words; as `Doc.text`, without an object for each word."""
    spaces = annotated.to_array(SPACY).tolist()
    return "".join([f"{w} " if space else w for w, space in zip(words, spaces, strict=True)])
