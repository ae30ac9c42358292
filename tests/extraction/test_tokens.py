"""Words taken over from spaCy mean what spaCy means by them."""

from typing import Any

import pytest
import spacy
import spacy.tokens
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction.tokens import Doc, Span
from graph_builder.reading.predicates import Argument, Predicate

ATTRIBUTES = (
    "i idx text lower_ whitespace_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ is_punct is_quote"
    " is_space like_num is_alpha is_title is_sent_start text_with_ws"
).split()
WORDS = ("Ms.", "Orr", "met", "“", "eBay", "Twelve", "7", "\n\n", "’s", ",", "Ärzte", "a-b")
VOCAB = spacy.blank("en").vocab


@st.composite
def annotated(draw: st.DrawFn) -> spacy.tokens.Doc:
    """Docs of any words, in one to three sentences with any trees, projective or not."""
    heads: list[int] = []
    starts: list[bool] = []
    for size in draw(st.lists(st.integers(1, 7), min_size=1, max_size=3)):
        first = len(heads)
        order = draw(st.permutations(range(first, first + size)))
        above = {word: draw(st.sampled_from(order[: k or 1])) for k, word in enumerate(order)}
        heads += [above[word] for word in range(first, first + size)]
        starts += [k == 0 for k in range(size)]
    count = len(heads)

    def each(values: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(values, min_size=count, max_size=count))

    tags = each(st.sampled_from(["NOUN", "VERB", "PROPN", "PUNCT"]))
    return spacy.tokens.Doc(
        VOCAB,
        words=each(st.sampled_from(WORDS)),
        spaces=each(st.booleans()),
        pos=tags,
        tags=tags,
        lemmas=each(st.sampled_from(["meet", "Orr", ""])),
        deps=["ROOT" if head == i else "obl" for i, head in enumerate(heads)],
        heads=heads,
        ents=each(st.sampled_from(["O", "B-ORG"])),
    )


@given(annotated())
def test_words_are_those_of_spacy(theirs: spacy.tokens.Doc) -> None:
    ours = Doc.of(theirs)
    assert (ours.text, len(ours)) == (theirs.text, len(theirs))
    for word, model in zip(ours, theirs, strict=True):
        for name in ATTRIBUTES:
            assert getattr(word, name) == getattr(model, name), name
        assert (word.sent.start, word.sent.end) == (model.sent.start, model.sent.end)


@given(annotated())
def test_trees_are_what_the_heads_say(theirs: spacy.tokens.Doc) -> None:
    # spaCy's own edges and children miss words of some trees that aren't projective.
    heads = [token.head.i for token in theirs]
    above = [[t.i for t in token.ancestors] for token in theirs]
    for word in (ours := Doc.of(theirs)):
        below = [i for i, passed in enumerate(above) if word.i in passed]
        whole = sorted([*below, word.i])
        assert word.head.i == heads[word.i]
        assert [t.i for t in word.ancestors] == above[word.i]
        assert [t.i for t in word.children] == [i for i in below if heads[i] == word.i]
        assert [t.i for t in ours if word.is_ancestor(t)] == below
        assert [t.i for t in word.subtree] == whole
        assert (word.left_edge.i, word.right_edge.i) == (whole[0], whole[-1])


@given(annotated(), st.data())
def test_spans_are_those_of_spacy(theirs: spacy.tokens.Doc, data: st.DataObject) -> None:
    ours = Doc.of(theirs)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(theirs))] * 2)))
    span, model = ours[start:end], theirs[start:end]
    assert (span.start, span.end, span.text) == (model.start, model.end, model.text)
    assert [t.i for t in span] == [t.i for t in model]
    if end > start:
        assert (span.start_char, span.end_char) == (model.start_char, model.end_char)
        assert span.root.i == model.root.i
        assert (span.sent.start, span.sent.end) == (model.sent.start, model.sent.end)
        assert [(e.start, e.end) for e in span.ents] == [(e.start, e.end) for e in model.ents]
    assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]


@given(annotated(), st.data())
def test_ranges_of_the_text_are_found_as_spacy_finds_them(
    theirs: spacy.tokens.Doc, data: st.DataObject
) -> None:
    ours = Doc.of(theirs)
    start = data.draw(st.integers(0, len(theirs.text) - 1))
    end = data.draw(st.integers(start + 1, len(theirs.text)))
    for mode in ("contract", "expand"):
        span = ours.char_span(start, end, alignment_mode=mode)
        model = theirs.char_span(start, end, alignment_mode=mode)
        assert (span is None) == (model is None), mode
        if span is not None and model is not None:
            assert (span.start, span.end) == (model.start, model.end), mode


@pytest.mark.parametrize("key", [slice(-3, None), slice(5, 2), slice(0, 99), slice(None, -1)])
def test_slices_are_cut_to_the_text(key: slice) -> None:
    theirs = spacy.tokens.Doc(VOCAB, words=["a", "b", "c", "d"])
    ours = Doc.of(theirs)
    assert (ours[key].start, ours[key].end) == (theirs[key].start, theirs[key].end)
    assert ours[key][1:] == Span(ours, theirs[key][1:].start, theirs[key][1:].end)
    assert ours[-1].text == "d"


def test_predicates_with_roles_are_found_by_their_word() -> None:
    theirs = spacy.tokens.Doc(VOCAB, words=["Orr", "met", "Lee"])
    meeting = Predicate(1, "meet.03", (Argument("ARG0", 0, 1, 0),), False, None, 0.9)
    theirs._.predicates = (meeting, Predicate(2, "Lee.UD", (), False, None, 0.1))
    ours = Doc.of(theirs)
    assert ours.predicates == theirs._.predicates
    assert ours.predicate_at == {1: meeting}


def test_an_empty_text_has_no_words() -> None:
    assert list(Doc.of(spacy.tokens.Doc(VOCAB))) == []


def test_behind_the_last_word_stands_a_line_feed() -> None:
    doc = Doc.of(spacy.tokens.Doc(VOCAB, ["They", "met", ","], sent_starts=[True, False, False]))
    behind = doc[2].nbor()
    assert (behind.text, behind.is_space, behind.i, behind.head) == ("\n", True, 3, behind)
    assert doc[3] is behind
    assert list(doc)[-1].text == ","
