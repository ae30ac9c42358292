"""Training data: templates, labels, sentences, configuration; nothing here needs torch."""

import json
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest

from graph_builder.errors import SettingsError
from graph_builder.reading.training.class_table import build_classes
from graph_builder.reading.training.config import TrainingConfig, read_config
from graph_builder.reading.training.labels import bio_labels, collect_labels
from graph_builder.reading.training.lemma_table import build_lemmas
from graph_builder.reading.training.lexicon import build_senses
from graph_builder.reading.training.sentences import Frame, RoleSpan, Sentence, without_overlap
from graph_builder.reading.training.templates import fill, generate

CONFIG = Path(str(resources.files("graph_builder.reading.training").joinpath("joint.toml")))


def test_templates_are_filled() -> None:
    fillers = {"person": [("Ann", "B-PER"), ("Lee", "I-PER")], "city": [("Rome", "B-LOC")]}
    sentence = fill("[ARG0 {person}] left|leave.01 [ARG1 {city}] .", fillers.__getitem__)
    assert sentence.words == ["Ann", "Lee", "left", "Rome", "."]
    assert sentence.names == ["B-PER", "I-PER", "O", "B-LOC", "O"]
    roles = (RoleSpan("ARG0", 0, 2, -1), RoleSpan("ARG1", 3, 4, -1))
    assert sentence.frames == [Frame(2, "leave.01", roles)]


def test_generated_sentences_are_sound_and_reproducible() -> None:
    documents = generate(400, seed=3)
    assert documents == generate(400, seed=3)
    assert documents != generate(400, seed=4)
    for (sentence,) in documents:
        assert sentence.names is not None
        assert len(sentence.names) == len(sentence.words)
        assert not any(c in word for word in sentence.words for c in "{}|[]")
        for frame in sentence.frames or ():
            taken = [k for a in frame.args for k in range(a.start, a.end)]
            assert len(taken) == len(set(taken))
            assert frame.i not in taken


def test_overlapping_sentences_are_left_out() -> None:
    words = "one two three four five six seven eight nine".split()
    test = Sentence("test", ["X", *(w.upper() for w in words[:8])])
    other = Sentence("train", words[1:])
    assert without_overlap([Sentence("train", words), other], [test]) == [other]


def test_labels_are_sorted_and_thresholded() -> None:
    frame = Frame(0, "meet.03", (RoleSpan("ARG0", 1, 2, 1),))
    sentence = Sentence("x", ["a", "b"], frames=[frame], frames_complete=True)
    sentence.upos, sentence.xpos = ["NOUN", "VERB"], ["NN", "VB"]
    sentence.feats, sentence.relations = ["_", "_"], ["nsubj", "obl:tmod"]
    labels = collect_labels([sentence] * 10, frozenset({"meet.03"}))
    assert labels.roles == bio_labels(["ARG0"])
    assert labels.rel == ("nsubj",)
    assert labels.senses == ("meet.03",)


def test_lemma_table_holds_exceptions_alone() -> None:
    sentence = {"words": ["met", "walked"], "xpos": ["VBD", "VBD"], "lemma": ["meet", "walk"]}
    table = build_lemmas([sentence])
    assert '"met VBD": "meet"' in table
    assert "walked VBD" not in table


def test_class_table_holds_what_is_always_so() -> None:
    def sentence(upos: str) -> Sentence:
        return Sentence("x", ["That", "that"], upos=["DET", upos], relations=["det", "mark"])

    often = [sentence("SCONJ")] * 99
    assert json.loads(build_classes([*often, sentence("SCONJ")])) == {
        "that": {"det": "DET", "mark": "SCONJ"}
    }
    assert json.loads(build_classes(often)) == {}
    assert json.loads(build_classes([*often * 2, sentence("PRON")])) == {"that": {"det": "DET"}}
    assert json.loads(build_classes([*often, sentence("_")])) == {"that": {"det": "DET"}}


def test_senses_leave_out_the_obvious() -> None:
    lexicon = {"visit": [("visit.01", "v")], "talks": [("talk.01", "n")]}
    assert build_senses(lexicon) == '{"talks n": ["talk.01"]}'


def test_the_shipped_configuration_is_complete() -> None:
    config = read_config(CONFIG)
    assert {f.name for f in fields(TrainingConfig)} == {f.name for f in fields(config)}


def test_unknown_settings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(CONFIG.read_text() + "\ncolour = 1\n")
    with pytest.raises(SettingsError, match="colour"):
        read_config(path)
