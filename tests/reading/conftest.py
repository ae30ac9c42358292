"""The reading pipeline, loaded once for all tests of the reading."""

import pytest
from spacy.language import Language

from graph_builder import reading


@pytest.fixture(scope="session")
def nlp() -> Language:
    return reading.load()
