"""The training loop, end to end and tiny: it learns, saves, exports, and repeats itself."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph_builder.reading.artefact import DEFAULT_DIRECTORY
from graph_builder.reading.encoding import WindowEncoder
from graph_builder.reading.training.config import read_config
from graph_builder.reading.training.sentences import Frame, RoleSpan, Sentence
from graph_builder.reading.training.templates import generate
from graph_builder.reading.wordpiece import WordPieces

torch = pytest.importorskip("torch", reason="torch comes with the extra 'train'")
pytest.importorskip("onnx", reason="onnx comes with the extra 'train'")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning"),
]

CONFIG = Path(__file__).parents[3] / "graph_builder/reading/training/reduced.toml"
BARE = {"upos", "xpos", "feats", "head", "rel"}


def parsed() -> Sentence:
    sentence = Sentence("gum", ["Ann", "met", "Bo", "."])
    sentence.upos, sentence.xpos = ["PROPN", "VERB", "PROPN", "PUNCT"], ["NNP", "VBD", "NNP", "."]
    sentence.feats, sentence.heads = ["_"] * 4, [1, -1, 1, 1]
    sentence.relations = ["nsubj", "root", "obj", "punct"]
    sentence.names = ["B-PER", "O", "B-PER", "O"]
    roles = (RoleSpan("ARG0", 0, 1, 0), RoleSpan("ARG1", 2, 3, 2))
    sentence.frames, sentence.frames_complete = [Frame(1, "meet.03", roles)], True
    return sentence


def prepared(steps: int) -> Any:
    from graph_builder.reading.training.data import TrainingData
    from graph_builder.reading.training.labels import collect_labels
    from graph_builder.reading.training.train import Training

    generated = generate(40, 1)
    framed = [d for d in generated if d[0].frames]
    data = TrainingData([[parsed()] * 5] * 8, generated, framed, frozenset({"meet.03"}))
    config = replace(
        read_config(CONFIG), steps=steps, budget=300, log_every=1, save_every=steps, head_rate=3e-3
    )
    vocabulary = (DEFAULT_DIRECTORY / "vocab.txt").read_text("utf-8").splitlines()
    vocabulary = [*vocabulary[:1], "[MASK]", *vocabulary[1:]]
    labels = collect_labels(data.sentences(), data.polysemous)
    return Training(config, data, vocabulary, replace(labels, rel=(*labels.rel, "dep")))


def test_the_same_seed_gives_the_same_weights(tmp_path: Path) -> None:
    states = []
    for name in ("a", "b"):
        training = prepared(steps=3)
        (tmp_path / name).mkdir()
        training.run(tmp_path / name)
        content = torch.load(tmp_path / name / "checkpoint.pt", weights_only=True)
        states.append(content["state"])
    assert all(torch.equal(states[0][k], states[1][k]) for k in states[0])


def test_what_teachers_think_is_learnt_where_nothing_is_annotated(tmp_path: Path) -> None:
    from graph_builder.errors import SettingsError
    from graph_builder.reading.training.batches import Batch
    from graph_builder.reading.training.distillation import Teachers
    from graph_builder.reading.training.losses import losses

    training = prepared(steps=2)
    training.run(tmp_path)
    checkpoint = tmp_path / "checkpoint.pt"
    batch = training._next_batch()
    bare = {name: torch.full_like(v, -100) for name, v in batch.words.items() if name in BARE}
    batch = Batch({**batch.words, **bare}, batch.frames)
    lesson = Teachers([checkpoint, checkpoint], training.labels).lesson(batch, share=2.0)
    training.network.eval()
    with torch.no_grad():
        found = losses(training.network, batch, lesson)
    taught = {name for name in found if name.startswith("taught ")}
    assert {"taught upos", "taught arc", "taught rel", "taught names"} <= taught
    assert not BARE & found.keys()

    other = replace(training.labels, upos=training.labels.upos[:-1])
    with pytest.raises(SettingsError, match="other labels"):
        Teachers([checkpoint], other)

    learning = prepared(steps=2)
    (tmp_path / "next").mkdir()
    learning.run(tmp_path / "next", checkpoints=[checkpoint])
    assert (tmp_path / "next" / "checkpoint.pt").exists()


def test_exports_compute_what_the_network_does(tmp_path: Path) -> None:
    from graph_builder.reading.artefact import Artefact
    from graph_builder.reading.networks import Networks
    from graph_builder.reading.training.export import write_networks
    from graph_builder.reading.training.network import build_network

    training = prepared(steps=2)
    training.run(tmp_path)
    labels = write_networks(tmp_path / "checkpoint.pt", tmp_path / "full", quantise=False)
    files = {path.name: path.read_bytes() for path in (tmp_path / "full").iterdir()}
    pieces = WordPieces((tmp_path / "full" / "vocab.txt").read_text("utf-8").splitlines())
    words = ["Ann", "said", "that", "Bo", "met", "her", "in", "Rome", "."]
    networks = Networks(Artefact(tmp_path / "full", "test", labels.to_json(), files))
    found = networks.words(WindowEncoder(pieces).feed(words))

    content = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    network = build_network(content["state"], content["vocabulary"], labels)
    feed = WindowEncoder(WordPieces(content["vocabulary"])).feed(words)
    feed["mask"] = np.ones_like(feed["ids"])
    names = ("ids", "shapes", "mask", "first", "last")
    heads = torch.tensor([2, 0, 5, 5, 2, 5, 8, 5, 2])
    rows = torch.zeros(2, dtype=torch.int64)
    at = torch.tensor([1, 4])
    where = {"row": rows, "start": rows, "length": rows + 9, "at": at, "offsets": torch.arange(9)}
    with torch.no_grad():
        x = network.words(*(torch.from_numpy(feed[name])[None] for name in names))
        rooted = network.with_root(x)
        arcs = network.arcs(x, rooted)[0].numpy()
        relations = network.relations(x, rooted, heads[None]).argmax(-1)
        bio, head, sense = network.roles(x, heads[None], relations, where)
    assert np.allclose(found["x"], x[0].numpy(), atol=1e-3)
    assert np.allclose(found["arc"] - found["arc"][:, :1], arcs - arcs[:, :1], atol=1e-3)
    of_words = networks.relations(found["bond"], heads.numpy(), found["role"])
    assert (of_words["rel"] == relations[0].numpy()).all()
    of_words["heads"] = heads.numpy()
    of_predicates = {name: where[name].numpy() for name in ("start", "length", "at")}
    senses = np.zeros((2, 1), np.int64)
    scores = networks.roles(of_words, {**of_predicates, "x": found["x"][at], "senses": senses})
    chances = bio.softmax(-1).numpy()
    assert np.allclose(scores["outside"], chances[:, :, 0], atol=1e-3)
    assert np.allclose(scores["begin"], chances[:, :, 1::2], atol=1e-3)
    assert np.allclose(scores["inside"], chances[:, :, 2::2], atol=1e-3)
    assert np.allclose(scores["head"], head.softmax(-1).numpy(), atol=1e-3)
    assert np.allclose(scores["sense"], sense.numpy()[:, :1], atol=1e-3)


def _averaged(folder: Path, rank: int) -> None:
    from graph_builder.reading.training.parallel import average_weights

    parameters = [torch.nn.Parameter(torch.full((size,), float(rank))) for size in (2, 1)]
    average_weights(parameters)
    (folder / f"{rank}.json").write_text(json.dumps([p.tolist() for p in parameters]))


def test_processes_go_on_from_the_mean_of_their_weights(tmp_path: Path) -> None:
    from graph_builder.reading.training.parallel import run_in_processes

    run_in_processes(2, partial(_averaged, tmp_path))
    found = [json.loads((tmp_path / f"{rank}.json").read_text()) for rank in (0, 1)]
    assert found[0] == found[1] == [[0.5, 0.5], [0.5]]
