"""What spaCy's numbers stand for, kept from article to article: most are the same few thousand."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
import spacy.tokens
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.vocab import Vocab

K = TypeVar("K")
V = TypeVar("V")
_MOST = 200_000  # strings, some 30 MB
_VERBAL = frozenset({"VERB", "AUX"})
_NOT_VERBAL = frozenset({"MD", "NN", "NNS", "NNP", "NNPS"})
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_IOB = ("", "I", "O", "B")  # by spaCy's numbers
_COUNTS = [IDX, SPACY, HEAD, SENT_START]
_LABELS = [POS, TAG, DEP, ENT_TYPE, ENT_IOB]
_ROW = np.dtype((np.void, np.dtype(np.uint64).itemsize * len(_LABELS)))

# The text, in lower case, whether it is punctuation, blank space, like a number.
Spelling = tuple[str, str, bool, bool, bool]
# Word class, tag, relation, type of name and place in it (B, I, O), whether used as a verb.
Labels = tuple[str, str, str, str, str, bool]


class Columns(NamedTuple):
    """The words of a Doc, attribute by attribute; `heads` are offsets from words to their heads,
    `starts` is 1 where a sentence begins."""

    spellings: list[Spelling]
    lemmas: list[str]
    labels: list[Labels]
    offsets: list[int]
    spaces: list[int]
    heads: list[int]
    starts: list[int]


class _Known(dict[K, V]):
    """What keys stand for, found out when they are first met."""

    def __init__(self, find: Callable[[K], V]) -> None:
        self.find = find

    def __missing__(self, key: K) -> V:
        found = self[key] = self.find(key)
        return found

    def all(self, keys: Iterable[K]) -> list[V]:
        """What each of the keys stands for."""
        if len(self) > _MOST:
            self.clear()
        return list(map(self.__getitem__, keys))


class _Vocabulary:
    """The numbers of one spaCy vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._strings: _Known[int, str] = _Known(lambda number: sys.intern(vocab.strings[number]))
        self._spellings = _Known(self._spelling)
        self._labels = _Known(self._row)

    def columns(self, annotated: spacy.tokens.Doc) -> Columns:
        table = annotated.to_array([ORTH, LEMMA, *_COUNTS, *_LABELS])
        words, lemmas = table[:, :2].T.tolist()
        rows = np.ascontiguousarray(table[:, 2 + len(_COUNTS) :]).view(_ROW)[:, 0].tolist()
        counts = table[:, 2 : 2 + len(_COUNTS)].astype(np.int64).T.tolist()
        return Columns(
            self._spellings.all(words), self._strings.all(lemmas), self._labels.all(rows), *counts
        )

    def _spelling(self, number: int) -> Spelling:
        word = self._vocab[number]
        text = self._strings[number]
        return text, sys.intern(text.lower()), word.is_punct, word.is_space, word.like_num

    def _row(self, numbers: bytes) -> Labels:
        *labels, iob = np.frombuffer(numbers, np.uint64).tolist()
        pos, tag, dep, name = map(self._strings.__getitem__, labels)
        return pos, tag, dep, name, _IOB[iob], _is_verbal(pos, tag)


def _is_verbal(pos: str, tag: str) -> bool:
    """Whether a word is used as a verb; where word class and tag differ, the tag wins."""
    if pos in _VERBAL:
        return tag not in _NOT_VERBAL
    return tag in _FINITE and pos != "PUNCT"


@lru_cache(maxsize=2)
def _vocabulary(vocab: Vocab) -> _Vocabulary:
    return _Vocabulary(vocab)


def columns(annotated: spacy.tokens.Doc) -> Columns:
    """What extraction needs of the words of a Doc."""
    return _vocabulary(annotated.vocab).columns(annotated)


def text_of(words: Sequence[Spelling], spaces: Sequence[int]) -> str:
    """The text of a Doc with these words; as `Doc.text`, without an object for each word."""
    return "".join([f"{w[0]} " if space else w[0] for w, space in zip(words, spaces, strict=True)])


def grouped(tokens: Sequence[V], keys: Iterable[str]) -> Mapping[str, list[V]]:
    """The words by their keys, in text order."""
    groups: dict[str, list[V]] = defaultdict(list)
    for token, key in zip(tokens, keys, strict=True):
        groups[key].append(token)
    return groups
