"""How fast the reading is beside spaCy's CNN pipeline: `python tests/bench/reading_speed.py`.

Both read the same articles in turns, in one process on one core, and the ratio is that of their
best rounds. The CNN is laid out as in spaCy's published English pipelines: a tok2vec of width 96
and depth 4 for the parser, and one of its own for names ("Trained Models & Pipelines", pipeline
design). Beside it stands a leaner one, whose names listen to the parser's tok2vec, as spaCy's
quickstart lays out what users train. Both are trained here for a few hundred batches: enough that
their transitions, and so their speed, are those of a real parser; their scores don't count. The
reading does all it ever does.
Corpora and articles come from the folder CHANCERY_SHARED (default `../shared`).
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", BLIS_NUM_THREADS="1")
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from graph_builder import reading  # noqa: E402

# isort: split
import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, Span  # noqa: E402
from spacy.training import Example  # noqa: E402

from graph_builder.reading.decoding import bio_spans  # noqa: E402
from graph_builder.reading.training.sentences import Document, treebank  # noqa: E402

SHARED = Path(os.environ.get("CHANCERY_SHARED", ROOT.parent / "shared"))
WIDTH = 96
TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
BARRED, LEAN = "CNN", "lean CNN"


def main() -> None:
    """Train, measure and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--batches", type=int, default=300, help="batches the CNN is trained on")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    split = json.loads((SHARED / "gold/split.json").read_text("utf-8"))
    articles = [SHARED / f"gold/articles/{name}.txt" for name in split["develop"]]
    texts = [path.read_text("utf-8") for path in articles]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    pipelines = {
        BARRED: trained_cnn(arguments.batches, TOK2VEC),
        LEAN: trained_cnn(arguments.batches, LISTENER),
        "Chancery": reading.load(),
    }
    times: dict[str, list[float]] = {name: [] for name in pipelines}
    words = dict.fromkeys(pipelines, 0)
    for _ in range(arguments.rounds + 1):
        for name, nlp in pipelines.items():
            seconds, words[name] = timed(nlp, texts)
            times[name].append(seconds)
    speeds = {}
    for name, seconds_of_rounds in times.items():
        rounds = seconds_of_rounds[1:]  # the first warms caches
        speeds[name] = words[name] / min(rounds)
        sys.stdout.write(
            f"{name:9} {words[name]} words: best {speeds[name]:.0f}, "
            f"median {words[name] / median(rounds):.0f} words per CPU second\n"
        )
    for name, remark in ((BARRED, " (bar 0.55)"), (LEAN, "")):
        sys.stdout.write(f"ratio to {name} {speeds['Chancery'] / speeds[name]:.2f}{remark}\n")


def timed(nlp: Language, texts: Sequence[str]) -> tuple[float, int]:
    """CPU seconds of this process, and the words read (white space is none)."""
    began = time.process_time()
    words = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts))
    return time.process_time() - began, words


def trained_cnn(batches: int, names_tok2vec: Mapping[str, object]) -> Language:
    """spaCy's CNN with a parser and names, from the training parts of EWT and GUM."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    for name, tok2vec in (("parser", LISTENER), ("ner", names_tok2vec)):
        transitions = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": name,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": tok2vec,
        }
        nlp.add_pipe(name, config={"model": transitions})
    examples = list(_examples(nlp))
    rng = random.Random(1)
    nlp.initialize(lambda: examples[:200])
    for _ in range(batches):
        nlp.update(rng.sample(examples, 24))
    return nlp


def _examples(nlp: Language) -> Iterator[Example]:
    for name in ("ud_ewt_train", "ud_gum_train"):
        for document in treebank(SHARED / f"corpora/{name}.jsonl.xz", name):
            for start in range(0, len(document), 8):
                gold = _gold(nlp, document[start : start + 8])
                yield Example(Doc(nlp.vocab, [t.text for t in gold]), gold)


def _gold(nlp: Language, document: Document) -> Doc:
    words: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    labels: list[str] = []
    for sentence in document:
        base = len(words)
        words += sentence.words
        heads += [base + (i if h < 0 else h) for i, h in enumerate(sentence.heads or ())]
        relations += ["ROOT" if r == "root" else r for r in sentence.relations or ()]
        labels += sentence.names or ["O"] * len(sentence.words)
    doc = Doc(nlp.vocab, words, heads=heads, deps=relations)
    doc.ents = tuple(Span(doc, start, end, label) for label, start, end in bio_spans(labels))
    return doc


if __name__ == "__main__":
    main()
