"""The grounding gate: nothing passes that the text doesn't bear, whatever was extracted."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph_builder.extraction import extract
from graph_builder.extraction.grounding import ground
from graph_builder.model import (
    Actor,
    Article,
    Dossier,
    Event,
    Evidence,
    Participant,
    Span,
    Statement,
    Tenure,
    Time,
)

TEXT = "Olaf Scholz met Emmanuel Macron in Berlin on Tuesday. “We agree on it,” he said."
SENTENCE = Evidence(0, 53, TEXT[:53], ("trigger",))
TUESDAY = Time("2025-04-08", "2025-04-08", "day", "Tuesday", "2025-04-09", "weekday")


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words), words)


SCHOLZ = Actor(
    "a1", "Olaf Scholz", "person", ("Olaf Scholz",), None, (span("Olaf Scholz"), span("he"))
)
MACRON = Actor(
    "a2", "Emmanuel Macron", "person", ("Emmanuel Macron",), None, (span("Emmanuel Macron"),)
)
MEETING = Event(
    "e1",
    "meet",
    (Participant("a1", "participant"), Participant("a2", "participant")),
    "Berlin",
    (),
    TUESDAY.date,
    TUESDAY,
    "happened",
    "stated",
    span("met"),
    (SENTENCE,),
    0.9,
    "verb",
)
QUOTE = span("We agree on it,")
SAID = Statement(
    "s1",
    "a1",
    "direct",
    QUOTE.text,
    QUOTE.text,
    None,
    (),
    ("a2",),
    None,
    Time(),
    (
        Evidence(54, len(TEXT), TEXT[54:], ("trigger",)),
        Evidence(QUOTE.start, QUOTE.end, QUOTE.text, ("quote",)),
    ),
    0.9,
    "quote-after",
)


def dossier(
    actors: tuple[Actor, ...] = (SCHOLZ, MACRON),
    events: tuple[Event, ...] = (MEETING,),
    statements: tuple[Statement, ...] = (SAID,),
    offices: tuple[Tenure, ...] = (),
) -> Dossier:
    return Dossier(
        "x", None, None, None, "2025-04-09", "en", TEXT,
        actors=actors, events=events, statements=statements, offices=offices,
    )  # fmt: skip


def test_what_the_text_bears_passes_unchanged() -> None:
    assert ground(dossier()) == dossier()


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (replace(MEETING, evidence=(Evidence(1, 5, "Olaf", ("trigger",)),)), "span"),
        (replace(MEETING, evidence=()), "no evidence"),
        (replace(MEETING, trigger=Span(0, 4, "meet")), "trigger"),
        (replace(MEETING, participants=(Participant("a9", "participant"),)), "participant"),
    ],
)
def test_an_event_that_is_not_borne_is_refused(event: Event, reason: str) -> None:
    grounded = ground(dossier(events=(event,)))
    assert grounded.events == ()
    assert [(r.kind, r.reason) for r in grounded.refused] == [("event", reason)]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (replace(SAID, quote="We agree on nothing,"), "quote"),
        (replace(SAID, content="they agree on everything"), "content"),
        (replace(SAID, speaker="a9"), "participant"),
    ],
)
def test_a_statement_that_is_not_borne_is_refused(statement: Statement, reason: str) -> None:
    grounded = ground(dossier(statements=(statement,)))
    assert grounded.statements == ()
    assert [(r.kind, r.reason) for r in grounded.refused] == [("statement", reason)]


def test_a_date_without_its_words_is_taken_off() -> None:
    dated = replace(MEETING, time=replace(TUESDAY, phrase="on Friday"))
    grounded = ground(dossier(events=(dated,)))
    [event] = grounded.events
    assert (event.date, event.time.precision) == (None, "unresolved")
    assert [(r.kind, r.reason) for r in grounded.refused] == [("event date", "date")]


def test_the_publication_date_stands_for_what_the_text_performs_only() -> None:
    performed = Time("2025-04-09", "2025-04-09", "day", None, "2025-04-09", "performative")
    for time, kept in ((performed, "2025-04-09"), (replace(performed, rule="guess"), None)):
        [event] = ground(dossier(events=(replace(MEETING, time=time, date=time.date),))).events
        assert event.date == kept


def test_a_place_without_its_words_is_taken_off() -> None:
    grounded = ground(dossier(events=(replace(MEETING, place="Paris", place_alt=("Rome",)),)))
    assert [(e.place, e.place_alt) for e in grounded.events] == [(None, ())]


def test_a_name_that_the_text_does_not_hold_is_refused_with_its_claims() -> None:
    stranger = replace(MACRON, name="Angela Merkel")
    grounded = ground(dossier(actors=(SCHOLZ, stranger)))
    assert [a.name for a in grounded.actors] == ["Olaf Scholz"]
    assert grounded.events == ()
    assert grounded.statements[0].mentions == ()
    assert {r.reason for r in grounded.refused} == {"name not in text", "participant"}


def test_an_actor_told_beside_the_claim_is_cited() -> None:
    text = "Olaf Scholz was there. The talks lasted an hour."
    actor = Actor("a1", "Olaf Scholz", "person", (), None, (Span(0, 11, "Olaf Scholz"),))
    talks = replace(
        MEETING,
        participants=(Participant("a1", "participant"),),
        place=None,
        date=None,
        time=Time(),
        trigger=Span(27, 32, "talks"),
        evidence=(Evidence(23, 48, text[23:48], ("trigger",)),),
    )
    [event] = ground(
        Dossier("x", None, None, None, None, "en", text, actors=(actor,), events=(talks,))
    ).events
    assert event.evidence[-1] == Evidence(0, 11, "Olaf Scholz", ("participant",))


def test_an_office_needs_its_person_and_words() -> None:
    tenure = Tenure("a1", "chancellor", "Germany", None, None, None, (SENTENCE,), 0.9, "title")
    grounded = ground(dossier(offices=(tenure, replace(tenure, office="met"))))
    assert [o.office for o in grounded.offices] == ["met"]


# ---- any text, any Doc --------------------------------------------------------------------------

_WORDS = (
    'Olaf Scholz Macron President Lee Japan Tokyo the a of said told met signed “ ” " , . : – and '
    "that he she they visited talks agreement on Tuesday in 2025 not will minister foreign 's \n\n"
).split(" ")
_TAGS = (
    "NNP",
    "NN",
    "NNS",
    "VBD",
    "VBG",
    "VB",
    "IN",
    "DT",
    "PRP",
    "PRP$",
    "CD",
    "JJ",
    ",",
    ".",
    "MD",
)
_UPOS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "VBD": "VERB", "VBG": "VERB", "VB": "VERB"}
_UPOS |= {"IN": "ADP", "DT": "DET", "PRP": "PRON", "PRP$": "PRON", "CD": "NUM", "JJ": "ADJ"}
_DEPS = (
    "nsubj obj obl nmod ccomp xcomp conj case det appos mark nmod:poss nsubj:pass obl:agent advcl "
    "parataxis flat compound punct"
).split()
_VOCAB = Vocab()


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """A Doc with words, tags, trees and names that need not make any sense."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=24))
    size = len(words)
    tags = [draw(st.sampled_from(_TAGS)) for _ in words]
    starts = sorted({0, *draw(st.lists(st.integers(0, size - 1), max_size=2))})
    heads, deps = [], []
    for i in range(size):
        root = max(s for s in starts if s <= i)
        # A head to the left inside the sentence keeps every tree a tree.
        heads.append(i if i == root else draw(st.integers(root, i - 1)))
        deps.append("ROOT" if i == root else draw(st.sampled_from(_DEPS)))
    ents = [draw(st.sampled_from(("O", "O", "B-PERSON", "B-LOC", "B-ORG"))) for _ in words]
    return Doc(
        _VOCAB, words=words, spaces=[draw(st.booleans()) for _ in words], tags=tags,
        pos=[_UPOS.get(tag, "PUNCT") for tag in tags], lemmas=[w.lower() for w in words],
        heads=heads, deps=deps, ents=ents,
    )  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(docs())
def test_every_name_date_and_quote_stands_at_its_offsets(doc: Doc) -> None:
    made = extract(doc, Article("x", None, None, None, "2025-04-09", "en", doc.text))
    text, actors = doc.text, {actor.id: actor for actor in made.actors}
    for actor in made.actors:
        assert actor.mentions
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)
    told = [claim.evidence for claim in made.events]
    told += [claim.evidence for claim in made.statements]
    told += [claim.evidence for claim in made.offices]
    for evidence in told:
        assert evidence
        assert all(text[e.start : e.end] == e.text for e in evidence)
    for event in made.events:
        assert all(_is_mentioned(actors[p.actor], event.evidence) for p in event.participants)
        if event.time.start is not None and event.time.phrase:
            assert any(event.time.phrase in e.text for e in event.evidence)
    for statement in made.statements:
        assert _is_mentioned(actors[statement.speaker], statement.evidence)
        quoted = [e.text for e in statement.evidence if "quote" in e.supports]
        assert " ".join(quoted) == statement.quote
    assert ground(made) == made


def _is_mentioned(actor: Actor, evidence: tuple[Evidence, ...]) -> bool:
    return any(e.start <= m.start and m.end <= e.end for m in actor.mentions for e in evidence)
