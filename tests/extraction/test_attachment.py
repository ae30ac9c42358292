"""Phrases that the parser hangs in the wrong place hang where they belong."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction.attachment import set_right


@dataclass
class Word:
    """A word as `set_right` looks at it."""

    text: str
    tag_: str
    dep_: str
    lemma_: str
    ent_type_: str = ""

    @property
    def lower_(self) -> str:
        return self.text.lower()

    @property
    def pos_(self) -> str:
        return {"V": "VERB", "N": "NOUN"}.get(self.tag_[:1], "X").replace(
            "NOUN", "PROPN" if self.tag_ == "NNP" else "NOUN"
        )


def read(table: str) -> tuple[list[Word], list[int]]:
    """Words and offsets to their heads from lines "text tag relation head [name or land]"."""
    labels = {"name": "PERSON", "land": "LOC"}
    rows = [line.split() for line in table.strip().splitlines()]
    words = [Word(r[0], r[1], r[2], r[0].lower(), labels[r[4]] if len(r) > 4 else "") for r in rows]
    return words, [int(r[3]) - i for i, r in enumerate(rows)]


GUEST = """
    Orr NNP nsubj 6 name
    and CC cc 2
    visiting VBG conj 0
    Premier NNP nmod:desc 4
    Lee NNP obj 2 name
    Park NNP flat 4 name
    met VBD ROOT 6
"""


def test_a_guest_takes_the_place_of_the_participle() -> None:
    words, offsets = read(GUEST)
    heads = [i + offset for i, offset in enumerate(set_right(words, offsets))]
    assert heads == [6, 4, 4, 4, 0, 4, 6]
    assert [words[i].dep_ for i in (1, 2, 4)] == ["cc", "amod", "conj"]


def test_who_is_visiting_somebody_stays_the_visitor() -> None:
    words, offsets = read(
        """
        Orr NNP nsubj 2 name
        is VBZ aux 2
        visiting VBG ROOT 2
        Lee NNP obj 2 name
        """
    )
    assert set_right(words, list(offsets)) == offsets


@pytest.mark.parametrize(("prefix", "verb"), [("ROOT 1", "ccomp 1"), ("conj 3", "ROOT 3")])
def test_a_prefix_heads_nothing(prefix: str, verb: str) -> None:
    words, offsets = read(
        f"""
        Orr NNP nsubj 3 name
        co VBP {prefix}
        - HYPH punct 3
        chaired VBD {verb}
        talks NNS obj 1
        """
    )
    heads = [i + offset for i, offset in enumerate(set_right(words, offsets))]
    assert heads == [3, 3, 3, 3, 3]
    assert words[3].dep_ == "ROOT"


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[Word], list[int]]:
    count = draw(st.integers(1, 9))
    order = draw(st.permutations(range(count)))
    above = {word: draw(st.sampled_from(order[: k or 1])) for k, word in enumerate(order)}
    texts = st.sampled_from(["visiting", "and", "with", "for", "dinner", "met", "Lee", "co", "-"])
    tags = st.sampled_from(["VBG", "VBD", "NN", "NNP", "IN"])
    deps = st.sampled_from(["obj", "obl", "conj", "cc", "ccomp", "flat"])
    words = [
        Word(text, draw(tags), draw(deps), text, draw(st.sampled_from(["", "PERSON"])))
        for text in draw(st.lists(texts, min_size=count, max_size=count))
    ]
    return words, [above[i] - i for i in range(count)]


@given(trees())
def test_a_tree_stays_a_tree(drawn: tuple[list[Word], list[int]]) -> None:
    words, offsets = drawn
    changed = set_right(words, list(offsets))
    assert changed.count(0) == offsets.count(0)
    for start in range(len(words)):
        i, steps = start, 0
        while changed[i]:
            i, steps = i + changed[i], steps + 1
            assert steps <= len(words)


def test_finite_verbs_are_coordinated_with_finite_ones() -> None:
    words, offsets = read(
        """
        They PRP nsubj 1
        praised VBD ROOT 1
        widening VBG advcl 1
        ties NNS obj 2
        and CC cc 5
        agreed VBD conj 2
        """
    )
    assert [i + offset for i, offset in enumerate(set_right(words, offsets))][5] == 1


def test_a_participle_with_an_auxiliary_is_a_finite_verb() -> None:
    words, offsets = read(
        """
        It PRP nsubj 1
        said VBD ROOT 1
        they PRP nsubj 4
        were VBD aux 4
        widening VBG ccomp 1
        and CC cc 6
        agreed VBD conj 4
        """
    )
    assert [i + offset for i, offset in enumerate(set_right(words, offsets))][6] == 4


def test_an_office_is_coordinated_with_an_office() -> None:
    words, offsets = read(
        """
        the DT det 1
        king NN nsubj 8
        of IN case 3
        Tonga NNP nmod 1 land
        and CC cc 5
        premier NN conj 3
        of IN case 7
        Fiji NNP nmod 5 land
        met VBD ROOT 8
        """
    )
    assert [i + offset for i, offset in enumerate(set_right(words, offsets))][5] == 1


def test_countries_stay_coordinated() -> None:
    words, offsets = read(
        """
        the DT det 1
        leaders NNS nsubj 6
        of IN case 3
        Tonga NNP nmod 1 land
        and CC cc 5
        Fiji NNP conj 3 land
        met VBD ROOT 6
        """
    )
    assert set_right(words, list(offsets)) == offsets
