"""Puts a model directory together: networks, tables, and the manifest with their checksums."""

import json
import lzma
from pathlib import Path

from graph_builder.reading.training.class_table import build_classes
from graph_builder.reading.training.export import write_networks
from graph_builder.reading.training.lemma_table import build_lemmas
from graph_builder.reading.training.lexicon import build_senses
from graph_builder.reading.training.manifest import write_manifest
from graph_builder.reading.training.role_files import take_over
from graph_builder.reading.training.sentences import treebank

_EVERY = 10  # the documents of EWT that show activations


def write_artefact(
    checkpoint: Path, corpora: Path, out: Path, version: str, *, quantise: bool = True
) -> None:
    """Write every file of a model directory from a checkpoint and the corpora's tables."""
    ewt = treebank(corpora / "ud_ewt_train.jsonl.xz", "ewt")
    labels = write_networks(checkpoint, out, quantise=quantise, documents=ewt[::_EVERY])
    with lzma.open(corpora / "frames_lexicon.json.xz", "rt", encoding="utf-8") as file:
        lexicon = json.load(file)["lex"]
    (out / "senses.json").write_text(build_senses(lexicon), "utf-8")
    documents = ewt + treebank(corpora / "ud_gum_train.jsonl.xz", "gum")
    sentences = [s for document in documents for s in document]
    tagged = [{"words": s.words, "xpos": s.xpos, "lemma": s.lemmas} for s in sentences]
    bases = [alias for alias in lexicon if alias.isalpha() and alias.islower()]
    (out / "lemmas.json").write_text(build_lemmas(tagged, bases), "utf-8")
    (out / "classes.json").write_text(build_classes(sentences), "utf-8")
    take_over(out)
    write_manifest(out, version, labels.to_json())
