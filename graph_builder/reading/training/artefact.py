"""Puts a model directory together: networks, tables, and the manifest with their checksums."""

import json
import lzma
from pathlib import Path

from graph_builder.reading.training.export import write_networks
from graph_builder.reading.training.lemma_table import build_lemmas
from graph_builder.reading.training.lexicon import build_senses
from graph_builder.reading.training.role_files import write_role_files
from graph_builder.reading.training.sentences import treebank


def write_artefact(
    checkpoint: Path, corpora: Path, out: Path, version: str, *, quantise: bool = True
) -> None:
    """Write every file of a model directory from a checkpoint and the corpora's tables."""
    labels = write_networks(checkpoint, out, quantise=quantise)
    with lzma.open(corpora / "frames_lexicon.json.xz", "rt", encoding="utf-8") as file:
        lexicon = json.load(file)["lex"]
    (out / "senses.json").write_text(build_senses(lexicon), "utf-8")
    sentences = [
        {"words": s.words, "xpos": s.xpos, "lemma": s.lemmas}
        for name in ("ud_ewt_train", "ud_gum_train")
        for document in treebank(corpora / f"{name}.jsonl.xz", "")
        for s in document
    ]
    bases = [alias for alias in lexicon if alias.isalpha() and alias.islower()]
    (out / "lemmas.json").write_text(build_lemmas(sentences, bases), "utf-8")
    write_role_files(out, corpora, version, labels.to_json())
