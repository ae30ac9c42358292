"""The reading model, loaded once, and dossiers of short texts.

`pytest tests/extraction --event-examples FILE` writes what the short texts tell of, as the tests
have it: examples for the networks of events, among them many wordings that tell of none.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from graph_builder import reading
from graph_builder.evaluate.event_examples import examples_of
from graph_builder.extraction import extract
from graph_builder.model import Article, Dossier
from graph_builder.reading import detected_events, predicates
from tests.extraction.readings import Said

PUBLISHED = "2025-04-09"  # a Wednesday

# For Docs built by hand: the reading model isn't loaded in every file of tests.
predicates.register()
detected_events.register()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that asks for examples."""
    parser.addoption("--event-examples", type=Path, help="file to write examples of events to")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The reading model."""
    return reading.load()


@pytest.fixture(scope="session")
def wordings() -> Language:
    """The reading model without its networks of events: what is told, listed wordings tell."""
    alone = reading.load()
    component: Any = alone.get_pipe("chancery_reader")
    component.reader.events = None
    return alone


@pytest.fixture(scope="session")
def read_texts(request: pytest.FixtureRequest, wordings: Language) -> Iterator[dict[str, Dossier]]:
    """The short texts that were read, and their dossiers; written as examples if asked for."""
    read: dict[str, Dossier] = {}
    yield read
    path: Path | None = request.config.getoption("--event-examples")
    if path is not None:
        found = [examples_of(dossier, wordings(text)) for text, dossier in sorted(read.items())]
        path.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in found), "utf-8")


@pytest.fixture(scope="session")
def dossier_of(wordings: Language, read_texts: dict[str, Dossier]) -> Callable[[str], Dossier]:
    """What a text published on 9 April 2025 says."""

    def read(text: str) -> Dossier:
        article = Article("a", None, None, None, PUBLISHED, "en", text)
        read_texts[text] = dossier = extract(wordings(text), article)
        return dossier

    return read


@pytest.fixture(scope="session")
def statements(dossier_of: Callable[[str], Dossier]) -> Callable[[str], list[Said]]:
    """The statements of a text as (speaker, kind, quote)."""

    def find(text: str) -> list[Said]:
        dossier = dossier_of(text)
        names = {actor.id: actor.name for actor in dossier.actors}
        return [(names[s.speaker], s.kind, s.quote) for s in dossier.statements]

    return find
