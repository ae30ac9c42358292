"""The reading model, loaded once, and dossiers of short texts."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from graph_builder import reading
from graph_builder.extraction import extract
from graph_builder.model import Article, Dossier
from tests.extraction.readings import Said

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


@pytest.fixture(scope="session")
def statements(dossier_of: Callable[[str], Dossier]) -> Callable[[str], list[Said]]:
    """The statements of a text as (speaker, kind, quote)."""

    def find(text: str) -> list[Said]:
        dossier = dossier_of(text)
        names = {actor.id: actor.name for actor in dossier.actors}
        return [(names[s.speaker], s.kind, s.quote) for s in dossier.statements]

    return find
