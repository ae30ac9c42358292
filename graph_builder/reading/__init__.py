"""From an article's text to an annotated spaCy Doc.

`load()` gives a spaCy `Language` whose Docs carry tags, lemmas, Universal Dependencies trees,
sentences, names, and predicates with their arguments (`doc._.predicates`, see
`graph_builder.reading.predicates`). Everything downstream reads ordinary Docs.
"""

from pathlib import Path

from graph_builder.reading import spacy_start  # before everything that imports spaCy

# isort: split
import spacy
from spacy.language import Language

from graph_builder.reading import component
from graph_builder.reading.tokenizer import TOKENIZER

VERSION = "1.4.2"
"""The version of the reading (code and shipped model); part of every dossier's provenance."""

MAX_CHARACTERS = 20_000_000
"""Longest text in characters; memory grows by about 1 kB a character."""


def load(model_dir: Path | None = None) -> Language:
    """The reading pipeline; `model_dir` None means the model that ships with Chancery.

    Raises `ArtefactError` if a file of the model is missing, damaged or of another format.
    """
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = MAX_CHARACTERS
    config = {"model_dir": str(model_dir) if model_dir else None}
    nlp.add_pipe("chancery_reader", config=config)
    return nlp


__all__ = ["VERSION", "component", "load", "spacy_start"]
