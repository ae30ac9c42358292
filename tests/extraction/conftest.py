"""The reading model, loaded once, and dossiers of short texts."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from graph_builder import reading
from graph_builder.extraction import extract
from graph_builder.model import Article, Dossier

PUBLISHED = "2025-04-09"  # a Wednesday


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The reading model."""
    return reading.load()


@pytest.fixture(scope="session")
def dossier_of(nlp: Language) -> Callable[[str], Dossier]:
    """What a text published on 9 April 2025 says."""

    def read(text: str) -> Dossier:
        return extract(nlp(text), Article("a", None, None, None, PUBLISHED, "en", text))

    return read
