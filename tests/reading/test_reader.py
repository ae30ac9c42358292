"""What the whole pipeline promises: exact offsets, trees, one reading alone and in any batch."""

import itertools
import random
import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.reading import load
from graph_builder.reading.artefact import DEFAULT_DIRECTORY
from graph_builder.reading.detected_events import DetectedEvent
from graph_builder.reading.predicates import Predicate

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))

NOISE = st.text(
    st.sampled_from("\n\r\t \u200b\ufeff\u0301😀🇰🇷·•—-'’\"“”.,()[]") | st.characters(codec="utf-8"),
    max_size=120,
)
SNIPPETS = st.lists(
    st.sampled_from(["Lee Jae-myung", "said", "U.S.", "“We", "met”", "\n\n", " ", ".", "3%"])
    | NOISE,
    max_size=25,
).map(" ".join)


def check(doc: Doc, text: str) -> None:
    """The invariants of every reading."""
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert len(roots) == 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
    assert all(t.lemma_ and t.pos_ and t.tag_ and t.dep_ for t in doc if not t.is_space)
    for before, after in itertools.pairwise(doc.ents):
        assert before.end <= after.start
    predicates: Sequence[Predicate] = doc._.predicates
    for predicate in predicates:
        spans = sorted((a.start, a.end) for a in predicate.args)
        assert all(a.start <= a.head < a.end for a in predicate.args)
        assert all(not start <= predicate.i < end for start, end in spans)
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
        assert 0.0 <= predicate.score <= 1.0
    events: Sequence[DetectedEvent] = doc._.detected_events
    for event in events:
        inside = range(event.start, event.end)
        sentence = doc[event.start].sent
        assert all(t.is_space for t in doc[sentence.start : event.start])
        assert event.end <= sentence.end
        assert event.trigger in inside
        assert all(i in inside for i in (*event.parties, *event.places))
        assert all(0.0 <= p <= 1.0 for p in (event.score, *event.parties.values()))


def annotation(doc: Doc) -> tuple[Any, ...]:
    return (
        [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i) for t in doc],
        [(e.start, e.end, e.label_) for e in doc.ents],
        [t.i for t in doc if t.is_sent_start],
        doc._.predicates,
        doc._.detected_events,
    )


def test_names_end_where_sentences_do(nlp: Language) -> None:
    doc = nlp("Guests\n\nJohn Brown\n\nAnn Smith\n\nPark Min-jun\n")
    assert [e.text for e in doc.ents] == ["John Brown", "Ann Smith", "Park Min-jun"]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds_are_read_whole(nlp: Language, path: Path) -> None:
    text = path.read_text("utf-8")
    doc = nlp(text)
    check(doc, text)
    persons = {e.text for e in doc.ents if e.label_ == "PERSON"}
    assert not any(p.endswith("-") or "President" in p or "Minister" in p for p in persons)
    if "Lee Jae-myung" in text:
        assert "Lee Jae-myung" in persons


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "\n Otto Lind visited Rome.",
        "😀",
        "\u200b",
        "a\r\nb\r\n\r\nC d.",
        "e\u0301\u0301",
        "." * 700,
        "x" * 3000,
    ],
)
def test_odd_texts(nlp: Language, text: str) -> None:
    check(nlp(text), text)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SNIPPETS)
def test_noise_never_breaks_the_reading(nlp: Language, text: str) -> None:
    check(nlp(text), text)


@pytest.mark.slow
@settings(deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
@given(SNIPPETS | st.text(max_size=400))
def test_much_noise_never_breaks_the_reading(nlp: Language, text: str) -> None:
    check(nlp(text), text)


@pytest.mark.slow
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=600), st.sampled_from(["utf-8", "cp1252", "utf-16-le", "latin-1"]))
def test_decoded_bytes_never_break_the_reading(nlp: Language, data: bytes, codec: str) -> None:
    text = data.decode(codec, errors="replace")
    check(nlp(text), text)


@pytest.mark.parametrize("name", ["words.onnx", "vocab.txt", "roles.tsv"])
def test_files_that_are_no_texts(nlp: Language, name: str) -> None:
    data = (DEFAULT_DIRECTORY / name).read_bytes()
    for start in (0, len(data) // 2):
        for codec in ("utf-8", "latin-1", "utf-16-le"):
            text = data[start : start + 3000].decode(codec, errors="replace")
            check(nlp(text), text)


def test_a_text_is_read_alike_alone_and_among_others(nlp: Language) -> None:
    texts = [path.read_text("utf-8") for path in SEEDS]
    texts += [text[: len(text) // 3] for text in texts] + ["Lee met Kim.", ""]
    alone = [annotation(nlp(text)) for text in texts]
    order = list(range(len(texts)))
    random.Random(5).shuffle(order)
    together = nlp.pipe((texts[k] for k in order), batch_size=4)
    for k, doc in zip(order, together, strict=True):
        assert annotation(doc) == alone[k]


def test_memory_zones_leave_no_trace() -> None:
    text = "Ministers should not meet him."
    nlp = load()
    with nlp.memory_zone():
        inside = annotation(nlp(text))
    assert annotation(nlp(text)) == inside


def test_paragraphs_end_sentences(nlp: Language) -> None:
    doc = nlp("Leaders vow closer ties at summit\nThe leaders of Japan\n\nand Korea met")
    starts = {t.text for t in doc if t.is_sent_start}
    assert {"Leaders", "The", "and"} <= starts


def test_wrapped_lines_do_not_end_sentences(nlp: Language) -> None:
    text = (
        "The president of the country said on Monday that he would travel to the\n"
        "capital of the neighbouring state and meet its prime minister."
    )
    assert len(list(nlp(text).sents)) == 1


def test_a_long_sentence_and_a_wall_of_text(nlp: Language) -> None:
    words = ["the", "minister", "and", "president", "of", "Japan", "met"]
    text = " ".join(random.Random(1).choice(words) for _ in range(5000))
    check(nlp(text), text)


@pytest.mark.slow
def test_a_hundred_thousand_words(nlp: Language) -> None:
    rng = random.Random(2)
    letters = string.ascii_lowercase
    vocabulary = ["".join(rng.choices(letters, k=rng.randint(1, 9))) for _ in range(3000)]
    text = " ".join(
        rng.choice(vocabulary) + rng.choice(["", "", "", ".", ","]) for _ in range(100_000)
    )
    check(nlp(text), text)


def test_who_met_whom(nlp: Language) -> None:
    doc = nlp("On Saturday, President Ann Smith did not meet with Prime Minister Bo Lee in Vienna.")
    meet = next(p for p in doc._.predicates if doc[p.i].text == "meet")
    roles = {a.role: doc[a.start : a.end].text for a in meet.args}
    assert meet.sense == "meet.03"
    assert meet.negated
    assert roles["ARG0"] == "President Ann Smith"
    assert roles["ARG1"].endswith("Prime Minister Bo Lee")
    assert roles["ARGM-LOC"] == "in Vienna"
    assert roles["ARGM-TMP"] == "On Saturday"
    names = {(e.text, e.label_) for e in doc.ents}
    assert {("Ann Smith", "PERSON"), ("Bo Lee", "PERSON"), ("Vienna", "LOC")} <= names


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_particles_and_what_marks_case_are_adpositions(nlp: Language, path: Path) -> None:
    words = nlp(path.read_text("utf-8"))
    classes = {(word.dep_, word.pos_) for word in words}
    assert ("compound:prt", "ADP") in classes or ("case", "ADP") in classes
    assert not classes & {("compound:prt", "ADV"), ("case", "SCONJ")}


@pytest.mark.parametrize(
    ("text", "tag"),
    [("She and Prime Minister Berg spoke.", "PRP"), ("Vice Premier He Lifeng arrived.", "NNP")],
)
def test_pronouns_are_no_names_unless_they_stand_beside_one(
    nlp: Language, text: str, tag: str
) -> None:
    words = {word.text: word for word in nlp(text)}
    word = words.get("She") or words["He"]
    assert word.tag_ == tag
    assert (word.ent_type_ == "PERSON") == (tag == "NNP")


def test_modality(nlp: Language) -> None:
    doc = nlp("The leaders will meet in May.")
    assert [(p.sense, p.modality, p.negated) for p in doc._.predicates] == [
        ("meet.03", "will", False)
    ]
